import { timestampFromDate } from '@bufbuild/protobuf/wkt';
import { expect, it } from 'vitest';
import { revenueCells, revenueRows } from './revenueDays';

const day = (start: string, revenueFen: bigint, returningRevenueFen: bigint) => ({
  startTime: timestampFromDate(new Date(start)),
  revenueFen,
  returningRevenueFen,
});

it('tells first orders from returning customers, on days with refunds alone too', () => {
  const rows = revenueRows(
    [day('2026-05-17T16:00Z', 900n, 400n), day('2026-05-19T16:00Z', -200n, -200n)],
    'Asia/Shanghai',
  );
  expect(revenueCells(rows, 'Asia/Shanghai')).toEqual([
    ['2026-05-18', '9.00', '4.00', '5.00'],
    ['2026-05-19', '0.00', '0.00', '0.00'],
    ['2026-05-20', '-2.00', '-2.00', '0.00'],
  ]);
});
