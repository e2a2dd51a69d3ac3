// For pages without an account and without a library (old telephones): what is said waits here until the server has it.

/** Milliseconds: one request; after what is asked again while somebody looks, while nobody does, and after failures. */
const patienceMs = 15_000;
const [lookMs, restMs, hiddenMs] = [3000, 10_000, 20_000];
/** Somebody writes or is answered: for this long the page asks often. */
const livelyMs = 5 * 60_000;
const retryMs = [1000, 2000, 4000, 8000];

/** What the page knows. */
export interface PlainState<View, Said> {
  readonly phase: 'loading' | 'open' | 'gone';
  readonly view: View | null;
  /** Not at the server yet, oldest first. */
  readonly pending: readonly Said[];
  /** The server's words for what it did not take last; null once it took something. */
  readonly refused: string | null;
  readonly isAway: boolean;
  readonly isTooOften: boolean;
}

export interface Outbox<View, Said> {
  readonly say: (said: Said) => void;
  readonly state: () => PlainState<View, Said>;
}

/** Where what is unsent survives a reload; gone with the tab, for others hold this telephone too. */
export interface Keep {
  readonly read: () => string | null;
  readonly write: (text: string) => void;
}

export interface Correspondence<View, Said> {
  /** What is asked with nothing to say. */
  readonly look: (view: View | null) => string;
  /** Where one thing said goes, and as what. */
  readonly post: (
    said: Said,
    view: View | null,
  ) => { readonly path: string; readonly body: BodyInit; readonly type: string };
  /** What is known after an answer. */
  readonly merge: (was: View | null, answer: View) => View;
  /** The answer tells of something somebody else did. */
  readonly hasNews: (was: View | null, answer: View) => boolean;
  readonly keep: Keep;
  readonly language: () => string;
}

/**
 * Talk with the server over a network that comes and goes: what is said waits here until the server has it, in its order, each
 * under an id of its own, so that one sent twice counts once; answers are asked for every few seconds.
 */
export function openOutbox<View, Said extends { readonly id: string }>(
  talk: Correspondence<View, Said>,
  onChange: (state: PlainState<View, Said>) => void,
): Outbox<View, Said> {
  let state: PlainState<View, Said> = {
    phase: 'loading',
    view: null,
    pending: readPending(talk.keep),
    refused: null,
    isAway: false,
    isTooOften: false,
  };
  let timer: ReturnType<typeof setTimeout> | undefined;
  let [failures, livelyUntil, isAsking] = [0, Date.now() + livelyMs, false];

  const set = (part: Partial<PlainState<View, Said>>) => {
    state = { ...state, ...part };
    if (part.pending !== undefined) talk.keep.write(JSON.stringify(part.pending));
    onChange(state);
  };
  const later = (ms: number) => {
    clearTimeout(timer);
    if (state.phase !== 'gone') timer = setTimeout(() => void turn(), ms);
  };
  const without = (said: Said | undefined) => state.pending.filter((each) => each.id !== said?.id);
  const turn = async () => {
    if (isAsking) return;
    isAsking = true;
    const [next] = state.pending;
    const answer = await ask(talk, state.view, next);
    isAsking = false;
    if (answer.kind === 'view') {
      failures = 0;
      if (next !== undefined || talk.hasNews(state.view, answer.view)) livelyUntil = Date.now() + livelyMs;
      const refused = next === undefined ? state.refused : null;
      const view = talk.merge(state.view, answer.view);
      set({ phase: 'open', view, pending: without(next), refused, isAway: false, isTooOften: false });
    } else if (answer.kind === 'gone') set({ phase: 'gone', pending: [] });
    // What the server does not take now it will not take later either.
    else if (answer.kind === 'refused') set({ pending: without(next), refused: answer.words, isAway: false });
    else {
      failures++;
      set({ isAway: answer.kind === 'away', isTooOften: answer.kind === 'too_often' });
    }
    later(pauseAfter(answer, { failures, hasMore: state.pending.length > 0, isLively: Date.now() < livelyUntil }));
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

function pauseAfter(
  answer: Answer<unknown>,
  now: { readonly failures: number; readonly hasMore: boolean; readonly isLively: boolean },
): number {
  if (answer.kind === 'too_often') return answer.seconds * 1000;
  if (answer.kind === 'away') return retryMs[Math.min(now.failures, retryMs.length) - 1] ?? restMs;
  if (now.hasMore || answer.kind === 'refused') return 0;
  if (document.visibilityState === 'hidden') return hiddenMs;
  return now.isLively ? lookMs : restMs;
}

type Answer<View> =
  | { readonly kind: 'view'; readonly view: View }
  | { readonly kind: 'refused'; readonly words: string }
  | { readonly kind: 'gone' | 'away' }
  | { readonly kind: 'too_often'; readonly seconds: number };

async function ask<View, Said>(
  talk: Correspondence<View, Said>,
  view: View | null,
  said: Said | undefined,
): Promise<Answer<View>> {
  const stop = new AbortController();
  const patience = setTimeout(() => stop.abort(), patienceMs);
  try {
    const response = await (said === undefined
      ? fetch(talk.look(view), { signal: stop.signal, cache: 'no-store' })
      : send(talk, talk.post(said, view), stop.signal));
    // The server's answer, filtered by the contract there.
    if (response.ok) return { kind: 'view', view: (await response.json()) as View };
    if (response.status === 404) return { kind: 'gone' };
    if (response.status === 429) return { kind: 'too_often', seconds: await secondsOf(response) };
    if (response.status >= 500 || said === undefined) return { kind: 'away' };
    return { kind: 'refused', words: await wordsOf(response) };
  } catch {
    return { kind: 'away' };
  } finally {
    clearTimeout(patience);
  }
}

function send<View, Said>(
  talk: Correspondence<View, Said>,
  { path, body, type }: ReturnType<Correspondence<View, Said>['post']>,
  signal: AbortSignal,
): Promise<Response> {
  const headers = { 'content-type': type, 'accept-language': talk.language() };
  return fetch(path, { method: 'POST', signal, headers, body });
}

interface Problem {
  readonly title?: unknown;
  readonly detail?: { readonly seconds?: unknown };
}

async function secondsOf(response: Response): Promise<number> {
  const problem: Problem = await response.json();
  const seconds = problem.detail === undefined ? undefined : problem.detail.seconds;
  return typeof seconds === 'number' ? seconds : 20;
}

async function wordsOf(response: Response): Promise<string> {
  const problem: Problem = await response.json();
  return typeof problem.title === 'string' ? problem.title : String(response.status);
}

function readPending<Said>(keep: Keep): readonly Said[] {
  try {
    // Written by `set` alone; a text that is none of ours does not parse or is no list.
    const kept = JSON.parse(keep.read() ?? '[]') as Said[];
    return Array.isArray(kept) ? kept : [];
  } catch {
    return [];
  }
}
