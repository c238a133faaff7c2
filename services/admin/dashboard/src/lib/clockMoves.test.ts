import { describe, expect, it } from 'vitest';
import { laterBy, momentIn } from './clockMoves';

const now = new Date('2031-05-12T02:00:30.250Z');

describe('moves of the rehearsal’s clock', () => {
  it('go forwards by a length of time', () => {
    expect(laterBy(now, ' 36 ', 'hours')).toEqual({ value: new Date('2031-05-13T14:00:30.250Z') });
    expect(laterBy(now, '3', 'days')).toEqual({ value: new Date('2031-05-15T02:00:30.250Z') });
  });

  it('go to a moment of a zone', () => {
    expect(momentIn(now, '2031-05-13T00:00', 'Asia/Shanghai')).toEqual({ value: new Date('2031-05-12T16:00Z') });
  });

  it('are no moves without a number or a moment', () => {
    expect(laterBy(now, '', 'days')).toEqual({ fault: 'edit.notWhole' });
    expect(laterBy(now, '-1', 'days')).toEqual({ fault: 'edit.notWhole' });
    expect(momentIn(now, '', 'UTC')).toEqual({ fault: 'edit.notMoment' });
  });

  it('never go backwards, nor nowhere', () => {
    expect(laterBy(now, '0', 'days')).toEqual({ fault: 'rehearsal.notForwards' });
    // The minute that the clock shows has begun before.
    expect(momentIn(now, '2031-05-12T02:00', 'UTC')).toEqual({ fault: 'rehearsal.notForwards' });
  });

  it('end before the year 2100', () => {
    expect(momentIn(now, '2099-12-31T23:59', 'UTC')).toEqual({ value: new Date('2099-12-31T23:59Z') });
    expect(momentIn(now, '2100-01-01T00:00', 'UTC')).toEqual({ fault: 'rehearsal.tooLate' });
    expect(laterBy(now, '2147483647', 'days')).toEqual({ fault: 'rehearsal.tooLate' });
  });
});
