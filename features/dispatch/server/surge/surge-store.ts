import { sql } from 'kysely';
import type { AgencyId } from '#features/agencies/agency.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { row, rows, run } from '#platform/server/db/database.ts';
import { present, type Result } from '#platform/shared/result.ts';
import { type Instant, plusMs, type Zone } from '#platform/shared/time.ts';
import type { SurgeId, SurgeKind, SurgeScope } from '../../surge.ts';
import type { SurgeView } from '../../surge-contract.ts';

export type SurgeRow = Omit<SurgeView, 'placeNames'>;

const columns = sql`s.id, s.kind, s.sentence, s.scope, s.ask_after_hours as "askAfterHours", s.expected_end as "expectedEnd",
  s.started_at as "startedAt", b.display_name as "startedBy", s.confirmed_at as "confirmedAt", s.asked_at as "askedAt",
  s.ended_at as "endedAt", e.display_name as "endedBy", s.end_reason as "endReason", s.summary, s.version`;
const named = sql`surges s left join users b on b.id = s.started_by left join users e on e.id = s.ended_by`;

/** The one that is on. */
export function activeSurge(ctx: ActionContext): Promise<SurgeRow | null> {
  return row<SurgeRow>(
    ctx.tx,
    sql`select ${columns} from ${named} where s.tenant_id = ${ctx.tenantId} and s.ended_at is null`,
  );
}

export function findSurge(ctx: ActionContext, id: string): Promise<SurgeRow | null> {
  return row<SurgeRow>(
    ctx.tx,
    sql`select ${columns} from ${named} where s.tenant_id = ${ctx.tenantId} and s.id = ${id}`,
  );
}

export function lockSurge(ctx: ActionContext, id: string): Promise<SurgeRow | null> {
  return row<SurgeRow>(
    ctx.tx,
    sql`select ${columns} from ${named} where s.tenant_id = ${ctx.tenantId} and s.id = ${id} for update of s`,
  );
}

/** Newest first; `before`: those that began earlier. */
export function selectSurges(ctx: ActionContext, before: string | null, limit: number): Promise<SurgeRow[]> {
  return rows<SurgeRow>(
    ctx.tx,
    sql`select ${columns} from ${named} where s.tenant_id = ${ctx.tenantId}
          and ${before === null ? sql`true` : sql`s.started_at < (select started_at from surges where id = ${before}::uuid)`}
        order by s.started_at desc limit ${limit}`,
  );
}

export interface SurgeValues {
  readonly kind: SurgeKind;
  readonly sentence: string;
  readonly scope: SurgeScope;
  readonly askAfterHours: number;
  readonly expectedEnd: Instant | null;
}

/** False: somebody else turned one on at the same moment. */
export async function insertSurge(ctx: ActionContext, id: SurgeId, values: SurgeValues): Promise<boolean> {
  const made = await run(
    ctx.tx,
    sql`insert into surges (id, tenant_id, kind, sentence, scope, ask_after_hours, expected_end, started_at, started_by, confirmed_at)
        values (${id}, ${ctx.tenantId}, ${values.kind}, ${values.sentence}, ${JSON.stringify(values.scope)}::jsonb, ${values.askAfterHours},
          ${values.expectedEnd}, ${ctx.now}, ${ctx.actor.id}, ${ctx.now})
        on conflict (tenant_id) where ended_at is null do nothing`,
  );
  return made === 1;
}

/** Any change is also a word that it still holds. */
export async function updateSurge(ctx: ActionContext, id: string, values: SurgeValues, version: number): Promise<void> {
  await run(
    ctx.tx,
    sql`update surges set kind = ${values.kind}, sentence = ${values.sentence}, scope = ${JSON.stringify(values.scope)}::jsonb,
          ask_after_hours = ${values.askAfterHours}, expected_end = ${values.expectedEnd}, confirmed_at = ${ctx.now}, asked_at = null,
          version = ${version}
        where tenant_id = ${ctx.tenantId} and id = ${id}`,
  );
}

export async function saveAsked(ctx: ActionContext, id: string): Promise<void> {
  await run(
    ctx.tx,
    sql`update surges set asked_at = coalesce(asked_at, ${ctx.now}::timestamptz) where tenant_id = ${ctx.tenantId} and id = ${id}`,
  );
}

export async function saveEnd(
  ctx: ActionContext,
  id: string,
  end: { readonly reason: string; readonly summary: string; readonly version: number },
): Promise<void> {
  await run(
    ctx.tx,
    sql`update surges set ended_at = ${ctx.now}, ended_by = ${ctx.actor.id}, end_reason = ${end.reason}, summary = ${end.summary},
          asked_at = null, version = ${end.version}
        where tenant_id = ${ctx.tenantId} and id = ${id}`,
  );
}

/** Whoever was seen within this time is there. Sessions note it once in a while only (features/people/server/sessions.ts). */
const thereMs = 10 * 60_000;

/** Whether somebody who leads the room is signed in, besides this person. */
export async function leaderIsThere(ctx: ActionContext): Promise<boolean> {
  const found = await row(
    ctx.tx,
    sql`select from users u where u.tenant_id = ${ctx.tenantId} and 'SUPERVISOR' = any(u.roles) and u.disabled_at is null
          and u.id is distinct from ${ctx.actor.id}::uuid and exists (select from sessions s where s.user_id = u.id and s.state = 'open'
            and s.expires_at > ${ctx.now} and s.seen_at > ${plusMs(ctx.now, -thereMs)}::timestamptz) limit 1`,
  );
  return found !== null;
}

/** Names of districts and areas of a scope, districts first; those that are not of this regency are left out. */
export async function namesInScope(ctx: ActionContext, scope: SurgeScope): Promise<string[]> {
  const found = await rows<{ name: string }>(
    ctx.tx,
    sql`select r.name, 0 as rank from regions r join tenants t on t.id = ${ctx.tenantId}
          where r.code = any(${[...scope.districtCodes]}::text[]) and r.level = 'district' and r.parent_code = t.region_code
        union all
        select a.content->>'name', 1 from areas a
          where a.tenant_id = ${ctx.tenantId} and a.id = any(${[...scope.areaIds]}::uuid[]) order by rank, name`,
  );
  return found.map(({ name }) => name);
}

/** Every active agency, or those of them that are named. */
export function tellable(
  ctx: ActionContext,
  wanted: readonly string[] | null,
): Promise<{ id: AgencyId; hasAccounts: boolean }[]> {
  return rows(
    ctx.tx,
    sql`select id, has_accounts as "hasAccounts" from agencies where tenant_id = ${ctx.tenantId} and active
          and ${wanted === null ? sql`true` : sql`id = any(${[...wanted]}::uuid[])`} order by code`,
  );
}

/** Do it, look what came of it, and take all of it back. */
export async function rehearse<Value>(ctx: ActionContext, work: () => Promise<Value>): Promise<Value> {
  await run(ctx.tx, sql`savepoint rehearsal`);
  try {
    return await work();
  } finally {
    await run(ctx.tx, sql`rollback to savepoint rehearsal`);
  }
}

/** One of many: a refusal and a fault undo it alone. */
export async function alone<Value, Code extends string>(
  ctx: ActionContext,
  work: () => Promise<Result<Value, Code>>,
): Promise<Result<Value, Code> | { readonly ok: 'fault'; readonly error: unknown }> {
  await run(ctx.tx, sql`savepoint one_of_many`);
  try {
    const result = await work();
    await run(ctx.tx, result.ok ? sql`release savepoint one_of_many` : sql`rollback to savepoint one_of_many`);
    return result;
  } catch (error) {
    await run(ctx.tx, sql`rollback to savepoint one_of_many`);
    return { ok: 'fault', error };
  }
}

export async function zoneOf(ctx: ActionContext): Promise<Zone> {
  const found = await row<{ zone: Zone }>(ctx.tx, sql`select zone from tenants where id = ${ctx.tenantId}`);
  return present(found, 'an action belongs to a tenant').zone;
}
