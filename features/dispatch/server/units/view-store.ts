import { sql } from 'kysely';
import type { AgencyId } from '#features/agencies/agency.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { row, rows } from '#platform/server/db/database.ts';
import type { Instant } from '#platform/shared/time.ts';
import type { EndReason, UnitAssignmentId, UnitId, UnitKind, UnitSkill, UnitStatus } from '../../unit.ts';
import type { UnitItem, UnitView } from '../../unit-contract.ts';

/** A unit as it is read; its label is found from the agency's words. */
export interface ReadUnit {
  readonly id: UnitId;
  readonly agency: { readonly id: AgencyId; readonly code: string; readonly name: string };
  readonly call_sign: string;
  readonly kind: UnitKind;
  readonly skills: UnitSkill[];
  readonly home: UnitItem['home'];
  readonly phone: string | null;
  readonly active: boolean;
  readonly status: UnitStatus;
  readonly label_code: string | null;
  readonly status_at: Instant;
  readonly asked_at: Instant | null;
  readonly members: number;
  readonly tasks: UnitItem['tasks'];
  readonly place: UnitItem['place'];
  readonly version: number;
}

/** Moments within JSON as the wire has them. */
const iso = (column: ReturnType<typeof sql>) =>
  sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const selectUnits = sql`
  select u.id, jsonb_build_object('id', g.id, 'code', g.code, 'name', g.name) as agency, u.call_sign, u.kind, u.skills,
    case when u.home is not null then jsonb_build_object('latitude', u.home[1], 'longitude', u.home[0]) end as home,
    u.phone, u.active, u.status, u.label_code, u.status_at, u.asked_at, u.version,
    (select count(*)::int from unit_members m where m.unit_id = u.id and m.left_at is null) as members,
    coalesce((select jsonb_agg(jsonb_build_object('id', a.id, 'assignmentId', a.assignment_id, 'incidentId', a.incident_id,
        'incidentNumber', i.number, 'typeName', case when t.id is not null then jsonb_build_object('id', t.name, 'en', t.name_en) end,
        'assignedAt', ${iso(sql`a.assigned_at`)}, 'current', a.id = u.current_id) order by (a.id = u.current_id) desc, a.assigned_at desc)
      from unit_assignments a join incidents i on i.id = a.incident_id left join incident_types t on t.id = i.incident_type_id
      where a.unit_id = u.id and a.ended_at is null), '[]') as tasks,
    case when p.unit_id is not null then jsonb_build_object('point', jsonb_build_object('latitude', p.place[1], 'longitude', p.place[0]),
      'at', ${iso(sql`p.at`)}, 'accuracyM', p.accuracy_m, 'speedMps', p.speed_mps, 'clamped', p.clamped) end as place
  from units u join agencies g on g.id = u.agency_id left join unit_places p on p.unit_id = u.id`;

export interface UnitFilter {
  readonly agencyId: string | null;
  readonly activeOnly: boolean;
}

/** By agency and call sign. */
export function selectUnitRows(ctx: ActionContext, filter: UnitFilter): Promise<ReadUnit[]> {
  return rows<ReadUnit>(
    ctx.tx,
    sql`${selectUnits} where u.tenant_id = ${ctx.tenantId}
          and ${filter.agencyId === null ? sql`true` : sql`u.agency_id = ${filter.agencyId}::uuid`}
          and ${filter.activeOnly ? sql`u.active` : sql`true`}
        order by g.name, u.call_sign`,
  );
}

/** Rows by id, in the order of the ids. */
export function unitRowsOf(ctx: ActionContext, ids: readonly string[]): Promise<ReadUnit[]> {
  return rows<ReadUnit>(
    ctx.tx,
    sql`${selectUnits} where u.tenant_id = ${ctx.tenantId} and u.id = any(${[...ids]}::uuid[])
        order by array_position(${[...ids]}::uuid[], u.id)`,
  );
}

export function membersOf(ctx: ActionContext, unitId: string): Promise<UnitView['members']> {
  return rows(
    ctx.tx,
    sql`select m.id, m.user_id as "userId", coalesce(s.display_name, m.name) as name, m.joined_at as "joinedAt"
        from unit_members m left join users s on s.id = m.user_id
        where m.tenant_id = ${ctx.tenantId} and m.unit_id = ${unitId} and m.left_at is null order by m.joined_at, m.id`,
  );
}

export function historyOf(ctx: ActionContext, unitId: string): Promise<UnitView['history']> {
  return rows(
    ctx.tx,
    sql`select s.number, s.status, s.label_code as "labelCode", s.at, s.device_at as "deviceAt", s.recorded_at as "recordedAt", s.clamped,
          s.late, s.unusual, s.source, p.display_name as by, i.number as "incidentNumber"
        from unit_statuses s left join users p on p.id = s.user_id left join unit_assignments a on a.id = s.unit_assignment_id
        left join incidents i on i.id = a.incident_id
        where s.tenant_id = ${ctx.tenantId} and s.unit_id = ${unitId} order by s.number desc limit 100`,
  );
}

export interface AssignedRow {
  readonly id: UnitAssignmentId;
  readonly unit_id: UnitId;
  readonly current: boolean;
  readonly way: 'sent' | 'taken' | 'straight';
  readonly assigned_at: Instant;
  readonly en_route_at: Instant | null;
  readonly on_scene_at: Instant | null;
  readonly ended_at: Instant | null;
  readonly end_reason: EndReason | null;
}

/** Who is on an assignment and who was, with the first time each was on the road and there. */
export function assignedRows(ctx: ActionContext, assignmentId: string): Promise<AssignedRow[]> {
  const firstAt = (status: UnitStatus) =>
    sql`(select min(s.at) from unit_statuses s where s.unit_assignment_id = a.id and s.status = ${status})`;
  return rows<AssignedRow>(
    ctx.tx,
    sql`select a.id, a.unit_id, coalesce(u.current_id = a.id, false) as current, a.way, a.assigned_at, ${firstAt('en_route')} as en_route_at,
          ${firstAt('on_scene')} as on_scene_at, a.ended_at, a.end_reason
        from unit_assignments a join units u on u.id = a.unit_id
        where a.tenant_id = ${ctx.tenantId} and a.assignment_id = ${assignmentId} order by (a.ended_at is not null), a.assigned_at, a.id`,
  );
}

export async function incidentNumberOf(ctx: ActionContext, assignmentId: string): Promise<number | null> {
  const found = await row<{ number: number }>(
    ctx.tx,
    sql`select i.number from assignments a join incidents i on i.id = a.incident_id
        where a.tenant_id = ${ctx.tenantId} and a.id = ${assignmentId}`,
  );
  return found?.number ?? null;
}
