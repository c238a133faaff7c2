// Customers and what they spent, from the best to all.
import type { SpendPoint } from '@/gen/fudai/admin/v1/stats_customers_pb';
import { ratio } from './numbers';

/** Such a share of customers has such a share of all spending. */
export interface CurvePoint {
  readonly customers: number;
  readonly spend: number;
}

/** The curve from nobody to everybody; empty where nothing was spent. */
export function spendCurve(points: readonly Omit<SpendPoint, '$typeName'>[]): CurvePoint[] {
  const all = points.at(-1);
  if (!all || all.customers <= 0n || all.spendFen <= 0n) return [];
  const shares = points.map(({ customers, spendFen }) => ({
    customers: ratio(customers, all.customers),
    spend: ratio(spendFen, all.spendFen),
  }));
  return [{ customers: 0, spend: 0 }, ...shares];
}
