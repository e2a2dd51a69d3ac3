import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { agencyByCode } from '#features/agencies/server/seed.ts';
import { type PermissionName, reachOf, roles } from '#features/people/permissions.ts';
import { createTestCentre, type TestCentre } from '#features/people/server/testing.ts';
import { bind, systemActor } from '#platform/server/action.ts';
import { rows, run } from '#platform/server/db/database.ts';
import { silentLog } from '#platform/server/log/log.ts';
import { createTestDatabase, type TestDatabase } from '#platform/server/testing/test-database.ts';
import { runWork } from '#platform/server/unit.ts';
import { route } from '#platform/shared/contract.ts';
import { newId } from '#platform/shared/ids.ts';
import { ok } from '#platform/shared/result.ts';
import { readConfig } from './config.ts';
import { buildHouse } from './house.ts';
import { ask, type Entry, endsSession, entriesOf, judge, judgePermissions, takesId } from './route-walk.ts';

/**
 * Addresses without a permission of their own, each with a reason. A new one is entered here by hand or this test fails:
 * that is how a route that forgot its permission is found.
 */
const open = new Set([
  // Signing in, and what everybody may do about their own account.
  'POST /api/session public',
  'GET /api/session signed_in',
  'DELETE /api/session signed_in',
  'POST /api/session/second-factor signed_in',
  'POST /api/session/password signed_in',
  'GET /api/session/sessions signed_in',
  'POST /api/session/sessions/:id/end signed_in',
  'POST /api/session/language signed_in',
  'GET /api/session/second-factor signed_in',
  'POST /api/session/second-factor/set signed_in',
  'POST /api/session/second-factor/remove signed_in',
  // Notifications to one's own browser.
  'GET /api/push signed_in',
  'POST /api/messages/:id/received signed_in',
  'POST /api/push-subscriptions signed_in',
  'POST /api/push-subscriptions/end signed_in',
  // Whether telephony runs, for a line on every screen.
  'GET /api/installation/parts signed_in',
  // Whose centre an address is, and its coat of arms: they stand on the sign-in page.
  'GET /api/door public',
  'GET /api/crests/:sha256 public',
  // Its key is in the address; without an agreement there is nothing there.
  'POST /api/aml/:key public',
  // The caller's page: its token is in the address, and says whose it is.
  'GET /api/links/:token public',
  'POST /api/links/:token/messages public',
  // The page of a body without accounts, and what became of a report: a token in the address again.
  'GET /api/responses/:token public',
  'POST /api/responses/:token/acts public',
  'POST /api/responses/:token/photos/:photoId public',
  'GET /api/tracks/:token public',
  'POST /api/tracks/:token/acts public',
  // Somebody's own published shifts, for their calendar: a token in the address.
  'GET /api/calendar/:token public',
  // The signed heads of the event chain are for anybody to check.
  'GET /open-data/:slug/chain public',
  // A regency's own numbers of whole months, none of any area or person.
  'GET /portal/:slug/bukan-mainan public',
  'GET /portal/bukan-mainan.css public',
]);

let database: TestDatabase;
let centre: TestCentre;
let folder = '';
let entries: Entry[];
let [own, foreign] = ['', ''];
const cookies = new Map<string, string>();
const ids = { own: new Map<string, string>(), foreign: new Map<string, string>() };

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'sigap-matrix-'));
  const config = readConfig({ SIGAP_DATA: folder, SIGAP_ASTERISK: 'off' }, []);
  const house = await buildHouse({
    config,
    databases: { appDb: database.db, systemDb: database.systemDb, systemPool: database.systemPool },
    log: silentLog,
    exchange: () => null,
  });
  entries = entriesOf(house.features);
  centre = await createTestCentre(database, { house, features: house.features });
  own = await centre.addTenant({ slug: 'sidoarjo' });
  foreign = await centre.addTenant({ slug: 'ketapang' });
  for (const [tenantId, kept] of [
    [own, ids.own],
    [foreign, ids.foreign],
  ] as const)
    await fill(tenantId, kept);
  const agencyId = (await agenciesOf(own)).get('DAMKAR') ?? '';
  for (const role of roles) {
    await centre.addUser(own, { username: role.toLowerCase().replace('_', '-'), roles: [role], agencyId });
    cookies.set(role, await centre.cookieOf(role.toLowerCase().replace('_', '-')));
  }
  await centre.addUser(own, { username: 'semua', roles, agencyId });
  cookies.set('all', await centre.cookieOf('semua'));
});
afterAll(async () => {
  await centre.close();
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

const agenciesOf = (tenantId: string) => runWork(centre.place, { tenantId, actor: systemActor }, agencyByCode);
const cookieOf = (who: string) => cookies.get(who) ?? '';

/** One row of everything that lies with an agency, so that each address has something of each regency to stumble over. */
async function fill(tenantId: string, kept: Map<string, string>): Promise<void> {
  const agencies = await agenciesOf(tenantId);
  const notDamkar = agencies.get('PSC119') ?? '';
  const [numberId, caseId] = [newId(), newId()];
  const [obstacleId, meetingId, itemId] = [newId(), newId(), newId()];
  const [callId, incidentId, userId, unitId, campaignId] = [newId(), newId(), newId(), newId(), newId()];
  const campaign = {
    name: 'Rahasia',
    aim: 'Rahasia',
    audience: 'adults',
    kind: 'radio',
    places: [],
    startsOn: '2024-03-01',
    endsOn: '2024-03-02',
    materials: '',
    costRupiah: 0,
    attendance: null,
    lessons: '',
  };
  await runWork(centre.place, { tenantId, actor: systemActor }, async (ctx) => {
    const statements = [
      sql`insert into users (id, tenant_id, username, display_name, roles, agency_id, password_hash)
          values (${userId}, ${tenantId}, ${`lama-${userId.slice(-6)}`}, 'Lama', '{AGENCY_ADMIN}', ${notDamkar}, '-')`,
      sql`insert into duty_contacts (id, tenant_id, agency_id, name) values (${newId()}, ${tenantId}, ${notDamkar}, 'Piket')`,
      sql`insert into calls (id, tenant_id, number, state, pbx_system, pbx_linkedid, dialled, caller_e164, arrived_at, answered_at, ended_at)
          values (${callId}, ${tenantId}, 900001, 'ended', 'uji', ${callId}, '112', '+6281234567890', now(), now(), now())`,
      sql`insert into caller_numbers (id, tenant_id, e164, added_at) values (${numberId}, ${tenantId}, '+6281234567890', now())`,
      sql`insert into caller_notes (id, tenant_id, number_id, kind, text, salt, expires_at, written_at)
          values (${newId()}, ${tenantId}, ${numberId}, 'child', 'Rahasia', '\\x00', now() + interval '1 month', now())`,
      sql`insert into caller_cases (id, tenant_id, number, number_id, state, cause, opened_at, last_nuisance_at)
          values (${caseId}, ${tenantId}, 1, ${numberId}, 'open', 'rule', now(), now())`,
      sql`insert into case_packs (id, tenant_id, case_id, number, state, calls, reason, salt, prepared_at, prepared_by, content_sha256, file_id, path, wrapped_key)
          values (${newId()}, ${tenantId}, ${caseId}, 1, 'prepared', 3, 'Rahasia', '\\x00', now(), ${userId}, decode(repeat('00', 32), 'hex'), ${newId()},
            'attachments/uji', '\\x00')`,
      sql`insert into test_calls (id, tenant_id, caller, requested_by, requested_at, placed_at)
          values (${newId()}, ${tenantId}, ${`000${callId.replace(/\D/g, '').slice(-9).padStart(9, '0')}`}, ${userId}, now(), now())`,
      sql`insert into recordings (id, tenant_id, call_id, path, state) values (${newId()}, ${tenantId}, ${callId}, 'uji.wav', 'missing')`,
      sql`insert into audits (id, tenant_id, call_id, day, opened_at, is_random, first_code) values (${newId()}, ${tenantId}, ${callId}, now()::date, now(), true, 'GHOST')`,
      sql`insert into quality_samples (id, tenant_id, call_id, month, taker_id, stratum, is_double, state, opened_at)
          values (${newId()}, ${tenantId}, ${callId}, '2026-10', ${userId}, 'silent', false, 'assess', now())`,
      sql`insert into incidents (id, tenant_id, number, state, source, incident_type_id, priority, reported_at, verified_at, dispatched_at)
          values (${incidentId}, ${tenantId}, 900001, 'DISPATCHED', 'call',
            (select id from incident_types where tenant_id = ${tenantId} order by code limit 1), 'P2', now(), now(), now())`,
      sql`insert into incident_particulars (incident_id, tenant_id, salt, caller_name) values (${incidentId}, ${tenantId}, '\\x00', 'Rahasia')`,
      sql`insert into incident_calls (tenant_id, incident_id, call_id, relation) values (${tenantId}, ${incidentId}, ${callId}, 'opened')`,
      sql`insert into incident_notes (id, tenant_id, incident_id, salt, text) values (${newId()}, ${tenantId}, ${incidentId}, '\\x00', 'Catatan')`,
      sql`insert into assignments (id, tenant_id, incident_id, agency_id, part, state, sent_at)
          values (${newId()}, ${tenantId}, ${incidentId}, ${notDamkar}, 'lead', 'SENT', now())`,
      sql`insert into units (id, tenant_id, agency_id, call_sign, kind, status, status_at)
          values (${unitId}, ${tenantId}, ${notDamkar}, 'Ambulans uji', 'ambulance', 'available', now())`,
      sql`insert into unit_members (id, tenant_id, unit_id, name, joined_at) values (${newId()}, ${tenantId}, ${unitId}, 'Rahasia', now())`,
      sql`insert into unit_alarms (id, tenant_id, unit_id, kind, raised_at) values (${newId()}, ${tenantId}, ${unitId}, 'panic', now())`,
      sql`insert into incident_attachments (id, tenant_id, incident_id, unit_id, kind, mime, bytes, sha256, path, wrapped_key, taken_at, clamped, recorded_at)
          values (${newId()}, ${tenantId}, ${incidentId}, ${unitId}, 'photo', 'image/jpeg', 1, '\\x00', 'attachments/uji', '\\x00', now(), false, now())`,
      sql`insert into agency_briefs (id, tenant_id, agency_id, month, number, cause, made_at, is_partial, sheet, pdf)
          values (${newId()}, ${tenantId}, ${notDamkar}, '2026-10', 1, 'schedule', now(), false, '{}', '\\x00')`,
      sql`insert into agency_explanations (id, tenant_id, agency_id, month, figure, side, version, text, written_at, written_by)
          values (${newId()}, ${tenantId}, ${notDamkar}, to_char(now(), 'YYYY-MM'), 'SLA_ACK', 'agency', 1, 'Rahasia', now(), ${userId})`,
      sql`insert into campaigns (id, tenant_id, content, state, made_at, changed_at)
          values (${campaignId}, ${tenantId}, ${JSON.stringify(campaign)}::jsonb, 'held', now(), now())`,
      sql`insert into campaign_photos (id, tenant_id, campaign_id, consent, mime, bytes, sha256, path, wrapped_key, recorded_at)
          values (${newId()}, ${tenantId}, ${campaignId}, 'adults_agreed', 'image/jpeg', 1, '\\x00', 'attachments/uji', '\\x00', now())`,
      sql`insert into obstacles (id, tenant_id, number, code, title, state, made_at, changed_at)
          values (${obstacleId}, ${tenantId}, 1, 'K13', 'Rahasia', 'proposed', now(), now())`,
      sql`insert into meetings (id, tenant_id, number, title, place, starts_at, month, state)
          values (${meetingId}, ${tenantId}, 1, 'Rahasia', '', now(), '2024-03', 'live')`,
      sql`insert into meeting_items (id, tenant_id, meeting_id, position, key, kind, title, obstacle_id)
          values (${itemId}, ${tenantId}, ${meetingId}, 1, 'uji', 'obstacle', 'Rahasia', ${obstacleId})`,
      sql`insert into meeting_attendees (id, tenant_id, meeting_id, name) values (${newId()}, ${tenantId}, ${meetingId}, 'Rahasia')`,
      sql`insert into obstacle_actions (id, tenant_id, obstacle_id, meeting_item_id, task, who, due_on, made_at)
          values (${newId()}, ${tenantId}, ${obstacleId}, ${itemId}, 'Rahasia', 'Rahasia', '2024-03-01', now())`,
    ];
    for (const statement of statements) await run(ctx.tx, statement);
  });
  kept.set('agency', notDamkar);
  for (const table of [
    'users',
    'duty_contacts',
    'calls',
    'recordings',
    'audits',
    'quality_samples',
    'test_calls',
    'incident_types',
    'incidents',
    'incident_notes',
    'assignments',
    'units',
    'unit_members',
    'unit_alarms',
    'incident_attachments',
    'caller_numbers',
    'caller_notes',
    'caller_cases',
    'case_packs',
    'campaigns',
    'campaign_photos',
    'obstacles',
    'obstacle_actions',
    'meetings',
    'meeting_items',
    'agency_briefs',
    'agency_explanations',
  ]) {
    const found = await rows<{ id: string }>(
      database.systemDb,
      sql`select id from ${sql.table(table)} where tenant_id = ${tenantId} order by id desc limit 1`,
    );
    kept.set(table, found[0]?.id ?? '');
  }
}

/** Every id of a regency, to look for in answers that must not hold one. */
async function idsOf(tenantId: string): Promise<string[]> {
  const tables = await rows<{ name: string }>(
    database.systemDb,
    sql`select c.table_name as name from information_schema.columns c
        join information_schema.columns t on t.table_name = c.table_name and t.table_schema = 'public' and t.column_name = 'tenant_id'
        where c.table_schema = 'public' and c.column_name = 'id' and c.data_type = 'uuid'`,
  );
  const found: string[] = [tenantId];
  for (const { name } of tables) {
    const of = await rows<{ id: string }>(
      database.systemDb,
      sql`select id from ${sql.table(name)} where tenant_id = ${tenantId}`,
    );
    found.push(...of.map((each) => each.id));
  }
  return found;
}

/** What a regency's rows say, all tables together. */
async function stateOf(tenantId: string): Promise<string[]> {
  const tables = await rows<{ name: string }>(
    database.systemDb,
    sql`select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'tenant_id' order by 1`,
  );
  const said: string[] = [];
  for (const { name } of tables) {
    const digest = await rows<{ digest: string }>(
      database.systemDb,
      sql`select coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as digest from ${sql.table(name)} t where tenant_id = ${tenantId}`,
    );
    said.push(`${name} ${digest[0]?.digest}`);
  }
  return said;
}

const commands = (entry: Entry) => !endsSession(entry);

describe('every address', () => {
  test('says what it is for, and those without a permission are the listed ones', () => {
    expect(entries.length).toBeGreaterThan(40);
    expect(judgePermissions(entries, open)).toEqual([]);
  });

  test('is in the OpenAPI document and nothing else is', async () => {
    const paths = (await centre.app.inject({ method: 'GET', url: '/api/openapi.json' })).json<{
      paths: Record<string, object>;
    }>().paths;
    const documented = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
    );
    expect(documented.sort()).toEqual(entries.map((entry) => `${entry.method} ${entry.path}`).sort());
  });

  test('asks for a session, but for the public ones', async () => {
    const wrong: string[] = [];
    for (const entry of entries) {
      const answer = await ask(centre.app, entry, { cookie: null, id: newId() });
      if ((answer.code === 'session.missing') !== (entry.permission !== 'public'))
        wrong.push(`${entry.method} ${entry.path}: ${answer.status} ${answer.code}`);
    }
    expect(wrong).toEqual([]);
  });

  test.each([...roles])('does for %s what the table says, no more and no less', async (role) => {
    const wrong: string[] = [];
    for (const entry of entries.filter(commands)) {
      const finding = judge(entry, role, await ask(centre.app, entry, { cookie: cookieOf(role), id: newId() }));
      if (finding !== null) wrong.push(finding);
    }
    expect(wrong).toEqual([]);
  });
});

describe('another regency', () => {
  test('does not exist for somebody with every role: its ids are not found, its rows stay as they are', async () => {
    const before = await stateOf(foreign);
    const wrong: string[] = [];
    for (const entry of entries.filter((each) => commands(each) && takesId(each) && each.permission !== 'public')) {
      for (const [table, id] of ids.foreign) {
        const answer = await ask(centre.app, entry, { cookie: cookieOf('all'), id });
        // 400 and 422: the id did not even fit, or the command was refused for what it says.
        if (![400, 404, 422].includes(answer.status))
          wrong.push(`${entry.method} ${entry.path} with a foreign id of ${table}: ${answer.status} ${answer.code}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(await stateOf(foreign)).toEqual(before);
  });

  test('appears in no answer', async () => {
    const secret = await idsOf(foreign);
    const wrong: string[] = [];
    for (const entry of entries.filter((each) => each.method === 'GET')) {
      for (const [table, id] of ids.own) {
        const answer = await ask(centre.app, entry, { cookie: cookieOf('all'), id });
        if (secret.some((each) => answer.body.includes(each))) wrong.push(`${entry.path} with an own id of ${table}`);
        if (!takesId(entry)) break;
      }
    }
    expect(wrong).toEqual([]);
  });
});

describe('another agency', () => {
  test.each(['AGENCY_ADMIN', 'FIELD_CREW'] as const)(
    'is out of reach for %s: neither found by its ids nor listed',
    async (role) => {
      const wrong: string[] = [];
      const narrow = entries.filter(
        (entry) =>
          entry.permission.includes('.') && reachOf(entry.permission as PermissionName, [role]) === 'own_agency',
      );
      expect(narrow.length).toBeGreaterThan(0);
      const theirs = [
        'incidents',
        'assignments',
        'duty_contacts',
        'calls',
        'incident_notes',
        'units',
        'incident_attachments',
      ].map((table) => ids.own.get(table) ?? '');
      for (const entry of narrow) {
        if (!takesId(entry)) {
          const answer = await ask(centre.app, entry, { cookie: cookieOf(role), id: newId() });
          if (theirs.some((id) => answer.body.includes(id))) wrong.push(`${entry.method} ${entry.path} lists it`);
          continue;
        }
        for (const [table, id] of ids.own) {
          if (entry.path.startsWith('/api/places')) continue;
          const answer = await ask(centre.app, entry, { cookie: cookieOf(role), id });
          if (![400, 404, 422].includes(answer.status))
            wrong.push(`${entry.method} ${entry.path} with an id of ${table}: ${answer.status} ${answer.code}`);
        }
      }
      expect(wrong).toEqual([]);
    },
  );
});

describe('this test can fail', () => {
  const forgotten = (permission: 'public' | 'signed_in' | 'setting.read', method: 'GET' | 'POST') =>
    entriesOf([
      {
        name: 'forgetful',
        routes: [
          bind(route({ method, path: '/api/forgotten', summary: '', permission, output: z.object({}) }), async () =>
            ok({}),
          ),
        ],
      },
    ]);

  test('on a route that forgot its permission', () => {
    expect(judgePermissions(forgotten('public', 'GET'), open)).toEqual([
      expect.stringContaining('GET /api/forgotten is public'),
    ]);
    expect(judgePermissions(forgotten('signed_in', 'POST'), open)).toEqual([
      expect.stringContaining('POST /api/forgotten is signed_in'),
    ]);
    expect(judgePermissions(forgotten('setting.read', 'POST'), open)).toEqual([
      expect.stringContaining('changes something'),
    ]);
  });

  test('on a route that serves whom the table does not name, and on one that refuses whom it names', async () => {
    // The server has an open route where the walk was told of one that asks for a permission, and the other way round.
    const served = (permission: 'signed_in' | 'user.manage') =>
      bind(
        route({ method: 'GET', path: `/api/rigged-${permission}`, summary: '', permission, output: z.object({}) }),
        async () => ok({}),
      );
    const rigged = await createTestCentre(database, { routes: [served('signed_in'), served('user.manage')] });
    const claim = (permission: string, path: string): Entry => ({ method: 'GET', path, permission, route: null });
    const tooOpen = claim('user.manage', '/api/rigged-signed_in');
    const tooShut = claim('call.take', '/api/rigged-user.manage');
    const answerOf = (entry: Entry) => ask(rigged.app, entry, { cookie: cookieOf('CALL_TAKER'), id: newId() });
    expect(judge(tooOpen, 'CALL_TAKER', await answerOf(tooOpen))).toMatch(/does not allow it/);
    expect(judge(tooShut, 'CALL_TAKER', await answerOf(tooShut))).toMatch(/table allows it/);
    await rigged.close();
  });
});
