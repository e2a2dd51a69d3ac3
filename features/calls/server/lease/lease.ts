import { randomUUID } from 'node:crypto';
import type { AriClient } from '#platform/server/asterisk/ari/client.ts';
import { AriError } from '#platform/server/asterisk/ari/request.ts';
import type { Db } from '#platform/server/db/database.ts';
import type { Log } from '#platform/server/log/log.ts';
import {
  beatMs,
  claimDelay,
  deadMs,
  type Holder,
  heardBeat,
  isDead,
  mayAct,
  type SeenProcess,
  turn,
  type Watch,
  watch,
} from '../../lease-rules.ts';
import { beatAndLook, fenceProcess, leaveProcess, type ProcessLife, registerProcess } from './lease-store.ts';

export interface LeaseOptions {
  readonly systemDb: Db;
  readonly log: Log;
  readonly pbxSystem: string;
  readonly app: string;
  /** Another process is dead and its name is held by nobody now; its calls are to be taken. */
  readonly onFenced: (app: string) => void;
  /** Another process took what this one led: nothing of it may be touched any more. It registers anew by itself. */
  readonly onLost: () => void;
  /** It registered anew, and leads nothing yet. */
  readonly onRenewed: () => void;
  /** It stood still and holds its name all the same: what it heard late may be out of date. */
  readonly onConfirmed: () => void;
}

/** The hold of this process on its name, and through it on its calls (lease-rules.ts). */
export interface Lease {
  /** May a command be given now? Free of waiting, for the path of an arriving call. */
  mayAct(): boolean;
  /** Resolves with whether it may act, once that is known. */
  confirmed(): Promise<boolean>;
  /** The database took a beat not long ago: somebody can be given a desk. */
  canServe(): boolean;
  /** Milliseconds to leave a new call to others. */
  claimDelay(channel: string): number;
  stop(): Promise<void>;
}

const now = () => performance.now();

/** Register this process and keep its beat; resolves when the database took it for the first time. */
export async function holdLease(options: LeaseOptions): Promise<Lease> {
  const keeper = new Keeper(options);
  await keeper.register();
  keeper.start();
  return keeper;
}

class Keeper implements Lease {
  readonly #options: LeaseOptions;
  readonly #instance = randomUUID();
  readonly #waiting = new Set<(may: boolean) => void>();
  #life: ProcessLife | null = null;
  #holder: Holder = { holds: false, turnedAt: now(), mustAsk: false };
  #watches: ReadonlyMap<string, Watch> = new Map();
  #others: readonly string[] = [];
  #answeredAt = 0;
  #beating = false;
  #stopped = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: LeaseOptions) {
    this.#options = options;
  }

  async register(): Promise<void> {
    const { systemDb, pbxSystem, app } = this.#options;
    this.#life = await registerProcess(systemDb, { pbxSystem, app, instance: this.#instance });
    this.#holder = { holds: true, turnedAt: now(), mustAsk: false };
    this.#answeredAt = now();
  }

  start(): void {
    this.#timer = setInterval(() => {
      this.#holder = turn(this.#holder, now());
      void this.#beat();
    }, beatMs);
  }

  mayAct(): boolean {
    return mayAct(this.#holder, now());
  }

  confirmed(): Promise<boolean> {
    if (this.mayAct()) return Promise.resolve(true);
    if (this.#stopped) return Promise.resolve(false);
    void this.#beat();
    return new Promise((settle) => this.#waiting.add(settle));
  }

  canServe(): boolean {
    return now() - this.#answeredAt < deadMs;
  }

  claimDelay(channel: string): number {
    return claimDelay(channel, this.#options.app, this.#others);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#timer);
    this.#settle(false);
    const { systemDb, log } = this.#options;
    if (this.#life === null || !this.#holder.holds) return;
    await leaveProcess(systemDb, this.#life).catch((error: unknown) =>
      log.warn({ error: String(error) }, 'the calls of this process are taken over only after its silence'),
    );
  }

  async #beat(): Promise<void> {
    const life = this.#life;
    if (this.#beating || this.#stopped || life === null) return;
    this.#beating = true;
    try {
      const sentAt = now();
      const { isHeld, others } = await beatAndLook(this.#options.systemDb, life);
      const hadToAsk = !this.mayAct();
      this.#holder = heardBeat(this.#holder, isHeld, sentAt, now());
      if (!isHeld) return await this.#lost();
      this.#answeredAt = now();
      if (hadToAsk && this.mayAct()) this.#options.onConfirmed();
      if (this.mayAct()) this.#settle(true);
      await this.#look(others);
    } catch (error) {
      this.#options.log.warn({ error: String(error) }, 'this telephony process could not say that it lives');
    } finally {
      this.#beating = false;
    }
  }

  /** Another process thought this one dead, and leads its calls: begin anew with none. */
  async #lost(): Promise<void> {
    if (this.#stopped) return;
    this.#options.log.error(
      { app: this.#options.app },
      'this process stood still, and another one leads its calls now',
    );
    this.#options.onLost();
    this.#settle(false);
    this.#watches = new Map();
    await this.register();
    this.#options.onRenewed();
  }

  async #look(others: readonly SeenProcess[]): Promise<void> {
    const { systemDb, pbxSystem, log, onFenced } = this.#options;
    const at = now();
    this.#watches = new Map(others.map((each) => [each.app, watch(this.#watches.get(each.app), each, at)]));
    this.#others = others.filter(({ isHeld }) => isHeld).map(({ app }) => app);
    for (const each of this.#watches.values()) {
      if (!isDead(each) || !(await fenceProcess(systemDb, pbxSystem, each.seen))) continue;
      log.error({ app: each.seen.app }, 'a telephony process is silent: its calls are taken over');
      onFenced(each.seen.app);
    }
  }

  #settle(may: boolean): void {
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const settle of waiting) settle(may);
  }
}

/** Asterisk as a process may use it: no command goes out while another process may lead the call it is about. Reading is free. */
export function fenced(ari: AriClient, lease: Lease): AriClient {
  return {
    app: ari.app,
    call: async (name, input) => {
      // Nothing may be awaited between this and the socket: a process can be halted anywhere.
      if (!lease.mayAct() && !(await lease.confirmed()))
        throw new AriError(`${name}: another process leads the calls of this one`, 0);
      return ari.call(name, input);
    },
    callSlow: (name, input) => ari.callSlow(name, input),
    isReady: () => ari.isReady(),
    ready: () => ari.ready(),
    close: () => ari.close(),
  };
}
