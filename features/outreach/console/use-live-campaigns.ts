import { useQueryClient } from '@tanstack/react-query';
import { useLive } from '#platform/web/live.tsx';
import { invalidate } from '#platform/web/query-options.ts';
import { staleAfter } from './stale-after.ts';

/** Others plan and change too. Here and not among the rules of the frame, which a call taker's desk would have to load. */
export function useLiveCampaigns(): void {
  const queries = useQueryClient();
  useLive('campaign.*', () => void invalidate(queries, { under: staleAfter }));
}
