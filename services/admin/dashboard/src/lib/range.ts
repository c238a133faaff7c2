// The stretch of time that charts show, and the one before it.
import { dayStart } from './dates';

export type Preset = 'day' | 'week' | 'month' | 'all' | 'custom';

export interface Range {
  readonly start?: Date;
  readonly end?: Date;
}

const hourMs = 3_600_000;
const days: Record<'week' | 'month', number> = { week: 7, month: 30 };

/** The stretch that ends now, or with the campaign if that is over. Days begin at the zone's midnight; "all" is what the server has. */
export function presetRange(preset: 'day' | 'week' | 'month' | 'all', zone: string, now: Date, over?: Date): Range {
  if (preset === 'all') return {};
  const last = over && over < now ? over : now;
  if (preset === 'day') {
    const end = new Date(Math.ceil(last.getTime() / hourMs) * hourMs);
    return { start: new Date(end.getTime() - 24 * hourMs), end };
  }
  return { start: dayStart(last, zone, 1 - days[preset]), end: dayStart(last, zone, 1) };
}

/** The stretch of equal length that ends where this one begins; undefined for one without both ends. */
export function previousRange({ start, end }: Range, zone: string): Range | undefined {
  if (!start || !end || end <= start) return undefined;
  const whole = dayStart(start, zone).getTime() === start.getTime() && dayStart(end, zone).getTime() === end.getTime();
  const length = end.getTime() - start.getTime();
  if (!whole) return { start: new Date(start.getTime() - length), end: start };
  return { start: dayStart(start, zone, -Math.round(length / (24 * hourMs))), end: start };
}

/** The days that a range touches: funnel and virality count whole ones. */
export const wholeDays = ({ start, end }: Range, zone: string): Range => ({
  start: start && dayStart(start, zone),
  end: end && dayStart(new Date(end.getTime() - 1), zone, 1),
});

/** True where everything is asked for, from the first day to the last. */
export const isWholeLife = ({ start, end }: Range): boolean => start === undefined && end === undefined;

// As long as the server keeps minutes before the newest event, and as many of them as can be read.
const minutesKeptMs = 50 * hourMs;
const mostMinutesMs = 48 * hourMs;

/** True where there are series by the minute: for two days at most, of those that the newest event has left. */
export const hasMinutes = ({ start, end }: Range, newest: Date | undefined): boolean =>
  start !== undefined &&
  end !== undefined &&
  newest !== undefined &&
  end.getTime() - start.getTime() <= mostMinutesMs &&
  start.getTime() >= newest.getTime() - minutesKeptMs;

/** True where hours make more than can be read at a glance. */
export const isLong = ({ start, end }: Range): boolean =>
  start !== undefined && end !== undefined && end.getTime() - start.getTime() > 10 * 24 * hourMs;
