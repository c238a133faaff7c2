import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { stats } from '@/api/clients';
import { toTimestamp } from '@/lib/dates';
import type { Range } from '@/lib/range';
import type { Granularity, Metric } from '@/gen/fudai/admin/v1/stats_pb';

interface Wanted {
  readonly campaignId: string;
  readonly metric: Metric;
  readonly granularity: Granularity;
  /** Absent: nothing is asked for. */
  readonly range: Range | undefined;
}

/** One metric over a range; what was there before stays in view while the next is on its way. */
export const useSeries = ({ campaignId, metric, granularity, range }: Wanted) =>
  useQuery({
    queryKey: ['series', campaignId, metric, granularity, range?.start?.getTime(), range?.end?.getTime()],
    queryFn: ({ signal }) =>
      stats.queryTimeseries(
        { campaignId, metric, granularity, startTime: toTimestamp(range?.start), endTime: toTimestamp(range?.end) },
        { signal },
      ),
    enabled: range !== undefined,
    placeholderData: keepPreviousData,
    refetchInterval: 10_000,
  });
