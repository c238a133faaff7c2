// How long something took: the API's buckets of hours in groups, and several distributions as one.
import type { HoursBucket } from '@/gen/fudai/admin/v1/stats_common_pb';
import { compared, type Compared } from './compared';
import type { Cell } from './csv';
import { inGroups, type Span, type SpanCount } from './groups';

export type { Span };

export type TimesBucket = Omit<HoursBucket, '$typeName'>;

export interface Times {
  readonly buckets: readonly TimesBucket[];
  readonly median?: TimesBucket;
  readonly p90?: TimesBucket;
}

// Few enough to be read at a glance. Each bucket of hours that the API has lies within one of these.
const hourEdges = [0, 1, 3, 6, 12, 24, 48, 72, 168, 336, 720] as const;

/** A bucket's hours. */
export const spanOf = ({ fromHours, toHours }: TimesBucket): Span => ({ from: fromHours, to: toHours || undefined });

export const timeGroups = (buckets: readonly TimesBucket[]): SpanCount[] =>
  inGroups(
    hourEdges,
    buckets.map(({ fromHours, count }) => ({ at: fromHours, count })),
  );

/** Groups of a range beside those of the range before, if that is compared: as many as either has. */
export const comparedGroups = (now: readonly TimesBucket[], before?: readonly TimesBucket[]): Compared<SpanCount>[] =>
  compared(timeGroups(now), before && timeGroups(before), {
    idOf: ({ from }) => String(from),
    nothingOf: group => ({ ...group, count: 0n }),
  });

/** Rows of a spreadsheet: from and to hours, how many, and where it is compared how many in the range before. */
export const timesCells = (now: readonly TimesBucket[], before?: readonly TimesBucket[]): Cell[][] =>
  compared(now, before, { idOf: ({ fromHours }) => String(fromHours), nothingOf: bucket => ({ ...bucket, count: 0n }) })
    .sort((a, b) => a.now.fromHours - b.now.fromHours)
    .map(each => [
      each.now.fromHours,
      each.now.toHours || '',
      each.now.count,
      ...(each.before ? [each.before.count] : []),
    ]);

/** All of several distributions together. */
export function mergeTimes(parts: readonly Pick<Times, 'buckets'>[]): Times {
  const byStart = new Map<number, TimesBucket>();
  for (const { fromHours, toHours, count } of parts.flatMap(({ buckets }) => buckets)) {
    byStart.set(fromHours, { fromHours, toHours, count: count + (byStart.get(fromHours)?.count ?? 0n) });
  }
  const buckets = [...byStart.values()].sort((a, b) => a.fromHours - b.fromHours);
  return { buckets, median: holding(buckets, 5n), p90: holding(buckets, 9n) };
}

// The bucket within which at least so many tenths have taken this long or less.
function holding(buckets: readonly TimesBucket[], tenths: bigint): TimesBucket | undefined {
  const whole = buckets.reduce((sum, { count }) => sum + count, 0n);
  let sum = 0n;
  return buckets.find(({ count }) => (sum += count) * 10n >= whole * tenths);
}
