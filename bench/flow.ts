import { AsyncLocalStorage } from 'node:async_hooks';
import pg from 'pg';
import * as dispatch from '#features/dispatch/contract.ts';
import { createDispatchScene, type DispatchScene } from '#features/dispatch/server/testing.ts';
import * as outcomes from '#features/outcomes/contract.ts';
import { feature as outcomesFeature } from '#features/outcomes/server/feature.ts';
import type { Db } from '#platform/server/db/database.ts';
import { silentLog } from '#platform/server/log/log.ts';
import { openBenchDatabase, openPool } from './bench-database.ts';
import type { BenchResult } from './result.ts';

const blocks = 4;
const flowsPerBlock = 25;
const warmUp = 12;
const lanes = 4;

/** The statements of one flow in their order, grouped as they ran: a transaction is one group. */
type Recorded = { text: string; values: unknown[] }[][];
const recording = new AsyncLocalStorage<Recorded>();

/**
 * A call answered, opened as an incident, sent, delivered, acknowledged, driven to, handled, finished, told to the caller
 * and closed: ten commands with permission, rules, events, listeners, deadlines and filtered answers. The reference sends
 * exactly the statements those commands sent (recorded on a clone of the same database) through `pg`, and nothing else.
 * Blocks alternate; both have four flows under way at a time.
 */
export async function bench(): Promise<BenchResult> {
  const database = await openBenchDatabase();
  try {
    const { scene, use } = await makeScene(database.prepared);
    await cloneThrice(database.prepared.ownerUrl);
    const [recordDb, oursDb] = [
      openPool(urlOf(database.prepared.appUrl, 'record'), 1),
      openPool(urlOf(database.prepared.appUrl, 'ours'), lanes),
    ];
    const straight = new pg.Pool({ connectionString: urlOf(database.prepared.appUrl, 'straight'), max: lanes });
    const total = warmUp + blocks * flowsPerBlock;
    use(recordDb.db);
    recordDb.pool.on('connect', record);
    const recorded = await recordFlows(scene, total);
    use(oursDb.db);
    const ms = { ours: 0, straight: 0 };
    const both = async (from: number, count: number) => ({
      ours: await time(count, () => flow(scene)),
      straight: await time(count, (n) => replay(straight, recorded[from + n] ?? [])),
    });
    await both(0, warmUp);
    for (let block = 0; block < blocks; block++) {
      const spent = await both(warmUp + block * flowsPerBlock, flowsPerBlock);
      ms.ours += spent.ours;
      ms.straight += spent.straight;
    }
    await Promise.all([recordDb.close(), oursDb.close(), straight.end()]);
    const flows = blocks * flowsPerBlock;
    const statements = recorded.at(-1)?.flat().length ?? 0;
    return {
      name: 'whole flow',
      ours: `${((flows / ms.ours) * 1000).toFixed(0)} flows/s`,
      reference: `the same SQL straight through pg: ${((flows / ms.straight) * 1000).toFixed(0)} flows/s`,
      ratio: ms.straight / ms.ours,
      target: { atLeast: 0.4 },
      remark: `${flows} flows of ${statements} statements in ${recorded.at(-1)?.length ?? 0} transactions, ${lanes} at a time, ${blocks} alternating blocks; PostgreSQL ${database.version}, fsync on`,
    };
  } finally {
    await database.close();
  }
}

async function makeScene(prepared: { appUrl: string; systemUrl: string; ownerUrl: string }) {
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

function urlOf(url: string, name: string): string {
  const clone = new URL(url);
  clone.pathname = `/bench_${name}`;
  return clone.toString();
}

async function cloneThrice(ownerUrl: string): Promise<void> {
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
function record(client: pg.PoolClient): void {
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

async function recordFlows(scene: DispatchScene, count: number): Promise<Recorded[]> {
  const all: Recorded[] = [];
  for (let n = 0; n < count; n++) {
    const one: Recorded = [];
    await recording.run(one, () => flow(scene));
    all.push(one);
  }
  return all;
}

async function flow(scene: DispatchScene): Promise<void> {
  const callId = await scene.addCall('taker');
  const incident = await scene.open('FIRE_BUILDING', { source: undefined, callId });
  const { id } = await scene.sendOne(incident);
  for (const [player, step] of [
    ['dispatcher', dispatch.deliverAssignment],
    ['damkar', dispatch.acknowledgeAssignment],
    ['damkar', dispatch.startAssignment],
    ['damkar', dispatch.arriveAssignment],
  ] as const) {
    const taken = await scene.step(player, step, id);
    if (!taken.ok) throw new Error(`${step.path} was refused: ${taken.refusal.code}`);
  }
  await scene.must('damkar', dispatch.finishAssignment, { params: { id }, body: { result: 'DONE' } });
  await scene.must('taker', outcomes.informCaller, { params: { id: incident.id }, body: { result: 'informed' } });
  await scene.must('dispatcher', outcomes.closeIncident, { params: { id: incident.id } });
}

async function replay(pool: pg.Pool, groups: Recorded): Promise<void> {
  for (const group of groups) {
    const client = await pool.connect();
    try {
      for (const { text, values } of group) await client.query(text, values);
    } finally {
      client.release();
    }
  }
}

/** Milliseconds for `count` pieces of work, some at a time. */
async function time(count: number, work: (n: number) => Promise<void>): Promise<number> {
  let next = 0;
  const lane = async () => {
    for (let n = next++; n < count; n = next++) await work(n);
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: lanes }, lane));
  return performance.now() - began;
}
