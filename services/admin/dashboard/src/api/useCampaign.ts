import { useQuery } from '@tanstack/react-query';
import { campaigns } from './clients';
import { queryClient } from './queryClient';

/** A campaign as it is now, also after somebody else has changed it. */
export const useCampaign = (campaignId: string) =>
  useQuery({
    queryKey: ['campaign', campaignId],
    queryFn: async ({ signal }) => (await campaigns.getCampaign({ campaignId }, { signal })).campaign ?? null,
    refetchInterval: 10_000,
  });

/** Reads anew what an act on a campaign may have changed; done once the pages show it. */
export async function campaignChanged(): Promise<void> {
  const keys = ['campaign', 'campaigns', 'versions', 'comparison', 'budget'];
  await Promise.all(keys.map(key => queryClient.invalidateQueries({ queryKey: [key] })));
}
