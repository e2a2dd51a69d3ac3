import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { followUpListeners } from '#features/calls/server/follow-up/follow-calls.ts';
import { createPeople } from '#features/people/server/feature.ts';
import { createTestCentre } from '#features/people/server/testing.ts';
import { systemActor } from '#platform/server/action.ts';
import { rows, run } from '#platform/server/db/database.ts';
import { createTestDatabase } from '#platform/server/testing/test-database.ts';
import { runWork } from '#platform/server/unit.ts';
import { newId } from '#platform/shared/ids.ts';
import { plusMs } from '#platform/shared/time.ts';
import { createMonev } from '../feature.ts';
import { auditKind } from './day-store.ts';
import type { HistoryDelay } from './history-delay.ts';

const usernames = { ani: 'ani', budi: 'budi', taker: 'taker', head: 'kadis', executive: 'bupati', admin: 'admin' };
export type Who = keyof typeof usernames;

export interface MadeCall {
  readonly code?: string;
  readonly by?: string;
  readonly at?: string;
  readonly caller?: string;
  readonly purpose?: string;
  readonly sound?: boolean;
}

/** A regency with two supervisors and a call taker over the real server and database, and a clock that a test moves. */
export async function openAuditRoom() {
  const database = await createTestDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'audits-'));
  /** Noon in Jakarta on the 20th, until a test moves it. */
  const clock: { now: string; delays: readonly HistoryDelay[] | null } = {
    now: '2026-11-20T05:00:00.000Z',
    delays: null,
  };
  const listeners = Object.fromEntries(Object.entries(followUpListeners).map(([name, listener]) => [name, [listener]]));
  const place = database.place({ clock: () => clock.now, listeners });
  const { systemDb } = database;
  const historyDelays = async () => clock.delays;
  const monev = createMonev({ systemDb, place: () => place, dataFolder: folder, historyDelays });
  const people = createPeople({ systemDb, defaultTenant: 'sidoarjo', place: () => place, settingKinds: [auditKind] });
  const house = { people, place: () => place };
  const centre = await createTestCentre(database, { house, features: [people.feature, monev] });
  const tenantId = await centre.addTenant({ slug: 'sidoarjo' });
  const users = {
    ani: await centre.addUser(tenantId, { username: 'ani', roles: ['SUPERVISOR'] }),
    budi: await centre.addUser(tenantId, { username: 'budi', roles: ['SUPERVISOR'] }),
    taker: await centre.addUser(tenantId, { username: 'taker', roles: ['CALL_TAKER'] }),
  };
  await centre.addUser(tenantId, { username: 'kadis', roles: ['AGENCY_HEAD'] });
  await centre.addUser(tenantId, { username: 'bupati', roles: ['EXECUTIVE'] });
  await centre.addUser(tenantId, { username: 'admin', roles: ['ADMIN'] });
  const cookies = new Map<Who, string>();
  let made = 0;

  /** Again after each day: a session does not last so long. */
  const moveTo = async (now: string) => {
    clock.now = now;
    // Object.keys forgets the key type.
    for (const who of Object.keys(usernames) as Who[]) cookies.set(who, await centre.cookieOf(usernames[who]));
  };
  await moveTo(clock.now);

  const send = async (who: Who, method: 'GET' | 'POST', url: string, payload: object = {}) => {
    const headers = { cookie: cookies.get(who) ?? '' };
    const answer = await centre.app.inject({ method, url, headers, ...(method === 'POST' ? { payload } : {}) });
    return { status: answer.statusCode, body: answer.json(), text: answer.body };
  };
  const addEvent = (name: string, subject: { type: string; id: string }, at: string, content: object = {}) =>
    run(
      systemDb,
      sql`insert into events (tenant_id, name, subject_type, subject_id, audience, actor_kind, occurred_at, clock, content)
          values (${tenantId}, ${name}, ${subject.type}, ${subject.id}, '{tenant}', 'system', ${at}, 'server', ${JSON.stringify(content)}::jsonb)`,
    );
  const nextNumber = () => {
    made += 1;
    return made;
  };

  /** A call that was answered, closed and recorded, with its events. */
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
    return id;
  };

  return {
    database,
    systemDb,
    tenantId,
    users,
    clock,
    moveTo,
    send,
    addEvent,
    addCall,
    nextNumber,
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
    work: (task: string) =>
      runWork(place, { tenantId, actor: systemActor }, (ctx) => monev.jobs?.[task]?.(ctx, {}) ?? Promise.reject(task)),
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
    listen: (who: Who, id: string) => send(who, 'POST', `/api/audits/${id}/listen`),
    judge: (who: Who, id: string, code: string) =>
      send(who, 'POST', `/api/audits/${id}/judge`, { code, confidence: 'sure', note: '' }),
    eventsNamed: (name: string) =>
      rows<{ content: Record<string, unknown> }>(
        systemDb,
        sql`select content from events where tenant_id = ${tenantId} and name = ${name} order by seq`,
      ),
    close: async () => {
      await centre.close();
      await database.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
export type AuditRoom = Awaited<ReturnType<typeof openAuditRoom>>;
