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
  /** What the device itself knows of its network; returns how to stop listening. */
  readonly watchNetwork?: (network: { readonly gone: () => void; readonly back: () => void }) => () => void;
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
  return new Connection(options);
}

type FeedEvent = { data?: unknown; lastEventId?: string };

class Connection implements LiveClient {
  readonly #options: LiveOptions;
  readonly #listeners = new Set<() => void>();
  readonly #resyncs = new Set<() => void>();
  readonly #handlers = new Set<{ match: LiveMatch; handler: (message: LiveMessage) => void }>();
  #state: LiveState = { state: 'connecting' };
  #source: EventSourceLike | null = null;
  #position: Cursor | null = null;
  #cursorText: string | null = null;
  #lastHeard: number;
  #failures = 0;
  #cancelReturn = () => {};
  #cancelWatch = () => {};
  #leaveNetwork = () => {};

  constructor(options: LiveOptions) {
    this.#options = options;
    this.#lastHeard = options.now();
  }

  readonly state = (): LiveState => this.#state;
  readonly subscribe = (listener: () => void) => added(this.#listeners, listener);
  readonly on = (match: LiveMatch, handler: (message: LiveMessage) => void) =>
    added(this.#handlers, { match, handler });
  readonly onResync = (handler: () => void) => added(this.#resyncs, handler);
  readonly start = (): void => {
    if (this.#source !== null) return;
    this.#lastHeard = this.#options.now();
    this.#connect();
    // A device that leaves its network says so at once; silence would show it only after three beats.
    const gone = () => {
      this.#fallBehind();
      this.#returnLater();
    };
    const back = () => {
      this.#failures = 0;
      this.#returnLater();
    };
    this.#leaveNetwork = this.#options.watchNetwork?.({ gone, back }) ?? this.#leaveNetwork;
  };
  readonly stop = (): void => {
    this.#leaveNetwork();
    this.#disconnect();
    this.#position = null;
    this.#cursorText = null;
    this.#failures = 0;
    this.#setState({ state: 'connecting' });
  };

  #setState(next: LiveState): void {
    if (next.state === this.#state.state) return;
    this.#state = next;
    for (const listener of this.#listeners) listener();
  }

  #fallBehind(): void {
    this.#setState({ state: 'behind', since: this.#lastHeard });
  }

  /** False: this place was passed before. */
  #moveTo(text: string): boolean {
    const place = parseCursor(text);
    if (place === null) return true;
    if (this.#position !== null && !isAfter(place, this.#position)) return false;
    this.#position = place;
    this.#cursorText = text;
    return true;
  }

  #tellResync(): void {
    for (const handler of this.#resyncs) handler();
  }

  #heard(serverTime: number | null): void {
    const away = this.#options.now() - this.#lastHeard;
    this.#lastHeard = this.#options.now();
    if (serverTime !== null) this.#options.onServerTime?.(serverTime);
    if (this.#state.state === 'behind' && away > longAwayMs) this.#tellResync();
    this.#failures = 0;
    this.#setState({ state: 'connected' });
  }

  #disconnect(): void {
    this.#source?.close();
    this.#source = null;
    this.#cancelWatch();
    this.#cancelReturn();
  }

  #returnLater(): void {
    this.#disconnect();
    const ceiling = Math.min(longestPause, shortestPause * 2 ** this.#failures);
    this.#failures = Math.min(this.#failures + 1, 10);
    this.#cancelReturn = this.#options.later(shortestPause / 2 + this.#options.random() * ceiling, () =>
      this.#connect(),
    );
  }

  #watch(): void {
    const silence = this.#options.now() - this.#lastHeard;
    this.#cancelWatch = this.#options.later(Math.max(3 * beatMs - silence, 100), () => {
      if (this.#options.now() - this.#lastHeard < 3 * beatMs) return this.#watch();
      this.#fallBehind();
      this.#returnLater();
    });
  }

  #connect(): void {
    const { path, open } = this.#options;
    const mine = open(this.#cursorText === null ? path : `${path}?after=${encodeURIComponent(this.#cursorText)}`);
    this.#source = mine;
    const listen = (type: string, handle: (event: FeedEvent) => void) =>
      mine.addEventListener(type, (event) => {
        // A source that was given up may still have events in flight.
        if (this.#source === mine) handle(event);
      });
    listen('hello', (event) => this.#handleHello(event));
    listen('beat', ({ data }) => this.#heard(timeOf(parsed(data))));
    listen('resync', (event) => this.#handleResync(event));
    listen('change', (event) => this.#handleChange(event));
    listen('drain', () => this.#returnLater());
    listen('error', () => {
      this.#fallBehind();
      this.#returnLater();
    });
    this.#watch();
  }

  #handleHello({ data }: FeedEvent): void {
    const hello = parsed(data);
    // Screens fetch while the first connection is made; what happened in between is in neither.
    const isFirst = this.#position === null;
    if (typeof hello?.cursor === 'string') this.#moveTo(hello.cursor);
    this.#heard(timeOf(hello));
    if (isFirst) this.#tellResync();
  }

  /** An older epoch is not before or after the new one: take the server's place as it is. */
  #handleResync({ lastEventId }: FeedEvent): void {
    this.#position = parseCursor(lastEventId ?? '');
    this.#cursorText = this.#position === null ? null : (lastEventId ?? null);
    this.#tellResync();
  }

  #handleChange({ data, lastEventId }: FeedEvent): void {
    const message = parsed(data);
    if (message === null || !isMessage(message) || !this.#moveTo(lastEventId ?? '')) return;
    this.#lastHeard = this.#options.now();
    for (const one of this.#handlers) if (isMatch(one.match, message)) one.handler(message);
  }
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
