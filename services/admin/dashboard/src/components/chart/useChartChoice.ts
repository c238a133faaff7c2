import { useAddress } from '@/components/range/useAddress';
import type { RangeChoice } from '@/components/range/useRangeChoice';
import { allSeries, type SeriesName } from '@/lib/metrics';
import { hasMinutes, isLong, type Preset, type Range } from '@/lib/range';
import { Granularity } from '@/gen/fudai/admin/v1/stats_pb';

const steps = { minute: Granularity.MINUTE, hour: Granularity.HOUR, day: Granularity.DAY } as const;

export type StepName = keyof typeof steps;

export interface ChartChoice {
  readonly series: SeriesName;
  readonly step: StepName;
  /** The steps that there are for the range, and for the one that it is compared with. */
  readonly steps: readonly StepName[];
  readonly granularity: Granularity;
  readonly change: (changes: Record<string, string>) => void;
}

/** Which metric the chart shows, and in which steps; both are in the page's address. What makes no sense there is ignored. */
export function useChartChoice(
  { preset, range, previous, compare }: RangeChoice,
  newest: Date | undefined,
): ChartChoice {
  const { get, change } = useAddress();
  const series = Object.keys(allSeries).includes(get('metric')) ? (get('metric') as SeriesName) : 'openings';
  const minutes = [range, compare ? previous : undefined].every(each => !each || hasMinutes(each, newest));
  const offered: readonly StepName[] = range && minutes ? ['minute', 'hour', 'day'] : ['hour', 'day'];
  const step = offered.find(each => each === get('step')) ?? usualStep(preset, range);
  return { series, step, steps: offered, granularity: steps[step], change };
}

const usualStep = (preset: Preset, range: Range | undefined): StepName =>
  preset === 'all' || preset === 'month' || (range && isLong(range)) ? 'day' : 'hour';
