import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { createTestCentre, type TestCentre } from '#features/people/server/testing.ts';
import { systemActor } from '#platform/server/action.ts';
import { rows, run } from '#platform/server/db/database.ts';
import { createTestDatabase, type TestDatabase } from '#platform/server/testing/test-database.ts';
import { runWork } from '#platform/server/unit.ts';
import { newId } from '#platform/shared/ids.ts';
import { createMonev } from '../feature.ts';
import { overdueDeadline } from './change-obstacles.ts';
import { escalateOverdue } from './escalate.ts';

/** An answer as it came, with its status: what tests read of any of them. */
export interface Answer {
  readonly status: number;
  readonly id: string;
  readonly code: string;
  readonly version: number;
  readonly entered: number;
  readonly added: number;
  readonly told: number;
  readonly state: string;
  readonly items: readonly {
    readonly id: string;
    readonly code: string;
    readonly title: string;
    readonly state: string;
  }[];
  readonly agenda: readonly {
    readonly id: string;
    readonly kind: string;
    readonly title: string;
    readonly version: number;
    readonly obstacle: { readonly id: string } | null;
  }[];
  readonly actions: readonly { readonly id: string; readonly task: string }[];
}

export interface MeetingRoom {
  readonly database: TestDatabase;
  readonly centre: TestCentre;
  readonly own: string;
  readonly users: Readonly<Record<string, string>>;
  readonly damkar: string;
  readonly ask: (who: string, method: 'GET' | 'POST', url: string, payload?: object) => Promise<Answer>;
  readonly file: (who: string, url: string) => Promise<{ status: number; type: string; body: Buffer }>;
  /** What the timer does once the overdue deadline of an obstacle has come. */
  readonly fireOverdue: (id: string) => Promise<void>;
  /** The deadline of an obstacle, null: none. */
  readonly overdueAt: (id: string) => Promise<string | null>;
  readonly close: () => Promise<void>;
}

/** A regency with two people who lead, one who looks, an agency; and another regency. October 2026 has forty answered pranks. */
export async function openMeetingRoom(): Promise<MeetingRoom> {
  const database = await createTestDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'meetings-'));
  const monev = createMonev({ systemDb: database.systemDb, place: () => database.place(), dataFolder: folder });
  const centre = await createTestCentre(database, { features: [monev] });
  const own = await centre.addTenant({ slug: 'barat' });
  const foreign = await centre.addTenant({ slug: 'timur', zone: 'Asia/Jayapura' });
  const [users, cookies] = [new Map<string, string>(), new Map<string, string>()];
  for (const [tenantId, username, role] of [
    [own, 'kadis', 'AGENCY_HEAD'],
    [own, 'penyelia', 'SUPERVISOR'],
    [own, 'bupati', 'EXECUTIVE'],
    [foreign, 'kadis.timur', 'AGENCY_HEAD'],
  ] as const) {
    const email = `${username}@contoh.go.id`;
    users.set(username, await centre.addUser(tenantId, { username, roles: [role], email }));
    cookies.set(username, await centre.cookieOf(username));
  }
  const damkar = newId();
  await run(
    database.systemDb,
    sql`insert into agencies (id, tenant_id, code, name, name_en, kind) values (${damkar}, ${own}, 'DAMKAR', 'Damkar', 'Fire service', 'OPD')`,
  );
  await fillOctober(database, own);
  const cookieOf = (who: string) => ({ cookie: cookies.get(who) ?? '' });
  return {
    database,
    centre,
    own,
    users: Object.fromEntries(users),
    damkar,
    ask: async (who, method, url, payload) => {
      const answer = await centre.app.inject({
        method,
        url,
        headers: cookieOf(who),
        ...(method === 'GET' ? {} : { payload: payload ?? {} }),
      });
      return { ...answer.json<Answer>(), status: answer.statusCode };
    },
    file: async (who, url) => {
      const answer = await centre.app.inject({ method: 'GET', url, headers: cookieOf(who) });
      return { status: answer.statusCode, type: String(answer.headers['content-type']), body: answer.rawPayload };
    },
    fireOverdue: (id) =>
      runWork(database.place(), { tenantId: own, actor: systemActor }, (ctx) => escalateOverdue(ctx, id, ctx.now)),
    overdueAt: async (id) => {
      const found = await rows<{ due_at: string }>(
        database.systemDb,
        sql`select due_at from deadlines where kind = ${overdueDeadline} and subject_id = ${id}`,
      );
      return found[0]?.due_at ?? null;
    },
    close: async () => {
      await centre.close();
      await database.close();
      await rm(folder, { recursive: true });
    },
  };
}

async function fillOctober(database: TestDatabase, tenantId: string): Promise<void> {
  await run(
    database.systemDb,
    sql`insert into calls (id, tenant_id, number, state, pbx_system, pbx_linkedid, dialled, arrived_at, queued_at, answered_at, ended_at, disposition)
        select gen_random_uuid(), ${tenantId}, n, 'ended', 'test', n::text, '112', at, at, at + interval '20 seconds', at + interval '60 seconds', 'PRANK_ADULT'
        from generate_series(1, 40) n, lateral (select '2026-10-01T03:00:00Z'::timestamptz + n * interval '12 hours' as at) moment`,
  );
}
