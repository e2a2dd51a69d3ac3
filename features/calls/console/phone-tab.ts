/** The one telephone of a browser, as one of its tabs sees it. */
export interface TabLine {
  /** Have the telephone as soon as no other tab has it. */
  readonly join: () => void;
  /** Have it now; the tab that has it is told by `lost`. */
  readonly takeOver: () => void;
  readonly leave: () => void;
  /** Answer in the tab that has it: this one shows the call too, and its key must not do nothing. */
  readonly answerThere: (callId: string) => void;
  /** Whether a call is on in this tab, for the others to show. */
  readonly tellBusy: (isBusy: boolean) => void;
}

export interface TabLineEvents {
  readonly held: () => void;
  /** Another tab took it over. */
  readonly lost: () => void;
  /** Another tab has it; `isBusy`: and is in a call. */
  readonly waiting: (isBusy: boolean) => void;
  /** Somebody answered this call in another tab. */
  readonly answered: (callId: string) => void;
}

const name = 'sigap.phone';

/**
 * Only one tab of a browser rings. The Web Lock `sigap.phone` is the telephone: the tab that holds it has it, the next in line
 * gets it the moment that tab closes or crashes, and one that takes it over steals the lock (decision 0015). A channel
 * tells the others whether a call is on, and the tab that rings that somebody answered in another one.
 */
export function createTabLine(events: TabLineEvents): TabLine {
  let isJoined = false;
  let isBusy = false;
  const telephone = createTelephoneLock({
    held: () => {
      talk.say(isBusy ? 'busy' : 'free');
      events.held();
    },
    lost: events.lost,
    waiting: () => {
      events.waiting(false);
      talk.say('who');
    },
  });
  const talk = openTalk((message) => {
    if (!isJoined) return;
    if (!telephone.isHeld()) {
      if (message === 'busy' || message === 'free') events.waiting(message === 'busy');
    } else if (message === 'who') talk.say(isBusy ? 'busy' : 'free');
    else if (typeof message === 'object') events.answered(message.answer);
  });
  return {
    join: () => {
      if (isJoined) return;
      isJoined = true;
      telephone.join();
    },
    takeOver: () => {
      if (isJoined) telephone.steal();
    },
    answerThere: (callId) => talk.say({ answer: callId }),
    leave: () => {
      isJoined = false;
      telephone.leave();
    },
    tellBusy: (next) => {
      if (next === isBusy) return;
      isBusy = next;
      if (telephone.isHeld()) talk.say(isBusy ? 'busy' : 'free');
    },
  };
}

/** `who`: is a call on? Of the tab that has the telephone: `busy` or `free`. To it: answer this call. */
type Message = 'who' | 'busy' | 'free' | { readonly answer: string };

/** What the tabs of this browser tell each other; a browser without it has tabs that do not know of each other's calls. */
function openTalk(hear: (message: Message) => void) {
  const channel = 'BroadcastChannel' in window ? new BroadcastChannel(name) : null;
  channel?.addEventListener('message', ({ data }: MessageEvent<Message>) => hear(data));
  return { say: (message: Message) => channel?.postMessage(message) };
}

/** The Web Lock: at most one tab holds it, the others stand in line. */
function createTelephoneLock(events: {
  readonly held: () => void;
  readonly lost: () => void;
  readonly waiting: () => void;
}) {
  let release: (() => void) | null = null;
  let place: AbortController | null = null;
  let isWanted = false;
  const hold = (): Promise<void> | undefined => {
    if (!isWanted) return undefined;
    place = null;
    return new Promise<void>((resolve) => {
      release = resolve;
      events.held();
    });
  };
  /** A lock that was stolen, or a place in line that was given up, rejects. */
  const follow = (request: Promise<unknown>, given?: AbortSignal) => {
    request.catch(() => {
      if (given?.aborted === true || release === null) return;
      release = null;
      events.lost();
      if (isWanted) lineUp();
    });
  };
  const lineUp = () => {
    place = new AbortController();
    const { signal } = place;
    events.waiting();
    follow(navigator.locks.request(name, { signal }, hold), signal);
  };
  const giveUpPlace = () => {
    place?.abort();
    place = null;
  };
  return {
    isHeld: () => release !== null,
    join: () => {
      isWanted = true;
      // Without HTTPS there are no locks, and no microphone either, which is said then.
      if (!('locks' in navigator)) return void hold();
      follow(navigator.locks.request(name, { ifAvailable: true }, (lock) => (lock === null ? lineUp() : hold())));
    },
    steal: () => {
      if (release !== null || !('locks' in navigator)) return;
      giveUpPlace();
      follow(navigator.locks.request(name, { steal: true }, hold));
    },
    leave: () => {
      isWanted = false;
      giveUpPlace();
      release?.();
      release = null;
    },
  };
}
