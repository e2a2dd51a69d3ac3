import type pg from 'pg';
import type { Log } from '../log/log.ts';

export interface HeldSession {
  readonly stop: () => Promise<void>;
}

/**
 * Keep one session of the pool for ever, for what belongs to a session and not to a transaction: LISTEN, advisory locks.
 * When it is lost (server restart, failover) it goes back to the pool as broken and a new one is opened; `open` runs on each.
 */
export function holdSession(options: {
  readonly pool: pg.Pool;
  readonly log: Log;
  /** For the log: what is lost with the session. */
  readonly purpose: string;
  readonly open: (client: pg.PoolClient) => Promise<void>;
}): HeldSession {
  const stop = new AbortController();
  const holding = (async () => {
    while (!stop.signal.aborted) {
      try {
        await holdOnce(options, stop.signal);
      } catch (error) {
        options.log.warn({ error: String(error) }, `${options.purpose} has no database session; it tries again`);
      }
      await pause(500, stop.signal);
    }
  })();
  return {
    stop: async () => {
      stop.abort();
      await holding;
    },
  };
}

async function holdOnce(options: Parameters<typeof holdSession>[0], signal: AbortSignal): Promise<void> {
  const client = await options.pool.connect();
  const lost = new Promise<void>((resolve) => {
    client.once('error', () => resolve());
    client.once('end', () => resolve());
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
  try {
    if (signal.aborted) return;
    await options.open(client);
    await lost;
  } finally {
    // Never back into circulation: it may be dead, and it carries the state it was held for.
    client.removeAllListeners('notification');
    client.release(true);
  }
}

/** Wait, or until the signal says that there is nothing more to wait for. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
  });
}

/** LISTEN on a channel; `ring` also runs when a session is new, because what was notified in between is lost. */
export function startDoorbell(options: {
  readonly pool: pg.Pool;
  readonly log: Log;
  readonly channel: string;
  readonly ring: () => void;
}): HeldSession {
  return holdSession({
    pool: options.pool,
    log: options.log,
    purpose: `the doorbell ${options.channel}`,
    open: async (client) => {
      client.on('notification', options.ring);
      await client.query(`listen ${client.escapeIdentifier(options.channel)}`);
      options.ring();
    },
  });
}

/** A sleeper that a ring wakes; a ring that comes while it is awake is remembered, so none is ever lost. */
export class Sleeper {
  #isRung = false;
  #wake: (() => void) | null = null;

  ring(): void {
    this.#isRung = true;
    this.#wake?.();
  }

  /** Forget rings so far: call it just before looking at what the ring is about. */
  reset(): void {
    this.#isRung = false;
  }

  /** True when a ring ended the sleep. */
  async sleep(ms: number): Promise<boolean> {
    if (!this.#isRung) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      this.#wake = null;
    }
    return this.#isRung;
  }
}
