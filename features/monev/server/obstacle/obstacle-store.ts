import { sql } from 'kysely';
import type { ActionContext } from '#platform/server/action.ts';
import { row, rows, run } from '#platform/server/db/database.ts';
import type { Language } from '#platform/shared/texts.ts';
import type { Instant } from '#platform/shared/time.ts';
import type { Evidence, ObstacleContent, ObstacleId, ObstacleState, Owner } from '../../obstacle.ts';
import type { Stepped } from '../../obstacle-steps.ts';

export interface ObstacleRow extends ObstacleContent {
  readonly id: ObstacleId;
  readonly number: number;
  readonly agency: string | null;
  readonly evidence: Evidence | null;
  readonly state: ObstacleState;
  readonly ownerId: string | null;
  readonly ownerName: string | null;
  readonly ownerAgencyId: string | null;
  readonly ownerAgency: string | null;
  readonly dueOn: string | null;
  readonly reason: string | null;
  readonly mergedInto: { readonly id: ObstacleId; readonly number: number } | null;
  readonly escalatedAt: Instant | null;
  readonly openActions: number;
  readonly version: number;
  readonly changedAt: Instant;
}

const columns = sql`o.id, o.number, o.code, o.title, o.description, o.agency_id as "agencyId", g.name as agency, o.evidence, o.state,
  o.owner_id as "ownerId", u.display_name as "ownerName", o.owner_agency_id as "ownerAgencyId", og.name as "ownerAgency",
  to_char(o.due_on, 'YYYY-MM-DD') as "dueOn", o.reason, o.escalated_at as "escalatedAt", o.version, o.changed_at as "changedAt",
  case when m.id is not null then json_build_object('id', m.id, 'number', m.number) end as "mergedInto",
  (select count(*)::int from obstacle_actions a where a.obstacle_id = o.id and a.done_at is null) as "openActions"`;
const joined = sql`obstacles o left join agencies g on g.id = o.agency_id left join users u on u.id = o.owner_id
  left join agencies og on og.id = o.owner_agency_id left join obstacles m on m.id = o.merged_into`;

export interface ObstacleFilter {
  readonly states: readonly ObstacleState[] | null;
  /** Due before this day and open still. */
  readonly overdueOn: string | null;
  readonly code: string | null;
  readonly agencyId: string | null;
  /** Number of the last one of the page before. */
  readonly before: number | null;
  readonly limit: number;
}

/** The newest first. */
export function selectObstacles(ctx: ActionContext, filter: ObstacleFilter): Promise<ObstacleRow[]> {
  const { states, overdueOn, code, agencyId, before, limit } = filter;
  return rows<ObstacleRow>(
    ctx.tx,
    sql`select ${columns} from ${joined}
        where o.tenant_id = ${ctx.tenantId} and (${states === null} or o.state = any(${states === null ? [] : [...states]}::text[]))
          and (${overdueOn}::date is null or (o.state in ('open', 'in_progress') and o.due_on < ${overdueOn}::date))
          and (${code}::text is null or o.code = ${code}::text) and (${agencyId}::uuid is null or o.agency_id = ${agencyId}::uuid)
          and (${before}::int is null or o.number < ${before}::int)
        order by o.number desc limit ${limit}`,
  );
}

export function findObstacle(ctx: ActionContext, id: string): Promise<ObstacleRow | null> {
  return row<ObstacleRow>(
    ctx.tx,
    sql`select ${columns} from ${joined} where o.tenant_id = ${ctx.tenantId} and o.id = ${id}`,
  );
}

/** As it stands, until the transaction ends. */
export async function lockObstacle(ctx: ActionContext, id: string): Promise<ObstacleRow | null> {
  await run(ctx.tx, sql`select from obstacles where tenant_id = ${ctx.tenantId} and id = ${id} for update`);
  return findObstacle(ctx, id);
}

export interface NewObstacle {
  readonly id: ObstacleId;
  readonly content: ObstacleContent;
  readonly evidence: Evidence | null;
  readonly proposalKey: string | null;
}

/** False: the same month, code and agency stand there already. Numbers are given one after the other under the lock of the regency. */
export async function insertObstacle(ctx: ActionContext, made: NewObstacle): Promise<boolean> {
  const { id, content, evidence, proposalKey } = made;
  await run(ctx.tx, sql`select pg_advisory_xact_lock(hashtextextended('obstacles' || ${ctx.tenantId}::text, 0))`);
  const inserted = await run(
    ctx.tx,
    sql`insert into obstacles (id, tenant_id, number, code, title, description, agency_id, evidence, proposal_key, state, made_by, made_at, changed_at)
        select ${id}, ${ctx.tenantId}, coalesce(max(number), 0) + 1, ${content.code}, ${content.title}, ${content.description},
          ${content.agencyId}::uuid, ${evidence === null ? null : JSON.stringify(evidence)}::jsonb, ${proposalKey}, 'proposed',
          ${ctx.actor.kind === 'user' ? ctx.actor.id : null}::uuid, ${ctx.now}, ${ctx.now}
        from obstacles where tenant_id = ${ctx.tenantId} on conflict (tenant_id, proposal_key) do nothing`,
  );
  return inserted === 1;
}

export async function saveContent(
  ctx: ActionContext,
  id: string,
  version: number,
  made: ObstacleContent,
): Promise<void> {
  await run(
    ctx.tx,
    sql`update obstacles set code = ${made.code}, title = ${made.title}, description = ${made.description}, agency_id = ${made.agencyId},
          version = ${version}, changed_at = ${ctx.now} where tenant_id = ${ctx.tenantId} and id = ${id}`,
  );
}

export async function saveStep(ctx: ActionContext, id: string, version: number, step: Stepped): Promise<void> {
  const { owner } = step;
  await run(
    ctx.tx,
    sql`update obstacles set state = ${step.state}, owner_id = ${owner?.kind === 'user' ? owner.id : null},
          owner_agency_id = ${owner?.kind === 'agency' ? owner.id : null}, due_on = ${step.dueOn}::date, reason = ${step.reason},
          merged_into = ${step.mergedInto}, escalated_at = null, version = ${version}, changed_at = ${ctx.now}
        where tenant_id = ${ctx.tenantId} and id = ${id}`,
  );
}

export async function saveEscalated(ctx: ActionContext, id: string): Promise<void> {
  await run(
    ctx.tx,
    sql`update obstacles set escalated_at = ${ctx.now} where tenant_id = ${ctx.tenantId} and id = ${id}`,
  );
}

/** Whether somebody or an agency of this regency can answer for something. */
export async function isOwner(ctx: ActionContext, { kind, id }: Owner): Promise<boolean> {
  const statement =
    kind === 'user'
      ? sql`select from users where tenant_id = ${ctx.tenantId} and id = ${id} and disabled_at is null`
      : sql`select from agencies where tenant_id = ${ctx.tenantId} and id = ${id} and active`;
  return (await row(ctx.tx, statement)) !== null;
}

export function selectPeople(ctx: ActionContext): Promise<{ id: string; name: string }[]> {
  return rows(
    ctx.tx,
    sql`select id, display_name as name from users where tenant_id = ${ctx.tenantId} and disabled_at is null
        and not roles <@ array['FIELD_CREW', 'REGULATOR', 'CALL_TAKER']::text[] order by display_name, id`,
  );
}

export function selectAgencies(
  ctx: ActionContext,
): Promise<{ id: string; code: string; name: string; kind: string }[]> {
  return rows(
    ctx.tx,
    sql`select id, code, name, kind from agencies where tenant_id = ${ctx.tenantId} and active order by code`,
  );
}

export interface Told {
  readonly userId: string | null;
  readonly email: string | null;
  readonly language: Language;
}

/** Heads of the service, and the superiors of the agency that answers for it; the owner too where it is a person. */
export function whoIsToldOfOverdue(ctx: ActionContext, found: ObstacleRow): Promise<Told[]> {
  return rows<Told>(
    ctx.tx,
    sql`select id as "userId", email, language from users
        where tenant_id = ${ctx.tenantId} and disabled_at is null and ('AGENCY_HEAD' = any(roles) or id = ${found.ownerId}::uuid)
        union all
        select null, email, 'id' from duty_contacts
        where tenant_id = ${ctx.tenantId} and agency_id = ${found.ownerAgencyId}::uuid and superior and active and email is not null`,
  );
}
