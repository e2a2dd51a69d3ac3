import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { sql } from 'kysely';
import { dispositions } from '#features/calls/call.ts';
import { assignmentStates } from '#features/dispatch/assignment.ts';
import { createTestCentre } from '#features/people/server/testing.ts';
import { run } from '#platform/server/db/database.ts';
import { createTestDatabase } from '#platform/server/testing/test-database.ts';
import { newId } from '#platform/shared/ids.ts';
import { plusMs, type Zone } from '#platform/shared/time.ts';
import { createMonev } from '../feature.ts';

const districts = ['35.15.08', '35.15.14', null];

/** A regency in a zone over the real server and database, with people of three kinds, and rows put in as they are when they are over. */
export async function openMonthRoom() {
  const database = await createTestDatabase();
  for (const code of ['35.15.01', '35.15.08', '35.15.14'])
    await run(
      database.systemDb,
      sql`insert into regions (code, level, name) values (${code}, 'district', ${code}) on conflict do nothing`,
    );
  const folder = await mkdtemp(join(tmpdir(), 'analysis-'));
  const clock = { now: '2026-11-20T05:00:00.000Z' };
  const place = database.place({ clock: () => clock.now });
  const monev = createMonev({ systemDb: database.systemDb, place: () => place, dataFolder: folder });
  const centre = await createTestCentre(database, { features: [monev], clock: () => clock.now });
  const addRegency = async (slug: string, zone: Zone = 'Asia/Jakarta') => {
    const tenantId = await centre.addTenant({ slug, zone });
    const cookies = new Map<string, string>();
    const users = new Map<string, string>();
    for (const role of ['AGENCY_HEAD', 'EXECUTIVE', 'SUPERVISOR', 'CALL_TAKER', 'WALL'] as const) {
      const username = `${slug}.${role.toLowerCase()}`;
      users.set(role, await centre.addUser(tenantId, { username, displayName: `${role} ${slug}`, roles: [role] }));
      cookies.set(role, await centre.cookieOf(username));
    }
    const get = async (role: string, url: string) => {
      const answer = await centre.app.inject({ url, headers: { cookie: cookies.get(role) ?? '' } });
      return { status: answer.statusCode, body: answer.json(), text: answer.body };
    };
    return { tenantId, zone, users, get, ...writersOf(database.systemDb, tenantId) };
  };
  return {
    database,
    clock,
    addRegency,
    close: async () => {
      await centre.close();
      await database.close();
      await rm(folder, { recursive: true });
    },
  };
}
export type MonthRoom = Awaited<ReturnType<typeof openMonthRoom>>;
export type Regency = Awaited<ReturnType<MonthRoom['addRegency']>>;

interface GivenCall {
  readonly at: string;
  readonly state?: string;
  readonly queued?: boolean;
  readonly answerMs?: number | null;
  readonly endMs?: number | null;
  readonly disposition?: string | null;
  readonly direction?: string;
  readonly purpose?: string;
  readonly by?: string;
}
interface GivenIncident {
  readonly at: string;
  readonly type: string;
  readonly priority?: string;
  readonly district?: string | null;
  readonly state?: string;
  readonly callId?: string;
  readonly into?: string;
  readonly sensitive?: boolean;
}

function writersOf(systemDb: Awaited<ReturnType<typeof createTestDatabase>>['systemDb'], tenantId: string) {
  let number = 0;
  const addCall = async (given: GivenCall): Promise<string> => {
    const { at, state = 'ended', queued = true, answerMs = 3000, endMs = 60_000, disposition = 'GHOST' } = given;
    const id = newId();
    number += 1;
    const later = (ms: number | null) => (ms === null ? null : plusMs(at, ms));
    const isAnswered = state === 'ended' || state === 'answered';
    const isOver = !['arrived', 'queued', 'offered', 'answered'].includes(state);
    await run(
      systemDb,
      sql`insert into calls (id, tenant_id, number, direction, purpose, state, pbx_system, pbx_linkedid, dialled, caller_e164, arrived_at, queued_at, answered_at,
            answered_by, ended_at, disposition)
          values (${id}, ${tenantId}, ${number}, ${given.direction ?? 'inbound'}, ${given.purpose ?? 'public'}, ${state}, 'uji', ${id}, '112', '+6281234567890', ${at},
            ${queued ? at : null}, ${isAnswered ? later(answerMs) : null}, ${isAnswered ? (given.by ?? null) : null}, ${isOver ? later(endMs) : null}, ${isAnswered ? disposition : null})`,
    );
    return id;
  };
  const codes = new Map<string, string>();
  const typeOf = async (code: string) => {
    const known = codes.get(code) ?? newId();
    if (!codes.has(code))
      await run(
        systemDb,
        sql`insert into incident_types (id, tenant_id, code, category, name, name_en, default_priority) values (${known}, ${tenantId}, ${code}, 'DISASTER', ${code}, ${code}, 'P2')`,
      );
    codes.set(code, known);
    return known;
  };
  const agencyOf = async (code: string) => {
    const known = codes.get(`agency ${code}`) ?? newId();
    if (!codes.has(`agency ${code}`))
      await run(
        systemDb,
        sql`insert into agencies (id, tenant_id, code, name, name_en, kind) values (${known}, ${tenantId}, ${code}, ${code}, ${code}, 'OPD')`,
      );
    codes.set(`agency ${code}`, known);
    return known;
  };
  const addIncident = async (given: GivenIncident): Promise<string> => {
    const { at, priority = 'P2', district = null, into = null, callId, sensitive = false } = given;
    const id = newId();
    number += 1;
    // Every fifth lasts a month: more milliseconds than a 32-bit integer holds.
    const lasted = number % 5 === 0 ? 30 * 86_400_000 : number * 60_000;
    const resolved = given.state === 'RESOLVED' && into === null ? plusMs(at, lasted) : null;
    await run(
      systemDb,
      sql`insert into incidents (id, tenant_id, number, state, source, incident_type_id, priority, district_code, sensitive, reported_at, verified_at, dispatched_at, resolved_at, merged_into)
          values (${id}, ${tenantId}, ${number}, ${into === null ? (given.state ?? 'DISPATCHED') : 'MERGED'}, 'call', ${await typeOf(given.type)}, ${priority}, ${district}, ${sensitive}, ${at}, ${at}, ${at}, ${resolved}, ${into})`,
    );
    if (callId !== undefined)
      await run(
        systemDb,
        sql`insert into incident_calls (tenant_id, incident_id, call_id, relation) values (${tenantId}, ${id}, ${callId}, 'opened')`,
      );
    return id;
  };
  const addAssignment = async (incidentId: string, agency: string, at: string, state: string, ackMs: number | null) => {
    const finished = state === 'DONE' || state === 'NOT_FOUND' ? plusMs(at, 3_600_000) : null;
    const ended = finished ?? (['REJECTED', 'REROUTED', 'CANCELLED'].includes(state) ? plusMs(at, 60_000) : null);
    const id = newId();
    await run(
      systemDb,
      sql`insert into assignments (id, tenant_id, incident_id, agency_id, part, state, reason, sent_at, acknowledged_at, arrived_at, finished_at, ended_at, acknowledge_due_at, arrive_due_at, resolve_due_at)
          values (${id}, ${tenantId}, ${incidentId}, ${await agencyOf(agency)}, 'lead', ${state}, 'uji', ${at}, ${ackMs === null ? null : plusMs(at, ackMs)}, ${finished}, ${finished}, ${ended},
            ${plusMs(at, 120_000)}, ${plusMs(at, 1_200_000)}, ${plusMs(at, 3_600_000)})`,
    );
    return id;
  };
  return { addCall, addIncident, addAssignment };
}

/** Two months of anything the schema allows, thickest around midnights and month ends. */
export async function fillAtRandom(regency: Regency, seed: number): Promise<void> {
  const pick = <Value>(arbitrary: fc.Arbitrary<Value>, count: number) => fc.sample(arbitrary, { seed, numRuns: count });
  const edges = ['2026-09-30T15:00:00.000Z', '2026-10-31T15:00:00.000Z', '2026-10-11T16:59:59.999Z'];
  const at = fc.oneof(
    fc
      .tuple(fc.constantFrom(...edges), fc.integer({ min: -10_000_000, max: 10_000_000 }))
      .map(([edge, ms]) => plusMs(edge, ms)),
    fc.integer({ min: 0, max: 60 * 86_400_000 }).map((ms) => plusMs('2026-10-01T00:00:00.000Z', ms)),
  );
  const calls = fc.record({
    at,
    state: fc.constantFrom('queued', 'offered', 'answered', 'ended', 'ended', 'ended', 'lost', 'overflowed', 'failed'),
    queued: fc.boolean(),
    answerMs: fc.oneof(fc.constantFrom(0, 9999, 10_000, 10_001), fc.integer({ min: 0, max: 40_000 })),
    endMs: fc.oneof(fc.constantFrom(10_000, 10_001), fc.integer({ min: 0, max: 90_000 })),
    disposition: fc.option(fc.constantFrom(...dispositions)),
    direction: fc.constantFrom('inbound', 'inbound', 'inbound', 'outbound'),
    purpose: fc.constantFrom('public', 'public', 'public', 'test', 'drill'),
    by: fc.constantFrom(...['CALL_TAKER', 'SUPERVISOR'].map((role) => regency.users.get(role) ?? '')),
  });
  const ids: string[] = [];
  for (const call of pick(calls, 160)) ids.push(await regency.addCall(call));
  const incidents = fc.record({
    at,
    type: fc.constantFrom('FLOOD', 'FIRE', 'STREETLIGHT'),
    priority: fc.constantFrom('P1', 'P2', 'P3', 'P4'),
    district: fc.constantFrom(...districts),
    state: fc.constantFrom('VERIFIED', 'DISPATCHED', 'RESOLVED', 'FALSE_REPORT'),
    isMerged: fc.constantFrom(false, false, false, true),
    assigned: fc.uniqueArray(
      fc.record({
        agency: fc.constantFrom('BPBD', 'DAMKAR', 'PSC119'),
        state: fc.constantFrom(...assignmentStates),
        ackMs: fc.option(fc.oneof(fc.constantFrom(120_000, 120_001), fc.integer({ min: 0, max: 300_000 }))),
      }),
      { maxLength: 3, selector: ({ agency }) => agency },
    ),
  });
  let kept: string | null = null;
  for (const [index, { isMerged, assigned, ...incident }] of pick(incidents, 60).entries()) {
    const callId = index % 3 === 0 ? {} : { callId: ids[index] ?? '' };
    const into = isMerged && kept !== null ? { into: kept } : {};
    const id = await regency.addIncident({ ...incident, ...callId, ...into });
    if (!isMerged) kept = id;
    for (const { agency, state, ackMs } of assigned) {
      await regency.addAssignment(id, agency, incident.at, state, ackMs);
    }
  }
}
