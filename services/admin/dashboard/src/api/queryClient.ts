import { QueryClient } from '@tanstack/react-query';
import { isPassing } from './errors';
import { onIdentityChange } from './session';

const attempts = 3;

/** Repeats what may pass, with pauses that grow; everything else is the page's to show. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      retry: (failures, error) => failures < attempts && isPassing(error),
      retryDelay: failures => Math.min(500 * 2 ** failures, 8_000),
      staleTime: 5_000,
    },
    // Every change names itself (request_id, etag or its natural key), so its repeat changes nothing twice.
    mutations: { retry: (failures, error) => failures < attempts && isPassing(error) },
  },
});

// What one person saw in one world is nobody else's, and no other world's.
onIdentityChange(() => queryClient.clear());
