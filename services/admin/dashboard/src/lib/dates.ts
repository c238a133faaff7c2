// Moments are shown and typed in a campaign's zone, whatever the reader's own is.
import type { Timestamp } from '@bufbuild/protobuf/wkt';
import { timestampDate, timestampFromDate } from '@bufbuild/protobuf/wkt';

export type Style = 'minute' | 'second' | 'day' | 'hour' | 'time';

const styles: Record<Style, Intl.DateTimeFormatOptions> = {
  minute: { year: 'numeric', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  second: {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  },
  day: { year: 'numeric', month: 'short', day: 'numeric' },
  hour: { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  time: { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
};

/** The reader's own zone. */
export const ownZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The moment as the zone's clocks and the reader's language say it; "–" where there is none. */
export function formatMoment(
  moment: Date | Timestamp | undefined,
  zone: string,
  language: string,
  style: Style = 'minute',
): string {
  if (!moment) return '–';
  const date = moment instanceof Date ? moment : timestampDate(moment);
  return new Intl.DateTimeFormat(language, { ...styles[style], timeZone: knownZone(zone) }).format(date);
}

/** A zone that this browser knows: the one named, or UTC. */
export function knownZone(zone: string): string {
  try {
    return Intl.DateTimeFormat('en', { timeZone: zone || 'UTC' }).resolvedOptions().timeZone;
  } catch {
    return 'UTC';
  }
}

/** What the zone's clocks show: "2026-05-20T08:30", the form of <input type="datetime-local">. */
export function toLocal(moment: Date, zone: string): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: knownZone(zone),
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(moment);
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.find(each => each.type === type)?.value ?? '00';
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`;
}

/** The zone's day that holds the moment: "2026-05-20". */
export const dateOf = (moment: Date, zone: string): string => toLocal(moment, zone).slice(0, 10);

/** The moment at which the zone's clocks show this; undefined if it is no date. The later one of two, and what skipped hours mean after them. */
export function fromLocal(local: string, zone: string): Date | undefined {
  const naive = Date.parse(`${local.length === 10 ? `${local}T00:00` : local}Z`);
  if (Number.isNaN(naive)) return undefined;
  const first = naive - offset(naive, zone);
  return new Date(naive - offset(first, zone));
}

// How far the zone's clocks are ahead of UTC at a moment, in milliseconds.
const offset = (moment: number, zone: string): number =>
  Date.parse(`${toLocal(new Date(moment), zone)}Z`) - Math.floor(moment / 60_000) * 60_000;

/** The midnight with which the zone's day begins, so many days later or earlier. */
export function dayStart(moment: Date, zone: string, days = 0): Date {
  const noon = new Date(`${dateOf(moment, zone)}T12:00Z`);
  noon.setUTCDate(noon.getUTCDate() + days);
  return fromLocal(noon.toISOString().slice(0, 10), zone) ?? moment;
}

export const toTimestamp = (date: Date | undefined): Timestamp | undefined => date && timestampFromDate(date);
export const toDate = (timestamp: Timestamp | undefined): Date | undefined => timestamp && timestampDate(timestamp);
