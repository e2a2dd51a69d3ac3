import { sql } from 'kysely';
import type { AgencyId, Calendar } from '#features/agencies/agency.ts';
import type { Category, Priority } from '#features/incidents/incident.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { row, rows, run } from '#platform/server/db/database.ts';
import type { Instant, Zone } from '#platform/shared/time.ts';
import type { Assignment, AssignmentId, ClockTargets, DueTimes, Part } from '../assignment.ts';
import type { RoutingRuleId } from '../routing.ts';
import type { Step } from '../rules.ts';

/** An assignment while a step is taken: its row, locked after its incident. */
export interface AssignmentRow extends Assignment {
  readonly id: AssignmentId;
  readonly incidentId: string;
  readonly agencyId: AgencyId;
  readonly part: Part;
}

const columns = sql`id, incident_id as "incidentId", agency_id as "agencyId", part, state, sent_at as "sentAt",
  acknowledged_at as "acknowledgedAt", arrived_at as "arrivedAt", escalation_step as "escalationStep",
  acknowledge_due_at as "acknowledgeDueAt", arrive_due_at as "arriveDueAt", resolve_due_at as "resolveDueAt"`;

/** Where an assignment lies, before anything is locked: the incident is locked first, always. */
export async function locateAssignment(
  ctx: ActionContext,
  id: string,
): Promise<{ incidentId: string; agencyId: AgencyId } | null> {
  return row(
    ctx.tx,
    sql`select incident_id as "incidentId", agency_id as "agencyId" from assignments where tenant_id = ${ctx.tenantId} and id = ${id}`,
  );
}

export async function lockAssignment(ctx: ActionContext, id: string): Promise<AssignmentRow | null> {
  return row<AssignmentRow>(
    ctx.tx,
    sql`select ${columns} from assignments where tenant_id = ${ctx.tenantId} and id = ${id} for update`,
  );
}

/** The open assignments of a locked incident, oldest first. */
export async function openAssignmentsOf(ctx: ActionContext, incidentId: string): Promise<AssignmentRow[]> {
  return rows<AssignmentRow>(
    ctx.tx,
    sql`select ${columns} from assignments where tenant_id = ${ctx.tenantId} and incident_id = ${incidentId} and ended_at is null
        order by sent_at, id for update`,
  );
}

export async function outcomesOf(
  ctx: ActionContext,
  incidentId: string,
): Promise<{ ended: boolean; result: 'DONE' | 'NOT_FOUND' | null }[]> {
  return rows(
    ctx.tx,
    sql`select ended_at is not null as ended, result from assignments where tenant_id = ${ctx.tenantId} and incident_id = ${incidentId}`,
  );
}

export interface NewAssignment extends DueTimes {
  readonly id: AssignmentId;
  readonly incidentId: string;
  readonly agencyId: AgencyId;
  readonly part: Part;
}

export async function insertAssignment(ctx: ActionContext, made: NewAssignment): Promise<void> {
  await run(
    ctx.tx,
    sql`insert into assignments (id, tenant_id, incident_id, agency_id, part, state, sent_at, sent_by, acknowledge_due_at, arrive_due_at, resolve_due_at)
        values (${made.id}, ${ctx.tenantId}, ${made.incidentId}, ${made.agencyId}, ${made.part}, 'SENT', ${ctx.now},
          ${ctx.actor.kind === 'user' ? ctx.actor.id : null}, ${made.acknowledgeDueAt}, ${made.arriveDueAt}, ${made.resolveDueAt})`,
  );
}

/** Write a step: its moments are set to the time it was taken, every other column stays. */
export async function saveStep(
  ctx: ActionContext,
  id: string,
  step: Step,
  {
    at: when = ctx.now,
    by = null,
  }: { readonly at?: Instant; readonly by?: { readonly via: string; readonly contactId: string | null } | null } = {},
): Promise<void> {
  const at = (moment: Step['sets'][number], column: ReturnType<typeof sql>) =>
    step.sets.includes(moment) ? sql`${when}::timestamptz` : column;
  const acknowledges = step.sets.includes('acknowledgedAt');
  const acknowledgedBy = acknowledges && ctx.actor.kind === 'user' ? ctx.actor.id : null;
  const [via, contactId] = acknowledges && by !== null ? [by.via, by.contactId] : [null, null];
  await run(
    ctx.tx,
    sql`update assignments set state = ${step.state}, reason = ${step.reason}, result = ${step.result},
          delivered_at = ${at('deliveredAt', sql`delivered_at`)}, acknowledged_at = ${at('acknowledgedAt', sql`acknowledged_at`)},
          acknowledged_by = coalesce(${acknowledgedBy}::uuid, acknowledged_by), acknowledged_via = coalesce(${via}::text, acknowledged_via),
          acknowledged_contact_id = coalesce(${contactId}::uuid, acknowledged_contact_id), en_route_at = ${at('enRouteAt', sql`en_route_at`)},
          arrived_at = ${at('arrivedAt', sql`arrived_at`)}, finished_at = ${at('finishedAt', sql`finished_at`)},
          ended_at = ${at('endedAt', sql`ended_at`)}, version = version + 1
        where tenant_id = ${ctx.tenantId} and id = ${id}`,
  );
}

export async function saveEscalation(ctx: ActionContext, id: string, step: number): Promise<void> {
  await run(
    ctx.tx,
    sql`update assignments set escalation_step = ${step}, escalated_at = ${ctx.now}, version = version + 1
        where tenant_id = ${ctx.tenantId} and id = ${id}`,
  );
}

export async function saveDueTimes(ctx: ActionContext, id: string, due: DueTimes): Promise<void> {
  await run(
    ctx.tx,
    sql`update assignments set acknowledge_due_at = ${due.acknowledgeDueAt}, arrive_due_at = ${due.arriveDueAt},
          resolve_due_at = ${due.resolveDueAt}, version = version + 1
        where tenant_id = ${ctx.tenantId} and id = ${id}`,
  );
}

export interface ClockedIncident {
  readonly category: Category | null;
  readonly priority: Priority | null;
  readonly zone: Zone;
}

/** What clocks need of an incident. */
export async function loadClocked(ctx: ActionContext, incidentId: string): Promise<ClockedIncident | null> {
  return row<ClockedIncident>(
    ctx.tx,
    sql`select t.category, i.priority, n.zone
        from incidents i join tenants n on n.id = i.tenant_id left join incident_types t on t.id = i.incident_type_id
        where i.tenant_id = ${ctx.tenantId} and i.id = ${incidentId}`,
  );
}

export async function loadClocks(ctx: ActionContext): Promise<ClockTargets[]> {
  return rows<ClockTargets>(
    ctx.tx,
    sql`select priority, category, acknowledge_s as "acknowledgeS", arrive_s as "arriveS", resolve_s as "resolveS", working_days as "workingDays"
        from clocks where tenant_id = ${ctx.tenantId} and active`,
  );
}

export interface AgencyRow {
  readonly id: AgencyId;
  readonly code: string;
  readonly name: string;
  readonly phone: string | null;
  readonly hasAccounts: boolean;
  readonly calendar: Calendar | null;
}

/** The active agencies among these. */
export async function loadAgencies(
  ctx: ActionContext,
  ids: readonly string[],
): Promise<ReadonlyMap<string, AgencyRow>> {
  const found = await rows<AgencyRow>(
    ctx.tx,
    sql`select id, code, name, phone, has_accounts as "hasAccounts", calendar from agencies
        where tenant_id = ${ctx.tenantId} and active and id = any(${[...ids]}::uuid[])`,
  );
  return new Map(found.map((agency) => [agency.id, agency]));
}

/**
 * Agencies that a proposal leaves out: who is on the incident, and who finished, refused or was released while others still
 * are. When nobody is left on it (all refused, or it was reopened) all may be needed again.
 */
export async function settledAgencies(ctx: ActionContext, incidentId: string): Promise<ReadonlySet<string>> {
  const found = await rows<{ id: AgencyId }>(
    ctx.tx,
    sql`select distinct a.agency_id as id from assignments a
        where a.tenant_id = ${ctx.tenantId} and a.incident_id = ${incidentId}
          and exists (select from assignments o where o.incident_id = a.incident_id and o.ended_at is null)`,
  );
  return new Set(found.map(({ id }) => id));
}

/** Which agencies have been named on an incident and are still on it. */
export async function assignedNow(
  ctx: ActionContext,
  incidentId: string,
): Promise<{ agencyId: AgencyId; part: Part; name: string }[]> {
  return rows(
    ctx.tx,
    sql`select a.agency_id as "agencyId", a.part, g.name from assignments a join agencies g on g.id = a.agency_id
        where a.tenant_id = ${ctx.tenantId} and a.incident_id = ${incidentId} and a.ended_at is null`,
  );
}

/** The regency's own bodies, without the one that runs the centre. */
export async function ownBodies(ctx: ActionContext): Promise<AgencyId[]> {
  const found = await rows<{ id: AgencyId }>(
    ctx.tx,
    sql`select id from agencies where tenant_id = ${ctx.tenantId} and kind = 'OPD' and active and code <> 'DISKOMINFO' order by code`,
  );
  return found.map((agency) => agency.id);
}

export interface SeededRule {
  readonly id: RoutingRuleId;
  readonly position: number;
  readonly typeCode: string;
  readonly leadId: AgencyId | null;
  readonly supportIds: readonly AgencyId[];
}

export async function insertRules(ctx: ActionContext, rules: readonly SeededRule[]): Promise<void> {
  await run(
    ctx.tx,
    sql`insert into routing_rules (id, tenant_id, position, incident_type_id, lead_agency_id, support_agency_ids)
        select given.id, ${ctx.tenantId}, given.position, t.id, given."leadId", given."supportIds"
        from jsonb_to_recordset(${JSON.stringify(rules)}::jsonb) as given (id uuid, position int, "typeCode" text, "leadId" uuid, "supportIds" uuid[])
        join incident_types t on t.tenant_id = ${ctx.tenantId} and t.code = given."typeCode"`,
  );
}

export async function insertClocks(
  ctx: ActionContext,
  clocks: readonly (ClockTargets & { readonly id: string })[],
): Promise<void> {
  await run(
    ctx.tx,
    sql`insert into clocks (id, tenant_id, priority, category, acknowledge_s, arrive_s, resolve_s, working_days)
        select id, ${ctx.tenantId}, priority, category, "acknowledgeS", "arriveS", "resolveS", "workingDays"
        from jsonb_to_recordset(${JSON.stringify(clocks)}::jsonb) as given (id uuid, priority text, category text, "acknowledgeS" int,
          "arriveS" int, "resolveS" int, "workingDays" boolean)`,
  );
}
