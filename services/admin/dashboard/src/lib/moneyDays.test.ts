import { timestampFromDate } from '@bufbuild/protobuf/wkt';
import { create } from '@bufbuild/protobuf';
import { expect, it } from 'vitest';
import { MoneyDaySchema } from '@/gen/fudai/admin/v1/stats_money_pb';
import { moneyCells, moneyRows } from './moneyDays';

const zone = 'Asia/Shanghai';
const day = (start: string, liabilityFen: bigint, outstandingFen: bigint) =>
  create(MoneyDaySchema, { startTime: timestampFromDate(new Date(start)), liabilityFen, outstandingFen });

it('gives days without events the outstanding amount of the day before, and nothing else', () => {
  const rows = moneyRows([day('2026-05-17T16:00Z', 500n, 500n), day('2026-05-19T16:00Z', 100n, 600n)], zone);
  expect(rows.map(row => [row.liabilityFen, row.outstandingFen])).toEqual([
    [500n, 500n],
    [0n, 500n],
    [100n, 600n],
  ]);
  expect(moneyCells(rows, zone)[1]).toEqual([
    '2026-05-19',
    '0.00',
    '0.00',
    '0.00',
    '0.00',
    '5.00',
    '0.00',
    '0.00',
    '0.00',
  ]);
  expect(moneyRows([], zone)).toEqual([]);
});
