import { describe, expect, it } from 'vitest';
import { funnelCells, funnelRows, isEmptyFunnel, type Counts } from './funnel';

const counts = (times: bigint): Counts => ({
  orders: 100n * times,
  bagsIssued: 90n * times,
  bagsOpened: 60n * times,
  distinctOpeners: 120n * times,
  couponsRedeemed: 40n * times,
  newCustomers: 25n * times,
  secondOrders: 5n * times,
});

const parts = (wholeLife: boolean): [string, string][] =>
  funnelRows(counts(1n), undefined, wholeLife).flatMap(({ name, whole }) => (whole ? [[name, whole.label]] : []));

describe('the funnel', () => {
  it('goes from orders to second orders', () => {
    const rows = funnelRows(counts(1n), undefined, true);
    expect(rows.map(({ value }) => value)).toEqual([100n, 90n, 60n, 120n, 40n, 25n, 5n]);
    expect(rows.every(({ previous }) => previous === undefined)).toBe(true);
  });

  it('shares only what is a part, and within a range only second orders are', () => {
    expect(parts(true)).toEqual([
      ['bagsIssued', 'step.orders'],
      ['bagsOpened', 'step.bagsIssued'],
      ['newCustomers', 'step.distinctOpeners'],
      ['secondOrders', 'step.newCustomers'],
    ]);
    expect(parts(false)).toEqual([['secondOrders', 'step.newCustomers']]);
  });

  it('has the range before beside each step', () => {
    const rows = funnelRows(counts(2n), counts(1n), false);
    expect(rows.map(({ previous }) => previous)).toEqual([100n, 90n, 60n, 120n, 40n, 25n, 5n]);
    expect(funnelCells(rows, key => key)[6]).toEqual(['step.secondOrders', 10n, 5n]);
    expect(funnelCells(funnelRows(counts(2n), undefined, false), key => key)[6]).toEqual(['step.secondOrders', 10n]);
  });

  it('is empty where neither range counted anything', () => {
    expect(isEmptyFunnel(funnelRows(counts(0n), undefined, true))).toBe(true);
    expect(isEmptyFunnel(funnelRows(counts(0n), counts(0n), false))).toBe(true);
    expect(isEmptyFunnel(funnelRows(counts(0n), counts(1n), false))).toBe(false);
    expect(isEmptyFunnel(funnelRows({ ...counts(0n), secondOrders: 1n }, undefined, true))).toBe(false);
  });
});
