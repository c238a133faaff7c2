import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { campaigns, rehearsal } from './clients';
import { useSession } from './session';
import { inProduction } from './transport';

/** The rehearsal as it is now, for a tab that works in it. */
export const useRehearsal = () => {
  const { world } = useSession();
  return useQuery({
    queryKey: ['rehearsal'],
    queryFn: ({ signal }) => rehearsal.getRehearsal({}, { signal }),
    refetchInterval: 15_000,
    enabled: world === 'rehearsal',
  });
};

/** Production's campaigns, page by page, the newest first. */
export const useProductionCampaigns = () =>
  useInfiniteQuery({
    queryKey: ['productionCampaigns'],
    queryFn: ({ pageParam, signal }) =>
      campaigns.listCampaigns({ pageSize: 200, pageToken: pageParam }, { signal, ...inProduction() }),
    initialPageParam: '',
    getNextPageParam: page => page.nextPageToken || undefined,
  });
