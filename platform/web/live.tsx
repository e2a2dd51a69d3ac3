import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { LiveMessage } from '#platform/shared/live.ts';
import { attachCache, type LiveRule } from './live-cache.ts';
import { createLiveClient, type LiveClient, type LiveMatch, type LiveState } from './live-client.ts';
import { ticking } from './ticking.ts';

const LiveContext = createContext<LiveClient | null>(null);

interface LiveProviderProps {
  readonly path: string;
  readonly rules: readonly LiveRule[];
  readonly children: ReactNode;
}

/** Opens the live feed of this tab while mounted, and keeps the query cache fresh by the app's rules. */
export function LiveProvider({ path, rules, children }: LiveProviderProps) {
  const queries = useQueryClient();
  const [client] = useState(() => browserClient(path));
  useEffect(() => {
    const detach = attachCache(client, queries, rules);
    client.start();
    return () => {
      client.stop();
      detach();
    };
  }, [client, queries, rules]);
  return <LiveContext value={client}>{children}</LiveContext>;
}

function browserClient(path: string): LiveClient {
  return createLiveClient({
    open: (url) => new EventSource(url),
    path,
    now: Date.now,
    later: (ms, run) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
    random: Math.random,
    onServerTime: ticking.setServerTime,
    watchNetwork: ({ gone, back }) => {
      const listening = new AbortController();
      addEventListener('offline', gone, listening);
      addEventListener('online', back, listening);
      return () => listening.abort();
    },
  });
}

function useLiveClient(): LiveClient {
  const client = useContext(LiveContext);
  if (client === null) throw new Error('No live feed here: wrap the screen in LiveProvider');
  return client;
}

/** Whether the screen is fresh. */
export function useLiveState(): LiveState {
  const client = useLiveClient();
  return useSyncExternalStore(client.subscribe, client.state);
}

/** Do something when a message arrives (ring, flash, announce). Fetching is not needed: the cache follows by rule. */
export function useLive(match: LiveMatch, handler: (message: LiveMessage) => void): void {
  const client = useLiveClient();
  const latest = useRef(handler);
  useEffect(() => {
    latest.current = handler;
  });
  const key = JSON.stringify(match);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a match written in place is new on every render; its text is not
  useEffect(() => client.on(match, (message) => latest.current(message)), [client, key]);
}
