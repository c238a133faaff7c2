import type { Range } from '@/lib/range';
import { stats } from './clients';
import { useDays } from './useDays';

/** How far people came within a range of days. */
export const useFunnel = (campaignId: string, days: Range | undefined) =>
  useDays('funnel', stats.queryFunnel, campaignId, days);

/** How a campaign, or the chain, grew by itself within a range of days. */
export const useVirality = (campaignId: string, days: Range) =>
  useDays('virality', stats.queryVirality, campaignId, days);
