import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { followUpListeners } from '#features/calls/server/follow-up/follow-calls.ts';
import { createPeople } from '#features/people/server/feature.ts';
import { createTestCentre, type TestCentre } from '#features/people/server/testing.ts';
import { systemActor } from '#platform/server/action.ts';
import { row, rows, run } from '#platform/server/db/database.ts';
import { createTestDatabase, type TestDatabase } from '#platform/server/testing/test-database.ts';
import { runWork } from '#platform/server/unit.ts';
import { newId } from '#platform/shared/ids.ts';
import { plusMs } from '#platform/shared/time.ts';
import { commitmentOf, drawCalls } from '../../audit-draw.ts';
import { createMonev } from '../feature.ts';
import { verifyTenant } from '../verify.ts';
import { auditKind } from './day-store.ts';
import { drawTask } from './draw-audits.ts';
import type { HistoryDelay } from './history-delay.ts';
import { matchTask } from './match-audits.ts';

let database: TestDatabase;
let centre: TestCentre;
let monev: ReturnType<typeof createMonev>;
let folder = '';
let tenantId = '';
/** Noon in Jakarta on the 20th, until a test moves it. */
let now = '2026-11-20T05:00:00.000Z';
let delays: readonly HistoryDelay[] | null = null;
const users = { ani: '', budi: '', taker: '' };
const cookies = { ani: '', budi: '', taker: '', head: '', executive: '', admin: '' };

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'audits-'));
  const listeners = Object.fromEntries(Object.entries(followUpListeners).map(([name, listener]) => [name, [listener]]));
  const place = database.place({ clock: () => now, listeners });
  monev = createMonev({
    systemDb: database.systemDb,
    place: () => place,
    dataFolder: folder,
    historyDelays: async () => delays,
  });
  const people = createPeople({
    systemDb: database.systemDb,
    defaultTenant: 'sidoarjo',
    place: () => place,
    settingKinds: [auditKind],
  });
  const house = { people, place: () => place };
  centre = await createTestCentre(database, { house, features: [people.feature, monev] });
  tenantId = await centre.addTenant({ slug: 'sidoarjo' });
  users.ani = await centre.addUser(tenantId, { username: 'ani', roles: ['SUPERVISOR'] });
  users.budi = await centre.addUser(tenantId, { username: 'budi', roles: ['SUPERVISOR'] });
  users.taker = await centre.addUser(tenantId, { username: 'taker', roles: ['CALL_TAKER'] });
  await centre.addUser(tenantId, { username: 'kadis', roles: ['AGENCY_HEAD'] });
  await centre.addUser(tenantId, { username: 'bupati', roles: ['EXECUTIVE'] });
  await centre.addUser(tenantId, { username: 'admin', roles: ['ADMIN'] });
  await signIn();
});
afterAll(async () => {
  await centre?.close();
  await database?.close();
  await rm(folder, { recursive: true, force: true });
});

/** Again after each day: a session does not last so long. */
async function signIn() {
  const names = { ani: 'ani', budi: 'budi', taker: 'taker', head: 'kadis', executive: 'bupati', admin: 'admin' };
  // Object.keys forgets the key type.
  for (const key of Object.keys(names) as (keyof typeof names)[]) cookies[key] = await centre.cookieOf(names[key]);
}
/** No person can; a test begins anew. */
const forget = () => database.ownerPool.query('delete from audits');

async function send(who: keyof typeof cookies, method: 'GET' | 'POST', url: string, payload: object = {}) {
  const answer = await centre.app.inject({
    method,
    url,
    headers: { cookie: cookies[who] },
    ...(method === 'POST' ? { payload } : {}),
  });
  return { status: answer.statusCode, body: answer.json(), text: answer.body };
}
const work = (task: string) =>
  runWork(
    centre.place,
    { tenantId, actor: systemActor },
    (ctx) => monev.jobs?.[task]?.(ctx, {}) ?? Promise.reject(task),
  );

let made = 0;
interface MadeCall {
  readonly code?: string;
  readonly by?: string;
  readonly at?: string;
  readonly caller?: string;
  readonly purpose?: string;
  readonly sound?: boolean;
}
/** A call that was answered, closed and recorded, with its events. */
async function addCall(given: MadeCall = {}): Promise<string> {
  const { code = 'PRANK_CHILD', by = users.taker, at = now, purpose = 'public', sound = true } = given;
  const id = newId();
  made += 1;
  await run(
    database.systemDb,
    sql`insert into calls (id, tenant_id, number, purpose, state, pbx_system, pbx_linkedid, dialled, caller_e164, arrived_at, queued_at, answered_at, answered_by,
          ended_at, ended_by, hangup_cause, disposition, disposition_by, disposition_at, wrapped_up_at)
        values (${id}, ${tenantId}, ${made}, ${purpose}, 'ended', 'uji', ${id}, '112', ${given.caller ?? `+62812${String(made).padStart(8, '0')}`}, ${at}, ${at},
          ${plusMs(at, 4000)}, ${by}, ${plusMs(at, 30_000)}, 'caller', 16, ${code}, ${by}, ${plusMs(at, 31_000)}, ${plusMs(at, 32_000)})`,
  );
  for (const name of ['call.arrived', 'call.answered', 'call.ended']) await addEvent(name, { type: 'call', id }, at);
  if (sound)
    await run(
      database.systemDb,
      sql`insert into recordings (id, tenant_id, call_id, path, state, duration_ms, bytes, stored_at) values (${newId()}, ${tenantId}, ${id}, ${`${id}.wav`}, 'stored', 30000, 1000, ${at})`,
    );
  return id;
}
async function addEvent(name: string, subject: { type: string; id: string }, at: string, content: object = {}) {
  await run(
    database.systemDb,
    sql`insert into events (tenant_id, name, subject_type, subject_id, audience, actor_kind, occurred_at, clock, content)
        values (${tenantId}, ${name}, ${subject.type}, ${subject.id}, '{tenant}', 'system', ${at}, 'server', ${JSON.stringify(content)}::jsonb)`,
  );
}
const auditsOf = (callId: string) =>
  rows<{ id: string; is_random: boolean; match_by: string | null; first_code: string; agreement: string | null }>(
    database.systemDb,
    sql`select * from audits where call_id = ${callId} order by opened_at`,
  );
/** As if the draw had taken it. */
async function putInQueue(callId: string): Promise<string> {
  const id = newId();
  await run(
    database.systemDb,
    sql`insert into audits (id, tenant_id, call_id, day, opened_at, is_random, first_code, first_by)
        select ${id}, ${tenantId}, id, '2026-11-20', ${now}, true, disposition, disposition_by from calls where id = ${callId}`,
  );
  return id;
}
const judge = (who: keyof typeof cookies, id: string, code: string) =>
  send(who, 'POST', `/api/audits/${id}/judge`, { code, confidence: 'sure', note: '' });
const eventsNamed = (name: string) =>
  rows<{ content: Record<string, unknown>; recorded_at: string }>(
    database.systemDb,
    sql`select content, recorded_at from events where tenant_id = ${tenantId} and name = ${name} order by seq`,
  );

describe('the draw', () => {
  test('is committed to before the day, told after it, and a stranger repeats it from the events', async () => {
    const { body: setting } = await send('admin', 'GET', '/api/audits/setting');
    expect(setting).toMatchObject({ content: { share: 0.05 }, version: 1 });
    const changed = await send('admin', 'POST', '/api/audits/setting/change', {
      version: 1,
      reason: 'uji petik',
      content: { share: 0.5 },
    });
    expect(changed).toMatchObject({ status: 200, body: { version: 2 } });
    // The founding committed to today and tomorrow at the share of then; the day after has the new one.
    now = '2026-11-21T05:00:00.000Z';
    await work(drawTask);
    now = '2026-11-22T03:00:00.000Z';
    await signIn();
    const ids: string[] = [];
    for (const code of ['PRANK_CHILD', 'PRANK_ADULT', 'HOAX_SUSPECTED', 'GHOST', 'ACCIDENTAL', 'WRONG_NUMBER'])
      for (let count = 0; count < 5; count++) ids.push(await addCall({ code }));
    const others = [
      await addCall({ code: 'INFO_PUBLIC' }),
      await addCall({ purpose: 'test' }),
      await addCall({ purpose: 'drill' }),
    ];
    const committed = (await eventsNamed('audit.seed_committed')).map(({ content }) => content);
    expect(committed.map(({ from, share, isLate }) => [from, share, isLate])).toEqual([
      ['2026-11-19T17:00:00.000Z', 0.05, true],
      ['2026-11-20T17:00:00.000Z', 0.05, false],
      ['2026-11-21T17:00:00.000Z', 0.5, false],
    ]);
    const before = await send('ani', 'GET', '/api/audits/figures');
    expect(before.body.draws.find((one: { day: string }) => one.day === '2026-11-22')).toMatchObject({ seed: null });

    now = '2026-11-22T17:02:00.000Z';
    await signIn();
    await work(drawTask);
    await work(drawTask);
    const told = (await eventsNamed('audit.drawn')).map(({ content }) => content);
    expect(told.map(({ from, eligible }) => [from, eligible])).toEqual([
      ['2026-11-19T17:00:00.000Z', 0],
      ['2026-11-20T17:00:00.000Z', 0],
      ['2026-11-21T17:00:00.000Z', 30],
    ]);
    const seed = Buffer.from(String(told[2]?.seed), 'hex');
    expect(commitmentOf(seed)).toBe(committed[2]?.commitment);
    const expected = drawCalls(
      ids.toSorted().map((id) => ({ id })),
      seed,
      0.5,
    ).map(({ id }) => id);
    const drawn = await rows<{ call_id: string }>(database.systemDb, sql`select call_id from audits order by call_id`);
    expect(drawn.map((one) => one.call_id)).toEqual(expected);
    expect(told[2]?.drawn).toBe(expected.length);
    expect(drawn.some((one) => others.includes(one.call_id))).toBe(false);
    await forget();
  });
});

describe('a blind judgement', () => {
  test('sees nothing of the call, and never one that the judge took', async () => {
    const [theirs, own] = [await addCall(), await addCall({ by: users.ani })];
    const audits = { theirs: await putInQueue(theirs), own: await putInQueue(own) };
    const { body, text } = await send('ani', 'GET', '/api/audits');
    expect(body).toMatchObject({ items: [{ id: audits.theirs, hasRecording: true }], waiting: 2 });
    expect(Object.keys(body.items[0]).sort()).toEqual(['hasRecording', 'id', 'openedAt']);
    for (const secret of [theirs, 'PRANK', 'taker', '+62812']) expect(text).not.toContain(secret);
    for (const url of [`/api/audits/${audits.own}/listen`, `/api/audits/${audits.own}/judge`])
      expect((await send('ani', 'POST', url, { code: 'GHOST', confidence: 'sure' })).body.code).toBe('audit.own');
    expect((await send('taker', 'GET', '/api/audits')).status).toBe(403);
    await forget();
  });

  test('comes after hearing; what agrees changes nothing, and is judged once', async () => {
    const callId = await addCall({ code: 'PRANK_CHILD' });
    const id = await putInQueue(callId);
    expect((await judge('ani', id, 'PRANK_ADULT')).body.code).toBe('audit.not_heard');
    const heard = await send('ani', 'POST', `/api/audits/${id}/listen`);
    expect(heard).toMatchObject({ status: 200, body: { callId, listening: { durationMs: 30_000 } } });
    const logged = await row<{ reason: string }>(
      database.systemDb,
      sql`select reason from access_log where subject_id = ${callId} and user_id = ${users.ani} and field = 'recording'`,
    );
    expect(logged?.reason).toBe('quality: audit');
    // Budi heard nothing of it.
    expect((await judge('budi', id, 'PRANK_ADULT')).body.code).toBe('audit.not_heard');
    const said = await judge('ani', id, 'PRANK_ADULT');
    expect(said).toMatchObject({
      status: 200,
      body: { firstCode: 'PRANK_CHILD', agreement: 'agrees', reopened: false, isRandom: true, match: null },
    });
    expect((await judge('ani', id, 'EMERGENCY_NEW')).body.code).toBe('audit.judged');
    expect(await row(database.systemDb, sql`select from follow_ups where call_id = ${callId}`)).toBeNull();
    const call = await row<{ disposition: string }>(
      database.systemDb,
      sql`select disposition from calls where id = ${callId}`,
    );
    expect(call?.disposition).toBe('PRANK_CHILD');
  });

  test('without a recording says only that it cannot be judged', async () => {
    const id = await putInQueue(await addCall({ sound: false }));
    expect((await judge('ani', id, 'GHOST')).body.code).toBe('audit.heard_nothing');
    expect((await send('ani', 'POST', `/api/audits/${id}/listen`)).body.code).toBe('recording.not_found');
    expect((await judge('ani', id, 'UNHEARD')).body).toMatchObject({ agreement: 'unheard', reopened: false });
  });

  test.each([
    ['PRANK_CHILD', 'EMERGENCY_NEW', 'EMERGENCY_NEW', 'audit'],
    ['GHOST', 'SILENT_NEED', 'GHOST', 'audit'],
    ['ACCIDENTAL', 'SILENT_NEED', 'GHOST', 'silent'],
  ])(
    'that finds %s to be %s corrects the class to %s and lies before people at once',
    async (first, second, code, cause) => {
      const callId = await addCall({ code: first });
      const id = await putInQueue(callId);
      await send('budi', 'POST', `/api/audits/${id}/listen`);
      expect((await judge('budi', id, second)).body).toMatchObject({
        firstCode: first,
        agreement: 'emergency',
        reopened: true,
      });
      const call = await row(
        database.systemDb,
        sql`select disposition, disposition_by from calls where id = ${callId}`,
      );
      expect(call).toMatchObject({ disposition: code });
      const ladder = await row(
        database.systemDb,
        sql`select id, cause, state, due_at, overdue_at, wanted_at, audited_at from follow_ups where call_id = ${callId}`,
      );
      expect(ladder).toMatchObject({
        cause,
        state: 'person',
        due_at: null,
        overdue_at: now,
        wanted_at: now,
        audited_at: now,
      });
      const heard = await row<{ audience: string[] }>(
        database.systemDb,
        sql`select audience from events where name = 'follow_up.audited' and subject_id = ${(ladder as { id: string }).id}`,
      );
      expect(heard?.audience).toContain('supervisors');
    },
  );

  test('leaves rows that the events say too', async () => {
    const report = await verifyTenant(database.systemDb, tenantId);
    const about = report.findings.filter(
      ({ subject, invariant }) => subject.startsWith('follow_ups') || invariant === 11 || /audit/.test(subject),
    );
    expect(about).toEqual([]);
  });
});

describe('a match with a real incident', () => {
  async function addIncident(
    reportedAt: string,
    point: { latitude: number; longitude: number } | null,
    callback: string | null,
  ) {
    const [id, typeId] = [newId(), newId()];
    await run(
      database.systemDb,
      sql`insert into incident_types (id, tenant_id, code, category, name, name_en, default_priority) values (${typeId}, ${tenantId}, ${`T${id.slice(-6)}`}, 'DISASTER', 'Uji', 'Test', 'P2')`,
    );
    await run(
      database.systemDb,
      sql`insert into incidents (id, tenant_id, number, state, source, incident_type_id, priority, reported_at, verified_at)
          values (${id}, ${tenantId}, ${++made}, 'VERIFIED', 'radio', ${typeId}, 'P2', ${reportedAt}, ${reportedAt})`,
    );
    await run(
      database.systemDb,
      sql`insert into incident_particulars (incident_id, tenant_id, salt, latitude, longitude, callback_number)
          values (${id}, ${tenantId}, '\\x00', ${point?.latitude ?? null}, ${point?.longitude ?? null}, ${callback})`,
    );
    return id;
  }

  test('is audited besides the draw, by number or by place, once', async () => {
    await forget();
    const at = plusMs(now, -3 * 3_600_000);
    const [byNumber, byPlace, neither, drawn] = [
      await addCall({ at, caller: '+6281299990001' }),
      await addCall({ at, code: 'GHOST' }),
      await addCall({ at }),
      await addCall({ at, caller: '+6281299990001' }),
    ];
    await run(
      database.systemDb,
      sql`insert into caller_places (id, tenant_id, call_id, source, origin, place, received_at) values (${newId()}, ${tenantId}, ${byPlace}, 'aml', 'uji',
            ${JSON.stringify({ kind: 'geodetic', centre: { latitude: -7.45, longitude: 112.7, altitudeM: null }, uncertaintyM: 30 })}, ${at})`,
    );
    await putInQueue(drawn);
    await addIncident(plusMs(at, 600_000), null, '0812-9999-0001');
    const near = await addIncident(plusMs(at, 900_000), { latitude: -7.452, longitude: 112.703 }, null);
    await work(matchTask);
    await work(matchTask);
    expect(await auditsOf(byNumber)).toMatchObject([
      { is_random: false, match_by: 'number', first_code: 'PRANK_CHILD' },
    ]);
    expect(await auditsOf(byPlace)).toMatchObject([{ is_random: false, match_by: 'place', match_incident_id: near }]);
    expect(await auditsOf(neither)).toEqual([]);
    expect(await auditsOf(drawn)).toMatchObject([{ is_random: true, match_by: 'number' }]);
  });

  test('after a judgement asks for another, by another person', async () => {
    const at = plusMs(now, -3_600_000);
    const callId = await addCall({ at, caller: '+6281299990002' });
    const id = await putInQueue(callId);
    await send('ani', 'POST', `/api/audits/${id}/listen`);
    await judge('ani', id, 'PRANK_CHILD');
    await addIncident(plusMs(at, 60_000), null, '081299990002');
    await work(matchTask);
    const [, again] = await auditsOf(callId);
    expect(again).toMatchObject({ match_by: 'number', is_random: false });
    expect((await judge('ani', again?.id ?? '', 'PRANK_CHILD')).body.code).toBe('audit.own');
  });
});

describe('the figures', () => {
  const figures = async () => (await send('head', 'GET', '/api/audits/figures?days=30')).body;

  test('say mislabels with their bound, and lead to their rows', async () => {
    await forget();
    const judged: [string, string][] = [
      ['PRANK_CHILD', 'PRANK_CHILD'],
      ['GHOST', 'GHOST'],
      ['PRANK_ADULT', 'INFO_PUBLIC'],
    ];
    for (const [code, second] of judged) {
      const id = await putInQueue(await addCall({ code }));
      await send('ani', 'POST', `/api/audits/${id}/listen`);
      await judge('ani', id, second);
    }
    expect(await figures()).toMatchObject({
      audits: { open: 0, judged: 3, unheard: 0 },
      random: { k: 0, n: 3, upper: 1, otherwise: 1 },
      matched: { k: 0, n: 0, upper: null },
    });
    const id = await putInQueue(await addCall({ code: 'ACCIDENTAL' }));
    await send('ani', 'POST', `/api/audits/${id}/listen`);
    await judge('ani', id, 'EMERGENCY_NEW');
    const found = await figures();
    expect(found.random).toMatchObject({ k: 1, n: 4 });
    expect(found.random.upper).toBeCloseTo(0.751395, 4);
    expect(found.mislabelled.byHour.every((one: { verdict: string }) => one.verdict === 'few')).toBe(true);
    const { body } = await send('head', 'GET', '/api/audits/rows?agreement=emergency&sample=random');
    expect(body.items).toMatchObject([{ id, firstCode: 'ACCIDENTAL', secondCode: 'EMERGENCY_NEW' }]);
    expect((await send('executive', 'GET', '/api/audits/figures')).status).toBe(200);
    expect((await send('executive', 'GET', '/api/audits/rows')).status).toBe(403);
  });

  test('find a call that nobody answered and nobody follows up, by the events alone', async () => {
    const before = await figures();
    expect(before.suppression).toMatchObject({ ends: { suppressed: 0 }, suppressed: [] });
    expect(before.suppression.checked).toBeGreaterThan(30);
    const at = plusMs(now, -2 * 3_600_000);
    const callId = newId();
    await run(
      database.systemDb,
      sql`insert into follow_up_settings (id, tenant_id, content, since) values (${newId()}, ${tenantId}, '{}', ${plusMs(at, -86_400_000)})`,
    );
    await run(
      database.systemDb,
      sql`insert into calls (id, tenant_id, number, state, pbx_system, pbx_linkedid, dialled, arrived_at, queued_at, ended_at)
          values (${callId}, ${tenantId}, ${++made}, 'lost', 'uji', ${callId}, '112', ${at}, ${at}, ${plusMs(at, 9000)})`,
    );
    for (const name of ['call.arrived', 'call.lost']) await addEvent(name, { type: 'call', id: callId }, at);
    const found = await figures();
    expect(found.suppression).toMatchObject({ ends: { suppressed: 1 }, suppressed: [{ callId, arrivedAt: at }] });
    expect(found.suppression.checked).toBe(before.suppression.checked + 1);
    // A row says that there is a ladder; the log does not.
    const ladder = newId();
    await run(
      database.systemDb,
      sql`insert into follow_ups (id, tenant_id, call_id, cause, state, can_call, opened_at) values (${ladder}, ${tenantId}, ${callId}, 'left_queue', 'person', false, ${at})`,
    );
    expect((await figures()).suppression.ends.suppressed).toBe(1);
    await addEvent('follow_up.opened', { type: 'follow_up', id: ladder }, at, { state: 'person', callId });
    expect((await figures()).suppression.ends).toMatchObject({ suppressed: 0, ladder_running: 1 });
  });

  test('say nothing of delay while nothing records it, and count what cost more than five seconds', async () => {
    expect((await figures()).delay).toBeNull();
    delays = [
      { callId: newId(), ms: 0 },
      { callId: newId(), ms: 5000 },
    ];
    expect((await figures()).delay).toMatchObject({ k: 0, n: 2, mostMs: 5000 });
    delays = [...delays, { callId: newId(), ms: 5001 }];
    expect((await figures()).delay).toMatchObject({ k: 1, n: 3, mostMs: 5001 });
  });
});
