import type { Timestamp } from '@bufbuild/protobuf/wkt';
import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { toTimestamp } from '@/lib/dates';
import type { Range } from '@/lib/range';

interface DaysRequest {
  readonly campaignId: string;
  readonly startTime?: Timestamp;
  readonly endTime?: Timestamp;
}

type Call<Response> = (request: DaysRequest, options: { signal: AbortSignal }) => Promise<Response>;

/**
 * What an RPC over days answers of a campaign, or with an empty id of the chain; nothing is asked for without days. What was there before
 * stays in view while the next is on its way.
 */
export const useDays = <Response>(
  name: string,
  call: Call<Response>,
  campaignId: string,
  days: Range | undefined,
): UseQueryResult<Response> =>
  useQuery({
    queryKey: [name, campaignId, days?.start?.getTime(), days?.end?.getTime()],
    queryFn: ({ signal }) =>
      call({ campaignId, startTime: toTimestamp(days?.start), endTime: toTimestamp(days?.end) }, { signal }),
    enabled: days !== undefined,
    placeholderData: keepPreviousData,
    refetchInterval: 10_000,
  });
