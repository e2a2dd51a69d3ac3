import { newId } from '#platform/shared/ids.ts';
import { ApiProblem, call, Unreachable, urlOf } from '#platform/web/api-client.ts';
import type { FieldAction } from '../field.ts';
import { doFieldActions, keepAttachmentPath } from '../field-contract.ts';
import {
  dismiss,
  emptyQueue,
  type FieldFile,
  nextShipment,
  type Queue,
  type ServerAnswer,
  type Shipment,
  settle,
  type WaitingItem,
} from '../field-queue.ts';
import { fileOf, keepItem, keepQueue, readQueue } from './keep.ts';

/** How the device stands with the server. */
export interface SenderState {
  readonly queue: Queue;
  /** Null until anything was tried. */
  readonly isAway: boolean | null;
  readonly isSending: boolean;
  /** The disk was read: before that nothing is known of what waits. */
  readonly isLoaded: boolean;
}

export interface Sender {
  readonly state: () => SenderState;
  readonly subscribe: (listener: () => void) => () => void;
  readonly press: (action: NewAction) => Promise<void>;
  readonly attach: (file: Omit<FieldFile, 'key' | 'at' | 'bytes' | 'mime'>, blob: Blob) => Promise<void>;
  readonly dismiss: (key: string) => Promise<void>;
  /** Whatever else asks the server tells whether it was reached. */
  readonly heard: (isAway: boolean) => void;
  /** Told when something was answered for: what is shown is to be asked anew. */
  readonly onSettled: (listener: () => void) => () => void;
  readonly start: () => void;
  readonly stop: () => void;
}

type WithoutPress<Action> = Action extends FieldAction ? Omit<Action, 'key' | 'at'> : never;
/** What was pressed; key and time are given here. */
export type NewAction = WithoutPress<FieldAction>;

/** Milliseconds after a failure; the last again and again. A press and the return of the network try at once. */
const pauses = [1000, 2000, 4000, 8000, 15_000];
const lockName = 'sigap-field-send';
const uploadPatienceMs = 120_000;

/**
 * Sends what one person pressed. The disk is the truth, for all tabs; one tab sends at a time (Web Locks), and where a browser has
 * none the keys see to it that nothing happens twice.
 */
export function createSender(userId: string): Sender {
  return new Sending(userId);
}

class Sending implements Sender {
  readonly #userId: string;
  readonly #listeners = new Set<() => void>();
  readonly #settled = new Set<() => void>();
  readonly #others = 'BroadcastChannel' in globalThis ? new BroadcastChannel('sigap-field') : null;
  #state: SenderState = { queue: emptyQueue, isAway: null, isSending: false, isLoaded: false };
  #timer: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;
  #isStopped = true;
  #lastAt = 0;

  constructor(userId: string) {
    this.#userId = userId;
  }

  state = () => this.#state;
  subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };
  onSettled = (listener: () => void) => {
    this.#settled.add(listener);
    return () => void this.#settled.delete(listener);
  };

  start = () => {
    this.#isStopped = false;
    addEventListener('online', this.#now);
    addEventListener('offline', this.#offline);
    document.addEventListener('visibilitychange', this.#now);
    if (this.#others !== null) this.#others.onmessage = () => void this.#read();
    void this.#read().then(this.#now);
  };
  stop = () => {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    removeEventListener('online', this.#now);
    removeEventListener('offline', this.#offline);
    document.removeEventListener('visibilitychange', this.#now);
    if (this.#others !== null) this.#others.onmessage = null;
  };

  heard = (isAway: boolean) => {
    if (isAway === this.#state.isAway) return;
    this.#set({ isAway });
    if (!isAway) this.#now();
  };

  press = (given: NewAction) => {
    // A spread of the union keeps each kind's own members, which the type of the spread forgets.
    const action = { ...given, key: newId(), at: this.#at() } as FieldAction;
    return this.#add({ kind: 'action', action });
  };

  attach = (given: Omit<FieldFile, 'key' | 'at' | 'bytes' | 'mime'>, blob: Blob) => {
    const mime = blob.type.split(';')[0] ?? blob.type;
    const file: FieldFile = { ...given, key: newId(), at: this.#at(), mime, bytes: blob.size };
    return this.#add({ kind: 'file', file }, blob);
  };

  dismiss = async (key: string) => {
    const before = await readQueue(this.#userId);
    await keepQueue(this.#userId, before, dismiss(before, key));
    await this.#changed();
  };

  /** A device's clock that is set back must not turn the order round. */
  #at(): string {
    this.#lastAt = Math.max(Date.now(), this.#lastAt + 1);
    return new Date(this.#lastAt).toISOString();
  }

  async #add(item: WaitingItem, blob?: Blob): Promise<void> {
    await keepItem(this.#userId, item, blob);
    await this.#changed();
    this.#now();
  }

  async #changed(): Promise<void> {
    await this.#read();
    this.#others?.postMessage('changed');
  }

  #set(part: Partial<SenderState>): void {
    this.#state = { ...this.#state, ...part };
    for (const listener of this.#listeners) listener();
  }

  async #read(): Promise<void> {
    this.#set({ queue: await readQueue(this.#userId), isLoaded: true });
  }

  readonly #offline = () => this.heard(true);
  readonly #now = () => {
    this.#failures = 0;
    this.#later(0);
  };

  #later(ms: number): void {
    clearTimeout(this.#timer);
    if (!this.#isStopped) this.#timer = setTimeout(() => void this.#turn(), ms);
  }

  async #turn(): Promise<void> {
    if (this.#isStopped || this.#state.isSending) return;
    const work = () => this.#send();
    // Without TLS a browser has none, which the DOM's types do not say.
    const locks = navigator.locks as LockManager | undefined;
    const outcome =
      locks === undefined
        ? await work()
        : await locks.request(lockName, { ifAvailable: true }, (lock) => (lock === null ? 'waits' : work()));
    if (outcome === 'empty') return;
    if (outcome === 'sent') return this.#later(0);
    if (outcome === 'waits') return this.#later(1500);
    this.#later(pauses[Math.min(this.#failures, pauses.length - 1)] ?? 15_000);
    this.#failures++;
  }

  /** One shipment: read from the disk, for another tab may have sent or added. */
  async #send(): Promise<'empty' | 'sent' | 'failed'> {
    await this.#read();
    const next = nextShipment(this.#state.queue);
    if (next === null) return 'empty';
    this.#set({ isSending: true });
    try {
      const answers = await ship(next);
      // Read once: what is pressed meanwhile is in neither, and so is left alone.
      const now = await readQueue(this.#userId);
      await keepQueue(this.#userId, now, settle(now, answers));
      await this.#changed();
      this.heard(false);
      for (const listener of this.#settled) listener();
      return answers.every(({ outcome }) => outcome === 'failed') ? 'failed' : 'sent';
    } catch (error) {
      // The session ended, too many at once, the server is away: all of it waits on.
      this.heard(error instanceof Unreachable);
      return 'failed';
    } finally {
      this.#set({ isSending: false });
    }
  }
}

async function ship(shipment: Shipment): Promise<readonly ServerAnswer[]> {
  if (shipment.kind === 'file') return [await shipFile(shipment.file)];
  const { actions } = shipment;
  try {
    // Its own keys make each action happen once; the key of the batch is new each time.
    return (await call(doFieldActions, { body: { actions: [...actions] } })).items;
  } catch (error) {
    const [first] = actions;
    if (!(error instanceof ApiProblem) || !isFinal(error.status) || first === undefined) throw error;
    // One that the server does not understand must not hold back the others: each by itself.
    if (actions.length > 1) return ship({ kind: 'actions', actions: [first] });
    return [{ key: first.key, outcome: 'conflict', code: error.code, detail: error.detail, words: error.message }];
  }
}

/** An answer that will not change by asking again; not signed in, or too often, will. */
const isFinal = (status: number) => status >= 400 && status < 500 && ![401, 403, 408, 429].includes(status);

async function shipFile(file: FieldFile): Promise<ServerAnswer> {
  const said = { key: file.key, code: null, detail: {} };
  const blob = await fileOf(file.key);
  // The browser has thrown it away; nothing can be sent any more, and the crew is told.
  if (blob === undefined) return { ...said, outcome: 'conflict', code: 'file.gone' };
  const response = await put(file, blob);
  if (response.ok) return { ...said, outcome: 'applied' };
  if (!isFinal(response.status)) throw new Unreachable(`The file was answered with ${response.status}`);
  const problem: { code?: unknown; title?: unknown; detail?: ServerAnswer['detail'] } = await response
    .json()
    .catch(() => ({}));
  const words = typeof problem.title === 'string' ? { words: problem.title } : {};
  return {
    ...said,
    outcome: 'conflict',
    code: String(problem.code ?? response.status),
    detail: problem.detail ?? {},
    ...words,
  };
}

async function put(file: FieldFile, blob: Blob): Promise<Response> {
  // Only the path of a route is read; this one is a plugin and has no contract.
  const route = { path: keepAttachmentPath } as Parameters<typeof urlOf>[0];
  const url = urlOf(
    route,
    { id: file.assignmentId, attachmentId: file.key },
    { kind: file.kind, unitId: file.unitId, takenAt: file.at },
  );
  try {
    return await fetch(url, {
      method: 'PUT',
      body: blob,
      headers: { 'content-type': file.mime, 'accept-language': document.documentElement.lang || 'id' },
      credentials: 'same-origin',
      signal: AbortSignal.timeout(uploadPatienceMs),
    });
  } catch (error) {
    throw new Unreachable('The file did not get through', { cause: error });
  }
}
