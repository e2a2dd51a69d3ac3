/** The one telephone of a browser, as one of its tabs sees it. */
export interface TabLine {
  /** Have the telephone as soon as no other tab has it. */
  readonly join: () => void;
  /** Have it now; the tab that has it is told by `lost`. */
  readonly takeOver: () => void;
  readonly leave: () => void;
  /** Whether a call is on in this tab, for the others to show. */
  readonly tellBusy: (isBusy: boolean) => void;
}

export interface TabLineEvents {
  readonly held: () => void;
  /** Another tab took it over. */
  readonly lost: () => void;
  /** Another tab has it; `isBusy`: and is in a call. */
  readonly waiting: (isBusy: boolean) => void;
}

const name = 'sigap.phone';
type Message = 'who' | 'busy' | 'free';

/**
 * Only one tab of a browser rings. The Web Lock `sigap.phone` is the telephone: the tab that holds it has it, the next in line
 * gets it the moment that tab closes or crashes, and one that takes it over steals the lock (decision 0015). A channel
 * tells the others whether a call is on.
 */
export function createTabLine(events: TabLineEvents): TabLine {
  let release: (() => void) | null = null;
  let queue: AbortController | null = null;
  let isJoined = false;
  let isBusy = false;
  const channel = 'BroadcastChannel' in window ? new BroadcastChannel(name) : null;
  const tell = (message: Message) => channel?.postMessage(message);
  channel?.addEventListener('message', ({ data }: MessageEvent<Message>) => {
    if (data === 'who') {
      if (release !== null) tell(isBusy ? 'busy' : 'free');
    } else if (isJoined && release === null) events.waiting(data === 'busy');
  });

  function hold(): Promise<void> | undefined {
    if (!isJoined) return undefined;
    queue = null;
    return new Promise<void>((resolve) => {
      release = resolve;
      tell(isBusy ? 'busy' : 'free');
      events.held();
    });
  }
  /** A lock that was stolen, or a place in line that was given up, rejects. */
  function asked(request: Promise<unknown>, place: AbortController | null): void {
    request.catch(() => {
      if (place?.signal.aborted === true || release === null) return;
      release = null;
      events.lost();
      if (isJoined) lineUp();
    });
  }
  function lineUp(): void {
    const place = new AbortController();
    queue = place;
    events.waiting(false);
    tell('who');
    asked(navigator.locks.request(name, { signal: place.signal }, hold), place);
  }

  return {
    join: () => {
      if (isJoined) return;
      isJoined = true;
      // Without HTTPS there are no locks, and no microphone either, which is said then.
      if (!('locks' in navigator)) return void hold();
      const first = navigator.locks.request(name, { ifAvailable: true }, (lock) => (lock === null ? lineUp() : hold()));
      asked(first, null);
    },
    takeOver: () => {
      if (!isJoined || release !== null || !('locks' in navigator)) return;
      queue?.abort();
      queue = null;
      asked(navigator.locks.request(name, { steal: true }, hold), null);
    },
    leave: () => {
      isJoined = false;
      queue?.abort();
      queue = null;
      release?.();
      release = null;
    },
    tellBusy: (next) => {
      if (next === isBusy) return;
      isBusy = next;
      if (release !== null) tell(isBusy ? 'busy' : 'free');
    },
  };
}
