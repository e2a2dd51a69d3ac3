import { sql } from 'kysely';
import type { AgencyId } from '#features/agencies/agency.ts';
import type { Category } from '#features/incidents/incident.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { row, rows, run } from '#platform/server/db/database.ts';
import type { Instant } from '#platform/shared/time.ts';
import type { AlarmKind, alarmReasons, UnitAlarmId, UnitAssignmentId, UnitId } from '../../unit.ts';

/** False: one of this kind is open already. */
export async function insertAlarm(
  ctx: ActionContext,
  alarm: { readonly id: string; readonly unitId: string; readonly taskId: string | null; readonly kind: AlarmKind },
): Promise<boolean> {
  const inserted = await run(
    ctx.tx,
    sql`insert into unit_alarms (id, tenant_id, unit_id, unit_assignment_id, kind, raised_at)
        values (${alarm.id}, ${ctx.tenantId}, ${alarm.unitId}, ${alarm.taskId}, ${alarm.kind}, ${ctx.now})
        on conflict (unit_id, kind) where acknowledged_at is null do nothing`,
  );
  return inserted === 1;
}

export interface AlarmRow {
  readonly id: UnitAlarmId;
  readonly unitId: UnitId;
  readonly agencyId: AgencyId;
  readonly kind: AlarmKind;
  readonly raisedAt: Instant;
  readonly step: number;
  readonly acknowledgedAt: Instant | null;
}

const columns = sql`a.id, a.unit_id as "unitId", u.agency_id as "agencyId", a.kind, a.raised_at as "raisedAt", a.step,
  a.acknowledged_at as "acknowledgedAt"`;

export function lockAlarm(ctx: ActionContext, id: string): Promise<AlarmRow | null> {
  return row<AlarmRow>(
    ctx.tx,
    sql`select ${columns} from unit_alarms a join units u on u.id = a.unit_id
        where a.tenant_id = ${ctx.tenantId} and a.id = ${id} for update of a`,
  );
}

/** The open ones, a person's call for help first, then the oldest. */
export function openAlarms(ctx: ActionContext, onlyAgency: string | null): Promise<AlarmRow[]> {
  return rows<AlarmRow>(
    ctx.tx,
    sql`select ${columns} from unit_alarms a join units u on u.id = a.unit_id
        where a.tenant_id = ${ctx.tenantId} and a.acknowledged_at is null
          and ${onlyAgency === null ? sql`true` : sql`u.agency_id = ${onlyAgency}::uuid`}
        order by a.kind, a.raised_at`,
  );
}

export async function raiseAgain(ctx: ActionContext, id: string, step: number): Promise<void> {
  await run(ctx.tx, sql`update unit_alarms set step = ${step} where tenant_id = ${ctx.tenantId} and id = ${id}`);
}

export async function saveAcknowledged(
  ctx: ActionContext,
  id: string,
  reason: (typeof alarmReasons)[number],
  note: string | null,
): Promise<void> {
  await run(
    ctx.tx,
    sql`update unit_alarms set acknowledged_at = ${ctx.now}, acknowledged_by = ${ctx.actor.id}, reason = ${reason}, note = ${note}
        where tenant_id = ${ctx.tenantId} and id = ${id}`,
  );
}

/** What kind of incident a task is about. */
export function incidentOfTask(
  ctx: ActionContext,
  taskId: UnitAssignmentId,
): Promise<{ typeCode: string | null; category: Category | null } | null> {
  return row(
    ctx.tx,
    sql`select t.code as "typeCode", t.category from unit_assignments a join incidents i on i.id = a.incident_id
        left join incident_types t on t.id = i.incident_type_id where a.tenant_id = ${ctx.tenantId} and a.id = ${taskId}`,
  );
}
