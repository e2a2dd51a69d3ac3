import { useEffect, useEffectEvent } from 'react';

/** Milliseconds: rates move by the minute, and each call's own events are not worth a question each in a flood. */
const everyMs = 10_000;

/** Ask again every ten seconds while it is looked at. */
export function usePolled(refetch: () => unknown): void {
  const ask = useEffectEvent(() => {
    if (!document.hidden) void refetch();
  });
  useEffect(() => {
    const timer = setInterval(() => ask(), everyMs);
    return () => clearInterval(timer);
  }, []);
}
