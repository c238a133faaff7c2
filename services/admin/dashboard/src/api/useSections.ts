// What the further sections of the page ask for, each only while it is in view.
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { Range } from '@/lib/range';
import type { WeekMetric } from '@/gen/fudai/admin/v1/stats_places_pb';
import { stats } from './clients';
import { useDays } from './useDays';

const refetchInterval = 10_000;

export const useMoney = (campaignId: string, days: Range | undefined) =>
  useDays('money', stats.queryMoney, campaignId, days);

export const useCoupons = (campaignId: string, days: Range | undefined) =>
  useDays('coupons', stats.queryCoupons, campaignId, days);

export const useCohorts = (campaignId: string, days: Range | undefined) =>
  useDays('cohorts', stats.queryCohorts, campaignId, days);

export const useCustomers = (campaignId: string, days: Range | undefined) =>
  useDays('customers', stats.queryCustomers, campaignId, days);

export const useCoffee = (campaignId: string, days: Range | undefined) =>
  useDays('coffee', stats.queryGrowthCoffee, campaignId, days);

export const useShops = (campaignId: string, days: Range | undefined) =>
  useDays('shops', stats.queryShops, campaignId, days);

/** One metric by hour of the week. */
export const useWeekHours = (campaignId: string, days: Range, metric: WeekMetric) =>
  useDays(
    `weekHours ${metric}`,
    (request, options) => stats.queryWeekHours({ ...request, metric }, options),
    campaignId,
    days,
  );

export const useHoldout = (campaignId: string) =>
  useQuery({
    queryKey: ['holdout', campaignId],
    queryFn: ({ signal }) => stats.queryHoldout({ campaignId }, { signal }),
    refetchInterval,
  });

/** Sharers, page by page. */
export const useSharers = (campaignId: string) =>
  useInfiniteQuery({
    queryKey: ['sharers', campaignId],
    queryFn: ({ pageParam, signal }) => stats.listSharers({ campaignId, pageToken: pageParam }, { signal }),
    initialPageParam: '',
    getNextPageParam: page => page.nextPageToken || undefined,
  });

/** Whom one person brought; it is read once, since a tree that moves under the hand cannot be explored. */
export const useShareTree = (campaignId: string, user: string, maxNodes: number) =>
  useQuery({
    queryKey: ['shareTree', campaignId, user, maxNodes],
    queryFn: ({ signal }) => stats.getShareTree({ campaignId, user, maxNodes }, { signal }),
    // What is there stays while more of the same tree is read.
    placeholderData: (earlier, query) => (query?.queryKey[2] === user ? earlier : undefined),
    enabled: user !== '',
    staleTime: Infinity,
  });

/** The zone in which the chain's days are cut; undefined until it is known. */
export const useChainZone = () =>
  useQuery({
    queryKey: ['chainZone'],
    queryFn: async ({ signal }) => (await stats.queryFunnel({}, { signal })).timeZone,
    staleTime: Infinity,
  });
