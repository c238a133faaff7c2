// The ledger as a file: one row per event, with the columns of `fudai ledger export` (docs/api.md).
import type { DescField } from '@bufbuild/protobuf';
import type { LedgerEntry } from '@/gen/fudai/admin/v1/ledger_pb';
import { EventSchema } from '@/gen/fudai/event/v1/event_pb';
import type { Cell } from './csv';
import { toDate } from './dates';

const kinds = EventSchema.oneofs[0]?.fields ?? [];

const places = ['partition', 'number', 'occur_time', 'campaign_id', 'event'];

// Every field that some kind of event has, once, beside those that every entry has.
const fields = [...new Set(kinds.flatMap(kind => kind.message?.fields.map(({ name }) => name) ?? []))].filter(
  name => !places.includes(name),
);

export const ledgerColumns: readonly string[] = [...places, ...fields];

export function ledgerCells({ partition, number, occurTime, campaignId, event }: LedgerEntry): Cell[] {
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
  ];
}

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
