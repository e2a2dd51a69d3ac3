import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '#platform/shared/ids.ts';
import { msBetween, plusMs } from '#platform/shared/time.ts';
import { type ActionContext, systemActor } from '../action.ts';
import { row, rows, run } from '../db/database.ts';
import { appendEvent } from '../events/event.ts';
import { MachineCrew } from '../testing/machine-crew.ts';
import { seededRandom, testSeed } from '../testing/random.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { until } from '../testing/until.ts';
import { runWork } from '../unit.ts';
import { clearDeadline, type DeadlineHandler, setDeadline, startDeadlines } from './deadlines.ts';

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

const work = <Value>(how: (ctx: ActionContext) => Promise<Value>) =>
  runWork(database.place(), { tenantId, actor: systemActor }, how);
const count = async (table: string) =>
  Number((await row<{ count: number }>(database.systemDb, sql`select count(*) from ${sql.table(table)}`))?.count);

function start(
  handlers: Readonly<Record<string, DeadlineHandler>>,
  options: { longestSleepMs?: number; onFired?: (kind: string, lateMs: number) => void } = {},
) {
  const loop = startDeadlines({
    place: database.place(),
    systemDb: database.systemDb,
    listen: database.systemPool,
    handlers,
    ...options,
  });
  stops.push(loop.stop);
}

test('2,000 deadlines fire once each while three processes are killed again and again', async () => {
  const seed = testSeed();
  const total = 2000;
  const crew = new MachineCrew(database, 'deadlines', seededRandom(seed));
  stops.push(() => crew.stop());
  await run(
    database.systemDb,
    sql`insert into deadlines (tenant_id, kind, subject_id, due_at)
        select ${tenantId}, 'test', ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, clock_timestamp() + n * interval '3 milliseconds'
        from generate_series(1, ${total}) n`,
  );
  await crew.start(3);
  while ((await count('deadlines')) > 0) {
    if (crew.kills < 12) await crew.killOne();
    else await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const effects = await rows<{ n: number; times: number }>(
    database.systemDb,
    sql`select (content->>'n')::int as n, count(*)::int as times from events group by 1 order by 1`,
  );
  expect(crew.kills).toBeGreaterThan(2);
  expect(effects.length, `repeat with SIGAP_TEST_SEED=${seed}`).toBe(total);
  expect(effects.filter(({ times }) => times !== 1)).toEqual([]);
}, 600_000);

describe('a deadline', () => {
  test('gives way to a command that holds what it is about: the command ends, and what it cleared does not fire', async () => {
    const [cleared, kept] = [newId(), newId()];
    const [tried, fired]: [string[], string[]] = [[], []];
    const lockIt = (ctx: ActionContext) => run(ctx.tx, sql`select pg_advisory_xact_lock(4711)`);
    start({
      test: async (ctx, subject) => {
        tried.push(subject);
        await lockIt(ctx);
        fired.push(subject);
      },
    });
    await work(async (ctx) => {
      await lockIt(ctx);
      await work(async (other) => {
        for (const subject of [cleared, kept]) await setDeadline(other, 'test', subject, other.now);
      });
      await until('a timer waits for it', () => tried.includes(cleared));
      // As an acknowledgement does: its incident first, then the deadline, which the timer holds.
      await clearDeadline(ctx, 'test', cleared);
    });
    await until('the other fires', () => fired.includes(kept));
    expect(fired).toEqual([kept]);
    expect(await count('deadlines')).toBe(0);
  });

  test('that is set while the loop sleeps long wakes it; one that is moved fires at its new time; one that is cleared never', async () => {
    const fired: { subject: string; late: number }[] = [];
    start(
      { test: async (ctx, subject, dueAt) => void fired.push({ subject, late: msBetween(dueAt, ctx.now) }) },
      { longestSleepMs: 600_000 },
    );
    const [soon, moved, cleared, last] = [newId(), newId(), newId(), newId()];
    await work(async (ctx) => {
      await setDeadline(ctx, 'test', soon, plusMs(ctx.now, 50));
      await setDeadline(ctx, 'test', moved, plusMs(ctx.now, 100_000));
      await setDeadline(ctx, 'test', cleared, plusMs(ctx.now, 300));
    });
    await until('the first fires', () => fired.length === 1);
    await work(async (ctx) => {
      await clearDeadline(ctx, 'test', cleared);
      await setDeadline(ctx, 'test', moved, plusMs(ctx.now, 100));
      await setDeadline(ctx, 'test', last, plusMs(ctx.now, 600));
    });
    await until('the last fires', () => fired.some(({ subject }) => subject === last));
    expect(fired.map(({ subject }) => subject)).toEqual([soon, moved, last]);
    expect(fired.every(({ late }) => late >= 0)).toBe(true);
    // A handler runs before the transaction that takes its deadline away has ended.
    await until('no deadline is left', async () => (await count('deadlines')) === 0);
  });

  test('whose handler throws keeps its due time, waits a little and is tried again; nothing of the failure remains', async () => {
    const dueTimes: string[] = [];
    const subject = newId();
    start({
      test: async (ctx, subjectId, dueAt) => {
        await appendEvent(ctx, {
          name: 'thing.happened',
          subject: { type: 'thing', id: subjectId },
          audience: ['tenant'],
        });
        dueTimes.push(dueAt);
        if (dueTimes.length < 3) throw new Error('not yet');
      },
    });
    // A due time with microseconds, as SQL writes it.
    await run(
      database.systemDb,
      sql`insert into deadlines (tenant_id, kind, subject_id, due_at) values (${tenantId}, 'test', ${subject}, '2026-01-01T00:00:00.123456Z')`,
    );
    await until('it was tried', () => dueTimes.length === 1);
    await until(
      'the failure is noted',
      async () =>
        (await row<{ attempts: number }>(database.systemDb, sql`select attempts from deadlines`))?.attempts !== 0,
    );
    await until('it went well', async () => (await count('deadlines')) === 0);
    expect(dueTimes).toEqual(Array.from({ length: 3 }, () => '2026-01-01T00:00:00.123Z'));
    expect(await count('events')).toBe(1);
  });

  test('does not wait for another whose handler is slow', async () => {
    const begun = Promise.withResolvers<void>();
    const held = Promise.withResolvers<void>();
    const fired: string[] = [];
    const slow = () => {
      begun.resolve();
      return held.promise;
    };
    start({ slow, quick: async (_ctx, subject) => void fired.push(subject) });
    await work((ctx) => setDeadline(ctx, 'slow', newId(), ctx.now));
    await begun.promise;
    await work((ctx) => setDeadline(ctx, 'quick', newId(), ctx.now));
    await until('the quick one fires', () => fired.length === 1);
    held.resolve();
  });

  test('fires though the doorbell was lost, and its lateness is told', async () => {
    const late: number[] = [];
    start({ test: async () => undefined }, { longestSleepMs: 100, onFired: (_kind, ms) => late.push(ms) });
    await database.ownerPool.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'test-system' and datname = current_database()",
    );
    await work((ctx) => setDeadline(ctx, 'test', newId(), plusMs(ctx.now, 20)));
    await until('it fires', () => late.length === 1);
    expect(late[0]).toBeGreaterThanOrEqual(0);
  });
});
