import { useQueryClient } from '@tanstack/react-query';
import { useLive } from '#platform/web/live.tsx';
import { invalidate } from '#platform/web/query-options.ts';

/** What a change of an obstacle or a meeting makes stale: each stands in the other. */
export const staleAfter = ['/api/obstacles', '/api/meetings'] as const;

/** Others write too. Here and not among the rules of the frame, which a call taker's desk would have to load. */
export function useLiveObstacles(): void {
  const queries = useQueryClient();
  const refresh = () => void invalidate(queries, { under: staleAfter });
  useLive('obstacle.*', refresh);
  useLive('meeting.*', refresh);
}
