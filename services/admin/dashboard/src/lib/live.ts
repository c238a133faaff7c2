import { CampaignState, type Campaign } from '@/gen/fudai/admin/v1/campaigns_pb';

/** How often a campaign's figures are read anew, in milliseconds: only where something may happen to them. */
export const liveMs = ({ state }: Campaign): number | false =>
  state === CampaignState.ACTIVE || state === CampaignState.PAUSED ? 10_000 : false;
