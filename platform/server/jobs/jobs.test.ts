import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId } from '#platform/shared/ids.ts';
import { type ActionContext, systemActor } from '../action.ts';
import { row, rows } from '../db/database.ts';
import { MachineCrew } from '../testing/machine-crew.ts';
import { seededRandom, testSeed } from '../testing/random.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { until } from '../testing/until.ts';
import { runAction, runWork } from '../unit.ts';
import { enqueueJob, type JobHandler, startJobs } from './jobs.ts';

const tenantId = newId<'tenant'>();
let database: TestDatabase;
const stops: (() => Promise<void>)[] = [];
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
  await database.close();
});

const work = (how: (ctx: ActionContext) => Promise<void>, tenant: string = tenantId) =>
  runWork(database.place(), { tenantId: tenant, actor: systemActor }, how);
const waiting = async () =>
  (
    await database.ownerPool.query<{ count: number }>(
      'select count(*)::int as count from graphile_worker._private_jobs',
    )
  ).rows[0]?.count;

async function start(
  handlers: Readonly<Record<string, JobHandler>>,
  onEnded?: (task: string, outcome: string) => void,
): Promise<void> {
  const queue = await startJobs({
    place: database.place(),
    ownerPool: database.ownerPool,
    handlers,
    ...(onEnded === undefined ? {} : { onEnded }),
  });
  stops.push(queue.stop);
}

test('500 jobs take effect once each while three processes are killed again and again', async () => {
  const seed = testSeed();
  const total = 500;
  const crew = new MachineCrew(database, 'jobs', seededRandom(seed));
  stops.push(() => crew.stop());
  await work(async (ctx) => {
    for (let n = 1; n <= total; n++) await enqueueJob(ctx, 'test', { n });
  });
  await crew.start(3);
  while ((await waiting()) !== 0) {
    if (crew.kills < 10) await crew.killOne();
    else await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const effects = await rows<{ n: number; times: number }>(
    database.systemDb,
    sql`select (content->>'n')::int as n, count(*)::int as times from events group by 1 order by 1`,
  );
  expect(effects.length, `repeat with SIGAP_TEST_SEED=${seed}`).toBe(total);
  expect(effects.filter(({ times }) => times !== 1)).toEqual([]);
}, 600_000);

test('a job commits with the change that asked for it, or not at all, and runs in its tenant', async () => {
  const heard: unknown[] = [];
  await start({ test: async (ctx, payload) => void heard.push([ctx.tenantId, payload.n]) });
  await runAction(database.place(), { tenantId, actor: systemActor }, async (ctx) => {
    await enqueueJob(ctx, 'test', { n: 1 });
    return { ok: false, refusal: { code: 'thing.closed', detail: {} } };
  });
  await work((ctx) => enqueueJob(ctx, 'test', { n: 2 }));
  await until('the job has run', () => heard.length > 0);
  await until('the queue is empty', async () => (await waiting()) === 0);
  expect(heard).toEqual([[tenantId, 2]]);
});

test('a key replaces the waiting job of this tenant, never of another', async () => {
  const other = newId<'tenant'>();
  for (const [n, tenant] of [
    [1, tenantId],
    [2, tenantId],
    [3, other],
  ] as const) {
    await work((ctx) => enqueueJob(ctx, 'test', { n }, { key: 'month' }), tenant);
  }
  const heard: unknown[] = [];
  await start({ test: async (_ctx, payload) => void heard.push(payload.n) });
  await until('both have run', () => heard.length === 2);
  expect(heard.sort()).toEqual([2, 3]);
});

test('a job that was done before its worker died is not done again', async () => {
  const outcomes: string[] = [];
  let runs = 0;
  await work((ctx) => enqueueJob(ctx, 'test', {}));
  const { rows: jobs } = await database.ownerPool.query<{ id: string }>('select id from graphile_worker._private_jobs');
  // What a worker leaves that is killed after its commit and before it told the queue.
  await work(
    async (ctx) =>
      void (await sql`insert into finished_jobs (tenant_id, job_id) values (${tenantId}, ${jobs[0]?.id})`.execute(
        ctx.tx,
      )),
  );
  await database.ownerPool.query(
    "update graphile_worker._private_jobs set locked_at = now(), locked_by = 'a dead one', attempts = 1",
  );
  const countRun = async () => {
    runs += 1;
  };
  await start({ test: countRun }, (_task, outcome) => outcomes.push(outcome));
  await until('the job is gone', async () => (await waiting()) === 0);
  expect([runs, outcomes]).toEqual([0, ['repeated']]);
});

test('a handler that throws leaves nothing and is tried again', async () => {
  const outcomes: string[] = [];
  let runs = 0;
  await start(
    {
      test: async (ctx) => {
        runs += 1;
        await enqueueJob(ctx, 'unknown', {}, { key: 'left' });
        if (runs === 1) throw new Error('not yet');
      },
    },
    (_task, outcome) => outcomes.push(outcome),
  );
  await work((ctx) => enqueueJob(ctx, 'test', {}));
  await until('it went well', () => outcomes.length === 2);
  expect(outcomes).toEqual(['failed', 'done']);
  const noted = await row<{ count: number }>(database.systemDb, sql`select count(*) from finished_jobs`);
  expect(noted?.count).toBe(1);
});
