import { sql } from 'kysely';
import { audience } from '#features/people/audience.ts';
import type { Role } from '#features/people/permissions.ts';
import { createTestCentre, type TestCentre } from '#features/people/server/testing.ts';
import { type ActionContext, systemActor } from '#platform/server/action.ts';
import { run } from '#platform/server/db/database.ts';
import { appendEvent } from '#platform/server/events/event.ts';
import { createTestDatabase, type TestDatabase } from '#platform/server/testing/test-database.ts';
import { runAction } from '#platform/server/unit.ts';
import { ok, present } from '#platform/shared/result.ts';
import type { Instant } from '#platform/shared/time.ts';
import { createRoster } from './feature.ts';
import { rosterSettingKind } from './setting-store.ts';

/** An answer as it came, with its status: what tests read of any of them. What it holds besides is compared as it is. */
export interface Answer {
  readonly status: number;
  readonly token: string;
  readonly id: string;
  readonly shifts: readonly { readonly id: string; readonly template: string }[];
  readonly warnings: readonly object[];
  readonly items: readonly { readonly shiftId: string }[];
  readonly tellings: readonly { readonly id: string }[];
}

export interface RosterScene {
  readonly database: TestDatabase;
  readonly centre: TestCentre;
  readonly own: string;
  readonly idOf: (who: string) => string;
  readonly ask: (who: string, method: 'GET' | 'POST', url: string, payload?: object) => Promise<Answer>;
  /** The clock of the house stands at a moment; whoever asks signs in anew, because sessions end. */
  readonly at: (now: Instant) => Promise<void>;
  /** What calls would write of somebody's presence, at a moment at which the clock then stands. */
  readonly presence: (who: string, state: string, at: Instant) => Promise<void>;
  /** A deadline of the roster is due. */
  readonly fire: (kind: string, at: Instant) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** The row and the event, as calls writes them. */
async function setPresence(ctx: ActionContext, userId: string, state: string): Promise<void> {
  const reason = state === 'break' ? 'meal' : null;
  await run(
    ctx.tx,
    sql`insert into presences (tenant_id, user_id, state, break_reason, since) values (${ctx.tenantId}, ${userId}, ${state}, ${reason}, ${ctx.now})
        on conflict (tenant_id, user_id) do update set state = excluded.state, break_reason = excluded.break_reason, since = excluded.since`,
  );
  await appendEvent(ctx, {
    name: 'presence.changed',
    subject: { type: 'user', id: userId },
    audience: [audience.tenant()],
    content: { state, reason },
  });
}

async function addCast(centre: TestCentre, own: string, foreign: string): Promise<(who: string) => string> {
  const ids = new Map<string, string>();
  const cast: readonly (readonly [string, string, Role])[] = [
    [own, 'penyelia', 'SUPERVISOR'],
    [own, 'sri', 'CALL_TAKER'],
    [own, 'bagus', 'CALL_TAKER'],
    [own, 'admin', 'ADMIN'],
    [foreign, 'timur', 'SUPERVISOR'],
  ];
  for (const [tenantId, username, role] of cast)
    ids.set(username, await centre.addUser(tenantId, { username, roles: [role] }));
  return (who) => present(ids.get(who), `${who} is of the cast`);
}

/** A control room of two call takers and a supervisor, and another regency; the clock is the test's. */
export async function createRosterScene(
  options: Pick<Parameters<typeof createRoster>[0], 'openWork'> = {},
): Promise<RosterScene> {
  const database = await createTestDatabase();
  let now: Instant = '2026-11-23T01:00:00.000Z';
  const roster = createRoster({ systemDb: database.systemDb, ...options });
  const brought = { features: [roster], settingKinds: [rosterSettingKind], clock: () => now };
  const centre = await createTestCentre(database, brought);
  const own = await centre.addTenant({ slug: 'barat' });
  const foreign = await centre.addTenant({ slug: 'timur', zone: 'Asia/Jayapura' });
  const cookies = new Map<string, string>();
  const idOf = await addCast(centre, own, foreign);
  const cookieOf = async (who: string) => {
    const cookie = cookies.get(who) ?? (await centre.cookieOf(who));
    cookies.set(who, cookie);
    return cookie;
  };
  const inRoom = async (work: (ctx: ActionContext) => Promise<void>) => {
    const listeners = Object.fromEntries(Object.entries(roster.listeners ?? {}).map(([name, one]) => [name, [one]]));
    await runAction({ ...centre.place, listeners }, { tenantId: own, actor: systemActor }, async (ctx) => {
      await work(ctx);
      return ok(null);
    });
  };
  return {
    database,
    centre,
    own,
    idOf,
    ask: async (who, method, url, payload) => {
      const headers = { cookie: await cookieOf(who) };
      const answer = await centre.app.inject({ method, url, headers, ...(payload === undefined ? {} : { payload }) });
      return { ...answer.json<Answer>(), status: answer.statusCode };
    },
    at: async (moment) => {
      now = moment;
      cookies.clear();
    },
    presence: async (who, state, at) => {
      now = at;
      cookies.clear();
      await inRoom((ctx) => setPresence(ctx, idOf(who), state));
    },
    fire: async (kind, at) => {
      now = at;
      cookies.clear();
      const handle = present(roster.deadlines?.[kind], `roster handles ${kind}`);
      await inRoom((ctx) => handle(ctx, own, at));
    },
    close: async () => {
      await centre.close();
      await database.close();
    },
  };
}
