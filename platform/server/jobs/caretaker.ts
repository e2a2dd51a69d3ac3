import type pg from 'pg';
import { type HeldSession, holdSession, pause } from '../db/session.ts';
import type { Log } from '../log/log.ts';

/** Longer than any job can be repeated after it was done. */
const keptFor = '14 days';

/**
 * Frees the jobs of processes that died. The queue itself would wait four hours. Each process holds an advisory lock in
 * the name of its worker pool; PostgreSQL drops it with the process, so whoever can take it knows that the owner is gone.
 * When only the session was lost, the owner lives on and a job may run twice: `finished_jobs` makes that harmless.
 */
export function startCaretaker(options: {
  readonly pool: pg.Pool;
  readonly log: Log;
  /** The worker pools of this process. */
  readonly mine: ReadonlySet<string>;
  readonly sweepMs: number;
}): { stop: () => Promise<void> } {
  const stop = new AbortController();
  let session: pg.PoolClient | null = null;
  const held: HeldSession = holdSession({
    pool: options.pool,
    log: options.log,
    purpose: 'the caretaker of jobs',
    open: async (client) => {
      for (const id of options.mine) await client.query(`select pg_advisory_lock(${keyOf('$1')})`, [id]);
      session = client;
    },
  });
  const sweeping = (async () => {
    while (!stop.signal.aborted) {
      try {
        if (session !== null) await sweep(session, options);
      } catch (error) {
        session = null;
        options.log.warn({ error: String(error) }, 'jobs of dead processes could not be freed; tried again');
      }
      await pause(session === null ? 100 : options.sweepMs, stop.signal);
    }
  })();
  return {
    stop: async () => {
      stop.abort();
      await sweeping;
      await held.stop();
    },
  };
}

const keyOf = (parameter: string) => `hashtextextended('jobs/' || ${parameter}, 0)`;

async function sweep(
  client: pg.PoolClient,
  options: { readonly mine: ReadonlySet<string>; readonly log: Log },
): Promise<void> {
  const holders = await client.query<{ locked_by: string }>(
    'select distinct locked_by from graphile_worker._private_jobs where locked_by is not null and locked_by <> all($1)',
    [[...options.mine]],
  );
  for (const { locked_by } of holders.rows) {
    const taken = await client.query<{ free: boolean }>(`select pg_try_advisory_lock(${keyOf('$1')}) as free`, [
      locked_by,
    ]);
    if (taken.rows[0]?.free !== true) continue;
    await client.query('select graphile_worker.force_unlock_workers(array[$1::text])', [locked_by]);
    await client.query(`select pg_advisory_unlock(${keyOf('$1')})`, [locked_by]);
    options.log.warn({ pool: locked_by }, 'jobs of a process that ended were freed');
  }
  await client.query(`delete from finished_jobs where finished_at < now() - interval '${keptFor}'`);
}
