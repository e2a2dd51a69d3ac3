import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { readCall as readCallRoute } from '#features/calls/contract.ts';
import { unlessAuditing } from '#features/calls/server/audits-behind.ts';
import { closingPart } from '#features/calls/server/closing/closing-part.ts';
import { followUpListeners } from '#features/calls/server/follow-up/follow-calls.ts';
import { readCall } from '#features/calls/server/read-calls.ts';
import { noIncidents } from '#features/calls/server/recording/incidents-behind.ts';
import type { Role } from '#features/people/permissions.ts';
import { createPeople } from '#features/people/server/feature.ts';
import { createTestCentre } from '#features/people/server/testing.ts';
import { bind, systemActor } from '#platform/server/action.ts';
import { rows, run } from '#platform/server/db/database.ts';
import { joinParts } from '#platform/server/join-parts.ts';
import { createTestDatabase } from '#platform/server/testing/test-database.ts';
import { runWork } from '#platform/server/unit.ts';
import { newId } from '#platform/shared/ids.ts';
import { plusMs } from '#platform/shared/time.ts';
import { createMonev } from '../feature.ts';
import { auditsBehind } from './audits-behind.ts';
import { auditKind } from './day-store.ts';

const usernames = { ani: 'ani', budi: 'budi', taker: 'taker', head: 'kadis', executive: 'bupati', admin: 'admin' };
type Who = keyof typeof usernames;

interface MadeCall {
  readonly code?: string;
  readonly by?: string;
  readonly at?: string;
  readonly caller?: string;
  readonly purpose?: string;
  readonly sound?: boolean;
  /** What lies in its file. */
  readonly bytes?: Buffer;
}

/** A regency with two supervisors and a call taker over the real server and database, and a clock that a test moves. */
async function found() {
  const database = await createTestDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'audits-'));
  /** Noon in Jakarta on the 20th, until a test moves it. */
  const clock = { now: '2026-11-20T05:00:00.000Z' };
  const listeners = Object.fromEntries(Object.entries(followUpListeners).map(([name, listener]) => [name, [listener]]));
  const place = database.place({ clock: () => clock.now, listeners });
  const { systemDb } = database;
  const monev = createMonev({ systemDb, place: () => place, dataFolder: folder });
  // The two routes that tell what a call was closed as, as the house binds them.
  const calls = joinParts('calls', [
    { routes: [bind(readCallRoute, unlessAuditing(auditsBehind, readCall))] },
    closingPart(noIncidents, auditsBehind),
  ]);
  const people = createPeople({ systemDb, defaultTenant: 'sidoarjo', place: () => place, settingKinds: [auditKind] });
  const house = { people, place: () => place };
  const centre = await createTestCentre(database, { house, features: [people.feature, calls, monev] });
  const tenantId = await centre.addTenant({ slug: 'sidoarjo' });
  const add = (username: string, role: Role) => centre.addUser(tenantId, { username, roles: [role] });
  const users = {
    ani: await add('ani', 'SUPERVISOR'),
    budi: await add('budi', 'SUPERVISOR'),
    taker: await add('taker', 'CALL_TAKER'),
  };
  await add('kadis', 'AGENCY_HEAD');
  await add('bupati', 'EXECUTIVE');
  await add('admin', 'ADMIN');
  return { database, systemDb, folder, clock, place, monev, centre, tenantId, users };
}
type Founded = Awaited<ReturnType<typeof found>>;

/** What people ask over HTTP. */
function askingIn({ centre, clock }: Founded) {
  const cookies = new Map<Who, string>();
  const send = async (who: Who, method: 'GET' | 'POST', url: string, payload: object = {}) => {
    const headers = { cookie: cookies.get(who) ?? '' };
    const answer = await centre.app.inject({ method, url, headers, ...(method === 'POST' ? { payload } : {}) });
    return { status: answer.statusCode, body: answer.json(), text: answer.body };
  };
  return {
    send,
    /** Another day; everybody signs in again, for a session does not last so long. */
    moveTo: async (now: string) => {
      clock.now = now;
      // Object.keys forgets the key type.
      for (const who of Object.keys(usernames) as Who[]) cookies.set(who, await centre.cookieOf(usernames[who]));
    },
    /** The bytes of an address, as a player gets them. */
    fetchSound: async (who: Who, url: string, range?: string) => {
      const headers = { cookie: cookies.get(who) ?? '', ...(range === undefined ? {} : { range }) };
      return centre.app.inject({ method: 'GET', url, headers });
    },
    listen: (who: Who, id: string) => send(who, 'POST', `/api/audits/${id}/listen`),
    judge: (who: Who, id: string, code: string) =>
      send(who, 'POST', `/api/audits/${id}/judge`, { code, confidence: 'sure', note: '' }),
  };
}

/** Calls as they are when they are over, with their events. */
function callsIn({ systemDb, tenantId, users, clock, folder }: Founded) {
  let made = 0;
  const nextNumber = () => {
    made += 1;
    return made;
  };
  const addEvent = (name: string, subject: { type: string; id: string }, at: string, content: object = {}) =>
    run(
      systemDb,
      sql`insert into events (tenant_id, name, subject_type, subject_id, audience, actor_kind, occurred_at, clock, content)
          values (${tenantId}, ${name}, ${subject.type}, ${subject.id}, '{tenant}', 'system', ${at}, 'server', ${JSON.stringify(content)}::jsonb)`,
    );
  /** Answered, closed and recorded. */
  const addCall = async (given: MadeCall = {}): Promise<string> => {
    const { code = 'PRANK_CHILD', by = users.taker, at = clock.now, purpose = 'public', sound = true } = given;
    const [id, number] = [newId(), nextNumber()];
    const caller = given.caller ?? `+62812${String(number).padStart(8, '0')}`;
    await run(
      systemDb,
      sql`insert into calls (id, tenant_id, number, purpose, state, pbx_system, pbx_linkedid, dialled, caller_e164, arrived_at, queued_at, answered_at, answered_by,
            ended_at, ended_by, hangup_cause, disposition, disposition_by, disposition_at, wrapped_up_at)
          values (${id}, ${tenantId}, ${number}, ${purpose}, 'ended', 'uji', ${id}, '112', ${caller}, ${at}, ${at},
            ${plusMs(at, 4000)}, ${by}, ${plusMs(at, 30_000)}, 'caller', 16, ${code}, ${by}, ${plusMs(at, 31_000)}, ${plusMs(at, 32_000)})`,
    );
    for (const name of ['call.arrived', 'call.answered', 'call.ended']) await addEvent(name, { type: 'call', id }, at);
    if (sound)
      await run(
        systemDb,
        sql`insert into recordings (id, tenant_id, call_id, path, state, duration_ms, bytes, stored_at)
            values (${newId()}, ${tenantId}, ${id}, ${`${id}.wav`}, 'stored', 30000, 1000, ${at})`,
      );
    if (given.bytes !== undefined) {
      await mkdir(join(folder, 'recordings'), { recursive: true });
      await writeFile(join(folder, 'recordings', `${id}.wav`), given.bytes);
    }
    return id;
  };
  return { nextNumber, addEvent, addCall };
}

/** Audits without waiting for a draw, and what there is of them. */
function auditsIn({ database, systemDb, tenantId, clock }: Founded, { addEvent }: ReturnType<typeof callsIn>) {
  return {
    /** No person can; a test begins anew. */
    forget: async () => {
      await database.ownerPool.query('delete from audits');
      // Events cannot be taken back by anybody else either.
      await database.ownerPool.query('alter table events disable trigger events_append_only');
      await database.ownerPool.query(
        "delete from events where name in ('audit.opened', 'audit.widened', 'audit.judged')",
      );
      await database.ownerPool.query('alter table events enable trigger events_append_only');
    },
    auditsOf: (callId: string) =>
      rows<{ id: string; is_random: boolean; match_by: string | null; first_code: string; agreement: string | null }>(
        systemDb,
        sql`select * from audits where call_id = ${callId} order by opened_at`,
      ),
    /** As if the draw had taken it. */
    putInQueue: async (callId: string): Promise<string> => {
      const id = newId();
      await run(
        systemDb,
        sql`insert into audits (id, tenant_id, call_id, day, opened_at, is_random, first_code, first_by)
            select ${id}, ${tenantId}, id, '2026-11-20', ${clock.now}, true, disposition, disposition_by from calls where id = ${callId}`,
      );
      await addEvent('audit.opened', { type: 'audit', id }, clock.now, { callId, isRandom: true });
      return id;
    },
    eventsNamed: (name: string) =>
      rows<{ content: Record<string, unknown> }>(
        systemDb,
        sql`select content from events where tenant_id = ${tenantId} and name = ${name} order by seq`,
      ),
  };
}

export async function openAuditRoom() {
  const founded = await found();
  const { database, place, monev, centre, tenantId, folder } = founded;
  const asking = askingIn(founded);
  await asking.moveTo(founded.clock.now);
  const calls = callsIn(founded);
  return {
    ...founded,
    ...asking,
    ...calls,
    ...auditsIn(founded, calls),
    work: (task: string) =>
      runWork(place, { tenantId, actor: systemActor }, (ctx) => monev.jobs?.[task]?.(ctx, {}) ?? Promise.reject(task)),
    close: async () => {
      await centre.close();
      await database.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
export type AuditRoom = Awaited<ReturnType<typeof openAuditRoom>>;
