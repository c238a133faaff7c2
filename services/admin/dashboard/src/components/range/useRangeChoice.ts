import { useMemo } from 'react';
import { fromLocal } from '@/lib/dates';
import { presetRange, previousRange, type Preset, type Range } from '@/lib/range';
import type { Subject } from '@/lib/subject';
import { useAddress } from './useAddress';

export const presets: readonly Preset[] = ['day', 'week', 'month', 'all', 'custom'];

export interface RangeChoice {
  readonly preset: Preset;
  /** First and last day of a custom range, as YYYY-MM-DD. */
  readonly from: string;
  readonly to: string;
  /** Absent while a custom range is not whole. */
  readonly range: Range | undefined;
  readonly previous: Range | undefined;
  readonly compare: boolean;
  readonly change: (changes: Record<string, string>) => void;
}

/** The stretch of time that results are of. What makes no sense in the address is not heeded, and AddressNote says so. */
export function useRangeChoice({ zone, over }: Subject, now: Date): RangeChoice {
  const { get, change } = useAddress();
  const preset = presets.find(each => each === get('range')) ?? 'all';
  const from = get('from');
  const to = get('to');
  const nowMs = now.getTime();
  const endMs = over?.getTime();
  const range = useMemo(
    () =>
      preset === 'custom'
        ? customRange(from, to, zone)
        : presetRange(preset, zone, new Date(nowMs), endMs === undefined ? undefined : new Date(endMs)),
    [preset, from, to, zone, nowMs, endMs],
  );
  const previous = range && previousRange(range, zone);
  return { preset, from, to, range, previous, compare: get('compare') === '1' && previous !== undefined, change };
}

// A campaign lies within these years; days outside of them are a slip.
const earliestDay = '2000-01-01';
const latestDay = '2099-12-31';

function customRange(from: string, to: string, zone: string): Range | undefined {
  const start = fromLocal(from, zone);
  const last = fromLocal(to, zone);
  if (!start || !last || last < start || from < earliestDay || to > latestDay) return undefined;
  const next = new Date(`${to}T00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return { start, end: fromLocal(next.toISOString().slice(0, 10), zone) };
}
