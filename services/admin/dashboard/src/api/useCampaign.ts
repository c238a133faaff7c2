import { useQuery } from '@tanstack/react-query';
import type { Campaign } from '@/gen/fudai/admin/v1/campaigns_pb';
import { campaigns } from './clients';
import { queryClient } from './queryClient';

/** A campaign as it is now, also after somebody else has changed it. */
export const useCampaign = (campaignId: string) =>
  useQuery({
    queryKey: ['campaign', campaignId],
    queryFn: async ({ signal }) => (await campaigns.getCampaign({ campaignId }, { signal })).campaign ?? null,
    refetchInterval: 10_000,
  });

/** Shows a campaign as an act has left it, and reads anew what hangs on it. */
export function campaignChanged(campaign: Campaign | undefined): void {
  if (campaign) queryClient.setQueryData(['campaign', campaign.campaignId], campaign);
  for (const key of ['campaigns', 'versions', 'comparison', 'budget'])
    void queryClient.invalidateQueries({ queryKey: [key] });
}
