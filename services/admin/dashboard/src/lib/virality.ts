// How a campaign grew by itself: days without gaps, which of them are young, and the time from the bag to the first order in groups.
import type { HoursBucket } from '@/gen/fudai/admin/v1/stats_common_pb';
import type { OpeningsBucket, ViralityDay } from '@/gen/fudai/admin/v1/stats_pb';
import type { Cell } from './csv';
import { dayStart, toDate, toLocal } from './dates';

/** What the bags of one day have brought until now; no factor on a day without bags. */
export interface KDay {
  readonly start: Date;
  readonly bags: bigint;
  readonly brought: bigint;
  readonly kPerBag: number | undefined;
  /** True where a bag of the day can still be opened, so that the day's K may still grow. */
  readonly young: boolean;
}

/** The first day that holds bags which can still be opened. */
export const firstYoungDay = (now: Date, bagLifeSeconds: bigint, zone: string): Date =>
  dayStart(new Date(now.getTime() - Number(bagLifeSeconds) * 1000), zone);

/** Every day from the first with bags to the last. */
export function kDays(days: readonly Omit<ViralityDay, '$typeName'>[], youngFrom: Date, zone: string): KDay[] {
  const named = new Map(
    days.flatMap(day => {
      const start = toDate(day.startTime);
      return start ? [[dateOf(start, zone), { ...day, start }] as const] : [];
    }),
  );
  const starts = [...named.values()].map(({ start }) => start);
  const last = starts.at(-1);
  const all: KDay[] = [];
  for (let start = starts[0]; start && last && start <= last; start = dayStart(start, zone, 1)) {
    const { bags = 0n, brought = 0n, kPerBag } = named.get(dateOf(start, zone)) ?? {};
    all.push({ start, bags, brought, kPerBag, young: start >= youngFrom });
  }
  return all;
}

const dateOf = (moment: Date, zone: string): string => toLocal(moment, zone).slice(0, 10);

export const kDayCells = (days: readonly KDay[], zone: string): Cell[][] =>
  days.map(({ start, bags, brought, kPerBag }) => [dateOf(start, zone), bags, brought, kPerBag ?? '']);

/** So many and more, and fewer than so many; no end where there is none. */
export interface Span {
  readonly from: number;
  readonly to: number | undefined;
}

export interface SpanCount extends Span {
  readonly count: bigint;
}

// Few enough to be read at a glance. Each bucket of hours that the API has lies within one of these.
const hourEdges = [0, 1, 3, 6, 12, 24, 48, 72, 168, 336, 720] as const;
const openingEdges = [0, 1, 2, 3, 4, 5, 6, 11, 21, 51] as const;

export type CycleBucket = Omit<HoursBucket, '$typeName'>;

/** A bucket's hours. */
export const spanOf = ({ fromHours, toHours }: CycleBucket): Span => ({ from: fromHours, to: toHours || undefined });

/** New customers by the hours that they took, in groups. */
export const cycleGroups = (buckets: readonly CycleBucket[]): SpanCount[] =>
  inGroups(
    hourEdges,
    buckets.map(({ fromHours, count }) => ({ at: fromHours, count })),
  );

/** Bags by how often they were opened: one by one up to five times, in groups above. */
export const openingGroups = (buckets: readonly Omit<OpeningsBucket, '$typeName'>[]): SpanCount[] =>
  inGroups(
    openingEdges,
    buckets.map(({ openings, bags }) => ({ at: openings, count: bags })),
  );

// From the first group to the last that holds something, empty ones between included.
function inGroups(edges: readonly number[], counts: readonly { at: number; count: bigint }[]): SpanCount[] {
  const groups = edges.map((from, index): SpanCount => {
    const to = edges[index + 1];
    const within = counts.filter(({ at }) => at >= from && (to === undefined || at < to));
    return { from, to, count: within.reduce((sum, { count }) => sum + count, 0n) };
  });
  return groups.slice(0, groups.findLastIndex(({ count }) => count > 0n) + 1);
}
