import { useQueryClient } from '@tanstack/react-query';
import { useLive } from '#platform/web/live.tsx';
import { invalidate } from '#platform/web/query-options.ts';

/** Others plan and publish too, and people come and go. Here and not among the rules of the frame, which every desk would have to load. */
export function useLiveRoster(): void {
  const queries = useQueryClient();
  const refresh = (under: readonly string[]) => () => void invalidate(queries, { under });
  useLive('rota.*', refresh(['/api/rota', '/api/own-shifts', '/api/attendance']));
  useLive('presence.changed', refresh(['/api/own-shifts', '/api/attendance']));
  useLive('attendance.*', refresh(['/api/own-shifts', '/api/attendance']));
}
