import { sql } from 'kysely';
import type { z } from 'zod';
import { reachFor } from '#features/people/server/reach.ts';
import type { PositionSource, VillageMethod } from '#features/places/position.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { row, rows } from '#platform/server/db/database.ts';
import { type Instant, plusMs } from '#platform/shared/time.ts';
import type { IncidentView, listIncidents } from '../contract.ts';
import {
  type Category,
  type IncidentId,
  type IncidentState,
  type IncidentTypeId,
  type LifeAtRisk,
  openStates,
  type Priority,
  type Source,
} from '../incident.ts';
import { shownForMs } from '../rules.ts';

/** An incident as it is read: with its names, what can be erased, and how the reader stands to it. */
export interface ReadRow {
  readonly id: IncidentId;
  readonly number: number;
  readonly state: IncidentState;
  readonly source: Source;
  readonly type_id: IncidentTypeId | null;
  readonly type_code: string | null;
  readonly category: Category | null;
  readonly type_name: string | null;
  readonly type_name_en: string | null;
  readonly priority: Priority | null;
  readonly life_at_risk: LifeAtRisk | null;
  readonly sensitive: boolean;
  readonly caller_cannot_speak: boolean;
  readonly village_code: string | null;
  readonly village_name: string | null;
  readonly district_code: string | null;
  readonly district_name: string | null;
  readonly routing_rule_id: string | null;
  readonly reported_at: Instant;
  readonly opened_by: string | null;
  readonly opener_name: string | null;
  readonly verified_at: Instant | null;
  readonly dispatched_at: Instant | null;
  readonly resolved_at: Instant | null;
  readonly closed_at: Instant | null;
  readonly reopened_count: number;
  readonly resolution_reason: string | null;
  readonly caller_informed_at: Instant | null;
  readonly caller_informed_result: 'informed' | 'tried' | 'not_needed' | null;
  readonly version: number;
  readonly place_text: string | null;
  readonly landmark: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly place_source: PositionSource | null;
  readonly accuracy_m: number | null;
  readonly village_method: VillageMethod | null;
  readonly village_distance_m: number | null;
  readonly outside_code: string | null;
  readonly outside_name: string | null;
  readonly caller_name: string | null;
  readonly callback_number: string | null;
  readonly description: string | null;
  readonly open_assignments: number;
  readonly opened_it: boolean;
  readonly took_its_call: boolean;
  readonly is_named: boolean;
  readonly call_in_hands: boolean;
  readonly shown: boolean;
  readonly agency_part: 'working' | 'gave_back' | null;
  readonly agency_opened_it: boolean;
  readonly agency_medical: boolean;
  readonly agency_leads: boolean;
}

/**
 * The select every reading starts with. It joins assignments and calls by SQL, though they belong to other features:
 * who may see an incident depends on them, and one statement decides it.
 */
export function selectIncidents(ctx: ActionContext) {
  const user = ctx.actor.kind === 'user' ? ctx.actor.id : null;
  const agency = ctx.actor.groupId;
  return sql`
    select i.id, i.number, i.state, i.source, t.id as type_id, t.code as type_code, t.category, t.name as type_name,
      t.name_en as type_name_en, i.priority, i.life_at_risk, i.sensitive, i.caller_cannot_speak, i.village_code, v.name as village_name,
      i.district_code, d.name as district_name, i.routing_rule_id, i.reported_at, i.opened_by,
      o.display_name as opener_name, i.verified_at, i.dispatched_at, i.resolved_at, i.closed_at, i.reopened_count,
      i.resolution_reason, i.caller_informed_at, i.caller_informed_result, i.version, p.place_text, p.landmark, p.latitude,
      p.longitude, p.place_source, p.accuracy_m, p.village_method, p.village_distance_m, p.outside_code, x.name as outside_name, p.caller_name, p.callback_number, p.description,
      (select count(*) from assignments a where a.incident_id = i.id and a.ended_at is null) as open_assignments,
      coalesce(i.opened_by = ${user}::uuid, false) as opened_it,
      exists (select from incident_handlers h where h.incident_id = i.id and h.user_id = ${user}::uuid and h.removed_at is null) as is_named,
      coalesce(k.took, false) as took_its_call, coalesce(k.in_hands, false) as call_in_hands,
      exists (select from access_log l where l.tenant_id = i.tenant_id and l.subject_type = 'incident' and l.subject_id = i.id
        and l.user_id = ${user}::uuid and l.field = 'caller' and l.at > ${plusMs(ctx.now, -shownForMs)}::timestamptz) as shown,
      (select case when bool_or(a.state not in ('REJECTED', 'REROUTED', 'CANCELLED')) then 'working'
         when count(*) > 0 then 'gave_back' end
         from assignments a where a.incident_id = i.id and a.agency_id = ${agency}::uuid) as agency_part,
      coalesce(o.agency_id = ${agency}::uuid, false) as agency_opened_it,
      coalesce((select g.medical from agencies g where g.id = ${agency}::uuid), false) as agency_medical,
      exists (select from assignments a where a.incident_id = i.id and a.agency_id = ${agency}::uuid and a.part = 'lead') as agency_leads
    from incidents i
    join incident_particulars p on p.incident_id = i.id
    left join incident_types t on t.id = i.incident_type_id
    left join regions v on v.code = i.village_code
    left join regions d on d.code = i.district_code
    left join regions x on x.code = p.outside_code
    left join users o on o.id = i.opened_by
    left join lateral (select bool_or(true) as took, bool_or(c.wrapped_up_at is null) as in_hands from incident_calls l
      join calls c on c.id = l.call_id where l.incident_id in (select i.id union all select m.id from incidents m where m.merged_into = i.id) and c.answered_by = ${user}::uuid) k on true`;
}

/** What this reader may read at all: everything, or what their agency is on or has opened. */
export function withinReach(ctx: ActionContext) {
  if (reachFor(ctx.actor, 'incident.read') === 'tenant') return sql`true`;
  return sql`(o.agency_id = ${ctx.actor.groupId}::uuid
    or exists (select from assignments a where a.incident_id = i.id and a.agency_id = ${ctx.actor.groupId}::uuid))`;
}

/** One incident within this reader's reach; null when it is not theirs to read. */
export function readRow(ctx: ActionContext, id: string): Promise<ReadRow | null> {
  return row<ReadRow>(
    ctx.tx,
    sql`${selectIncidents(ctx)} where i.tenant_id = ${ctx.tenantId} and i.id = ${id} and ${withinReach(ctx)}`,
  );
}

/** Those of these incidents that are within this reader's reach. */
export function readRows(ctx: ActionContext, ids: readonly string[]): Promise<ReadRow[]> {
  return rows<ReadRow>(
    ctx.tx,
    sql`${selectIncidents(ctx)} where i.tenant_id = ${ctx.tenantId} and i.id = any(${[...ids]}::uuid[]) and ${withinReach(ctx)} order by i.number`,
  );
}

/** What a list is narrowed by, as its route says; `below`: only lower numbers. */
export type IncidentFilter = Omit<z.output<(typeof listIncidents)['query']>, 'after'> & {
  readonly below: number | null;
};

/** Merged ones count for another; whoever asks for one by its number or its state wants to see it. */
function isMergedHidden(wanted: IncidentFilter): boolean {
  return wanted.merged === 'hidden' && wanted.state === undefined && wanted.number === undefined;
}

/** The newest first, `limit` at most. A state or a number looks through the ended ones too. */
export function listRows(ctx: ActionContext, wanted: IncidentFilter, limit: number): Promise<ReadRow[]> {
  const group = wanted.state !== undefined || wanted.number !== undefined ? 'all' : wanted.group;
  const is = (column: ReturnType<typeof sql>, value: string | number | undefined) =>
    value === undefined ? sql`true` : sql`${column} = ${value}`;
  return rows<ReadRow>(
    ctx.tx,
    sql`${selectIncidents(ctx)} where i.tenant_id = ${ctx.tenantId} and ${withinReach(ctx)}
          and ${wanted.below === null ? sql`true` : sql`i.number < ${wanted.below}`}
          and ${group === 'all' ? sql`true` : sql`(i.state = any(${[...openStates]}::text[])) = ${group === 'open'}`}
          and ${is(sql`i.state`, wanted.state)} and ${is(sql`i.incident_type_id`, wanted.typeId)}
          and ${is(sql`t.category`, wanted.category)} and ${is(sql`i.priority`, wanted.priority)}
          and ${is(sql`i.source`, wanted.source)} and ${is(sql`i.district_code`, wanted.districtCode)}
          and ${is(sql`i.village_code`, wanted.villageCode)} and ${is(sql`i.number`, wanted.number)}
          and ${isMergedHidden(wanted) ? sql`i.state <> 'MERGED'` : sql`true`}
          and ${wanted.callId === undefined ? sql`true` : sql`i.id = (select incident_root(l.incident_id) from incident_calls l where l.call_id = ${wanted.callId})`}
          and ${wanted.from === undefined ? sql`true` : sql`i.reported_at >= ${wanted.from}`}
          and ${wanted.to === undefined ? sql`true` : sql`i.reported_at < ${wanted.to}`}
        order by i.number desc limit ${limit}`,
  );
}

/** What waits for the dispatchers: a draft, verified with nobody at work on it, or resolved and not closed. The urgent first. */
export function unattendedRows(ctx: ActionContext): Promise<ReadRow[]> {
  return rows<ReadRow>(
    ctx.tx,
    sql`${selectIncidents(ctx)} where i.tenant_id = ${ctx.tenantId} and i.state in ('DRAFT', 'VERIFIED', 'DISPATCHED', 'PENDING', 'RESOLVED')
          and (i.state = 'RESOLVED' or not exists (select from assignments a where a.incident_id = i.id and a.ended_at is null))
        order by i.priority, i.reported_at`,
  );
}

/** The calls linked to an incident and to what was merged into it, oldest first. */
export async function callsOf(ctx: ActionContext, id: string): Promise<IncidentView['calls']> {
  return rows(
    ctx.tx,
    sql`select c.id as "callId", c.number, l.relation, c.arrived_at as "arrivedAt", c.answered_at as "answeredAt", c.ended_at as "endedAt",
          exists (select from recordings r where r.call_id = c.id and r.state = 'stored') as recorded
        from incident_calls l join calls c on c.id = l.call_id where l.tenant_id = ${ctx.tenantId} and l.incident_id in (select incident_family(${id})) order by c.arrived_at`,
  );
}

interface ChangeRow {
  readonly at: Instant;
  readonly fields: string[];
  readonly user_id: string | null;
  readonly name: string | null;
}

/** The newest change of its form, and by whom. */
export function lastChangeRow(ctx: ActionContext, id: string): Promise<ChangeRow | null> {
  return row<ChangeRow>(
    ctx.tx,
    sql`select e.occurred_at as at, array(select jsonb_array_elements_text(e.content->'fields')) as fields, u.id as user_id, u.display_name as name
        from events e left join users u on u.id = e.actor_id
        where e.tenant_id = ${ctx.tenantId} and e.subject_type = 'incident' and e.subject_id = ${id} and e.name = 'incident.changed'
        order by e.seq desc limit 1`,
  );
}
