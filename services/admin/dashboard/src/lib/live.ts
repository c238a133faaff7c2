import { CampaignState, type Campaign } from '@/gen/fudai/admin/v1/campaigns_pb';

/** True where something may happen to a campaign's figures. */
export const isLive = ({ state }: Campaign): boolean =>
  state === CampaignState.ACTIVE || state === CampaignState.PAUSED;

/** How often a campaign's figures are read anew, in milliseconds: only where something may happen to them. */
export const liveMs = (campaign: Campaign): number | false => isLive(campaign) && 10_000;
