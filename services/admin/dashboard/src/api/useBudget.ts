import { useQuery } from '@tanstack/react-query';
import { CampaignState, type Campaign } from '@/gen/fudai/admin/v1/campaigns_pb';
import { liveMs } from '@/lib/live';
import { budgets } from './clients';

/** What a campaign's caps still allow: nothing to ask before it is published, nor once it is archived. */
export const useBudget = (campaign: Campaign) =>
  useQuery({
    queryKey: ['budget', campaign.campaignId],
    queryFn: ({ signal }) => budgets.getBudget({ campaignId: campaign.campaignId }, { signal }),
    refetchInterval: liveMs(campaign),
    enabled: campaign.publishedVersion > 0 && campaign.state !== CampaignState.ARCHIVED,
  });
