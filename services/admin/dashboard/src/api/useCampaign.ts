import { useQuery } from '@tanstack/react-query';
import type { Campaign } from '@/gen/fudai/admin/v1/campaigns_pb';
import type { CampaignSpec } from '@/gen/fudai/campaign/v1/campaign_pb';
import { campaigns } from './clients';
import { queryClient } from './queryClient';

/** A campaign as it is now, also after somebody else has changed it. */
export const useCampaign = (campaignId: string) =>
  useQuery({
    queryKey: ['campaign', campaignId],
    queryFn: async ({ signal }) => (await campaigns.getCampaign({ campaignId }, { signal })).campaign ?? null,
    refetchInterval: 10_000,
  });

/** What is in effect of a campaign; undefined until it is known, and where nothing is. */
export function usePublished({ campaignId, publishedVersion, version, spec }: Campaign): CampaignSpec | undefined {
  const older = useQuery({
    queryKey: ['published', campaignId, publishedVersion],
    queryFn: ({ signal }) => findVersion(campaignId, publishedVersion, signal),
    enabled: publishedVersion > 0 && publishedVersion < version,
    staleTime: Infinity,
  });
  return publishedVersion === version ? spec : (older.data ?? undefined);
}

async function findVersion(campaignId: string, wanted: number, signal: AbortSignal): Promise<CampaignSpec | null> {
  for (let pageToken = ''; ;) {
    const page = await campaigns.listCampaignVersions({ campaignId, pageSize: 200, pageToken }, { signal });
    const found = page.versions.find(({ version }) => version === wanted);
    if (found || !page.nextPageToken) return found?.spec ?? null;
    pageToken = page.nextPageToken;
  }
}

/** Reads anew what an act on a campaign may have changed; done once the pages show it. */
export async function campaignChanged(): Promise<void> {
  const keys = ['campaign', 'campaigns', 'versions', 'comparison', 'budget'];
  await Promise.all(keys.map(key => queryClient.invalidateQueries({ queryKey: [key] })));
}
