// The ledger as a file: one row per event, with the columns of `fudai ledger export` (docs/api.md).
import type { DescField } from '@bufbuild/protobuf';
import type { World } from '@/api/session';
import type { LedgerEntry } from '@/gen/fudai/admin/v1/ledger_pb';
import { EventSchema } from '@/gen/fudai/event/v1/event_pb';
import type { Cell } from './csv';
import { toDate } from './dates';

const kinds = EventSchema.oneofs[0]?.fields ?? [];

const places = ['partition', 'number', 'occur_time', 'campaign_id', 'event'];

// In the order of ledger_csv.cc, which has new ones at its end.
const fields = (
  'order_id,refund_id,user_id,shop_id,items,amount_fen,paid_at_ms,refunded_at_ms,campaign_version,' +
  'bag_id,bag_size,bag_expires_at_ms,first_order,holdout_campaign_ids,bag_closed,order_known,' +
  'opener_id,sharer_id,coupon_id,template_id,value_fen,index,drops,cups_filled,helpers,' +
  'free_coffee_template_id,free_coffee_value_fen,coupon_expires_at_ms,free_coffee_expires_at_ms,opener_is_new,' +
  'first_touch,display_name,coupon_valid_from_ms,free_coffee_valid_from_ms,' +
  'step,discount_fen,deadline_ms,reversed_fen,coupons,sharer_generation,bag_given_at_ms,generation,' +
  'given_at_ms,basket_fen,payable_fen,first_of_order,first_of_campaign,first_of_template'
).split(',');

// What marks every row of the rehearsal, as its last cell.
const mark = (world: World, text: string): string[] => (world === 'rehearsal' ? [text] : []);

export const ledgerColumns = (world: World): readonly string[] => [...places, ...fields, ...mark(world, 'world')];

export function ledgerCells({ partition, number, occurTime, campaignId, event }: LedgerEntry, world: World): Cell[] {
  const kind = kinds.find(({ localName }) => localName === event?.body.case);
  const value = event?.body.value as Record<string, unknown> | undefined;
  const named = new Map(kind?.message?.fields.map(field => [field.name, field]));
  return [
    partition,
    number,
    toDate(occurTime)?.toISOString() ?? '',
    campaignId,
    kind?.name ?? '',
    ...fields.map(name => cellOf(named.get(name), value)),
    ...mark(world, world),
  ];
}

/** What a file is called that holds the story of something: its kind and its id, as file names may be spelled. */
export const ledgerFile = (kind: string, id: string): string =>
  `ledger-${kind}-${id.replaceAll(/[^\p{L}\p{N}._-]/gu, '_')}.csv`;

// Flags are 0 or 1, lists have spaces between, and a moment that has not been set is none.
function cellOf(field: DescField | undefined, message: Record<string, unknown> | undefined): Cell {
  const value = field && message?.[field.localName];
  if (Array.isArray(value)) return value.join(' ');
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'bigint') return '';
  return mayBeAbsent(field?.name ?? '') && Number(value) === 0 ? '' : value;
}

const mayBeAbsent = (name: string): boolean =>
  name.endsWith('_at_ms') || name === 'campaign_version' || name === 'bag_size';
