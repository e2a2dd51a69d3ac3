import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { createChannels } from '#features/agencies/server/channels/channels.ts';
import { feature as agenciesFeature } from '#features/agencies/server/feature.ts';
import { agencyByCode } from '#features/agencies/server/seed.ts';
import { agencySettings } from '#features/agencies/server/setting-kinds.ts';
import type { Role } from '#features/people/permissions.ts';
import { createPeople } from '#features/people/server/feature.ts';
import { createTestCentre } from '#features/people/server/testing.ts';
import { systemActor } from '#platform/server/action.ts';
import { rows, run } from '#platform/server/db/database.ts';
import { newPushKeys } from '#platform/server/messages/push.ts';
import { createTestDatabase } from '#platform/server/testing/test-database.ts';
import { runWork } from '#platform/server/unit.ts';
import { newId } from '#platform/shared/ids.ts';
import { createMonev } from '../feature.ts';
import { agencyDayDeadline } from './answer-day.ts';
import { answerKind } from './answer-setting-store.ts';
import { briefTask } from './make-brief.ts';

const pushKeys = newPushKeys();
const channelKeys = { secret: async () => 'rahasia-uji', push: async () => pushKeys };

const usernames = { damkar: 'damkar', psc: 'psc', head: 'kadis', executive: 'bupati', admin: 'admin' } as const;
export type Who = keyof typeof usernames;

interface MadeTask {
  readonly agency: 'DAMKAR' | 'PSC119';
  readonly sentAt: string;
  readonly acknowledgedAt?: string;
  readonly dueAt: string;
  readonly state?: string;
  readonly reason?: string;
}

/** A regency with two agencies over the real server and database, and a clock that a test moves. */
async function found() {
  const database = await createTestDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'answers-'));
  /** The 2nd of December in Jakarta: November is over. */
  const clock = { now: '2026-12-02T03:00:00.000Z' };
  const place = database.place({ clock: () => clock.now });
  const { systemDb } = database;
  const publicUrl = 'https://112.contoh.go.id';
  const monev = createMonev({ systemDb, place: () => place, dataFolder: folder, publicUrl });
  const channels = createChannels(channelKeys);
  const settingKinds = [...agencySettings, answerKind];
  const people = createPeople({ systemDb, defaultTenant: 'sidoarjo', place: () => place, settingKinds });
  const features = [people.feature, agenciesFeature, channels, monev];
  const centre = await createTestCentre(database, { house: { people, place: () => place }, features });
  const tenantId = await centre.addTenant({ slug: 'sidoarjo' });
  const known = await runWork(place, { tenantId, actor: systemActor }, agencyByCode);
  const agencies = { DAMKAR: known.get('DAMKAR') ?? '', PSC119: known.get('PSC119') ?? '' };
  const add = (username: string, role: Role, agencyId?: string) =>
    centre.addUser(tenantId, { username, roles: [role], ...(agencyId === undefined ? {} : { agencyId }) });
  const users = {
    damkar: await add('damkar', 'AGENCY_ADMIN', agencies.DAMKAR),
    psc: await add('psc', 'AGENCY_ADMIN', agencies.PSC119),
  };
  await add('kadis', 'AGENCY_HEAD');
  await add('bupati', 'EXECUTIVE');
  await add('admin', 'ADMIN');
  return { database, systemDb, folder, clock, place, monev, channels, centre, tenantId, agencies, users };
}
type Founded = Awaited<ReturnType<typeof found>>;

/** What people ask over HTTP. */
function askingIn({ centre, clock }: Founded) {
  const cookies = new Map<Who, string>();
  const send = async (who: Who, method: 'GET' | 'POST', url: string, payload: object = {}) => {
    const headers = { cookie: cookies.get(who) ?? '' };
    const answer = await centre.app.inject({ method, url, headers, ...(method === 'POST' ? { payload } : {}) });
    return { status: answer.statusCode, text: answer.body, bytes: answer.rawPayload };
  };
  return {
    send,
    moveTo: async (now: string) => {
      clock.now = now;
      // Object.keys forgets the key type.
      for (const who of Object.keys(usernames) as Who[]) cookies.set(who, await centre.cookieOf(usernames[who]));
    },
    /** Mail is on, as its page sets it; nothing listens there unless a test opens a server. */
    turnMailOn: async (port: number) => {
      const { id, version, content } = JSON.parse((await send('admin', 'GET', '/api/channels')).text);
      const email = {
        ...{ active: true, host: '127.0.0.1', port, security: 'none' },
        ...{ username: 'pusat', from: 'pusat112@contoh.go.id' },
      };
      const payload = { version, reason: 'uji', content: { ...content, email }, secrets: { email: 'kunci' } };
      const changed = await send('admin', 'POST', `/api/channels/${id}/change`, payload);
      if (changed.status !== 200) throw new Error(changed.text);
    },
  };
}

/** Incidents with one task each, and whom an agency can be written to. */
async function rowsIn({ systemDb, tenantId, agencies, users }: Founded) {
  const typeId = newId();
  await run(
    systemDb,
    sql`insert into incident_types (id, tenant_id, code, category, name, name_en, default_priority) values (${typeId}, ${tenantId}, 'FIRE', 'FIRE', 'Kebakaran', 'Fire', 'P1')`,
  );
  let made = 0;
  return {
    addTask: async ({ agency, sentAt, acknowledgedAt, dueAt, state, reason }: MadeTask): Promise<string> => {
      const [incidentId, id] = [newId(), newId()];
      made += 1;
      const held = state ?? (acknowledgedAt === undefined ? 'SENT' : 'ACKNOWLEDGED');
      const by = agency === 'DAMKAR' ? users.damkar : users.psc;
      await run(
        systemDb,
        sql`insert into incidents (id, tenant_id, number, state, source, incident_type_id, priority, reported_at, verified_at, dispatched_at)
            values (${incidentId}, ${tenantId}, ${made}, 'DISPATCHED', 'radio', ${typeId}, 'P1', ${sentAt}, ${sentAt}, ${sentAt})`,
      );
      await run(
        systemDb,
        sql`insert into assignments (id, tenant_id, incident_id, agency_id, part, state, reason, sent_at, acknowledged_at, acknowledged_by, acknowledge_due_at, ended_at)
            values (${id}, ${tenantId}, ${incidentId}, ${agencies[agency]}, 'lead', ${held}, ${reason ?? null}, ${sentAt}, ${acknowledgedAt ?? null},
              ${acknowledgedAt === undefined ? null : by}, ${dueAt}, ${held === 'REJECTED' ? dueAt : null})`,
      );
      return id;
    },
    addContact: (agency: keyof typeof agencies, email: string) =>
      run(
        systemDb,
        sql`insert into duty_contacts (id, tenant_id, agency_id, name, email) values (${newId()}, ${tenantId}, ${agencies[agency]}, 'Piket', ${email})`,
      ),
  };
}

/** What the machinery does by itself, and what it left behind. */
function machineryIn({ database, systemDb, tenantId, agencies, place, monev, clock }: Founded) {
  const asSystem = { tenantId, actor: systemActor };
  return {
    morning: () =>
      runWork(place, asSystem, async (ctx) => monev.deadlines?.[agencyDayDeadline]?.(ctx, tenantId, clock.now)),
    /** The job of a brief; `thenDie`: what a kill before its end leaves is what a transaction leaves that never commits. */
    briefJob: (agency: keyof typeof agencies, month: string, thenDie = false) =>
      runWork(place, asSystem, async (ctx) => {
        await monev.jobs?.[briefTask]?.(ctx, { agencyId: agencies[agency], month });
        if (thenDie) throw new Error('killed');
      }),
    jobsWaiting: async () => {
      const waiting = await database.ownerPool.query<{ payload: { agencyId: string; month: string } }>(
        'select j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = $1',
        [briefTask],
      );
      return waiting.rows.map(({ payload }) => payload);
    },
    briefs: () =>
      rows<{ cause: string; number: number; reason: string | null }>(
        systemDb,
        sql`select cause, number, reason from agency_briefs where tenant_id = ${tenantId} order by made_at, number`,
      ),
    mails: (purpose: string) =>
      rows<{ to: string; title: string; text: string; html: string | null; file: Buffer | null }>(
        systemDb,
        sql`select w.recipient as to, w.title, w.text, w.html, w.file from messages m join message_words w on w.message_id = m.id
            where m.tenant_id = ${tenantId} and m.purpose = ${purpose} order by m.queued_at, m.id`,
      ),
  };
}

export async function openAnswerRoom() {
  const founded = await found();
  const asking = askingIn(founded);
  await asking.moveTo(founded.clock.now);
  return {
    ...founded,
    ...asking,
    ...(await rowsIn(founded)),
    ...machineryIn(founded),
    close: async () => {
      await founded.centre.close();
      await founded.database.close();
      await rm(founded.folder, { recursive: true, force: true });
    },
  };
}
