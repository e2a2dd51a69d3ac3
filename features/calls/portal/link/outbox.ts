import type { z } from 'zod';
import type { LinkView, writeLink } from '../../link-contract.ts';

/** As the page sends it. */
export type Said = z.input<typeof writeLink.body>;

/** Milliseconds: one request; after what is asked again while somebody looks, while nobody does, and after failures. */
const patienceMs = 15_000;
const [lookMs, restMs, hiddenMs] = [3000, 10_000, 20_000];
/** Somebody writes or is answered: for this long the page asks often. */
const livelyMs = 5 * 60_000;
const retryMs = [1000, 2000, 4000, 8000];

export type LinkItem = LinkView['items'][number];

/** What the page knows. */
export interface LinkState {
  readonly phase: 'loading' | 'open' | 'gone';
  readonly view: Omit<LinkView, 'items'> | null;
  readonly items: readonly LinkItem[];
  /** Not at the centre yet, oldest first. */
  readonly pending: readonly Said[];
  readonly isAway: boolean;
  readonly isTooOften: boolean;
}

export interface LinkConnection {
  readonly say: (said: Said) => void;
  readonly state: () => LinkState;
}

/** Where unsent messages survive a reload; gone with the tab, for others hold this telephone too. */
export interface Keep {
  readonly read: () => string | null;
  readonly write: (text: string) => void;
}

/**
 * The conversation with the centre over a network that comes and goes: messages wait here until the centre has them, in their
 * order, each under an id of its own, so that one sent twice arrives once; answers are asked for every few seconds.
 */
export function connectLink(token: string, keep: Keep, onChange: (state: LinkState) => void): LinkConnection {
  let state: LinkState = {
    phase: 'loading',
    view: null,
    items: [],
    pending: readPending(keep),
    isAway: false,
    isTooOften: false,
  };
  let timer: ReturnType<typeof setTimeout> | undefined;
  let [failures, livelyUntil, isAsking] = [0, Date.now() + livelyMs, false];

  const set = (part: Partial<LinkState>) => {
    state = { ...state, ...part };
    if (part.pending !== undefined) keep.write(JSON.stringify(part.pending));
    onChange(state);
  };
  const later = (ms: number) => {
    clearTimeout(timer);
    if (state.phase !== 'gone') timer = setTimeout(() => void turn(), ms);
  };
  const turn = async () => {
    if (isAsking) return;
    isAsking = true;
    const [next] = state.pending;
    const last = state.items[state.items.length - 1]?.number ?? 0;
    const answer = await ask(token, last, next);
    isAsking = false;
    if (answer.kind === 'view') {
      failures = 0;
      if (next !== undefined || answer.view.items.length > 0) livelyUntil = Date.now() + livelyMs;
      set(taken(state, answer.view, next));
    } else if (answer.kind === 'gone') set({ phase: 'gone', pending: [] });
    // What the centre cannot read will not be readable later either.
    else if (answer.kind === 'refused') set({ pending: state.pending.filter((each) => each !== next), isAway: false });
    else {
      failures++;
      set({ isAway: answer.kind === 'away', isTooOften: answer.kind === 'too_often' });
    }
    later(pauseAfter(answer));
  };
  const pauseAfter = (answer: Answer): number => {
    if (answer.kind === 'too_often') return answer.seconds * 1000;
    if (answer.kind === 'away') return retryMs[Math.min(failures, retryMs.length) - 1] ?? restMs;
    if (state.pending.length > 0) return 0;
    if (document.visibilityState === 'hidden') return hiddenMs;
    return Date.now() < livelyUntil ? lookMs : restMs;
  };
  const now = () => later(0);
  addEventListener('online', now);
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && now());
  now();
  return {
    say: (said) => {
      set({ pending: [...state.pending, said] });
      now();
    },
    state: () => state,
  };
}

/** What is known once an answer came: its new items, without the message that it brought home. */
function taken(was: LinkState, { items, ...view }: LinkView, sent: Said | undefined): LinkState {
  const known = was.items.length === 0 ? 0 : (was.items[was.items.length - 1]?.number ?? 0);
  return {
    phase: 'open',
    view,
    items: [...was.items, ...items.filter((item) => item.number > known)],
    pending: was.pending.filter((each) => each.id !== sent?.id),
    isAway: false,
    isTooOften: false,
  };
}

type Answer =
  | { readonly kind: 'view'; readonly view: LinkView }
  | { readonly kind: 'gone' | 'away' | 'refused' }
  | { readonly kind: 'too_often'; readonly seconds: number };

async function ask(token: string, after: number, said: Said | undefined): Promise<Answer> {
  const stop = new AbortController();
  const patience = setTimeout(() => stop.abort(), patienceMs);
  const path = `/api/links/${encodeURIComponent(token)}`;
  try {
    const response = await (said === undefined
      ? fetch(`${path}?after=${after}`, { signal: stop.signal, cache: 'no-store' })
      : fetch(`${path}/messages?after=${after}`, {
          method: 'POST',
          signal: stop.signal,
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(said),
        }));
    // The server's answer, filtered by the contract there.
    if (response.ok) return { kind: 'view', view: (await response.json()) as LinkView };
    if (response.status === 404) return { kind: 'gone' };
    if (response.status === 429) return { kind: 'too_often', seconds: await secondsOf(response) };
    return { kind: response.status < 500 && said !== undefined ? 'refused' : 'away' };
  } catch {
    return { kind: 'away' };
  } finally {
    clearTimeout(patience);
  }
}

async function secondsOf(response: Response): Promise<number> {
  const problem: { detail?: { seconds?: unknown } } = await response.json();
  const seconds = problem.detail === undefined ? undefined : problem.detail.seconds;
  return typeof seconds === 'number' ? seconds : 20;
}

function readPending(keep: Keep): readonly Said[] {
  try {
    // Written by `set` alone; a text that is none of ours does not parse or is no list.
    const kept = JSON.parse(keep.read() ?? '[]') as Said[];
    return Array.isArray(kept) ? kept : [];
  } catch {
    return [];
  }
}
