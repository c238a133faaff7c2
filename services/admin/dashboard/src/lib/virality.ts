// How a campaign grew by itself: days without gaps, which of them are young, and bags by how often they were opened.
import type { OpeningsBucket, ViralityDay } from '@/gen/fudai/admin/v1/stats_pb';
import type { Cell } from './csv';
import { dateOf, dayStart } from './dates';
import { everyDay } from './everyDay';
import { inGroups, type SpanCount } from './groups';

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
export const kDays = (days: readonly Omit<ViralityDay, '$typeName'>[], youngFrom: Date, zone: string): KDay[] =>
  everyDay(days, zone, (start, day) => ({
    start,
    bags: day?.bags ?? 0n,
    brought: day?.brought ?? 0n,
    kPerBag: day?.kPerBag,
    young: start >= youngFrom,
  }));

/** The first day with bags that can still be opened; without one, all bags of these days have had their time to bring somebody. */
export const firstUnfinished = (days: readonly KDay[]): KDay | undefined =>
  days.find(({ young, bags }) => young && bags > 0n);

export const kDayCells = (days: readonly KDay[], zone: string): Cell[][] =>
  days.map(({ start, bags, brought, kPerBag }) => [dateOf(start, zone), bags, brought, kPerBag ?? '']);

// Few enough to be read at a glance.
const openingEdges = [0, 1, 2, 3, 4, 5, 6, 11, 21, 51] as const;

/** Bags by how often they were opened: one by one up to five times, in groups above. */
export const openingGroups = (buckets: readonly Omit<OpeningsBucket, '$typeName'>[]): SpanCount[] =>
  inGroups(
    openingEdges,
    buckets.map(({ openings, bags }) => ({ at: openings, count: bags })),
  );
