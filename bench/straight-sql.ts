import { AsyncLocalStorage } from 'node:async_hooks';
import pg from 'pg';
import { createDispatchScene } from '#features/dispatch/server/testing.ts';
import { feature as outcomesFeature } from '#features/outcomes/server/feature.ts';
import type { Db } from '#platform/server/db/database.ts';
import { silentLog } from '#platform/server/log/log.ts';
import { openPool } from './bench-database.ts';

// The statements that commands send, recorded on a clone of a database, so that a benchmark can send exactly them and nothing else.

/** The statements of one flow in their order, grouped as they ran: a transaction is one group. */
export type Recorded = { text: string; values: unknown[] }[][];
const recording = new AsyncLocalStorage<Recorded>();

/** A regency whose database can be exchanged: made once, then played on clones. */
export async function makeScene(prepared: { appUrl: string; systemUrl: string; ownerUrl: string }) {
  const [app, system, owner] = [
    openPool(prepared.appUrl, 2),
    openPool(prepared.systemUrl, 2),
    openPool(prepared.ownerUrl, 1),
  ];
  // One place whose database is exchanged: the scene is made once, then played on clones of what it made.
  let place: { db: Db } = { db: app.db };
  const scene = await createDispatchScene(
    {
      name: 'bench',
      ...prepared,
      db: app.db,
      systemDb: system.db,
      systemPool: system.pool,
      ownerPool: owner.pool,
      place: (options = {}) => {
        const made = { db: app.db, listeners: options.listeners ?? {}, log: silentLog };
        place = made;
        return made;
      },
      close: async () => undefined,
    },
    { slug: 'sidoarjo', features: [outcomesFeature] },
  );
  await Promise.all([app.close(), system.close(), owner.close()]);
  return {
    scene,
    use: (db: Db) => {
      place.db = db;
    },
  };
}

/** The same database under another name. */
export function urlOf(url: string, name: string): string {
  const clone = new URL(url);
  clone.pathname = `/bench_${name}`;
  return clone.toString();
}

/** Three databases as this one stands: to record on, for ours, and for the statements alone. */
export async function cloneThrice(ownerUrl: string): Promise<void> {
  const url = new URL(ownerUrl);
  const template = url.pathname.slice(1);
  url.pathname = '/postgres';
  const client = new pg.Client({ connectionString: url.toString() });
  await client.connect();
  for (const name of ['record', 'ours', 'straight'])
    await client.query(`create database bench_${name} template ${template}`);
  await client.end();
}

/** Note every statement of this session in the flow it belongs to, then send it. */
export function record(client: pg.PoolClient): void {
  // `query` is overloaded eight times; whatever comes in goes on to the original as it is.
  const send = client.query.bind(client) as (...args: unknown[]) => unknown;
  const noting = (...args: unknown[]): unknown => {
    const [first, second] = args;
    // The first argument of every overload is a text or a query with these two fields.
    const text = typeof first === 'string' ? first : (first as { text: string }).text;
    const values = Array.isArray(second) ? second : ((first as { values?: unknown[] }).values ?? []);
    const groups = recording.getStore();
    if (text === 'begin') groups?.push([]);
    groups?.at(-1)?.push({ text, values });
    return send(...args);
  };
  // The same function with a note taken first.
  client.query = noting as typeof client.query;
}

/** Play each piece of work once and keep what it sent. */
export async function recordEach(work: () => Promise<void>, count: number): Promise<Recorded[]> {
  const all: Recorded[] = [];
  for (let n = 0; n < count; n++) {
    const one: Recorded = [];
    await recording.run(one, work);
    all.push(one);
  }
  return all;
}

/** The statements of one piece of work, as they were. */
export async function replay(pool: pg.Pool, groups: Recorded): Promise<void> {
  for (const group of groups) {
    const client = await pool.connect();
    try {
      for (const { text, values } of group) await client.query(text, values);
    } finally {
      client.release();
    }
  }
}
