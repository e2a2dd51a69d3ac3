import { monitorEventLoopDelay } from 'node:perf_hooks';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestCentre, type TestCentre } from '#features/people/server/testing.ts';
import { systemActor } from '#platform/server/action.ts';
import { inTenant, row, run } from '#platform/server/db/database.ts';
import { createTestDatabase, type TestDatabase } from '#platform/server/testing/test-database.ts';
import { until } from '#platform/server/testing/until.ts';
import { runWork } from '#platform/server/unit.ts';
import { newId } from '#platform/shared/ids.ts';
import { present } from '#platform/shared/result.ts';
import { queueSeeds } from '../../queue.ts';
import { boundsOfPeriod } from '../../simulate/plan.ts';
import { mostSimulatedCalls } from '../../simulation.ts';
import { type SimulationLine, simulationLine } from '../../simulation-contract.ts';
import { simulationQuestion } from '../../simulation-question.ts';
import { movePresence } from '../set-presence.ts';
import { readRecorded, takersByHour } from './read-recorded.ts';
import { runInThread } from './run-in-thread.ts';
import { beginRun } from './run-store.ts';
import { simulationPart } from './simulations.ts';

let database: TestDatabase;
let centre: TestCentre;
let tenantId = '';
let userId = '';
const cookies = { head: '', taker: '' };

beforeAll(async () => {
  database = await createTestDatabase();
  const part = simulationPart(() => database.place());
  centre = await createTestCentre(database, {
    features: [{ name: 'simulations', routes: part.routes ?? [], plugins: part.plugins ?? [] }],
  });
  tenantId = await centre.addTenant({ slug: 'sidoarjo' });
  userId = await centre.addUser(tenantId, { username: 'petugas', roles: ['CALL_TAKER'] });
  await centre.addUser(tenantId, { username: 'kadis', roles: ['AGENCY_HEAD'] });
  cookies.taker = await centre.cookieOf('petugas');
  cookies.head = await centre.cookieOf('kadis');
  await fill();
});
afterAll(async () => {
  await centre.close();
  await database.close();
});

const day = '2026-11-20';
const { from, to } = boundsOfPeriod(day, 1, 'Asia/Jakarta');

/** Sixty answered calls of one day, one lost, one that was a test and does not count. */
async function fill(): Promise<void> {
  await runWork(centre.place, { tenantId, actor: systemActor }, async (ctx) => {
    const add = async (minute: number, state: string, more: { purpose?: string; code?: string; caller?: string }) => {
      const id = newId();
      const at = new Date(from + minute * 60_000).toISOString();
      const isAnswered = state === 'ended';
      await run(
        ctx.tx,
        sql`insert into calls (id, tenant_id, number, purpose, state, pbx_system, pbx_linkedid, dialled, caller_e164, arrived_at, answered_at, ended_at, disposition)
            values (${id}, ${tenantId}, ${minute + 1}, ${more.purpose ?? 'public'}, ${state}, 'uji', ${id}, '112', ${more.caller ?? null}, ${at},
              ${isAnswered ? sql`${at}::timestamptz + interval '4 s'` : null}, ${at}::timestamptz + interval '34 s', ${more.code ?? null})`,
      );
      if (isAnswered)
        await run(
          ctx.tx,
          sql`insert into call_offers (id, tenant_id, call_id, user_id, offered_at, ended_at, outcome)
              values (${newId()}, ${tenantId}, ${id}, ${userId}, ${at}, ${at}::timestamptz + interval '4 s', 'answered')`,
        );
    };
    for (let index = 0; index < 60; index++)
      await add(index * 20, 'ended', {
        code: index % 4 === 0 ? 'EMERGENCY_NEW' : 'PRANK_CHILD',
        caller: `+62812000000${index % 4}0`,
      });
    await add(1300, 'lost', {});
    await add(1301, 'ended', { purpose: 'test', code: 'TEST' });
  });
}

async function ask(body: object, cookie = cookies.head) {
  const response = await centre.app.inject({
    method: 'POST',
    url: '/api/simulations',
    headers: { cookie },
    payload: body,
  });
  const isLines = response.headers['content-type']?.toString().startsWith('application/x-ndjson') ?? false;
  const lines = isLines ? response.body.trim().split('\n') : [];
  return {
    status: response.statusCode,
    code: isLines ? null : (response.json<{ code?: string }>().code ?? null),
    title: isLines ? '' : response.json<{ title: string }>().title,
    lines: lines.map((line): SimulationLine => simulationLine.parse(JSON.parse(line))),
  };
}

describe('what was recorded', () => {
  test('calls with their lengths, patience and rings; callers are numbered, and no number leaves the database', async () => {
    const recorded = await runWork(centre.place, { tenantId, actor: systemActor }, (ctx) =>
      readRecorded(ctx.tx, { tenantId, zone: 'Asia/Jakarta' }, { from, to }),
    );
    expect(recorded.arrivals).toHaveLength(61);
    expect(recorded.arrivals[0]).toMatchObject({ at: from, kind: 'real', talkS: 30, waitedS: 4, leftAfterS: null });
    expect(recorded.arrivals.at(-1)).toMatchObject({ kind: null, caller: null, leftAfterS: 34, waitedS: null });
    expect(new Set(recorded.arrivals.flatMap(({ caller }) => caller ?? []))).toEqual(new Set(['1', '2', '3', '4']));
    expect(recorded).toMatchObject({ missed: 0, takers: null });
    expect(recorded.reactions).toEqual(new Array(60).fill(4));
  });

  test('people at desks are counted in the middle of each hour', async () => {
    const at = (hour: number) => new Date(from + hour * 3_600_000).toISOString();
    const takers = takersByHour(
      [
        { userId: 'a', at: at(-1), state: 'ready' },
        { userId: 'b', at: at(6), state: 'ready' },
        { userId: 'a', at: at(6.2), state: 'break' },
        { userId: 'b', at: at(7.1), state: 'talking' },
        { userId: 'b', at: at(22.4), state: 'offline' },
      ],
      { from, to },
      'Asia/Jakarta',
    );
    expect([takers?.[0], takers?.[5], takers?.[6], takers?.[7], takers?.[21], takers?.[22]]).toEqual([
      1, 1, 1, 1, 1, 0,
    ]);
    // The events that people's own choices write are those that are read.
    await runWork(centre.place, { tenantId, actor: systemActor }, async (ctx) => {
      await movePresence(ctx, userId, 'ready', null);
    });
    const hour = Math.floor(Date.now() / 3_600_000) * 3_600_000;
    const later = await runWork(centre.place, { tenantId, actor: systemActor }, (ctx) =>
      readRecorded(ctx.tx, { tenantId, zone: 'Asia/Jakarta' }, { from: hour + 3_600_000, to: hour + 7_200_000 }),
    );
    // Nothing that has happened lies after now; the shift before the period is what counts.
    expect(later.takers?.reduce((sum, count) => sum + count, 0)).toBe(1);
  });
});

describe('the questions', () => {
  const recorded = { type: 'recorded', from: day, days: 1 };

  test('are answered side by side, with progress, while the event loop turns', async () => {
    const { status, lines } = await ask({ source: recorded, takers: new Array(24).fill(2), replications: 4 });
    expect(status).toBe(200);
    const last = lines.at(-1)?.answer;
    if (last === undefined) throw new Error(JSON.stringify(lines));
    expect(lines.length).toBeGreaterThan(3);
    expect(last.results.map(({ name }) => name)).toEqual(['as_it_is', 'fewer_at_night', 'more_hoaxes', 'fifo']);
    for (const { ends } of last.results) {
      expect(ends.unended).toBe(0);
      expect(ends.answered + ends.abandoned + ends.overflowed).toBe(ends.offered);
    }
    const [now, night, hoaxes, fifo] = last.results;
    expect(now?.groups[0]?.offered?.mean).toBe(61);
    expect(night?.takers[23]).toBe(1);
    expect(hoaxes?.hoaxShare?.mean).toBeGreaterThan(0.89);
    expect(fifo?.policy).toBe('fifo');
    // Measured and told; what it must let through is the business of the tests below, since tests share their machine.
    expect(last.loopDelayMs).toBeGreaterThan(0);
  });

  test('too much is said before it is begun', async () => {
    const much = await ask({ source: { type: 'generated', perHour: 600 }, replications: 200 });
    expect(much).toMatchObject({ status: 422, code: 'simulation.too_much', lines: [] });
  });

  test('what cannot be asked is refused in words', async () => {
    expect(await ask({ source: { type: 'recorded', from: '2020-01-01', days: 1 } })).toMatchObject({
      status: 409,
      code: 'simulation.no_calls',
    });
    const csv = 'arrived_at,kind\n2026-11-20 08:00:00,api\n';
    const broken = await ask({ source: { type: 'file', csv } });
    expect(broken).toMatchObject({ status: 400, code: 'simulation.file_line' });
    expect(broken.title).toBe('Baris 2, kolom kind: bukan real, service, prank, ghost, atau kode klasifikasi');
    expect(await ask({ source: recorded, replications: 0 })).toMatchObject({ status: 400, code: 'request.invalid' });
  });

  test('are not for everybody', async () => {
    expect(await ask({ source: recorded }, cookies.taker)).toMatchObject({ status: 403, code: 'permission.denied' });
  });

  test('one at a time in a regency, and whoever comes second is told whose it is', async () => {
    const body = { source: recorded, replications: 20 };
    const both = await Promise.all([ask(body), ask(body)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 429]);
    const second = both.find(({ status }) => status === 429);
    expect(second?.code).toBe('simulation.busy');
    expect(second?.title).toContain('Simulasi dari kadis sedang berjalan');
    expect((await ask({ source: recorded, replications: 1 })).status, 'over, it is anybody’s').toBe(200);
  });

  test('what another process runs counts too, until its time is over', async () => {
    const begin = (seconds: number) =>
      inTenant(centre.place.db, tenantId, (tx) => beginRun(tx, { tenantId, id: newId(), userId, seconds }));
    expect(await begin(60)).toBe(true);
    expect(await begin(60)).toBe(false);
    const refused = await ask({ source: recorded, replications: 1 });
    expect(refused).toMatchObject({ status: 429, code: 'simulation.busy' });
    expect(refused.title).toContain('petugas');
    await run(
      database.systemDb,
      sql`update simulation_runs set begun_at = begun_at - interval '1 hour', until_at = until_at - interval '1 hour'`,
    );
    expect((await ask({ source: recorded, replications: 1 })).status).toBe(200);
    expect(await left()).toBe(0);
  });
});

const left = async () =>
  present(
    await row<{ count: number }>(database.systemDb, sql`select count(*)::int as count from simulation_runs`),
    'a count',
  ).count;

/** As much as is allowed, which takes many seconds of a processor: nothing below waits for its end. */
const long = { source: { type: 'generated', perHour: 20 }, replications: 20, takers: new Array(24).fill(2) };

const work = {
  question: simulationQuestion.parse(long),
  known: {
    zone: 'Asia/Jakarta' as const,
    settings: queueSeeds,
    now: new Date().toISOString(),
    recorded: { arrivals: [], reactions: [], missed: 0, takers: null },
  },
  most: mostSimulatedCalls,
};

describe('while it computes', () => {
  test('the server answers other work: everything asked after it began is answered before it ends', async () => {
    const order: string[] = [];
    const stopped = Promise.withResolvers<void>();
    const progressed = Promise.withResolvers<void>();
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    const running = runInThread(work, {
      limitMs: 600_000,
      onBegun: () => order.push('begun'),
      onProgress: () => progressed.resolve(),
    });
    void running.ended.then(({ type }) => {
      order.push(type);
      stopped.resolve();
    });
    await progressed.promise;
    for (let count = 1; count <= 20; count++) {
      const answered = await centre.app.inject({ url: '/api/session', headers: { cookie: cookies.head } });
      expect(answered.statusCode).toBe(200);
      order.push('answered');
    }
    running.stop();
    await stopped.promise;
    delay.disable();
    // It was far from its end: only being stopped ended it. A loop that had computed itself would have answered afterwards.
    expect(order).toEqual(['begun', ...new Array<string>(20).fill('answered'), 'stopped']);
    // Said, not judged: tests share their machine.
    expect(delay.max).toBeGreaterThan(0);
    console.log(`  the event loop stood still for ${(delay.max / 1e6).toFixed(1)} ms at the most`);
  });

  test('whoever stops it or goes away ends it at once, and its place is free again', async () => {
    const address = await centre.app.listen({ port: 0, host: '127.0.0.1' });
    const gone = new AbortController();
    const response = await fetch(`${address}/api/simulations`, {
      method: 'POST',
      headers: { cookie: cookies.head, 'content-type': 'application/json' },
      body: JSON.stringify(long),
      signal: gone.signal,
    });
    expect(response.status).toBe(200);
    const first = await present(response.body, 'an answer in lines').getReader().read();
    expect(new TextDecoder().decode(first.value)).toContain('progress');
    expect(await left()).toBe(1);
    gone.abort();
    await until('its place is free', async () => (await left()) === 0);
  });

  test('it ends by itself after its time', async () => {
    const { ended } = runInThread(work, { limitMs: 1 });
    expect(await ended).toEqual({ type: 'too_long' });
  });
});

test('the form begins with the last week, or says that there is too little', async () => {
  const response = await centre.app.inject({
    method: 'GET',
    url: '/api/simulations/basis',
    headers: { cookie: cookies.head },
  });
  expect(response.statusCode).toBe(200);
  expect(response.json()).toMatchObject({ days: 7, takers: expect.any(Array) });
});
