import type { RevenueDay } from '@/gen/fudai/admin/v1/stats_customers_pb';
import type { Cell } from './csv';
import { dateOf } from './dates';
import { everyDay } from './everyDay';
import { fenToDecimal } from './money';

/** What customers paid on one day, less refunds: those who had ordered before, and the others. */
export interface RevenueRow {
  readonly start: Date;
  readonly revenueFen: bigint;
  readonly returningFen: bigint;
}

/** Every day from the first with revenue to the last. */
export const revenueRows = (days: readonly Omit<RevenueDay, '$typeName'>[], zone: string): RevenueRow[] =>
  everyDay(days, zone, (start, day) => ({
    start,
    revenueFen: day?.revenueFen ?? 0n,
    returningFen: day?.returningRevenueFen ?? 0n,
  }));

/** What came from first orders. */
export const firstFen = ({ revenueFen, returningFen }: RevenueRow): bigint => revenueFen - returningFen;

export const revenueCells = (rows: readonly RevenueRow[], zone: string): Cell[][] =>
  rows.map(row => [
    dateOf(row.start, zone),
    fenToDecimal(row.revenueFen),
    fenToDecimal(row.returningFen),
    fenToDecimal(firstFen(row)),
  ]);
