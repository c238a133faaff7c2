import { expect, it } from 'vitest';
import { allTenths, helpersOf, openingsPerCup, type Step } from './coffee';

const step = (minHelpers: number, openings: bigint, cupsFilled: bigint): Step => ({
  minHelpers,
  dropsPerOpen: 10,
  openings,
  drops: openings * 10n,
  cupsFilled,
  sharers: 1n,
});

it('has all ten tenths, or none without cups', () => {
  expect(allTenths([{ tenths: 3, cups: 7n }]).map(({ cups }) => cups)).toEqual([
    0n,
    0n,
    0n,
    7n,
    0n,
    0n,
    0n,
    0n,
    0n,
    0n,
  ]);
  expect(allTenths([])).toEqual([]);
});

it('ends a step before the next, and the last one nowhere', () => {
  const steps = [step(0, 40n, 2n), step(5, 9n, 0n)];
  expect(helpersOf(steps, 0)).toEqual({ from: 0, to: 4 });
  expect(helpersOf(steps, 1)).toEqual({ from: 5, to: undefined });
  expect(steps.map(openingsPerCup)).toEqual([20, undefined]);
});
