import type { UseQueryResult } from '@tanstack/react-query';
import { ErrorNote } from '@/components/ErrorNote';

/** Says that the range before could not be read, so that nothing is compared. */
export function EarlierError({ query }: { query: Pick<UseQueryResult, 'error' | 'refetch'> }) {
  const { error, refetch } = query;
  if (!error) return null;
  return <ErrorNote error={error} lacking="section.earlierLacking" onRetry={() => void refetch()} />;
}
