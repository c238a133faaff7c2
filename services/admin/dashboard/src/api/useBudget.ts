import { useQuery } from '@tanstack/react-query';
import { budgets } from './clients';

/** What a campaign's caps still allow. */
export const useBudget = (campaignId: string, enabled: boolean) =>
  useQuery({
    queryKey: ['budget', campaignId],
    queryFn: ({ signal }) => budgets.getBudget({ campaignId }, { signal }),
    refetchInterval: 15_000,
    enabled,
  });
