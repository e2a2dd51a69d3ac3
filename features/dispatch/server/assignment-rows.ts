import { sql } from 'kysely';
import type { AgencyId } from '#features/agencies/agency.ts';
import type { IncidentId, IncidentState, LifeAtRisk, Priority } from '#features/incidents/incident.ts';
import { reachFor } from '#features/people/server/reach.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { rows } from '#platform/server/db/database.ts';
import type { Instant } from '#platform/shared/time.ts';
import type { AssignmentId, AssignmentState, Part } from '../assignment.ts';
import type { AssignmentItem } from '../contract.ts';
import { runningClock } from '../rules.ts';

/** An assignment as it is read, with the names around it. */
export interface ReadAssignment {
  readonly id: AssignmentId;
  readonly part: Part;
  readonly state: AssignmentState;
  readonly reason: string | null;
  readonly result: 'DONE' | 'NOT_FOUND' | null;
  readonly sent_at: Instant;
  readonly delivered_at: Instant | null;
  readonly acknowledged_at: Instant | null;
  readonly en_route_at: Instant | null;
  readonly arrived_at: Instant | null;
  readonly finished_at: Instant | null;
  readonly ended_at: Instant | null;
  readonly acknowledge_due_at: Instant | null;
  readonly arrive_due_at: Instant | null;
  readonly resolve_due_at: Instant | null;
  readonly escalated_at: Instant | null;
  readonly escalation_step: number;
  readonly version: number;
  readonly sent_by: string | null;
  readonly sender_name: string | null;
  readonly acknowledged_by: string | null;
  readonly acknowledger_name: string | null;
  readonly agency_id: AgencyId;
  readonly agency_code: string;
  readonly agency_name: string;
  readonly agency_phone: string | null;
  readonly incident_id: IncidentId;
  readonly number: number;
  readonly incident_state: IncidentState;
  readonly type_code: string | null;
  readonly type_name: string | null;
  readonly type_name_en: string | null;
  readonly priority: Priority | null;
  readonly life_at_risk: LifeAtRisk | null;
  readonly sensitive: boolean;
  readonly village_name: string | null;
  readonly district_name: string | null;
}

export const selectAssignments = sql`
  select a.id, a.part, a.state, a.reason, a.result, a.sent_at, a.delivered_at, a.acknowledged_at, a.en_route_at, a.arrived_at,
    a.finished_at, a.ended_at, a.acknowledge_due_at, a.arrive_due_at, a.resolve_due_at, a.escalated_at, a.escalation_step, a.version,
    a.sent_by, s.display_name as sender_name, a.acknowledged_by, k.display_name as acknowledger_name,
    g.id as agency_id, g.code as agency_code, g.name as agency_name, g.phone as agency_phone,
    i.id as incident_id, i.number, i.state as incident_state, t.code as type_code, t.name as type_name, t.name_en as type_name_en,
    i.priority, i.life_at_risk, i.sensitive, v.name as village_name, d.name as district_name
  from assignments a join agencies g on g.id = a.agency_id join incidents i on i.id = a.incident_id
  left join incident_types t on t.id = i.incident_type_id left join regions v on v.code = i.village_code
  left join regions d on d.code = i.district_code left join users s on s.id = a.sent_by left join users k on k.id = a.acknowledged_by`;

/** What this reader may read: all of the regency, or their own agency's. */
export function withinReach(ctx: ActionContext) {
  return reachFor(ctx.actor, 'assignment.read') === 'tenant'
    ? sql`true`
    : sql`a.agency_id = ${ctx.actor.groupId}::uuid`;
}

/** Lines by id, in the order of the ids. */
export async function readItems(ctx: ActionContext, ids: readonly string[]): Promise<AssignmentItem[]> {
  const found = await rows<ReadAssignment>(
    ctx.tx,
    sql`${selectAssignments} where a.tenant_id = ${ctx.tenantId} and a.id = any(${[...ids]}::uuid[])
        order by array_position(${[...ids]}::uuid[], a.id)`,
  );
  return found.map((read) => toItem(ctx, read));
}

export function toItem(ctx: ActionContext, read: ReadAssignment): AssignmentItem {
  const due = {
    acknowledgeDueAt: read.acknowledge_due_at,
    arriveDueAt: read.arrive_due_at,
    resolveDueAt: read.resolve_due_at,
  };
  const running = runningClock({ state: read.state, sentAt: read.sent_at, ...due });
  return {
    id: read.id,
    incident: toIncident(ctx, read),
    agency: { id: read.agency_id, code: read.agency_code, name: read.agency_name, phone: read.agency_phone },
    part: read.part,
    state: read.state,
    reason: read.reason,
    sentAt: read.sent_at,
    deliveredAt: read.delivered_at,
    acknowledgedAt: read.acknowledged_at,
    enRouteAt: read.en_route_at,
    arrivedAt: read.arrived_at,
    finishedAt: read.finished_at,
    endedAt: read.ended_at,
    ...due,
    clock:
      running?.hasTarget === true
        ? { clock: running.clock, dueAt: running.dueAt, overdue: running.dueAt <= ctx.now }
        : null,
    escalationStep: read.escalation_step,
    escalatedAt: read.escalated_at,
    version: read.version,
  };
}

function toIncident(ctx: ActionContext, read: ReadAssignment): AssignmentItem['incident'] {
  const type =
    read.type_code === null
      ? null
      : { code: read.type_code, name: { id: read.type_name ?? '', en: read.type_name_en ?? '' } };
  const placed = !read.sensitive || worksOn(ctx, read);
  return {
    id: read.incident_id,
    number: read.number,
    state: read.incident_state,
    type,
    priority: read.priority,
    lifeAtRisk: read.life_at_risk,
    sensitive: read.sensitive,
    villageName: placed ? read.village_name : null,
    districtName: read.district_name,
  };
}

/** A sensitive incident says its village to dispatchers, supervisors and the agency at work on it only. */
function worksOn(ctx: ActionContext, read: ReadAssignment): boolean {
  if (reachFor(ctx.actor, 'incident.close') === 'tenant') return true;
  const gaveBack = read.state === 'REJECTED' || read.state === 'REROUTED' || read.state === 'CANCELLED';
  return ctx.actor.groupId === read.agency_id && !gaveBack;
}
