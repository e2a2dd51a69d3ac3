// A regency with desks on a real database, and if wanted a real exchange with real telephones, for tests and benchmarks.
import { sql } from 'kysely';
import { type Listener, systemActor } from '#platform/server/action.ts';
import type { AsteriskSettings } from '#platform/server/asterisk/config/settings.ts';
import { type Db, run } from '#platform/server/db/database.ts';
import { startJobs } from '#platform/server/jobs/jobs.ts';
import { type Log, silentLog } from '#platform/server/log/log.ts';
import { listenForCalls, type Phone } from '#platform/server/sip/listen-for-calls.ts';
import { createTestDatabase, type TestDatabase } from '#platform/server/testing/test-database.ts';
import { startDeadlines } from '#platform/server/timers/deadlines.ts';
import { runAction, runWork, type Workplace } from '#platform/server/unit.ts';
import { newId } from '#platform/shared/ids.ts';
import { type Calls, createCalls } from './calls.ts';
import type { ExchangeTenant } from './pbx/exchange-tenant.ts';
import { type ExchangeSize, startTestExchange, type TestExchange, testTenants } from './pbx/test-exchange.ts';
import { movePresence } from './set-presence.ts';
import { setReachable } from './set-reachable.ts';

export interface TestRoom {
  readonly database: TestDatabase;
  readonly place: Workplace;
  readonly tenantId: string;
  /** A person at a desk. */
  readonly addUser: (name: string) => Promise<string>;
  readonly ready: (userId: string) => Promise<void>;
  readonly act: <Value, Code extends string>(
    work: Parameters<typeof runAction<Value, Code>>[2],
  ) => ReturnType<typeof runAction<Value, Code>>;
  readonly close: () => Promise<void>;
}

/** The feature as a process has it that runs no telephony. */
export function callsWithoutTelephony(room: Pick<TestRoom, 'database' | 'place'>): Calls {
  return createCalls({
    systemDb: room.database.systemDb,
    listen: room.database.systemPool,
    place: () => room.place,
    dataFolder: '/nonexistent',
    log: room.place.log,
    exchange: () => null,
    wsUrl: () => '',
    sipDomain: '',
  });
}

/** `given`: a benchmark brings a database that writes to the disk as in production. */
export async function openTestRoom(given?: TestDatabase): Promise<TestRoom> {
  const database = given ?? (await createTestDatabase());
  const place = database.place();
  const tenantId = newId<'tenant'>();
  await run(
    database.systemDb,
    sql`insert into tenants (id, slug, name, short_name, region_code, zone) values (${tenantId}, 'sidoarjo', 'Kabupaten Sidoarjo', 'Sidoarjo', '35.15', 'Asia/Jakarta')`,
  );
  const who = { tenantId, actor: systemActor };
  return {
    database,
    place,
    tenantId,
    addUser: async (name) => {
      const id = newId<'user'>();
      await runWork(place, who, async (ctx) => {
        await run(
          ctx.tx,
          sql`insert into users (id, tenant_id, username, display_name, roles, password_hash)
              values (${id}, ${tenantId}, ${name}, ${name}, ${['CALL_TAKER']}::text[], 'none')`,
        );
        await movePresence(ctx, id, 'offline', null);
      });
      return id;
    },
    ready: async (userId) => {
      await runWork(place, who, async (ctx) => {
        await setReachable(ctx, userId, true);
        const moved = await movePresence(ctx, userId, 'ready', null);
        if (!moved.ok) throw new Error(`Not ready: ${moved.refusal.code}`);
      });
    },
    act: (work) => runAction(place, who, work),
    close: () => database.close(),
  };
}

export interface TestCentre extends TestRoom {
  readonly exchange: TestExchange;
  readonly calls: Calls;
  /** While true, nothing that telephony does reaches the database. */
  readonly outage: { on: boolean };
  /** While true, its lease reaches the database no more either: what waits is left to Asterisk. */
  readonly away: { on: boolean };
  /** A registered telephone of a new person, who is then ready. */
  readonly addDesk: (
    name: string,
    options: { answerAfterMs: number | 'never'; tone: number; firstSequence?: number; ready?: boolean },
  ) => Promise<TestDesk>;
}

export interface TestDesk {
  readonly userId: string;
  readonly phone: Phone;
  readonly register: (seconds?: number) => Promise<number>;
}

/** Everything a centre is but the screens: database, Asterisk, telephony, deadlines and jobs. */
export async function openTestCentre(
  options: {
    log?: Log;
    database?: TestDatabase;
    alter?: (settings: AsteriskSettings) => AsteriskSettings;
    /** Lost calls are followed up, and who is called back is called there. */
    outgoing?: { readonly host: string; readonly port: number; readonly transport: 'udp' };
    /** Whether lost calls are called back; left out: where calls can leave the centre. */
    follows?: boolean;
    size?: ExchangeSize;
    /** How the exchange follows the tables; by default it stays as it was started. */
    refresh?: (exchange: TestExchange, database: TestDatabase) => () => Promise<boolean>;
  } = {},
): Promise<TestCentre> {
  const room = await openTestRoom(options.database);
  const exchange = await openExchange(options);
  const { database } = room;
  const log = options.log ?? silentLog;
  const [outage, away] = [{ on: false }, { on: false }];
  const refresh = options.refresh?.(exchange, database) ?? (async () => false);
  const { calls, place } = callsOf(room, exchange, {
    ...{ log, outage, away, refresh },
    follows: options.follows ?? options.outgoing !== undefined,
  });
  await calls.telephony.start();
  const handlers = calls.feature.deadlines ?? {};
  const deadlines = startDeadlines({ place, systemDb: database.systemDb, listen: database.systemPool, handlers });
  const jobs = await startJobs({ place, ownerPool: database.ownerPool, handlers: calls.feature.jobs ?? {} });
  const phones: Phone[] = [];
  return {
    ...room,
    // What a test does itself is followed like what telephony does.
    place,
    act: (work) => runAction(place, { tenantId: room.tenantId, actor: systemActor }, work),
    exchange,
    calls,
    outage,
    away,
    addDesk: async (name, desk) => {
      const added = await addDesk(room, exchange, name, desk);
      phones.push(added.phone);
      return added;
    },
    close: async () => {
      await calls.telephony.stop();
      await deadlines.stop();
      await jobs.stop();
      for (const phone of phones) phone.close();
      await exchange.close();
      await room.close();
    },
  };
}

/** The feature over a real exchange; `follows`: what happens to calls is heard by its listeners, and calls can go out. */
function callsOf(
  room: TestRoom,
  exchange: TestExchange,
  given: { log: Log } & Pick<TestCentre, 'outage' | 'away'> & { refresh: () => Promise<boolean>; follows: boolean },
) {
  const { log, outage, away, refresh, follows } = given;
  const { database } = room;
  const listeners: Record<string, Listener[]> = {};
  const place = { ...room.place, log, listeners };
  const canDialOut = async () => follows;
  const calls = createCalls({
    systemDb: unless(away, database.systemDb),
    listen: database.systemPool,
    place: () => {
      if (outage.on || away.on) throw new Error('The database is away');
      return place;
    },
    dataFolder: exchange.places.folder,
    log,
    exchange: () => ({ ...exchange, state: 'running', systemName: 'test', refresh, canDialOut }),
    wsUrl: () => `ws://127.0.0.1:${exchange.places.httpPort}/ws`,
    sipDomain: '127.0.0.1',
  });
  for (const [name, listener] of Object.entries(calls.feature.listeners ?? {}))
    if (follows) listeners[name] = [listener];
  return { calls, place };
}

function unless(away: { readonly on: boolean }, given: Db): Db {
  return new Proxy(given, {
    get: (db, name) => {
      if (away.on) throw new Error('The database is away');
      const found: unknown = Reflect.get(db, name, db);
      return typeof found === 'function' ? found.bind(db) : found;
    },
  });
}

function openExchange({
  alter,
  outgoing,
  size,
}: {
  alter?: (settings: AsteriskSettings) => AsteriskSettings;
  outgoing?: ExchangeTenant['outgoing'];
  size?: ExchangeSize;
}): Promise<TestExchange> {
  return startTestExchange({
    webrtc: false,
    ...(size === undefined ? {} : { size }),
    ...(alter === undefined ? {} : { alter }),
    ...(outgoing === undefined ? {} : { tenants: testTenants.map((tenant) => ({ ...tenant, outgoing })) }),
  });
}

/** A person with a telephone that is registered, and ready unless it was said otherwise. */
async function addDesk(
  room: TestRoom,
  exchange: TestExchange,
  name: string,
  desk: Parameters<TestCentre['addDesk']>[1],
): Promise<TestDesk> {
  const userId = await room.addUser(name);
  const { answerAfterMs, tone, ...numbered } = desk;
  const phone = await listenForCalls({ answerAfterMs, audio: { tone }, ...numbered });
  const issued = await exchange.asterisk.credentials.issue(userId, 'sidoarjo');
  const registrar = { host: '127.0.0.1', port: exchange.places.sipPort };
  const register = (seconds?: number) => phone.register(registrar, issued.user, issued.password, seconds);
  const status = await register();
  if (status !== 200) throw new Error(`The telephone of ${name} was not registered: ${status}`);
  if (desk.ready !== false)
    await runWork(
      room.place,
      { tenantId: room.tenantId, actor: systemActor },
      async (ctx) => void (await movePresence(ctx, userId, 'ready', null)),
    );
  return { userId, phone, register };
}
