import { sql } from 'kysely';
import type { AgencyId } from '#features/agencies/agency.ts';
import type { IncidentId, LifeAtRisk, Priority } from '#features/incidents/incident.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { row, rows, run } from '#platform/server/db/database.ts';
import type { Refusal, Result } from '#platform/shared/result.ts';
import type { Instant } from '#platform/shared/time.ts';
import type { AssignmentId, AssignmentState, Part } from '../../assignment.ts';
import type { ActionOutcome, FieldAction } from '../../field.ts';
import type { FieldTask, FieldView } from '../../field-contract.ts';
import type { AlarmKind, UnitAssignmentId, UnitId, UnitKind, UnitStatus } from '../../unit.ts';

/** The batches of one person are worked one after another, so that an action that is sent twice at once is done once. */
export async function waitForTurn(ctx: ActionContext): Promise<void> {
  await run(ctx.tx, sql`select pg_advisory_xact_lock(hashtextextended(${`field ${ctx.actor.id}`}, 0))`);
}

/** One action within the transaction of its batch: a refusal and a fault undo it alone. */
export async function attempt<Value, Code extends string>(
  ctx: ActionContext,
  work: () => Promise<Result<Value, Code>>,
): Promise<Result<Value, Code> | { readonly ok: 'fault'; readonly error: unknown }> {
  await run(ctx.tx, sql`savepoint field_action`);
  try {
    const result = await work();
    await run(ctx.tx, result.ok ? sql`release savepoint field_action` : sql`rollback to savepoint field_action`);
    return result;
  } catch (error) {
    await run(ctx.tx, sql`rollback to savepoint field_action`);
    return { ok: 'fault', error };
  }
}

export interface Answered {
  readonly key: string;
  readonly outcome: Exclude<ActionOutcome, 'failed'>;
  readonly code: string | null;
  readonly detail: Refusal['detail'];
}

/** What was answered before, by key. */
export async function answeredBefore(
  ctx: ActionContext,
  keys: readonly string[],
): Promise<ReadonlyMap<string, Answered>> {
  const found = await rows<Answered>(
    ctx.tx,
    sql`select key, outcome, code, coalesce(detail, '{}') as detail from field_actions
        where tenant_id = ${ctx.tenantId} and user_id = ${ctx.actor.id} and key = any(${[...keys]}::text[])`,
  );
  return new Map(found.map((one) => [one.key, one]));
}

export async function keepAnswer(ctx: ActionContext, action: FieldAction, answer: Answered): Promise<void> {
  await run(
    ctx.tx,
    sql`insert into field_actions (tenant_id, user_id, key, unit_id, kind, device_at, recorded_at, outcome, code, detail)
        values (${ctx.tenantId}, ${ctx.actor.id}, ${action.key}, ${action.unitId}, ${action.kind}, ${action.at}, ${ctx.now},
          ${answer.outcome}, ${answer.code}, ${JSON.stringify(answer.detail)}::jsonb)`,
  );
}

export interface OwnUnit {
  readonly id: UnitId;
  readonly agency_id: string;
  readonly call_sign: string;
  readonly kind: UnitKind;
  readonly agency_name: string;
  readonly status: UnitStatus;
  readonly status_at: Instant;
  readonly asked_at: Instant | null;
  readonly alarms: AlarmKind[];
}

/** The units this person is in now. */
export function ownUnits(ctx: ActionContext): Promise<OwnUnit[]> {
  return rows<OwnUnit>(
    ctx.tx,
    sql`select u.id, u.agency_id, u.call_sign, u.kind, g.name as agency_name, u.status, u.status_at, u.asked_at,
          array(select a.kind from unit_alarms a where a.unit_id = u.id and a.acknowledged_at is null order by a.kind) as alarms
        from unit_members m join units u on u.id = m.unit_id join agencies g on g.id = u.agency_id
        where m.tenant_id = ${ctx.tenantId} and m.user_id = ${ctx.actor.id}::uuid and m.left_at is null and u.active
          and u.agency_id = ${ctx.actor.groupId}::uuid order by u.call_sign`,
  );
}

export interface OwnTask {
  readonly unit_assignment_id: UnitAssignmentId;
  readonly unit_id: UnitId;
  readonly current: boolean;
  readonly assigned_at: Instant;
  readonly assignment_id: AssignmentId;
  readonly state: AssignmentState;
  readonly part: Part;
  readonly sent_at: Instant;
  readonly acknowledge_due_at: Instant | null;
  readonly arrive_due_at: Instant | null;
  readonly resolve_due_at: Instant | null;
  readonly incident_id: IncidentId;
  readonly number: number;
  readonly priority: Priority | null;
  readonly life_at_risk: LifeAtRisk | null;
  readonly sensitive: boolean;
  readonly caller_cannot_speak: boolean;
  readonly type_name: { id: string; en: string } | null;
  readonly village_name: string | null;
  readonly district_name: string | null;
}

/** Open tasks of these units, the present one of each first. */
export function tasksOfUnits(ctx: ActionContext, unitIds: readonly string[]): Promise<OwnTask[]> {
  return rows<OwnTask>(
    ctx.tx,
    sql`select k.id as unit_assignment_id, k.unit_id, u.current_id = k.id as current, k.assigned_at, a.id as assignment_id, a.state, a.part,
          a.sent_at, a.acknowledge_due_at, a.arrive_due_at, a.resolve_due_at, i.id as incident_id, i.number, i.priority, i.life_at_risk,
          i.sensitive, i.caller_cannot_speak, case when t.id is not null then jsonb_build_object('id', t.name, 'en', t.name_en) end as type_name,
          v.name as village_name, d.name as district_name
        from unit_assignments k join units u on u.id = k.unit_id join assignments a on a.id = k.assignment_id
        join incidents i on i.id = a.incident_id left join incident_types t on t.id = i.incident_type_id
        left join regions v on v.code = i.village_code left join regions d on d.code = i.district_code
        where k.tenant_id = ${ctx.tenantId} and k.unit_id = any(${[...unitIds]}::uuid[]) and k.ended_at is null
        order by (u.current_id = k.id) desc, k.assigned_at desc`,
  );
}

export function otherUnits(ctx: ActionContext, task: OwnTask): Promise<FieldTask['others']> {
  return rows(
    ctx.tx,
    sql`select u.call_sign as "callSign", g.name as "agencyName", u.status from unit_assignments k join units u on u.id = k.unit_id
        join agencies g on g.id = u.agency_id
        where k.tenant_id = ${ctx.tenantId} and k.incident_id = ${task.incident_id} and k.ended_at is null and k.unit_id <> ${task.unit_id}
        order by u.call_sign`,
  );
}

/** Open assignments of an agency that no unit is on, the most urgent first. */
export function takeable(ctx: ActionContext, agencyId: string): Promise<FieldView['takeable']> {
  return rows(
    ctx.tx,
    sql`select a.id as "assignmentId", i.number as "incidentNumber", i.priority, a.sent_at as "sentAt",
          case when t.id is not null then jsonb_build_object('id', t.name, 'en', t.name_en) end as "typeName",
          case when i.sensitive then null else v.name end as "villageName", d.name as "districtName"
        from assignments a join incidents i on i.id = a.incident_id left join incident_types t on t.id = i.incident_type_id
        left join regions v on v.code = i.village_code left join regions d on d.code = i.district_code
        where a.tenant_id = ${ctx.tenantId} and a.agency_id = ${agencyId} and a.ended_at is null
          and not exists (select from unit_assignments k where k.assignment_id = a.id and k.ended_at is null)
        order by i.priority, a.sent_at limit 20`,
  );
}

/** The accounts in a unit now. */
export function crewOf(ctx: ActionContext, unitId: string): Promise<{ userId: string; agencyId: AgencyId }[]> {
  return rows(
    ctx.tx,
    sql`select m.user_id as "userId", u.agency_id as "agencyId" from unit_members m join units u on u.id = m.unit_id
        where m.tenant_id = ${ctx.tenantId} and m.unit_id = ${unitId} and m.left_at is null and m.user_id is not null`,
  );
}

export async function priorityOfTask(ctx: ActionContext, assignmentId: string): Promise<Priority | null> {
  const found = await row<{ priority: Priority | null }>(
    ctx.tx,
    sql`select i.priority from assignments a join incidents i on i.id = a.incident_id
        where a.tenant_id = ${ctx.tenantId} and a.id = ${assignmentId}`,
  );
  return found?.priority ?? null;
}
