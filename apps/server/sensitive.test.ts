import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { agencyByCode } from '#features/agencies/server/seed.ts';
import { testRegions } from '#features/incidents/server/test-cast.ts';
import { type Role, roles } from '#features/people/permissions.ts';
import { createTestCentre, type TestCentre } from '#features/people/server/testing.ts';
import { saveRegions } from '#features/places/server/region-store.ts';
import { systemActor } from '#platform/server/action.ts';
import { row, rows, run } from '#platform/server/db/database.ts';
import { createHttp } from '#platform/server/http/server.ts';
import { type Feed, startFeed } from '#platform/server/live/feed.ts';
import { silentLog } from '#platform/server/log/log.ts';
import { SseClient } from '#platform/server/testing/sse-client.ts';
import { createTestDatabase, type TestDatabase } from '#platform/server/testing/test-database.ts';
import { listenOnLoopback, unlimited } from '#platform/server/testing/test-http.ts';
import { until } from '#platform/server/testing/until.ts';
import { runWork } from '#platform/server/unit.ts';
import { newId } from '#platform/shared/ids.ts';
import { present } from '#platform/shared/result.ts';
import { readConfig } from './config.ts';
import { buildHouse, type House } from './house.ts';
import { keptBack } from './kept-back.ts';
import { ask, type Entry, entriesOf } from './route-walk.ts';

/*
 * A sensitive incident with words that stand nowhere else: no address of the house, no file and no live message may bring
 * one of them to somebody who does not handle it. A route that is added later is walked by itself.
 */

/** What must not be read, by what it is. The village is small enough to say who. */
const telltales = {
  name: 'Mawarsekar',
  surname: 'Telltale',
  number: '81190071234',
  callback: '81190075678',
  words: 'gudang tua belakang pasar',
  landmark: 'warung Bu Rahasia',
  description: 'anak kelas tiga menangis',
  note: 'ayah tiri masih di rumah',
  typed: 'ketikan yang belum disimpan',
  message: 'tolong jangan telepon balik',
  latitude: '7.4411987',
  longitude: '112.7119876',
  village: '35.15.15.2012',
  villageName: 'Sidokepung',
} as const;

let database: TestDatabase;
let centre: TestCentre;
let live: { readonly feed: Feed; readonly app: FastifyInstance; readonly url: string };
let folder = '';
let entries: Entry[];
let tenantId = '';
let agencies: ReadonlyMap<string, string>;
const cookies = new Map<string, string>();
const ids = new Map<string, string>();
const users = new Map<string, string>();

/** Everybody who handles it; the others are strangers to it. */
const handlers: readonly Role[] = ['DISPATCHER', 'SUPERVISOR'];
const strangers = roles.filter((role) => !handlers.includes(role));

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'sigap-sensitive-'));
  const house = await buildHouse({
    config: readConfig({ SIGAP_DATA: folder, SIGAP_ASTERISK: 'off' }, []),
    databases: { appDb: database.db, systemDb: database.systemDb, systemPool: database.systemPool },
    log: silentLog,
    exchange: () => null,
  });
  entries = entriesOf(house.features);
  centre = await createTestCentre(database, { house, features: house.features });
  await saveRegions(database.systemDb, testRegions);
  tenantId = await centre.addTenant({ slug: 'sidoarjo' });
  agencies = await runWork(centre.place, { tenantId, actor: systemActor }, agencyByCode);
  for (const role of roles) await addPerson(role, [role], 'DAMKAR');
  await addPerson('opener', ['CALL_TAKER'], null);
  await addPerson('police', ['AGENCY_ADMIN'], 'POLRES');
  await addPerson('gave-back', ['AGENCY_ADMIN'], 'SATPOLPP');
  await tellEverything();
  live = await startLive(house);
});
afterAll(async () => {
  await live.feed.stop();
  await live.app.close();
  await centre.close();
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

/** The feed of the house as the server process starts it. */
async function startLive(house: House): Promise<typeof live> {
  const feed = await startFeed({
    db: database.systemDb,
    listen: database.systemPool,
    log: silentLog,
    path: '/api/events',
    keptBack,
  });
  const app = await createHttp({
    place: house.place(),
    routes: [],
    plugins: [feed.plugin],
    authenticate: house.people.authenticate,
    openWhileUnfinished: house.people.openWhileUnfinished,
    tenantOf: house.people.tenantOf,
    log: silentLog,
    title: 'test',
    version: '0',
    connectSources: () => [],
    limits: unlimited,
  });
  return { feed, app, url: `${await listenOnLoopback(app)}/api/events` };
}

/** Everything the feed has for somebody since the database began. */
async function heardBy(who: string): Promise<{ count: number; text: string }> {
  const heard: string[] = [];
  let isCaughtUp = false;
  const client = new SseClient(live.url, {
    headers: { cookie: cookies.get(who) ?? '' },
    lastEventId: '1-1-0',
    onMessage: ({ type, data }) => {
      if (type === 'resync') throw new Error('The feed has more than one screen can catch up with');
      if (type === 'change') heard.push(data);
      if (type === 'hello') isCaughtUp = true;
    },
  });
  await until(`${who} has heard everything`, () => isCaughtUp);
  client.cut();
  return { count: heard.length, text: heard.join('\n') };
}

async function addPerson(name: string, held: readonly Role[], agency: string | null): Promise<void> {
  const username = name.toLowerCase().replaceAll('_', '-');
  const agencyId = agency === null ? null : present(agencies.get(agency), `the seed has ${agency}`);
  users.set(name, await centre.addUser(tenantId, { username, roles: [...held], agencyId }));
  cookies.set(name, await centre.cookieOf(username));
}

async function send(who: string, method: 'POST' | 'PATCH', url: string, payload: object) {
  const response = await centre.app.inject({ method, url, headers: { cookie: cookies.get(who) ?? '' }, payload });
  if (response.statusCode !== 200) throw new Error(`${method} ${url} as ${who}: ${response.body}`);
  return response.json();
}

function work(statements: readonly ReturnType<typeof sql>[]): Promise<void> {
  return runWork(centre.place, { tenantId, actor: systemActor }, async (ctx) => {
    for (const statement of statements) await run(ctx.tx, statement);
  });
}

/** The call with all that hangs on it: words half typed, a link and what came by it, a place, a recording, a follow-up. */
async function takeCall(): Promise<string> {
  const caller = `+62${telltales.number}`;
  const [callId, linkId] = [newId(), newId()];
  ids.set('calls', callId);
  const opener = users.get('opener') ?? '';
  await work([
    sql`insert into calls (id, tenant_id, number, state, pbx_system, pbx_linkedid, dialled, caller_raw, caller_e164, arrived_at, answered_at, answered_by)
        values (${callId}, ${tenantId}, 900001, 'answered', 'uji', ${callId}, '112', ${caller}, ${caller}, now(), now(), ${opener})`,
    sql`insert into typed_words (call_id, tenant_id, user_id, content, at) values (${callId}, ${tenantId}, ${opener}, ${JSON.stringify({ description: telltales.typed })}, now())`,
    sql`insert into recordings (id, tenant_id, call_id, path, state) values (${newId()}, ${tenantId}, ${callId}, 'uji.wav', 'missing')`,
    sql`insert into caller_links (id, tenant_id, call_id, made_at, expires_at) values (${linkId}, ${tenantId}, ${callId}, now(), now() + interval '1 hour')`,
    sql`insert into caller_messages (id, tenant_id, call_id, link_id, number, client_id, kind, words, written_at)
        values (${newId()}, ${tenantId}, ${callId}, ${linkId}, 1, ${newId()}, 'words', ${telltales.message}, now())`,
    sql`insert into caller_places (id, tenant_id, call_id, source, origin, place, received_at) values (${newId()}, ${tenantId}, ${callId}, 'aml', 'uji',
          ${JSON.stringify({ kind: 'geodetic', centre: { latitude: Number(`-${telltales.latitude}`), longitude: Number(telltales.longitude), altitudeM: null }, uncertaintyM: 20, confidence: { percent: 95, source: 'given' }, civic: null, method: 'GNSS', at: null, flags: [] })}, now())`,
    sql`insert into follow_ups (id, tenant_id, call_id, cause, state, can_call, opened_at) values (${newId()}, ${tenantId}, ${callId}, 'cut', 'person', true, now())`,
    sql`insert into audits (id, tenant_id, call_id, day, opened_at, is_random, first_code, judged_by, judged_at, second_code, confidence, agreement, note)
        values (${newId()}, ${tenantId}, ${callId}, now()::date, now(), true, 'PRANK_CHILD', ${users.get('SUPERVISOR') ?? ''}, now(), 'EMERGENCY_NEW', 'sure', 'emergency', ${telltales.note})`,
  ]);
  return callId;
}

/** A call of a child's abuse, told by every way there is: form, call, notes, assignments. */
async function tellEverything(): Promise<void> {
  const callId = await takeCall();
  const type = await row<{ id: string }>(
    database.systemDb,
    sql`select id from incident_types where tenant_id = ${tenantId} and code = 'CHILD_ABUSE'`,
  );
  const opened = await send('opener', 'POST', '/api/incidents', {
    callId,
    typeId: type?.id,
    lifeAtRisk: 'yes',
    villageCode: telltales.village,
    placeText: telltales.words,
    landmark: telltales.landmark,
    point: { latitude: Number(`-${telltales.latitude}`), longitude: Number(telltales.longitude) },
    callerName: `${telltales.name} ${telltales.surname}`,
    callbackNumber: `0${telltales.callback}`,
    description: telltales.description,
  });
  ids.set('incidents', opened.id);
  await send('DISPATCHER', 'POST', `/api/incidents/${opened.id}/notes`, { text: telltales.note });
  // A rule that asks for the village says the village.
  const rule = {
    incidentTypeId: type?.id,
    priority: null,
    districtCode: null,
    villageCode: telltales.village,
    leadAgencyId: agencies.get('POLRES'),
    supportAgencyIds: [],
  };
  const first = await row<{ id: string }>(
    database.systemDb,
    sql`select id from routing_rules where tenant_id = ${tenantId} order by position limit 1`,
  );
  await send('ADMIN', 'POST', '/api/routing-rules', { reason: 'uji', before: first?.id, content: rule });
  const { items } = await send('DISPATCHER', 'POST', `/api/incidents/${opened.id}/assignments`, {
    agencies: [
      { agencyId: agencies.get('POLRES'), part: 'lead' },
      { agencyId: agencies.get('SATPOLPP'), part: 'support' },
    ],
  });
  ids.set('assignments', items[0].id);
  ids.set('gave back', items[1].id);
  await send('police', 'POST', `/api/assignments/${items[0].id}/acknowledge`, {});
  await send('police', 'POST', `/api/incidents/${opened.id}/notes`, { text: telltales.note });
  await driveThere(opened.id, items[0].id);
  await send('gave-back', 'POST', `/api/assignments/${items[1].id}/reject`, {
    reason: 'not_our_authority',
    note: telltales.note,
  });
  await send('DISPATCHER', 'PATCH', `/api/incidents/${opened.id}`, { version: 1, landmark: `${telltales.landmark} 2` });
  // Over and wrapped up: nobody talks with the caller any more.
  await work([
    sql`update calls set state = 'ended', ended_at = now(), wrapped_up_at = now(), ended_by = 'caller' where id = ${callId}`,
  ]);
  await keepIds();
}

/** A car of the police at the very place: where units drove says where an incident is. */
async function driveThere(incidentId: string, assignmentId: string): Promise<void> {
  const [unitId, police] = [newId(), agencies.get('POLRES') ?? ''];
  const place = sql`point(${Number(telltales.longitude)}, ${Number(`-${telltales.latitude}`)})`;
  await work([
    sql`insert into units (id, tenant_id, agency_id, call_sign, kind, status, status_at)
        values (${unitId}, ${tenantId}, ${police}, 'Patroli uji', 'patrol', 'on_scene', now())`,
    sql`insert into unit_assignments (id, tenant_id, unit_id, assignment_id, incident_id, assigned_at, way)
        values (${newId()}, ${tenantId}, ${unitId}, ${assignmentId}, ${incidentId}, now() - interval '1 minute', 'sent')`,
    sql`insert into unit_positions (tenant_id, unit_id, device_at, at, recorded_at, place, accuracy_m)
        values (${tenantId}, ${unitId}, now(), now(), now(), ${place}, 5)`,
  ]);
}

/** Ids of what was told, for the addresses that take one. */
async function keepIds(): Promise<void> {
  const month = await row<{ month: string }>(database.systemDb, sql`select to_char(now(), 'YYYY-MM') as month`);
  ids.set('month', month?.month ?? '');
  for (const table of ['caller_messages', 'follow_ups', 'incident_notes', 'recordings'])
    ids.set(
      table,
      (
        await rows<{ id: string }>(
          database.systemDb,
          sql`select id from ${sql.table(table)} where tenant_id = ${tenantId}`,
        )
      )[0]?.id ?? '',
    );
}

/** The register of places, what is reached from where, and the table of rules name every village by themselves; they know of no incident. */
const namesVillages = ({ path }: Pick<Entry, 'path'>) =>
  /^\/api\/(places|campaign-places|place-search|map\/places|jurisdiction|boundaries|routing-rules|routing-trial|settings|door|units\/coverage)/.test(
    path,
  );

function leaks(entry: Pick<Entry, 'path'>, body: string): string[] {
  return Object.entries(telltales)
    .filter(([what, said]) => body.includes(said) && !(what.startsWith('village') && namesVillages(entry)))
    .map(([what]) => what);
}

/** What each way of reading brings to somebody: every GET, and every command that only shows. */
async function readAll(who: string): Promise<string[]> {
  const found: string[] = [];
  const shows = (entry: Entry) =>
    entry.method === 'POST' && /caller\.show|words/.test(`${entry.permission} ${entry.path}`);
  for (const entry of entries.filter((each) => each.method === 'GET' || shows(each))) {
    for (const id of ids.values()) {
      const answer = await ask(centre.app, entry, { cookie: cookies.get(who) ?? '', id });
      const said = leaks(entry, answer.body);
      if (said.length > 0) found.push(`${entry.method} ${entry.path}: ${said.join(', ')}`);
      // Without the permission no id helps; an address without an id says the same again.
      if (!entry.path.includes(':') || answer.code === 'permission.denied') break;
    }
  }
  return [...new Set(found)];
}

/** Addresses whose input the walk cannot guess: lists with their filters, searches by what only a handler knows, files. */
async function searchAll(who: string): Promise<string[]> {
  const found: string[] = [];
  const urls = [
    '/api/incidents?group=all&limit=500',
    `/api/incidents?group=all&villageCode=${telltales.village}`,
    `/api/incidents?group=all&callId=${ids.get('calls')}`,
    '/api/assignments?group=all&limit=500',
    '/api/calls?limit=500',
    `/api/calls?caller=0${telltales.number}`,
    '/api/follow-ups?group=open',
    '/api/audits',
    '/api/audits/figures?days=30',
    '/api/audits/rows?days=30',
    '/api/hints?days=30',
    '/api/hints/rows?days=30',
    '/api/incidents/list?group=all&limit=100',
    ...['gudang', telltales.name, telltales.village].map((q) => `/api/incidents/list?group=all&q=${q}`),
    `/api/incidents/list?group=all&villageCode=${telltales.village}`,
    '/api/incident-points',
    `/api/incidents/near?villageCode=${telltales.village}&placeWords=gudang`,
    `/api/incidents/near?latitude=-${telltales.latitude}&longitude=${telltales.longitude}`,
    '/api/place-search?q=gudang',
    `/api/monev/months/${ids.get('month')}`,
    `/api/monev/months/${ids.get('month')}/export.csv`,
    ...['calls', 'incidents', 'assignments'].map(
      (table) => `/api/monev/months/${ids.get('month')}/export.csv?table=${table}`,
    ),
  ];
  for (const url of urls) {
    const { body } = await centre.app.inject({ method: 'GET', url, headers: { cookie: cookies.get(who) ?? '' } });
    const said = leaks({ path: url }, body);
    if (said.length > 0) found.push(`${url}: ${said.join(', ')}`);
  }
  return found;
}

describe('a sensitive incident', () => {
  test('says everything to those who handle it: the words are there to be found', async () => {
    const page = async (who: string) =>
      (
        await centre.app.inject({
          method: 'GET',
          url: `/api/incidents/${ids.get('incidents')}`,
          headers: { cookie: cookies.get(who) ?? '' },
        })
      ).body;
    for (const who of ['opener', 'police', ...handlers])
      expect(await page(who)).toMatch(/gudang tua.*Sidokepung|Sidokepung.*gudang tua/s);
    const found = await readAll('DISPATCHER');
    expect(found.length).toBeGreaterThan(3);
    expect(found).toContainEqual(expect.stringMatching(/^GET .*\/tracks: latitude, longitude/));
  });

  test.each([...strangers, 'gave-back'])('brings none of them to %s by any address', async (who) => {
    expect([...(await readAll(who)), ...(await searchAll(who))]).toEqual([]);
  });

  test.each([...roles, 'gave-back', 'police', 'opener'])('brings none of them to %s by the live feed', async (who) => {
    const heard = await heardBy(who);
    const said = Object.entries(telltales).filter(([, secret]) => heard.text.includes(secret));
    expect(said.map(([what]) => what)).toEqual([]);
    // It was heard at all, where it is for this role.
    if (['opener', 'police', 'DISPATCHER'].includes(who)) expect(heard.count).toBeGreaterThan(3);
  });

  test('opens to a person who is added by name, with a reason that is logged, and closes again', async () => {
    const url = `/api/incidents/${ids.get('incidents')}`;
    const seen = async () =>
      (await centre.app.inject({ method: 'GET', url, headers: { cookie: cookies.get('CALL_TAKER') ?? '' } })).json();
    expect(await seen()).toMatchObject({ withheld: true, placeText: null, village: null });
    const userId = users.get('CALL_TAKER');
    const { choices } = (
      await centre.app.inject({
        method: 'GET',
        url: `${url}/handlers`,
        headers: { cookie: cookies.get('DISPATCHER') ?? '' },
      })
    ).json<{ choices: { id: string }[] }>();
    expect(choices.map((one) => one.id)).toContain(userId);
    expect(choices.map((one) => one.id)).not.toContain(users.get('opener'));
    await send('DISPATCHER', 'POST', `${url}/handlers`, { userId, reason: 'takes_over' });
    expect(await seen()).toMatchObject({ withheld: false, placeText: telltales.words, caller: { level: 'masked' } });
    const logged = await row<{ count: number }>(
      database.systemDb,
      sql`select count(*)::int as count from access_log where subject_id = ${ids.get('incidents')} and field = 'handler' and reason = 'takes_over'`,
    );
    expect(logged?.count).toBe(1);
    await send('DISPATCHER', 'POST', `${url}/handlers/${userId}/remove`, {});
    expect(await seen()).toMatchObject({ withheld: true, placeText: null });
  });

  test('stays so when its type is corrected, and only a supervisor lowers it, with a reason', async () => {
    const url = `/api/incidents/${ids.get('incidents')}`;
    const type = await row<{ id: string }>(
      database.systemDb,
      sql`select id from incident_types where tenant_id = ${tenantId} and code = 'MISSING'`,
    );
    const changed = await send('DISPATCHER', 'PATCH', url, { version: 2, typeId: type?.id });
    expect(changed).toMatchObject({ type: { code: 'MISSING' }, sensitive: true });
    const lower = (who: string, payload: object) =>
      centre.app.inject({
        method: 'POST',
        url: `${url}/not-sensitive`,
        headers: { cookie: cookies.get(who) ?? '' },
        payload,
      });
    expect((await lower('DISPATCHER', { reason: 'wrong_type' })).statusCode).toBe(403);
    expect((await lower('SUPERVISOR', {})).statusCode).toBe(400);
    expect((await lower('SUPERVISOR', { reason: 'wrong_type' })).json()).toMatchObject({ sensitive: false });
    expect((await lower('SUPERVISOR', { reason: 'wrong_type' })).json()).toMatchObject({
      code: 'incident.not_sensitive',
    });
    // Raised by hand, by whoever works on incidents; also by a type that is marked later.
    expect(await send('CALL_TAKER', 'POST', `${url}/sensitive`, {})).toMatchObject({ sensitive: true, withheld: true });
    await lower('SUPERVISOR', { reason: 'marked_by_mistake' });
    const { items } = (
      await centre.app.inject({
        method: 'GET',
        url: '/api/incident-types/settings',
        headers: { cookie: cookies.get('ADMIN') ?? '' },
      })
    ).json<{ items: { id: string; code: string; version: number }[] }>();
    const {
      id,
      code: _code,
      version,
      ...content
    } = present(
      items.find((one) => one.code === 'MISSING'),
      'it is seeded',
    );
    await send('ADMIN', 'POST', `/api/incident-types/${id}/change`, {
      version,
      reason: 'uji',
      content: { ...content, sensitive: true },
    });
    const read = await centre.app.inject({ method: 'GET', url, headers: { cookie: cookies.get('CALL_TAKER') ?? '' } });
    expect(read.json()).toMatchObject({ sensitive: true, withheld: true, placeText: null });
  });
});
