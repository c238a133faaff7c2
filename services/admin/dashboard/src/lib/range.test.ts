import { describe, expect, it } from 'vitest';
import { hasMinutes, isWholeLife, presetRange, previousRange, wholeDays } from './range';

const zone = 'Asia/Shanghai';
const now = new Date('2026-05-20T05:20:00Z');

describe('ranges', () => {
  it('end with the hour or the day that is running', () => {
    expect(presetRange('day', zone, now)).toEqual({
      start: new Date('2026-05-19T06:00Z'),
      end: new Date('2026-05-20T06:00Z'),
    });
    expect(presetRange('week', zone, now)).toEqual({
      start: new Date('2026-05-13T16:00Z'),
      end: new Date('2026-05-20T16:00Z'),
    });
  });

  it('end with a campaign that is over', () => {
    expect(presetRange('day', zone, now, new Date('2026-05-10T16:00Z')).end).toEqual(new Date('2026-05-10T16:00Z'));
  });

  it('are compared with the stretch of equal length before', () => {
    const week = presetRange('week', zone, now);
    expect(previousRange(week, zone)).toEqual({ start: new Date('2026-05-06T16:00Z'), end: week.start });
    expect(previousRange({}, zone)).toBeUndefined();
  });

  it('touch whole days, and compare with whole days that they do not touch', () => {
    const touched = wholeDays(presetRange('day', zone, now), zone);
    expect(touched).toEqual({ start: new Date('2026-05-18T16:00Z'), end: new Date('2026-05-20T16:00Z') });
    expect(wholeDays(touched, zone)).toEqual(touched);
    expect(previousRange(touched, zone)).toEqual({ start: new Date('2026-05-16T16:00Z'), end: touched.start });
  });

  it('of everything stay without ends', () => {
    expect(isWholeLife(wholeDays(presetRange('all', zone, now), zone))).toBe(true);
    expect(isWholeLife({ end: now })).toBe(false);
  });

  it('are compared by days where a day has 23 hours', () => {
    const range = { start: new Date('2026-03-28T23:00Z'), end: new Date('2026-03-29T22:00Z') };
    expect(previousRange(range, 'Europe/Berlin')?.start).toEqual(new Date('2026-03-27T23:00Z'));
  });

  it('have minutes where they are short and near the newest event', () => {
    const newest = new Date('2026-05-20T05:00Z');
    const from = (start: string, hours: number) => ({
      start: new Date(start),
      end: new Date(Date.parse(start) + hours * 3_600_000),
    });
    expect(hasMinutes(from('2026-05-18T03:00Z', 48), newest)).toBe(true);
    expect(hasMinutes(from('2026-05-18T02:59Z', 1), newest)).toBe(false);
    expect(hasMinutes(from('2026-05-19T00:00Z', 49), newest)).toBe(false);
    expect(hasMinutes(presetRange('day', zone, now), undefined)).toBe(false);
    expect(hasMinutes({}, newest)).toBe(false);
  });
});
