// What the further sections of the page ask for, each only while it is in view.
import { useQuery } from '@tanstack/react-query';
import type { Range } from '@/lib/range';
import { stats } from './clients';
import { useDays } from './useDays';

const refetchInterval = 10_000;

export const useMoney = (campaignId: string, days: Range | undefined) =>
  useDays('money', stats.queryMoney, campaignId, days);

export const useCoupons = (campaignId: string, days: Range) => useDays('coupons', stats.queryCoupons, campaignId, days);

export const useCohorts = (campaignId: string, days: Range | undefined) =>
  useDays('cohorts', stats.queryCohorts, campaignId, days);

export const useCustomers = (campaignId: string, days: Range | undefined) =>
  useDays('customers', stats.queryCustomers, campaignId, days);

export const useCoffee = (campaignId: string, days: Range | undefined) =>
  useDays('coffee', stats.queryGrowthCoffee, campaignId, days);

export const useHoldout = (campaignId: string) =>
  useQuery({
    queryKey: ['holdout', campaignId],
    queryFn: ({ signal }) => stats.queryHoldout({ campaignId }, { signal }),
    refetchInterval,
  });
