import { sql } from 'kysely';
import type { ActionContext } from '#platform/server/action.ts';
import { row, rows, run } from '#platform/server/db/database.ts';
import type { Instant } from '#platform/shared/time.ts';
import type { IncidentId, IncidentState } from '../../incident.ts';
import type { Mergeable, OpenTask } from '../../merge-rules.ts';
import type { MergeReason, UnmergeReason } from '../../merging.ts';

/** Incidents as merging sees them; locked before by `lockIncident`, in the order of their ids. */
export async function mergeables(ctx: ActionContext, ids: readonly string[]): Promise<ReadonlyMap<string, Mergeable>> {
  const found = await rows<
    Omit<Mergeable, 'mergedInto'> & { readonly intoId: string | null; readonly intoNumber: number | null }
  >(
    ctx.tx,
    sql`select i.id, i.number, i.state, i.priority, i.sensitive, i.purpose = 'drill' as "isDrill", i.parent_id as "parentId", k.id as "intoId", k.number as "intoNumber",
          (select count(*) from assignments a where a.incident_id = i.id and a.ended_at is null) as "openAssignments",
          (select count(*) from incidents c where c.parent_id = i.id) as children,
          (select count(*) from incidents c where c.parent_id = i.id and c.state in ('DRAFT', 'VERIFIED', 'DISPATCHED', 'PENDING', 'RESOLVED')) as "openChildren"
        from incidents i left join incidents k on k.id = i.merged_into
        where i.tenant_id = ${ctx.tenantId} and i.id = any(${[...ids]}::uuid[])`,
  );
  return new Map(
    found.map(({ intoId, intoNumber, ...one }) => [
      one.id,
      { ...one, mergedInto: intoId === null || intoNumber === null ? null : { id: intoId, number: intoNumber } },
    ]),
  );
}

/** The incident of this id in the tenant, without its lock; null when there is none. */
export function numberOf(ctx: ActionContext, id: string): Promise<{ id: IncidentId; number: number } | null> {
  return row(ctx.tx, sql`select id, number from incidents where tenant_id = ${ctx.tenantId} and id = ${id}`);
}

export interface MergeRow {
  readonly id: string;
  readonly into_id: string;
  readonly state_before: IncidentState;
}

/** The merge that is in force for an incident. */
export function mergeInForce(ctx: ActionContext, incidentId: string): Promise<MergeRow | null> {
  return row<MergeRow>(
    ctx.tx,
    sql`select id, into_id, state_before from incident_merges
        where tenant_id = ${ctx.tenantId} and incident_id = ${incidentId} and unmerged_at is null`,
  );
}

export async function saveMerge(
  ctx: ActionContext,
  merge: { id: string; incidentId: string; intoId: string; stateBefore: IncidentState; reason: MergeReason },
): Promise<void> {
  await run(
    ctx.tx,
    sql`insert into incident_merges (id, tenant_id, incident_id, into_id, state_before, reason, merged_at, merged_by)
        values (${merge.id}, ${ctx.tenantId}, ${merge.incidentId}, ${merge.intoId}, ${merge.stateBefore}, ${merge.reason}, ${ctx.now}, ${ctx.actor.id})`,
  );
  await run(
    ctx.tx,
    sql`update incidents set state = 'MERGED', merged_into = ${merge.intoId} where tenant_id = ${ctx.tenantId} and id = ${merge.incidentId}`,
  );
}

/** The incident is again what it was; answers since when it is resolved, if it is. */
export async function saveUnmerge(
  ctx: ActionContext,
  merge: MergeRow & { readonly incidentId: string },
  reason: UnmergeReason,
): Promise<Instant | null> {
  await run(
    ctx.tx,
    sql`update incident_merges set unmerged_at = ${ctx.now}, unmerged_by = ${ctx.actor.id}, unmerged_reason = ${reason}
        where tenant_id = ${ctx.tenantId} and id = ${merge.id}`,
  );
  const restored = await row<{ resolved_at: Instant | null }>(
    ctx.tx,
    sql`update incidents set state = ${merge.state_before}, merged_into = null
        where tenant_id = ${ctx.tenantId} and id = ${merge.incidentId} returning resolved_at`,
  );
  return restored?.resolved_at ?? null;
}

export async function saveParent(ctx: ActionContext, id: string, parentId: string | null): Promise<void> {
  await run(
    ctx.tx,
    sql`update incidents set parent_id = ${parentId}::uuid where tenant_id = ${ctx.tenantId} and id = ${id}`,
  );
}

export interface NamedTask extends OpenTask {
  readonly agencyName: string;
}

/** What is open on an incident, with the names of its agencies, for a preview. */
export function openTasks(ctx: ActionContext, incidentId: string): Promise<NamedTask[]> {
  return rows<NamedTask>(
    ctx.tx,
    sql`select a.id, a.agency_id as "agencyId", a.part, a.state, a.sent_at as "sentAt", g.name as "agencyName"
        from assignments a join agencies g on g.id = a.agency_id
        where a.tenant_id = ${ctx.tenantId} and a.incident_id = ${incidentId} and a.ended_at is null order by a.sent_at, a.id`,
  );
}

/** Whether a caller of this incident, or of one merged into it, was found to be unable to speak. */
export async function hasSilentCaller(ctx: ActionContext, id: string): Promise<boolean> {
  const found = await row(
    ctx.tx,
    sql`select from incident_calls l join calls c on c.id = l.call_id
        where l.tenant_id = ${ctx.tenantId} and l.incident_id in (select incident_family(${id})) and c.silent_result = 'cannot_speak' limit 1`,
  );
  return found !== null;
}

export interface GroupRow {
  readonly at: Instant;
  readonly by: string | null;
  readonly reason: MergeReason;
  readonly incident_id: IncidentId;
  readonly into_id: IncidentId;
  readonly into_number: number;
  readonly into_state: IncidentState;
  readonly state_before: IncidentState;
}

/** The merges in force that an incident takes part in, on either side. */
export function mergesAround(ctx: ActionContext, id: string): Promise<GroupRow[]> {
  return rows<GroupRow>(
    ctx.tx,
    sql`select m.merged_at as at, u.display_name as by, m.reason, m.incident_id, m.into_id, k.number as into_number, k.state as into_state, m.state_before
        from incident_merges m join incidents k on k.id = m.into_id left join users u on u.id = m.merged_by
        where m.tenant_id = ${ctx.tenantId} and m.unmerged_at is null and (m.incident_id = ${id} or m.into_id = ${id}) order by m.merged_at, m.id`,
  );
}

export interface Relatives {
  readonly parent: { readonly id: IncidentId; readonly number: number; readonly state: IncidentState } | null;
  readonly childIds: readonly IncidentId[];
  readonly calls: number;
  readonly openAssignments: number;
  readonly agencies: number;
}

/** Parent and children of an incident, and what its children come to together with it. */
export async function relativesOf(ctx: ActionContext, id: string): Promise<Relatives> {
  const parent = await row<{ id: IncidentId; number: number; state: IncidentState }>(
    ctx.tx,
    sql`select p.id, p.number, p.state from incidents i join incidents p on p.id = i.parent_id where i.tenant_id = ${ctx.tenantId} and i.id = ${id}`,
  );
  const children = await rows<{ id: IncidentId }>(
    ctx.tx,
    sql`select id from incidents where tenant_id = ${ctx.tenantId} and parent_id = ${id} and state <> 'MERGED' order by number`,
  );
  const sums = await row<{ calls: number; openAssignments: number; agencies: number }>(
    ctx.tx,
    sql`with part as (select distinct f.id from (select ${id}::uuid as id union select c.id from incidents c where c.parent_id = ${id} and c.state <> 'MERGED') p,
          lateral incident_family(p.id) as f (id))
        select (select count(*) from incident_calls l join part on part.id = l.incident_id) as calls,
          (select count(*) from assignments a join part on part.id = a.incident_id where a.ended_at is null) as "openAssignments",
          (select count(distinct a.agency_id) from assignments a join part on part.id = a.incident_id where a.ended_at is null) as agencies`,
  );
  const childIds = children.map((one) => one.id);
  return {
    parent,
    childIds,
    calls: sums?.calls ?? 0,
    openAssignments: sums?.openAssignments ?? 0,
    agencies: sums?.agencies ?? 0,
  };
}

export interface FollowerRow {
  readonly id: string;
  readonly callId: string;
  readonly callNumber: number;
  readonly since: Instant;
  readonly number: string | null;
}

/** Who follows an incident or one that was merged into it. */
export function followersOf(ctx: ActionContext, id: string): Promise<FollowerRow[]> {
  return rows<FollowerRow>(
    ctx.tx,
    sql`select f.id, f.call_id as "callId", c.number as "callNumber", f.since, f.number from incident_followers f join calls c on c.id = f.call_id
        where f.tenant_id = ${ctx.tenantId} and f.incident_id in (select incident_family(${id})) and f.ended_at is null order by f.since, f.id`,
  );
}
