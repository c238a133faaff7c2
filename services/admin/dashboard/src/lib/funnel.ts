// The funnel's steps: their names and definitions, and what each may be read against.
import type { PlainKey } from '@/i18n';
import type { Funnel } from '@/gen/fudai/admin/v1/stats_pb';
import type { Cell } from './csv';

export type StepName =
  'orders' | 'bagsIssued' | 'bagsOpened' | 'distinctOpeners' | 'couponsRedeemed' | 'newCustomers' | 'secondOrders';

export type Counts = Pick<Funnel, StepName>;

interface Step {
  readonly name: StepName;
  /** The step that this is a part of; over the whole life alone, or within any range. */
  readonly partOf?: { readonly step: StepName; readonly always: boolean };
}

const steps: readonly Step[] = [
  { name: 'orders' },
  { name: 'bagsIssued', partOf: { step: 'orders', always: false } },
  { name: 'bagsOpened', partOf: { step: 'bagsIssued', always: false } },
  { name: 'distinctOpeners' },
  { name: 'couponsRedeemed' },
  { name: 'newCustomers', partOf: { step: 'distinctOpeners', always: false } },
  { name: 'secondOrders', partOf: { step: 'newCustomers', always: true } },
];

export interface FunnelRow {
  readonly name: StepName;
  readonly label: PlainKey;
  readonly definition: PlainKey;
  readonly value: bigint;
  readonly previous?: bigint;
  readonly whole?: { readonly label: PlainKey; readonly value: bigint };
}

export const funnelRows = (current: Counts, previous: Counts | undefined, wholeLife: boolean): FunnelRow[] =>
  steps.map(({ name, partOf }) => ({
    name,
    label: `step.${name}`,
    definition: `stepDefinition.${name}`,
    value: current[name],
    previous: previous?.[name],
    whole:
      partOf && (partOf.always || wholeLife)
        ? { label: `step.${partOf.step}`, value: current[partOf.step] }
        : undefined,
  }));

/** True where nothing at all was counted. */
export const isEmptyFunnel = (rows: readonly FunnelRow[]): boolean =>
  rows.every(({ value, previous = 0n }) => value === 0n && previous === 0n);

/** The rows of a spreadsheet: step, count, and the count before where there is one. */
export const funnelCells = (rows: readonly FunnelRow[], say: (key: PlainKey) => string): Cell[][] =>
  rows.map(({ label, value, previous }) => [say(label), value, ...(previous === undefined ? [] : [previous])]);
