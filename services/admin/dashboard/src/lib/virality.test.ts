import { timestampFromDate } from '@bufbuild/protobuf/wkt';
import { describe, expect, it } from 'vitest';
import { firstUnfinished, firstYoungDay, kDayCells, kDays, openingGroups } from './virality';

const zone = 'Asia/Shanghai';
const day = (start: string, bags: bigint, brought: bigint) => ({
  startTime: timestampFromDate(new Date(start)),
  bags,
  brought,
  kPerBag: Number(brought) / Number(bags),
});

describe('days of bags', () => {
  const days = kDays(
    [day('2026-05-17T16:00Z', 10n, 5n), day('2026-05-19T16:00Z', 4n, 1n)],
    new Date('2026-05-19T16:00Z'),
    zone,
  );

  it('have those without bags between them, without a factor', () => {
    expect(kDayCells(days, zone)).toEqual([
      ['2026-05-18', 10n, 5n, 0.5],
      ['2026-05-19', 0n, 0n, ''],
      ['2026-05-20', 4n, 1n, 0.25],
    ]);
  });

  it('are young while a bag of theirs can be opened', () => {
    expect(days.map(({ young }) => young)).toEqual([false, false, true]);
    // A bag of three in the afternoon lives until three in the afternoon.
    expect(firstYoungDay(new Date('2026-05-20T07:00Z'), 86_400n, zone)).toEqual(new Date('2026-05-18T16:00Z'));
  });

  it('are unfinished from the first young one that has bags', () => {
    const [first, , last] = days;
    const everYoung = days.map(each => ({ ...each, young: true }));
    expect(firstUnfinished(days)).toBe(last);
    expect(firstUnfinished(days.slice(0, 2))).toBeUndefined();
    expect(firstUnfinished(everYoung)?.start).toEqual(first?.start);
    expect(firstUnfinished(everYoung.slice(1, 2))).toBeUndefined();
  });

  it('are as many as there are where clocks change', () => {
    const spring = kDays(
      [day('2026-03-27T23:00Z', 1n, 1n), day('2026-03-29T22:00Z', 1n, 0n)],
      new Date('2026-04-01T00:00Z'),
      'Europe/Berlin',
    );
    expect(spring.map(({ bags }) => bags)).toEqual([1n, 0n, 1n]);
  });

  it('are none without bags', () => expect(kDays([], new Date(), zone)).toEqual([]));
});

describe('openings per bag', () => {
  it('stand one by one up to five, none and those between included', () => {
    const groups = openingGroups([
      { openings: 0, bags: 7n },
      { openings: 3, bags: 2n },
    ]);
    expect(groups.map(({ count }) => count)).toEqual([7n, 0n, 0n, 2n]);
    expect(groups.at(-1)).toMatchObject({ from: 3, to: 4 });
    expect(openingGroups([])).toEqual([]);
  });

  it('stand in groups above, and lose no bag', () => {
    const groups = openingGroups(Array.from({ length: 61 }, (_, openings) => ({ openings, bags: 1n })));
    expect(groups.map(({ count }) => count)).toEqual([1n, 1n, 1n, 1n, 1n, 1n, 5n, 10n, 30n, 10n]);
    expect(groups.at(-1)).toEqual({ from: 51, to: undefined, count: 10n });
  });
});
