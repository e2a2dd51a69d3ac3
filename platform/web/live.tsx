import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { LiveMessage } from '#platform/shared/live.ts';
import { createLiveClient, isMatch, type LiveClient, type LiveMatch, type LiveState } from './live-client.ts';
import { invalidatePaths, invalidateSubject } from './query-options.ts';
import { ticking } from './ticking.ts';

/** Which queries a message makes stale: `{ event: 'incident.*', paths: ['/api/incidents'] }`. */
export interface LiveRule {
  readonly event: string;
  readonly paths: readonly string[];
}

/** During a surge hundreds of messages come each second; the cache is told at most ten times a second. */
const gatherMs = 100;

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
  });
}

/** Messages make queries stale by rule and by the id they are about; a resync makes all of them stale. */
export function attachCache(client: LiveClient, queries: QueryClient, rules: readonly LiveRule[]): () => void {
  const paths = new Set<string>();
  const subjects = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    timer = undefined;
    if (paths.size > 0) void invalidatePaths(queries, [...paths]);
    for (const subject of subjects) void invalidateSubject(queries, subject);
    paths.clear();
    subjects.clear();
  };
  const offMessages = client.on('*', (message) => {
    for (const rule of rules) if (isMatch(rule.event, message)) for (const path of rule.paths) paths.add(path);
    subjects.add(message.subjectId);
    timer ??= setTimeout(flush, gatherMs);
  });
  const offResync = client.onResync(() => void queries.invalidateQueries());
  return () => {
    offMessages();
    offResync();
    clearTimeout(timer);
  };
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
