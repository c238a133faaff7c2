import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { toTimestamp } from '@/lib/dates';
import type { Range } from '@/lib/range';
import { stats } from './clients';

const edges = (range: Range | undefined): [number | undefined, number | undefined] => [
  range?.start?.getTime(),
  range?.end?.getTime(),
];

/** How far people came within a range of days; nothing is asked for without one. */
export const useFunnel = (campaignId: string, days: Range | undefined) =>
  useQuery({
    queryKey: ['funnel', campaignId, ...edges(days)],
    queryFn: ({ signal }) =>
      stats.queryFunnel(
        { campaignId, startTime: toTimestamp(days?.start), endTime: toTimestamp(days?.end) },
        { signal },
      ),
    enabled: days !== undefined,
    placeholderData: keepPreviousData,
    refetchInterval: 10_000,
  });

/** How a campaign, or with an empty id the chain, grew by itself within a range of days. */
export const useVirality = (campaignId: string, days: Range) =>
  useQuery({
    queryKey: ['virality', campaignId, ...edges(days)],
    queryFn: ({ signal }) =>
      stats.queryVirality(
        { campaignId, startTime: toTimestamp(days.start), endTime: toTimestamp(days.end) },
        { signal },
      ),
    placeholderData: keepPreviousData,
    refetchInterval: 10_000,
  });
