import { describe, expect, it } from 'vitest';
import { comparedGroups, mergeTimes, spanOf, timeGroups, timesCells } from './times';

const bucket = (fromHours: number, toHours: number, count: bigint) => ({ fromHours, toHours, count });

describe('how long something took', () => {
  it('is grouped, each bucket once, empty groups between included', () => {
    const groups = timeGroups([bucket(0, 1, 2n), bucket(3, 4, 1n), bucket(5, 6, 4n), bucket(71, 72, 1n)]);
    expect(groups.map(({ count }) => count)).toEqual([2n, 0n, 5n, 0n, 0n, 0n, 1n]);
    expect(groups.at(-1)).toMatchObject({ from: 48, to: 72 });
  });

  it('loses nobody in any bucket that the API has', () => {
    const hours = Array.from({ length: 72 }, (_, hour) => bucket(hour, hour + 1, 1n));
    const dayLong = Array.from({ length: 27 }, (_, index) => bucket(72 + 24 * index, 96 + 24 * index, 1n));
    const groups = timeGroups([...hours, ...dayLong, bucket(720, 0, 1n)]);
    expect(groups.map(({ count }) => count)).toEqual([1n, 2n, 3n, 6n, 12n, 24n, 24n, 4n, 7n, 16n, 1n]);
    expect(groups.at(-1)?.to).toBeUndefined();
  });

  it('has no end in the last bucket', () => {
    expect(spanOf(bucket(720, 0, 1n))).toEqual({ from: 720, to: undefined });
    expect(spanOf(bucket(4, 5, 1n))).toEqual({ from: 4, to: 5 });
  });

  it('has no group without anybody', () => expect(timeGroups([])).toEqual([]));
});

describe('how long something took beside the range before', () => {
  const now = [bucket(1, 2, 3n), bucket(5, 6, 4n)];
  const before = [bucket(0, 1, 2n), bucket(5, 6, 1n), bucket(72, 96, 5n)];
  const counts = (...ranges: Parameters<typeof comparedGroups>) =>
    comparedGroups(...ranges).map(each => [each.now.from, each.now.count, each.before?.count]);

  it('has the groups of either, those that only the range before has too', () => {
    expect(counts(now, before).slice(0, 3)).toEqual([
      [0, 0n, 2n],
      [1, 3n, 0n],
      [3, 4n, 1n],
    ]);
    expect(counts(now, before).at(-1)).toEqual([72, 0n, 5n]);
    expect(counts([], before)).toHaveLength(8);
    expect(counts(now, [])).toHaveLength(3);
    expect(counts([], [])).toEqual([]);
  });

  it('is written bucket by bucket in order, with a column more where it is compared', () => {
    expect(timesCells(now, before)).toEqual([
      [0, 1, 0n, 2n],
      [1, 2, 3n, 0n],
      [5, 6, 4n, 1n],
      [72, 96, 0n, 5n],
    ]);
    expect(timesCells(now)).toEqual([
      [1, 2, 3n],
      [5, 6, 4n],
    ]);
  });
});

describe('several distributions', () => {
  it('become one, in order, with the buckets of its median and its nine tenths', () => {
    const merged = mergeTimes([
      { buckets: [bucket(0, 1, 2n), bucket(5, 6, 1n)] },
      { buckets: [bucket(1, 2, 3n), bucket(5, 6, 4n)] },
    ]);
    expect(merged.buckets).toEqual([bucket(0, 1, 2n), bucket(1, 2, 3n), bucket(5, 6, 5n)]);
    // Five of ten took less than two hours: at least half.
    expect(merged.median).toEqual(bucket(1, 2, 3n));
    expect(merged.p90).toEqual(bucket(5, 6, 5n));
  });

  it('have no median where nothing took any time', () =>
    expect(mergeTimes([])).toEqual({ buckets: [], median: undefined, p90: undefined }));
});
