import { QueryClient } from '@tanstack/svelte-query';
import { Refused } from './api.ts';

/** What was asked of the server and is kept on the pages; the live stream says when to ask again. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      gcTime: 10 * 60_000,
      // A browser that believes to be offline would otherwise wait in silence; the page shall say what is wrong.
      networkMode: 'always',
      retry: (count, error) => !(error instanceof Refused) && count < 2,
      retryDelay: (count) => 500 * 2 ** count,
    },
  },
});
