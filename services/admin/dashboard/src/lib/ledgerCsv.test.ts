import { create } from '@bufbuild/protobuf';
import { timestampFromDate } from '@bufbuild/protobuf/wkt';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LedgerEntrySchema, type LedgerEntry } from '@/gen/fudai/admin/v1/ledger_pb';
import { ledgerCells, ledgerColumns, ledgerFile } from './ledgerCsv';

const rowOf = (entry: LedgerEntry): Record<string, unknown> =>
  Object.fromEntries(ledgerCells(entry, 'rehearsal').map((cell, index) => [ledgerColumns('rehearsal')[index], cell]));

describe('the ledger as a file', () => {
  it('has the columns of the command line, in their order', () => {
    const source = readFileSync(new URL('../../../../ctl/ledger_csv.cc', import.meta.url), 'utf8');
    const columns = [...(/kColumns =([^;]*)/.exec(source)?.[1] ?? '').matchAll(/\w+/g)].map(([name]) => name);
    expect(columns.length).toBeGreaterThan(40);
    expect(ledgerColumns('production')).toEqual(columns);
  });

  it('has a cell for each field that the event has, and leaves the others empty', () => {
    const entry = create(LedgerEntrySchema, {
      partition: 7,
      number: 9n,
      occurTime: timestampFromDate(new Date('2031-05-12T02:00:30.250Z')),
      event: {
        body: {
          case: 'orderReported',
          value: { orderId: 'O1', amountFen: 3000n, firstOrder: 1, holdoutCampaignIds: ['a', 'b'] },
        },
      },
    });
    const row = rowOf(entry);
    expect(row).toMatchObject({
      partition: 7,
      number: 9n,
      occur_time: '2031-05-12T02:00:30.250Z',
      campaign_id: '',
      event: 'order_reported',
      order_id: 'O1',
      amount_fen: 3000n,
      first_order: 1,
      holdout_campaign_ids: 'a b',
      bag_size: '',
      paid_at_ms: '',
      items: 0,
      opener_id: '',
    });
  });

  it('marks every row of the rehearsal in a last column, and has none in production', () => {
    const entry = create(LedgerEntrySchema, { partition: 1, number: 2n });
    expect(ledgerColumns('rehearsal')).toEqual([...ledgerColumns('production'), 'world']);
    expect(ledgerCells(entry, 'rehearsal')).toEqual([...ledgerCells(entry, 'production'), 'rehearsal']);
  });

  it('is called by what it is of, without what file names cannot hold', () => {
    expect(ledgerFile('order', 'O-20.31_7')).toBe('ledger-order-O-20.31_7.csv');
    expect(ledgerFile('user', '小王/../a:b')).toBe('ledger-user-小王_.._a_b.csv');
  });

  it('has a row even for what it does not know', () => {
    expect(rowOf(create(LedgerEntrySchema, { partition: 1, number: 2n }))).toMatchObject({ event: '', order_id: '' });
  });
});
