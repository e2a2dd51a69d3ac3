import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '#platform/shared/ids.ts';
import { formatCursor, parseCursor } from '#platform/shared/live.ts';
import { present } from '#platform/shared/result.ts';
import { systemActor } from '../action.ts';
import { row, rows, run } from '../db/database.ts';
import { appendEvent } from '../events/event.ts';
import { silentLog } from '../log/log.ts';
import { seededRandom, testSeed } from '../testing/random.ts';
import { RestlessScreen } from '../testing/restless-screen.ts';
import { SseClient, type SseMessage } from '../testing/sse-client.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { as, createTestHttp, listenOnLoopback, type TestRequester } from '../testing/test-http.ts';
import { until } from '../testing/until.ts';
import { runWork } from '../unit.ts';
import { type Feed, startFeed } from './feed.ts';

const tenantId = newId<'tenant'>();
let database: TestDatabase;
let servers: { feed: Feed; app: FastifyInstance; url: string }[] = [];
let clients: SseClient[] = [];

/** A whole server process, as far as the feed is concerned; two of them share only the database. */
async function startServer() {
  const feed = await startFeed({
    db: database.systemDb,
    listen: database.systemPool,
    log: silentLog,
    path: '/api/events',
  });
  const app = await createTestHttp(database, { plugins: [feed.plugin] });
  const server = { feed, app, url: `${await listenOnLoopback(app)}/api/events` };
  servers.push(server);
  return server;
}

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());
beforeEach(() => {
  servers = [];
  clients = [];
});
afterEach(async () => {
  for (const client of clients) client.cut();
  for (const { feed, app } of servers) {
    await feed.stop();
    await app.close();
  }
});

function write(
  options: { tenant?: string; audience?: [string, ...string[]]; n?: number; holdMs?: number } = {},
): Promise<void> {
  return runWork(database.place(), { tenantId: options.tenant ?? tenantId, actor: systemActor }, async (ctx) => {
    await appendEvent(ctx, {
      name: 'thing.changed',
      subject: { type: 'thing', id: newId() },
      audience: options.audience ?? ['tenant'],
      content: { n: options.n ?? 0 },
    });
    if (options.holdMs !== undefined) await new Promise((resolve) => setTimeout(resolve, options.holdMs));
  });
}

function connect(url: string, requester: Partial<TestRequester> = {}, lastEventId?: string) {
  const messages: SseMessage[] = [];
  const client = new SseClient(url, {
    headers: as({ tenantId, topics: ['tenant'], ...requester }),
    onMessage: (message) => messages.push(message),
    ...(lastEventId === undefined ? {} : { lastEventId }),
  });
  clients.push(client);
  const typed = (type: string) => messages.filter((message) => message.type === type);
  // The feed writes LiveMessage; `n` is what `write` above put in.
  const numbers = () => typed('change').map(({ data }) => (JSON.parse(data) as { content: { n: number } }).content.n);
  return { client, messages, typed, numbers, ready: () => until('hello is heard', () => typed('hello').length > 0) };
}

async function storm(seed: number, serverCount: number, count: number) {
  const random = seededRandom(seed);
  for (let each = 0; each < serverCount; each++) await startServer();
  const urls = servers.map(({ url }) => url);
  const screens = Array.from(
    { length: 40 },
    () => new RestlessScreen(urls, random, as({ tenantId, topics: ['tenant'] })),
  );
  // `n` is what `write` above put in.
  const seenBy = (screen: RestlessScreen) => screen.heard.map(({ content }) => content.n as number);
  await until('every screen has its place', () => screens.every((screen) => screen.isReady));
  let next = 0;
  let isWriting = true;
  let cuts = 0;
  const writer = async () => {
    while (next < count) {
      const n = next++;
      // A fifth of the transactions stay open while later numbers are committed: the case that loses events elsewhere.
      await write({ n, ...(random() < 0.2 ? { holdMs: Math.floor(random() * 12) } : {}) });
    }
  };
  const disorder = async () => {
    while (isWriting) {
      await new Promise((resolve) => setTimeout(resolve, 5 + random() * 20));
      screens[Math.floor(random() * screens.length)]?.reconnect();
      cuts += 1;
      // A server's database sessions die too: its doorbell and a read in flight.
      if (random() < 0.02) await killBackends();
    }
  };
  const disturbing = disorder();
  await Promise.all(Array.from({ length: 12 }, writer));
  isWriting = false;
  await disturbing;
  const wanted = new Set(Array.from({ length: count }, (_, n) => n));
  await until(`all screens saw everything (SIGAP_TEST_SEED=${seed})`, () => {
    for (const screen of screens) if (screen.isCut) screen.reconnect();
    return screens.every((screen) => new Set(seenBy(screen)).size >= wanted.size);
  }).catch(() => undefined);
  for (const screen of screens) screen.stop();
  const seen = screens.map(seenBy);
  const lost = seen.flatMap((numbers) => [...wanted].filter((n) => !numbers.includes(n)));
  const doubled = seen.flatMap((numbers) => numbers.filter((n, at) => numbers.indexOf(n) !== at));
  if (lost.length > 0) {
    const around = await rows(
      database.systemDb,
      sql`select e.xid::text as xid, e.seq, e.content->>'n' as n, e.recorded_at from events e order by e.xid, e.seq`,
    );
    console.error('The events in the order of the feed:', JSON.stringify(around.slice(-count)));
  }
  return { lost, doubled, cuts, seed };
}

async function killBackends(): Promise<void> {
  await database.ownerPool.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'test-system' and datname = current_database()",
  );
}

describe('whatever happens to the connections, every screen sees every event once', () => {
  test.each([1, 2])(
    '12 writers, 40 restless screens, %i server processes',
    async (serverCount) => {
      const seed = testSeed();
      const result = await storm(seed, serverCount, 1200);
      expect(result.cuts).toBeGreaterThan(20);
      expect(result, `repeat with SIGAP_TEST_SEED=${seed}`).toMatchObject({ lost: [], doubled: [] });
    },
    600_000,
  );
});

describe('a screen', () => {
  test('hears only its tenant and its topics', async () => {
    const { url } = await startServer();
    const room = connect(url);
    const agency = connect(url, { topics: ['group:a'] });
    const foreign = connect(url, { tenantId: newId<'tenant'>() });
    await Promise.all([room.ready(), agency.ready(), foreign.ready()]);
    await write({ n: 1, audience: ['tenant'] });
    await write({ n: 2, audience: ['group:a'] });
    await write({ n: 3, audience: ['tenant', 'group:a'] });
    await write({ n: 4, audience: ['group:b'] });
    await write({ n: 5, audience: ['tenant', 'group:a'] });
    await until('the last one arrived', () => room.numbers().includes(5) && agency.numbers().includes(5));
    expect(room.numbers()).toEqual([1, 3, 5]);
    expect(agency.numbers()).toEqual([2, 3, 5]);
    expect(foreign.numbers()).toEqual([]);
  });

  test('that comes back with its last id gets exactly what it missed; so does one that never heard a change', async () => {
    const { url } = await startServer();
    const first = connect(url);
    await first.ready();
    const greeted = present(first.typed('hello')[0], 'waited for');
    const { cursor } = JSON.parse(greeted.data) as { cursor: string };
    expect(parseCursor(cursor)).not.toBeNull();
    await write({ n: 1 });
    await until('it is heard', () => first.numbers().length === 1);
    const lastId = present(first.typed('change')[0]?.id, 'every change has an id');
    first.client.cut();
    await write({ n: 2 });
    await write({ n: 3 });
    const back = connect(url, {}, lastId);
    const late = connect(url, {}, cursor);
    await until('the rest is heard', () => back.numbers().length >= 2 && late.numbers().length >= 3);
    expect(back.numbers()).toEqual([2, 3]);
    expect(late.numbers()).toEqual([1, 2, 3]);
    expect([...back.typed('resync'), ...late.typed('resync')]).toEqual([]);
  });

  test.each([
    ['another epoch', (epoch: number, xid: string) => formatCursor({ epoch: epoch + 1, xid, seq: 1 })],
    [
      'a future that was taken back',
      (epoch: number, xid: string) => formatCursor({ epoch, xid: String(BigInt(xid) + 5_000_000n), seq: 1 }),
    ],
    ['no cursor at all', () => 'nonsense'],
  ])('with %s is told to start afresh, and then goes on', async (_what, make) => {
    const { url } = await startServer();
    const now = present(
      await row<{ epoch: number; xid: string }>(
        database.systemDb,
        sql`select epoch, pg_snapshot_xmin(pg_current_snapshot())::text as xid from installation`,
      ),
      'the installation has one row',
    );
    const screen = connect(url, {}, make(now.epoch, now.xid));
    await screen.ready();
    expect(screen.messages.map(({ type }) => type)).toEqual(['resync', 'hello']);
    const place = present(screen.typed('resync')[0]?.id, 'a resync says where to go on');
    await write({ n: 7 });
    await until('it goes on', () => screen.numbers().includes(7));
    screen.client.cut();
    const back = connect(url, {}, place);
    await until('it comes back to its new place', () => back.numbers().includes(7));
    expect(back.typed('resync')).toEqual([]);
  });

  test('that was away for more than 5,000 events is told to start afresh', async () => {
    const { url, feed } = await startServer();
    const first = connect(url);
    await first.ready();
    await write({ n: 1 });
    await until('it is heard', () => first.numbers().length === 1);
    const lastId = present(first.typed('change')[0]?.id, 'every change has an id');
    first.client.cut();
    await run(
      database.systemDb,
      sql`insert into events (tenant_id, name, subject_type, subject_id, audience, actor_kind, occurred_at, clock, content)
          select ${tenantId}, 'thing.changed', 'thing', gen_random_uuid(), array['tenant'], 'system', now(), 'server', jsonb_build_object('n', n)
          from generate_series(1, 6001) n`,
    );
    // The tail must have passed them, or they would still arrive as live events.
    await until('the feed is past them', async () => (await feed.lagMs()) === 0);
    const back = connect(url, {}, lastId);
    await back.ready();
    expect(back.typed('resync')).toHaveLength(1);
    await write({ n: 9002 });
    await until('it goes on', () => back.numbers().includes(9002));
    expect(back.numbers()).toEqual([9002]);
  });

  test('that does not read is cut off, and the others notice nothing', async () => {
    const { url, feed } = await startServer();
    const slow = connect(url);
    const other = connect(url);
    await Promise.all([slow.ready(), other.ready()]);
    slow.client.stall();
    const filler = 'x'.repeat(4000);
    let sent = 0;
    while (feed.screens() > 1) {
      await run(
        database.systemDb,
        sql`insert into events (tenant_id, name, subject_type, subject_id, audience, actor_kind, occurred_at, clock, content)
            select ${tenantId}, 'thing.changed', 'thing', gen_random_uuid(), array['tenant'], 'system', now(), 'server',
              jsonb_build_object('n', n, 'filler', ${filler}::text) from generate_series(1, 100) n`,
      );
      sent += 100;
      await until('the other has read them', () => other.typed('change').length >= sent);
      expect(sent, 'the buffers of a local connection are a few megabytes').toBeLessThan(10_000);
    }
    await until('its connection is closed', () => slow.client.isClosed || feed.screens() === 1);
    expect(other.client.isClosed).toBe(false);
  }, 600_000);

  test('of a session that ended is closed', async () => {
    const { url, feed } = await startServer();
    const [mine, theirs] = [connect(url, { sessionId: 'a' }), connect(url, { sessionId: 'b' })];
    await Promise.all([mine.ready(), theirs.ready()]);
    feed.dropSession('a');
    await until('it is closed', () => mine.client.isClosed);
    expect(theirs.client.isClosed).toBe(false);
    expect(feed.screens()).toBe(1);
  });
});

test('an event is delayed by an older open transaction, is counted as lag, and then arrives in its order', async () => {
  const { url, feed } = await startServer();
  const screen = connect(url);
  await screen.ready();
  const written = Promise.withResolvers<void>();
  const held = Promise.withResolvers<void>();
  const older = runWork(database.place(), { tenantId, actor: systemActor }, async (ctx) => {
    await appendEvent(ctx, {
      name: 'thing.changed',
      subject: { type: 'thing', id: newId() },
      audience: ['tenant'],
      content: { n: 1 },
    });
    written.resolve();
    await held.promise;
  });
  await Promise.race([written.promise, older]);
  await write({ n: 2 });
  await until('it counts as lag', async () => (await feed.lagMs()) > 0);
  expect(screen.numbers()).toEqual([]);
  held.resolve();
  await older;
  await until('both arrive', () => screen.numbers().length === 2);
  expect(screen.numbers()).toEqual([1, 2]);
  expect(await feed.lagMs()).toBe(0);
});
