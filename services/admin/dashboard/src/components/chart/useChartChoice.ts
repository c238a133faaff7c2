import { useAddress } from '@/components/range/useAddress';
import type { RangeChoice } from '@/components/range/useRangeChoice';
import { allSeries, type SeriesName } from '@/lib/metrics';
import { isLong, type Preset, type Range } from '@/lib/range';
import { Granularity } from '@/gen/fudai/admin/v1/stats_pb';

export const steps = { hour: Granularity.HOUR, day: Granularity.DAY } as const;

export type StepName = keyof typeof steps;

export interface ChartChoice {
  readonly series: SeriesName;
  readonly step: StepName;
  readonly granularity: Granularity;
  readonly change: (changes: Record<string, string>) => void;
}

/** Which metric the chart shows, and in which steps; both are in the page's address. What makes no sense there is ignored. */
export function useChartChoice({ preset, range }: RangeChoice): ChartChoice {
  const { get, change } = useAddress();
  const series = Object.keys(allSeries).includes(get('metric')) ? (get('metric') as SeriesName) : 'openings';
  const asked = get('step');
  const step = asked === 'hour' || asked === 'day' ? asked : usualStep(preset, range);
  return { series, step, granularity: steps[step], change };
}

const usualStep = (preset: Preset, range: Range | undefined): StepName =>
  preset === 'all' || preset === 'month' || (range && isLong(range)) ? 'day' : 'hour';
