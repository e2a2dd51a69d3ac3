import { useCallback, useRef } from 'react';
import { useLive } from '#platform/web/live.tsx';
import { useRoute } from '#platform/web/query-options.ts';
import { listIncidentPoints } from '../../map-contract.ts';

/** Milliseconds between two readings at least; in a surge the screen rests three times as long as a reading took. */
const shortestRestMs = 250;
const longestRestMs = 2000;

/**
 * The open incidents for a map, read anew when one of them changed: at once, and once more when something changed while they
 * were being read. A rule of live-rules.ts would cancel and repeat the reading with every message.
 */
export function useIncidentPoints() {
  const points = useRoute(listIncidentPoints, {});
  const { refetch } = points;
  const isReading = useRef(false);
  const isStale = useRef(false);
  const refresh = useCallback(async () => {
    isStale.current = true;
    if (isReading.current) return;
    isReading.current = true;
    while (isStale.current) {
      isStale.current = false;
      const start = performance.now();
      await refetch();
      const rest = Math.max(shortestRestMs, Math.min(3 * (performance.now() - start), longestRestMs));
      await new Promise((resolve) => setTimeout(resolve, rest));
    }
    isReading.current = false;
  }, [refetch]);
  useLive('incident.*', refresh);
  useLive('assignment.*', refresh);
  return points;
}
