import { describe, expect, it } from 'vitest';
import { dayStart, formatMoment, fromLocal, knownZone, toLocal } from './dates';

const shanghai = 'Asia/Shanghai';
const berlin = 'Europe/Berlin';

describe('dates in a zone', () => {
  it('shows the zone’s clocks, whatever the reader’s', () => {
    const moment = new Date('2026-05-20T16:30:00Z');
    expect(toLocal(moment, shanghai)).toBe('2026-05-21T00:30');
    expect(formatMoment(moment, shanghai, 'zh-CN')).toBe('2026年5月21日 00:30');
    expect(formatMoment(moment, shanghai, 'en-GB')).toBe('21 May 2026, 00:30');
    expect(formatMoment(undefined, shanghai, 'en-GB')).toBe('–');
  });

  it('reads what the zone’s clocks show', () => {
    expect(fromLocal('2026-05-21T00:30', shanghai)?.toISOString()).toBe('2026-05-20T16:30:00.000Z');
    expect(fromLocal('2026-05-21', shanghai)?.toISOString()).toBe('2026-05-20T16:00:00.000Z');
    expect(fromLocal('nonsense', shanghai)).toBeUndefined();
  });

  it('takes back what it shows, on both sides of a change of the clocks', () => {
    for (const text of [
      '2026-03-29T00:00:00Z',
      '2026-03-29T01:00:00Z',
      '2026-10-24T23:00:00Z',
      '2026-10-25T02:00:00Z',
    ]) {
      const moment = new Date(text);
      expect(fromLocal(toLocal(moment, berlin), berlin)?.getTime()).toBe(moment.getTime());
    }
  });

  it('takes the later of two moments at which the clocks show the same', () => {
    expect(fromLocal('2026-10-25T02:00', berlin)?.toISOString()).toBe('2026-10-25T01:00:00.000Z');
  });

  it('counts days by the zone’s midnights, 23 and 25 hours long too', () => {
    const noon = new Date('2026-03-29T10:00:00Z');
    expect(dayStart(noon, berlin).toISOString()).toBe('2026-03-28T23:00:00.000Z');
    expect(dayStart(noon, berlin, 1).toISOString()).toBe('2026-03-29T22:00:00.000Z');
    expect(dayStart(new Date('2026-10-25T10:00:00Z'), berlin, 1).toISOString()).toBe('2026-10-25T23:00:00.000Z');
    expect(dayStart(new Date('2026-12-31T18:00:00Z'), shanghai, 1).toISOString()).toBe('2027-01-01T16:00:00.000Z');
  });

  it('goes on in UTC where it does not know a zone', () => {
    expect(knownZone('Mars/Olympus')).toBe('UTC');
    expect(knownZone(shanghai)).toBe(shanghai);
  });
});
