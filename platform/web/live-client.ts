import { beatMs, type Cursor, isAfter, type LiveMessage, parseCursor } from '#platform/shared/live.ts';

/** The part of the browser's EventSource that is used; tests bring their own. */
export interface EventSourceLike {
  addEventListener(type: string, listener: (event: { data?: unknown; lastEventId?: string }) => void): void;
  close(): void;
}

export type LiveState =
  | { readonly state: 'connecting' }
  | { readonly state: 'connected' }
  /** What is on screen may be older than the server's; `since` is when it was last known to be fresh (ms since 1970). */
  | { readonly state: 'behind'; readonly since: number };

/** Which messages: `incident.opened`, `incident.*`, or by what they are about. */
export type LiveMatch = string | { readonly subjectType: string; readonly subjectId?: string };

export interface LiveClient {
  readonly state: () => LiveState;
  readonly subscribe: (listener: () => void) => () => void;
  /** Hear messages that match; each is told once, in the server's order. */
  readonly on: (match: LiveMatch, handler: (message: LiveMessage) => void) => () => void;
  /** Hear that messages may have been missed: whatever was built from them must be fetched anew. */
  readonly onResync: (handler: () => void) => () => void;
  readonly start: () => void;
  readonly stop: () => void;
}

export interface LiveOptions {
  readonly open: (url: string) => EventSourceLike;
  readonly path: string;
  readonly now: () => number;
  /** Run later; returns how to call it off. */
  readonly later: (ms: number, run: () => void) => () => void;
  /** A number in [0, 1): spreads the return of a thousand desks after an outage. */
  readonly random: () => number;
  readonly onServerTime?: (ms: number) => void;
}

/** After this long away, caches that no message keeps fresh (figures, lists of others) are fetched anew too. */
const longAwayMs = 30_000;
const shortestPause = 500;
const longestPause = 10_000;

/**
 * The live feed as a page sees it. The browser's own reconnection gives up on HTTP errors and hides silence, so every
 * trouble closes the source and a new one resumes from the last cursor; a cursor already seen is dropped, so a message
 * is told once however often it is delivered.
 */
export function createLiveClient(options: LiveOptions): LiveClient {
  const listeners = new Set<() => void>();
  const resyncs = new Set<() => void>();
  const handlers = new Set<{ match: LiveMatch; handler: (message: LiveMessage) => void }>();
  let state: LiveState = { state: 'connecting' };
  let source: EventSourceLike | null = null;
  let position: Cursor | null = null;
  let cursorText: string | null = null;
  let lastHeard = options.now();
  let failures = 0;
  let cancelReturn = () => {};
  let cancelWatch = () => {};

  const setState = (next: LiveState) => {
    if (next.state === state.state) return;
    state = next;
    for (const listener of listeners) listener();
  };
  const fallBehind = () => setState({ state: 'behind', since: lastHeard });
  const moveTo = (text: string): boolean => {
    const place = parseCursor(text);
    if (place === null) return true;
    if (position !== null && !isAfter(place, position)) return false;
    position = place;
    cursorText = text;
    return true;
  };
  const tellResync = () => {
    for (const handler of resyncs) handler();
  };
  const heard = (at: number | null) => {
    const away = options.now() - lastHeard;
    lastHeard = options.now();
    if (at !== null) options.onServerTime?.(at);
    if (state.state === 'behind' && away > longAwayMs) tellResync();
    failures = 0;
    setState({ state: 'connected' });
  };

  const disconnect = () => {
    source?.close();
    source = null;
    cancelWatch();
    cancelReturn();
  };
  const returnLater = () => {
    disconnect();
    const ceiling = Math.min(longestPause, shortestPause * 2 ** failures);
    failures = Math.min(failures + 1, 10);
    cancelReturn = options.later(shortestPause / 2 + options.random() * ceiling, connect);
  };
  const watch = () => {
    const silence = options.now() - lastHeard;
    cancelWatch = options.later(Math.max(3 * beatMs - silence, 100), () => {
      if (options.now() - lastHeard < 3 * beatMs) return watch();
      fallBehind();
      returnLater();
    });
  };
  const connect = () => {
    const mine = options.open(
      cursorText === null ? options.path : `${options.path}?after=${encodeURIComponent(cursorText)}`,
    );
    source = mine;
    const listen = (type: string, handle: (event: { data?: unknown; lastEventId?: string }) => void) =>
      mine.addEventListener(type, (event) => {
        // A source that was given up may still have events in flight.
        if (source === mine) handle(event);
      });
    listen('hello', ({ data }) => {
      const hello = parsed(data);
      // Screens fetch while the first connection is made; what happened in between is in neither.
      const isFirst = position === null;
      if (typeof hello?.cursor === 'string') moveTo(hello.cursor);
      heard(timeOf(hello));
      if (isFirst) tellResync();
    });
    listen('beat', ({ data }) => heard(timeOf(parsed(data))));
    listen('resync', ({ lastEventId }) => {
      // An older epoch is not before or after the new one: take the server's place as it is.
      position = parseCursor(lastEventId ?? '') ?? null;
      cursorText = position === null ? null : (lastEventId ?? null);
      tellResync();
    });
    listen('change', ({ data, lastEventId }) => {
      const message = parsed(data);
      if (message === null || !isMessage(message) || !moveTo(lastEventId ?? '')) return;
      lastHeard = options.now();
      for (const one of handlers) if (isMatch(one.match, message)) one.handler(message);
    });
    listen('drain', returnLater);
    listen('error', () => {
      fallBehind();
      returnLater();
    });
    watch();
  };

  return {
    state: () => state,
    subscribe: (listener) => added(listeners, listener),
    on: (match, handler) => added(handlers, { match, handler }),
    onResync: (handler) => added(resyncs, handler),
    start: () => {
      if (source !== null) return;
      lastHeard = options.now();
      connect();
    },
    stop: () => {
      disconnect();
      position = null;
      cursorText = null;
      failures = 0;
      setState({ state: 'connecting' });
    },
  };
}

function added<Item>(set: Set<Item>, item: Item): () => void {
  set.add(item);
  return () => set.delete(item);
}

function parsed(data: unknown): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(String(data));
    // JSON objects have text keys; arrays and plain values are no messages of ours.
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

function isMessage(value: object): value is LiveMessage {
  return 'name' in value && typeof value.name === 'string' && 'subjectId' in value && 'subjectType' in value;
}

function timeOf(value: Record<string, unknown> | null): number | null {
  const time = Date.parse(String(value?.now));
  return Number.isNaN(time) ? null : time;
}

/** `incident.*` stands for every name that begins with `incident.`; `*` for all. */
export function isMatch(match: LiveMatch, message: LiveMessage): boolean {
  if (typeof match !== 'string') {
    return (
      message.subjectType === match.subjectType &&
      (match.subjectId === undefined || message.subjectId === match.subjectId)
    );
  }
  return match.endsWith('*') ? message.name.startsWith(match.slice(0, -1)) : message.name === match;
}
