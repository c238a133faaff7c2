import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { inPieces } from '@/lib/inPieces';
import { isLive } from '@/lib/live';
import { stepOf } from '@/lib/sparklines';
import type { Campaign } from '@/gen/fudai/admin/v1/campaigns_pb';
import type { Freshness } from '@/gen/fudai/admin/v1/stats_common_pb';
import { Granularity, Metric, type CampaignSparklines } from '@/gen/fudai/admin/v1/stats_pb';
import { stats } from './clients';

// As many campaigns as the API takes in one call.
const mostCampaigns = 100;
const metrics = [Metric.OPENINGS];

export interface Sparklines {
  readonly byId: ReadonlyMap<string, CampaignSparklines>;
  readonly freshness?: Freshness;
}

/**
 * Totals and openings of all these campaigns and, under the empty id, of the chain: of those in their first week hour by hour, of the rest
 * day by day. That is a call for each of the two, however many campaigns there are, up to a hundred.
 */
export function useSparklines(campaigns: readonly Campaign[] | undefined, now: Date) {
  const ofStep = (step: Granularity): Campaign[] =>
    (campaigns ?? []).filter(each => each.publishedVersion > 0 && stepOf(each, now) === step);
  const young = ofStep(Granularity.HOUR);
  const old = ofStep(Granularity.DAY);
  return {
    hours: useStep(
      Granularity.HOUR,
      young.map(({ campaignId }) => campaignId),
      young.some(isLive),
    ),
    days: useStep(Granularity.DAY, campaigns && ['', ...old.map(({ campaignId }) => campaignId)], true),
  };
}

// What was there before stays in view while more campaigns are on their way.
const useStep = (granularity: Granularity, campaignIds: readonly string[] | undefined, live: boolean) =>
  useQuery({
    queryKey: ['sparklines', granularity, campaignIds],
    queryFn: ({ signal }) => ask(granularity, campaignIds ?? [], signal),
    enabled: campaignIds !== undefined && campaignIds.length > 0,
    placeholderData: keepPreviousData,
    refetchInterval: live && 10_000,
  });

async function ask(granularity: Granularity, ids: readonly string[], signal: AbortSignal): Promise<Sparklines> {
  const answers = await inPieces(ids, mostCampaigns, campaignIds =>
    stats.querySparklines({ campaignIds, metrics, granularity }, { signal }),
  );
  const all = answers.flatMap(({ campaigns }) => campaigns);
  return { byId: new Map(all.map(each => [each.campaignId, each])), freshness: answers[0]?.freshness };
}
