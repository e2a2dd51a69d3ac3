import { sql } from 'kysely';
import type { z } from 'zod';
import type { AgencyId } from '#features/agencies/agency.ts';
import type { IncidentId, IncidentState, LifeAtRisk, Priority } from '#features/incidents/incident.ts';
import { reachFor } from '#features/people/server/reach.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { row, rows } from '#platform/server/db/database.ts';
import type { Instant } from '#platform/shared/time.ts';
import { type AssignmentId, type AssignmentState, type Part, terminalStates } from '../assignment.ts';
import type { AssignmentView, listAssignments } from '../contract.ts';

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
  readonly acknowledged_via: 'phone' | 'link' | null;
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
  readonly caller_cannot_speak: boolean;
  readonly village_name: string | null;
  readonly district_name: string | null;
}

const selectAssignments = sql`
  select a.id, a.part, a.state, a.reason, a.result, a.sent_at, a.delivered_at, a.acknowledged_at, a.en_route_at, a.arrived_at,
    a.finished_at, a.ended_at, a.acknowledge_due_at, a.arrive_due_at, a.resolve_due_at, a.escalated_at, a.escalation_step, a.version,
    a.sent_by, s.display_name as sender_name, coalesce(a.acknowledged_by, a.acknowledged_contact_id) as acknowledged_by,
    coalesce(k.display_name, o.name) as acknowledger_name, a.acknowledged_via,
    g.id as agency_id, g.code as agency_code, g.name as agency_name, g.phone as agency_phone,
    i.id as incident_id, i.number, i.state as incident_state, t.code as type_code, t.name as type_name, t.name_en as type_name_en,
    i.priority, i.life_at_risk, i.sensitive, i.caller_cannot_speak, v.name as village_name, d.name as district_name
  from assignments a join agencies g on g.id = a.agency_id join incidents i on i.id = a.incident_id
  left join incident_types t on t.id = i.incident_type_id left join regions v on v.code = i.village_code
  left join regions d on d.code = i.district_code left join users s on s.id = a.sent_by left join users k on k.id = a.acknowledged_by
  left join duty_contacts o on o.id = a.acknowledged_contact_id`;

/** What this reader may read: all of the regency, or their own agency's. */
function withinReach(ctx: ActionContext) {
  return reachFor(ctx.actor, 'assignment.read') === 'tenant'
    ? sql`true`
    : sql`a.agency_id = ${ctx.actor.groupId}::uuid`;
}

/** One assignment within this reader's reach; null when it is not theirs to read. */
export function readRow(ctx: ActionContext, id: string): Promise<ReadAssignment | null> {
  return row<ReadAssignment>(
    ctx.tx,
    sql`${selectAssignments} where a.tenant_id = ${ctx.tenantId} and a.id = ${id} and ${withinReach(ctx)}`,
  );
}

/** Rows by id, in the order of the ids; what was just written, whoever may read it. */
export function rowsOf(ctx: ActionContext, ids: readonly string[]): Promise<ReadAssignment[]> {
  return rows<ReadAssignment>(
    ctx.tx,
    sql`${selectAssignments} where a.tenant_id = ${ctx.tenantId} and a.id = any(${[...ids]}::uuid[])
        order by array_position(${[...ids]}::uuid[], a.id)`,
  );
}

/** What a list is narrowed by, as its route says; `before`: only ids made earlier. */
export type AssignmentFilter = Omit<z.output<(typeof listAssignments)['query']>, 'after'> & {
  readonly before: string | null;
};

/** The newest first, `limit` at most. A state looks through the ended ones too. */
export function listRows(ctx: ActionContext, wanted: AssignmentFilter, limit: number): Promise<ReadAssignment[]> {
  const group = wanted.state === undefined ? wanted.group : 'all';
  const is = (column: ReturnType<typeof sql>, value: string | undefined) =>
    value === undefined ? sql`true` : sql`${column} = ${value}`;
  return rows<ReadAssignment>(
    ctx.tx,
    sql`${selectAssignments} where a.tenant_id = ${ctx.tenantId} and ${withinReach(ctx)}
          and ${wanted.before === null ? sql`true` : sql`a.id < ${wanted.before}::uuid`}
          and ${group === 'all' ? sql`true` : sql`(a.state = any(${[...terminalStates]}::text[])) = ${group === 'ended'}`}
          and ${is(sql`a.state`, wanted.state)} and ${is(sql`a.agency_id`, wanted.agencyId)} and ${is(sql`a.incident_id`, wanted.incidentId)}
          and ${wanted.from === undefined ? sql`true` : sql`a.sent_at >= ${wanted.from}`}
          and ${wanted.to === undefined ? sql`true` : sql`a.sent_at < ${wanted.to}`}
        order by a.id desc limit ${limit}`,
  );
}

/** Everything that is not ended, for the board. */
export function openRows(ctx: ActionContext): Promise<ReadAssignment[]> {
  return rows<ReadAssignment>(
    ctx.tx,
    sql`${selectAssignments} where a.tenant_id = ${ctx.tenantId} and a.ended_at is null`,
  );
}

/** The words of a task, for who may read them. */
export interface Task {
  readonly place_text: string | null;
  readonly landmark: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly description: string | null;
  readonly caller_name: string | null;
}

export async function taskOf(ctx: ActionContext, incidentId: string): Promise<Task | null> {
  return row<Task>(
    ctx.tx,
    sql`select place_text, landmark, latitude, longitude, description, caller_name from incident_particulars
        where tenant_id = ${ctx.tenantId} and incident_id = ${incidentId}`,
  );
}

/** The notes on one assignment, oldest first; erased ones are gone. */
export async function notesOf(ctx: ActionContext, id: string): Promise<AssignmentView['notes']> {
  return rows(
    ctx.tx,
    sql`select n.id, n.written_at as at, u.display_name as author, n.text from incident_notes n left join users u on u.id = n.author_id
        where n.tenant_id = ${ctx.tenantId} and n.assignment_id = ${id} and n.text is not null order by n.written_at, n.id`,
  );
}

/** Who else is or was on the same incident. */
export async function othersOf(
  ctx: ActionContext,
  read: Pick<ReadAssignment, 'id' | 'incident_id'>,
): Promise<AssignmentView['others']> {
  return rows(
    ctx.tx,
    sql`select g.name as "agencyName", a.part, a.state from assignments a join agencies g on g.id = a.agency_id
        where a.tenant_id = ${ctx.tenantId} and a.incident_id = ${read.incident_id} and a.id <> ${read.id} order by a.sent_at, a.id`,
  );
}

export interface Rejection {
  readonly agencyName: string;
  readonly reason: string;
  readonly at: Instant;
}

/** The newest rejection of each incident that has one, by the incident. */
export async function lastRejections(
  ctx: ActionContext,
  incidentIds: readonly string[],
): Promise<ReadonlyMap<string, Rejection>> {
  const found = await rows<Rejection & { incident_id: string }>(
    ctx.tx,
    sql`select distinct on (a.incident_id) a.incident_id, g.name as "agencyName", a.reason, a.ended_at as at
        from assignments a join agencies g on g.id = a.agency_id
        where a.tenant_id = ${ctx.tenantId} and a.state = 'REJECTED' and a.incident_id = any(${[...incidentIds]}::uuid[])
        order by a.incident_id, a.ended_at desc`,
  );
  return new Map(found.map(({ incident_id, ...rejection }) => [incident_id, rejection]));
}
