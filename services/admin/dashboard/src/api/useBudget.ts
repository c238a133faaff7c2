import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { GetBudgetResponse } from '@/gen/fudai/admin/v1/budgets_pb';
import { CampaignState, type Campaign } from '@/gen/fudai/admin/v1/campaigns_pb';
import { inPieces } from '@/lib/inPieces';
import { isLive, liveMs } from '@/lib/live';
import { budgets } from './clients';

// As many campaigns as the API takes in one call.
const mostCampaigns = 100;

// There is nothing to ask before a campaign is published, nor once it is archived.
const hasBudget = ({ publishedVersion, state }: Campaign): boolean =>
  publishedVersion > 0 && state !== CampaignState.ARCHIVED;

/** What a campaign's caps still allow. */
export const useBudget = (campaign: Campaign) =>
  useQuery({
    queryKey: ['budget', campaign.campaignId],
    queryFn: ({ signal }) => budgets.getBudget({ campaignId: campaign.campaignId }, { signal }),
    refetchInterval: liveMs(campaign),
    enabled: hasBudget(campaign),
  });

/** What the caps of all these campaigns still allow, by campaign, in one call. */
export function useBudgets(campaigns: readonly Campaign[]) {
  const asked = campaigns.filter(hasBudget);
  const ids = asked.map(({ campaignId }) => campaignId);
  return useQuery({
    queryKey: ['budgets', ids],
    queryFn: ({ signal }) => ask(ids, signal),
    enabled: ids.length > 0,
    placeholderData: keepPreviousData,
    refetchInterval: asked.some(isLive) && 10_000,
  });
}

async function ask(ids: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, GetBudgetResponse>> {
  const answers = await inPieces(ids, mostCampaigns, campaignIds =>
    budgets.batchGetBudgets({ campaignIds }, { signal }),
  );
  const all = answers.flatMap(answer => answer.budgets);
  return new Map(
    ids
      .map((id, index) => [id, all[index]])
      .filter((pair): pair is [string, GetBudgetResponse] => pair[1] !== undefined),
  );
}
