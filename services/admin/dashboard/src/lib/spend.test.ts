import { expect, it } from 'vitest';
import { spendCurve } from './spend';

it('goes from nobody to everybody', () => {
  expect(
    spendCurve([
      { customers: 2n, spendFen: 800n },
      { customers: 10n, spendFen: 1000n },
    ]),
  ).toEqual([
    { customers: 0, spend: 0 },
    { customers: 0.2, spend: 0.8 },
    { customers: 1, spend: 1 },
  ]);
});

it('is not there where nothing was spent', () => {
  expect(spendCurve([])).toEqual([]);
  expect(spendCurve([{ customers: 3n, spendFen: 0n }])).toEqual([]);
});
