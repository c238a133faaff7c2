import { useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { fromLocal, toDate } from '@/lib/dates';
import { allSeries, type SeriesName } from '@/lib/metrics';
import { isLong, presetRange, previousRange, type Preset, type Range } from '@/lib/range';
import type { Campaign } from '@/gen/fudai/admin/v1/campaigns_pb';
import { Granularity } from '@/gen/fudai/admin/v1/stats_pb';

const presets: readonly Preset[] = ['day', 'week', 'month', 'all', 'custom'];
const steps = { hour: Granularity.HOUR, day: Granularity.DAY } as const;

export type StepName = keyof typeof steps;

export interface ChartChoice {
  readonly series: SeriesName;
  readonly preset: Preset;
  readonly step: StepName;
  readonly granularity: Granularity;
  /** First and last day of a custom range, as YYYY-MM-DD. */
  readonly from: string;
  readonly to: string;
  /** Absent while a custom range is not whole. */
  readonly range: Range | undefined;
  readonly previous: Range | undefined;
  readonly compare: boolean;
  readonly change: (change: Record<string, string>) => void;
}

/** What the chart shows, kept in the page's address so that it can be shared and survives a reload. What makes no sense there is ignored. */
export function useChartChoice(campaign: Campaign, now: Date): ChartChoice {
  const [parameters, setParameters] = useSearchParams();
  const zone = campaign.spec?.timeZone ?? 'UTC';
  const get = (name: string): string => parameters.get(name) ?? '';
  const series = get('metric') in allSeries ? (get('metric') as SeriesName) : 'openings';
  const preset = presets.find(each => each === get('range')) ?? 'all';
  const from = get('from');
  const to = get('to');
  const nowMs = now.getTime();
  const endMs = toDate(campaign.spec?.endTime)?.getTime();
  const range = useMemo(
    () =>
      preset === 'custom'
        ? customRange(from, to, zone)
        : presetRange(preset, zone, new Date(nowMs), endMs === undefined ? undefined : new Date(endMs)),
    [preset, from, to, zone, nowMs, endMs],
  );
  const step: StepName =
    get('step') === 'hour' || get('step') === 'day' ? (get('step') as StepName) : usualStep(preset, range);
  const previous = range && previousRange(range, zone);
  const compare = get('compare') === '1' && previous !== undefined;
  const change = (changes: Record<string, string>): void => {
    const next = new URLSearchParams(parameters);
    for (const [name, value] of Object.entries(changes)) {
      if (value) next.set(name, value);
      else next.delete(name);
    }
    setParameters(next, { replace: true, preventScrollReset: true });
  };
  return { series, preset, step, granularity: steps[step], from, to, range, previous, compare, change };
}

const usualStep = (preset: Preset, range: Range | undefined): StepName =>
  preset === 'all' || preset === 'month' || (range && isLong(range)) ? 'day' : 'hour';

function customRange(from: string, to: string, zone: string): Range | undefined {
  const start = fromLocal(from, zone);
  const last = fromLocal(to, zone);
  if (!start || !last || last < start) return undefined;
  const next = new Date(`${to}T00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return { start, end: fromLocal(next.toISOString().slice(0, 10), zone) };
}
