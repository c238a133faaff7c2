// A campaign's money day by day, without gaps.
import type { MoneyDay } from '@/gen/fudai/admin/v1/stats_money_pb';
import type { Cell } from './csv';
import { dateOf } from './dates';
import { everyDay } from './everyDay';
import { fenToDecimal } from './money';

export type MoneyAmounts = Omit<MoneyDay, '$typeName' | '$unknown' | 'startTime'>;

export interface MoneyRow extends MoneyAmounts {
  readonly start: Date;
}

const nothing: MoneyAmounts = {
  liabilityFen: 0n,
  redeemedFen: 0n,
  returnedFen: 0n,
  expiredFen: 0n,
  outstandingFen: 0n,
  discountFen: 0n,
  reversedFen: 0n,
  couponRevenueFen: 0n,
};

/** Every day from the first on which something happened to the last; where nothing did, what was outstanding still is. */
export const moneyRows = (days: readonly Omit<MoneyDay, '$typeName'>[], zone: string): MoneyRow[] =>
  everyDay<Omit<MoneyDay, '$typeName'>, MoneyRow>(days, zone, (start, day, before) => ({
    ...nothing,
    outstandingFen: before?.outstandingFen ?? 0n,
    ...day,
    start,
  }));

/** The amounts in the order of the columns of table and spreadsheet. */
export const moneyColumns = [
  'liabilityFen',
  'redeemedFen',
  'returnedFen',
  'expiredFen',
  'outstandingFen',
  'discountFen',
  'reversedFen',
  'couponRevenueFen',
] as const satisfies readonly (keyof MoneyAmounts)[];

export const moneyCells = (rows: readonly MoneyRow[], zone: string): Cell[][] =>
  rows.map(row => [dateOf(row.start, zone), ...moneyColumns.map(column => fenToDecimal(row[column]))]);
