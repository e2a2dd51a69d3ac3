import { sql } from 'kysely';
import type { AgencyId } from '#features/agencies/agency.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { row, rows, run } from '#platform/server/db/database.ts';
import type { Instant } from '#platform/shared/time.ts';
import type {
  EndReason,
  forceReasons,
  StatusSource,
  UnitAssignmentId,
  UnitContent,
  UnitId,
  UnitKind,
  UnitStatus,
} from '../../unit.ts';
import type { OpenTask, UnitState, UnitStep } from '../../unit-rules.ts';

/** A unit while it is changed: its row, locked after the incident and the assignment. */
export interface UnitRow extends UnitState {
  readonly id: UnitId;
  readonly agencyId: AgencyId;
  readonly callSign: string;
  readonly kind: UnitKind;
  readonly askedAt: Instant | null;
  readonly statusNumber: number;
}

type LockedRow = Omit<UnitRow, 'open'>;

/** Null: there is none in this regency. Units are locked one at a time, after everything else. */
export async function lockUnit(ctx: ActionContext, id: string): Promise<UnitRow | null> {
  const found = await row<LockedRow>(
    ctx.tx,
    sql`select id, agency_id as "agencyId", call_sign as "callSign", kind, active, status, status_at as "statusAt",
          status_number as "statusNumber", current_id as "currentId", asked_at as "askedAt"
        from units where tenant_id = ${ctx.tenantId} and id = ${id} for update`,
  );
  if (found === null) return null;
  const open = await rows<OpenTask>(
    ctx.tx,
    sql`select id, assignment_id as "assignmentId" from unit_assignments
        where tenant_id = ${ctx.tenantId} and unit_id = ${id} and ended_at is null order by assigned_at, id`,
  );
  return { ...found, open };
}

/** Before anything is locked: whose unit it is, and the task it works on. */
export function locateUnit(
  ctx: ActionContext,
  id: string,
): Promise<{ agencyId: AgencyId; currentId: UnitAssignmentId | null } | null> {
  return row(
    ctx.tx,
    sql`select agency_id as "agencyId", current_id as "currentId" from units where tenant_id = ${ctx.tenantId} and id = ${id}`,
  );
}

export interface TaskRow {
  readonly id: UnitAssignmentId;
  readonly unitId: UnitId;
  readonly assignmentId: string;
  readonly incidentId: string;
  readonly assignedAt: Instant;
  readonly endedAt: Instant | null;
}

const taskColumns = sql`id, unit_id as "unitId", assignment_id as "assignmentId", incident_id as "incidentId",
  assigned_at as "assignedAt", ended_at as "endedAt"`;

export function findTask(ctx: ActionContext, id: string): Promise<TaskRow | null> {
  return row<TaskRow>(
    ctx.tx,
    sql`select ${taskColumns} from unit_assignments where tenant_id = ${ctx.tenantId} and id = ${id}`,
  );
}

/** The newest of this unit on this assignment, over or not. */
export function newestTask(ctx: ActionContext, unitId: string, assignmentId: string): Promise<TaskRow | null> {
  return row<TaskRow>(
    ctx.tx,
    sql`select ${taskColumns} from unit_assignments
        where tenant_id = ${ctx.tenantId} and unit_id = ${unitId} and assignment_id = ${assignmentId}
        order by (ended_at is null) desc, assigned_at desc limit 1`,
  );
}

/** Units that are on an assignment, by their ids: the order in which they are locked. */
export function tasksOn(ctx: ActionContext, assignmentId: string): Promise<TaskRow[]> {
  return rows<TaskRow>(
    ctx.tx,
    sql`select ${taskColumns} from unit_assignments
        where tenant_id = ${ctx.tenantId} and assignment_id = ${assignmentId} and ended_at is null order by unit_id`,
  );
}

export async function insertTask(
  ctx: ActionContext,
  task: {
    readonly id: UnitAssignmentId;
    readonly unitId: UnitId;
    readonly assignmentId: string;
    readonly incidentId: string;
    readonly at: Instant;
    readonly way: 'sent' | 'taken' | 'straight';
    readonly force: (typeof forceReasons)[number] | null;
  },
): Promise<void> {
  await run(
    ctx.tx,
    sql`insert into unit_assignments (id, tenant_id, unit_id, assignment_id, incident_id, assigned_at, assigned_by, way, force_reason)
        values (${task.id}, ${ctx.tenantId}, ${task.unitId}, ${task.assignmentId}, ${task.incidentId}, ${task.at},
          ${ctx.actor.kind === 'user' ? ctx.actor.id : null}, ${task.way}, ${task.force})`,
  );
}

export async function endTask(ctx: ActionContext, id: string, reason: EndReason, at: Instant): Promise<void> {
  await run(
    ctx.tx,
    sql`update unit_assignments set ended_at = ${at}, end_reason = ${reason}
        where tenant_id = ${ctx.tenantId} and id = ${id}`,
  );
}

/** How a status came. */
export interface StatusOrigin {
  readonly source: StatusSource;
  readonly labelCode: string | null;
  readonly deviceAt: Instant | null;
  readonly clamped: boolean;
}

/** Rows of status behind those that are there. The machinery's own rows have no device and no label of their own. */
export async function insertStatuses(
  ctx: ActionContext,
  unit: Pick<UnitRow, 'id' | 'statusNumber'>,
  step: UnitStep,
  origin: StatusOrigin,
): Promise<void> {
  for (const [index, said] of step.rows.entries()) {
    const isFirst = index === 0;
    await run(
      ctx.tx,
      sql`insert into unit_statuses (tenant_id, unit_id, number, status, label_code, at, device_at, recorded_at, clamped, late, unusual,
            source, user_id, unit_assignment_id)
          values (${ctx.tenantId}, ${unit.id}, ${unit.statusNumber + index + 1}, ${said.status}, ${isFirst ? origin.labelCode : null},
            ${said.at}, ${isFirst ? origin.deviceAt : null}, ${ctx.now}, ${isFirst && origin.clamped}, ${step.late},
            ${isFirst && step.unusual}, ${isFirst ? origin.source : 'system'}, ${ctx.actor.kind === 'user' ? ctx.actor.id : null},
            ${said.taskId})`,
    );
  }
}

export async function saveUnitStep(
  ctx: ActionContext,
  unit: Pick<UnitRow, 'id'>,
  step: UnitStep,
  labelCode: string | null,
): Promise<void> {
  const isMoved = !step.late && step.rows.length > 0;
  await run(
    ctx.tx,
    sql`update units set status = ${step.status}, status_at = ${step.statusAt}, current_id = ${step.currentId},
          status_number = status_number + ${step.rows.length},
          label_code = ${isMoved ? sql`${step.rows.length === 1 ? labelCode : null}::text` : sql`label_code`}
        where tenant_id = ${ctx.tenantId} and id = ${unit.id}`,
  );
}

export async function saveAsked(ctx: ActionContext, id: string, askedAt: Instant | null): Promise<void> {
  await run(ctx.tx, sql`update units set asked_at = ${askedAt} where tenant_id = ${ctx.tenantId} and id = ${id}`);
}

/** Since when the unit is on duty: after the last time it said it is not. */
export async function onDutySince(ctx: ActionContext, id: string): Promise<Instant | null> {
  const found = await row<{ at: Instant | null }>(
    ctx.tx,
    sql`select min(s.at) as at from unit_statuses s where s.tenant_id = ${ctx.tenantId} and s.unit_id = ${id} and not s.late
          and s.number > coalesce((select max(o.number) from unit_statuses o where o.unit_id = ${id} and o.status = 'out_of_service'
            and not o.late), 0)`,
  );
  return found?.at ?? null;
}

/** Whether this account is in the unit now. */
export async function isMember(ctx: ActionContext, unitId: string): Promise<boolean> {
  const found = await row(
    ctx.tx,
    sql`select 1 from unit_members m join units u on u.id = m.unit_id
        where m.tenant_id = ${ctx.tenantId} and m.unit_id = ${unitId} and m.user_id = ${ctx.actor.id}::uuid and m.left_at is null
          and u.agency_id = ${ctx.actor.groupId}::uuid`,
  );
  return found !== null;
}

const contentColumns = sql`id, version, agency_id as "agencyId", call_sign as "callSign", jsonb_build_object('callSign', call_sign, 'kind', kind,
  'skills', to_jsonb(skills), 'active', active, 'phone', phone, 'home', case when home is not null
    then jsonb_build_object('latitude', home[1], 'longitude', home[0]) end) as content`;

export interface UnitSettingRow {
  readonly id: UnitId;
  readonly version: number;
  readonly agencyId: AgencyId;
  readonly callSign: string;
  readonly content: UnitContent;
}

export function lockUnitContent(ctx: ActionContext, id: string): Promise<UnitSettingRow | null> {
  return row<UnitSettingRow>(
    ctx.tx,
    sql`select ${contentColumns} from units where tenant_id = ${ctx.tenantId} and id = ${id} for update`,
  );
}

const placeOf = (content: Pick<UnitContent, 'home'>) =>
  content.home === null ? sql`null` : sql`point(${content.home.longitude}, ${content.home.latitude})`;

/** False: the call sign belongs to another unit. */
export async function insertUnit(
  ctx: ActionContext,
  made: { readonly id: UnitId; readonly agencyId: string; readonly status: UnitStatus; readonly content: UnitContent },
): Promise<boolean> {
  const { content } = made;
  const inserted = await run(
    ctx.tx,
    sql`insert into units (id, tenant_id, agency_id, call_sign, kind, skills, home, phone, active, status, status_at)
        values (${made.id}, ${ctx.tenantId}, ${made.agencyId}, ${content.callSign}, ${content.kind}, ${content.skills}::text[],
          ${placeOf(content)}, ${content.phone}, ${content.active}, ${made.status}, ${ctx.now})
        on conflict (tenant_id, call_sign) do nothing`,
  );
  return inserted === 1;
}

export async function isCallSignFree(ctx: ActionContext, id: string, callSign: string): Promise<boolean> {
  const other = await row(
    ctx.tx,
    sql`select 1 from units where tenant_id = ${ctx.tenantId} and call_sign = ${callSign} and id <> ${id}`,
  );
  return other === null;
}

export async function updateUnit(ctx: ActionContext, id: string, content: UnitContent, version: number): Promise<void> {
  await run(
    ctx.tx,
    sql`update units set call_sign = ${content.callSign}, kind = ${content.kind}, skills = ${content.skills}::text[],
          home = ${placeOf(content)}, phone = ${content.phone}, active = ${content.active}, version = ${version}
        where tenant_id = ${ctx.tenantId} and id = ${id}`,
  );
}
