import { newId } from '#platform/shared/ids.ts';
import type { CardAnswer, CardContent } from '../../card.ts';
import type { CardRun, CardView } from '../../card-contract.ts';
import { afterOther, type CardPath, isSamePath } from '../../card-rules.ts';

/** One use of a card as this tab knows it: what was answered here is on the screen at once and goes to the server by itself. */
export interface KeptRun {
  readonly id: string;
  readonly cardId: string;
  readonly cardVersion: number;
  /** Of the version the use began with. */
  readonly content: CardContent;
  /** Whose it is: `call:ID`, `call:unknown`, `incident:ID`. */
  readonly of: string;
  readonly callId: string | null;
  readonly incidentId: string | null;
  readonly revision: number;
  readonly answers: CardPath;
  /** Words being typed beside the question that is asked. */
  readonly typed: string;
  readonly isSent: boolean;
  /** Somebody else went on differently; their answers stand here now. */
  readonly isOthers: boolean;
  /** When it was last touched in this tab, in milliseconds; 0: never. */
  readonly touched: number;
}

/** What sending came to. `away`: no answer, to be tried again; `refused`: it will never be taken. */
export type Sent =
  | { readonly kind: 'saved'; readonly run: CardRun }
  | { readonly kind: 'stale'; readonly run: CardRun | null }
  | { readonly kind: 'away' }
  | { readonly kind: 'refused'; readonly error: unknown };

interface QueueOptions {
  readonly send: (run: KeptRun) => Promise<Sent>;
  readonly storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  /** After an attempt without an answer. */
  readonly wait: () => Promise<void>;
  readonly onRefused: (error: unknown) => void;
  readonly now: () => number;
}

const storageKey = 'sigap.cards';

/** The runs of this tab, kept in its storage with each change. */
function createRuns(storage: QueueOptions['storage']) {
  let runs: readonly KeptRun[] = read(storage);
  const listeners = new Set<() => void>();
  const set = (next: readonly KeptRun[]) => {
    runs = next;
    write(storage, runs);
    for (const listener of listeners) listener();
  };
  return {
    all: () => runs,
    set,
    replace: (id: string, change: (run: KeptRun) => KeptRun) =>
      set(runs.map((run) => (run.id === id ? change(run) : run))),
    remove: (id: string) => set(runs.filter((run) => run.id !== id)),
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** A run after the server answered: what it has by then is its own, what was answered meanwhile follows. */
function settled(now: KeptRun, kind: 'saved' | 'stale', theirs: CardRun): KeptRun {
  const known = { ...now, revision: theirs.revision, incidentId: theirs.incidentId ?? now.incidentId };
  if (isSamePath(now.answers, theirs.answers)) return { ...known, isSent: true };
  // Answered on while it was under way, or somebody else's way is what this one begins with.
  if (kind === 'saved' || afterOther(now.answers, theirs.answers) === 'mine') return known;
  return { ...known, answers: theirs.answers, isSent: true, isOthers: true };
}

/** Sends what is not sent, one run at a time and always as it is by then, until nothing is left. */
function createSender(options: QueueOptions, runs: ReturnType<typeof createRuns>): () => Promise<void> {
  let isSending = false;
  return async () => {
    if (isSending) return;
    isSending = true;
    for (let run = nextOf(runs.all()); run !== undefined; run = nextOf(runs.all())) {
      const sent = await options.send(run);
      if (sent.kind === 'away') await options.wait();
      else if (sent.kind === 'refused') {
        options.onRefused(sent.error);
        runs.remove(run.id);
      }
      // It is gone with its call: the server knows nothing of it.
      else if (sent.run === null) runs.remove(run.id);
      else {
        const { kind, run: theirs } = sent;
        runs.replace(run.id, (now) => settled(now, kind, theirs));
      }
    }
    isSending = false;
  };
}

/**
 * The uses of cards of this tab. A step never waits for the network: it is kept here and in the tab's storage, survives a reload, and
 * is sent as a whole until the server has it.
 */
export function createCardQueue(options: QueueOptions) {
  const runs = createRuns(options.storage);
  const sendAll = createSender(options, runs);
  const touch = (id: string, change: Partial<KeptRun>) => {
    runs.replace(id, (run) => ({ ...run, ...change, touched: options.now() }));
    void sendAll();
  };
  return {
    all: runs.all,
    subscribe: runs.subscribe,
    /** Begin a card; it is sent with its first answer. */
    begin: (card: Pick<CardView, 'id' | 'version' | 'content'>, of: Pick<KeptRun, 'of' | 'callId' | 'incidentId'>) => {
      const made = newRun(card, of, options.now());
      // One that was opened and never used is nothing to keep.
      runs.set([...runs.all().filter((run) => run.revision > 0 || !run.isSent || run.typed !== ''), made]);
      return made.id;
    },
    /** The server's runs, fresh: what is not answered here since is taken over. */
    learn: (found: readonly CardRun[], of: string) => {
      const known = new Map(runs.all().map((run) => [run.id, run]));
      const fresh = found.filter((run) => isNews(known.get(run.id), run));
      if (fresh.length === 0) return;
      const ids = new Set<string>(fresh.map((run) => run.id));
      const others = runs.all().filter((run) => !ids.has(run.id));
      runs.set([...others, ...fresh.map((run) => fromServer(run, of, known.get(run.id)))]);
    },
    /** It is known now which call or incident these answers belong to. */
    adopt: (from: string, to: Pick<KeptRun, 'of' | 'callId' | 'incidentId'>) => {
      if (!runs.all().some((run) => run.of === from)) return;
      runs.set(runs.all().map((run) => (run.of === from ? { ...run, ...to } : run)));
      void sendAll();
    },
    answer: (id: string, answers: readonly CardAnswer[]) =>
      touch(id, { answers, typed: '', isSent: false, isOthers: false }),
    type: (id: string, typed: string) => touch(id, { typed }),
    /** Shown last: it is what a reload opens again. */
    open: (id: string) => touch(id, {}),
    /** Send what a page of before left over. */
    resume: () => void sendAll(),
  };
}

function newRun(
  card: Pick<CardView, 'id' | 'version' | 'content'>,
  of: Pick<KeptRun, 'of' | 'callId' | 'incidentId'>,
  touched: number,
): KeptRun {
  return {
    id: newId(),
    cardId: card.id,
    cardVersion: card.version,
    content: card.content,
    ...of,
    revision: 0,
    answers: [],
    typed: '',
    isSent: true,
    isOthers: false,
    touched,
  };
}

function isNews(kept: KeptRun | undefined, run: CardRun): boolean {
  if (kept === undefined) return true;
  return kept.isSent && (kept.revision < run.revision || kept.incidentId !== run.incidentId);
}

function nextOf(runs: readonly KeptRun[]): KeptRun | undefined {
  return runs.find((run) => !run.isSent && (run.callId !== null || run.incidentId !== null));
}

function fromServer(run: CardRun, of: string, kept: KeptRun | undefined): KeptRun {
  const { id, cardId, cardVersion, content, callId, incidentId, revision, answers } = run;
  return {
    ...{ id, cardId, cardVersion, content, of, callId, incidentId, revision, answers },
    typed: kept?.typed ?? '',
    isSent: true,
    isOthers: false,
    touched: kept?.touched ?? 0,
  };
}

function read(storage: QueueOptions['storage']): readonly KeptRun[] {
  try {
    const kept: unknown = JSON.parse(storage.getItem(storageKey) ?? '[]');
    // Written by `write` below and by nobody else; what another version of the page wrote has other members and is left.
    return Array.isArray(kept)
      ? (kept as KeptRun[]).filter((run) => Array.isArray(run.answers) && 'touched' in run)
      : [];
  } catch {
    return [];
  }
}

function write(storage: QueueOptions['storage'], runs: readonly KeptRun[]): void {
  try {
    // What the server has comes back from it, but which card was open and what is half typed does not.
    const opened = new Set(runs.filter((run) => run.touched > 0).slice(-20));
    storage.setItem(storageKey, JSON.stringify(runs.filter((run) => !run.isSent || opened.has(run))));
  } catch {
    // Storage is full or forbidden: only a reload would lose what is not sent yet.
  }
}
