import { sql } from 'kysely';
import { maskNumber } from '#features/calls/rules.ts';
import { reachFor } from '#features/people/server/reach.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { type Instant, plusMs } from '#platform/shared/time.ts';
import type { IncidentItem } from '../contract.ts';
import type { Category, IncidentId, IncidentState, IncidentTypeId, LifeAtRisk, Priority, Source } from '../incident.ts';
import { firstName, maskName, type Sight, shownForMs, sightOf } from '../rules.ts';

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
  readonly caller_name: string | null;
  readonly callback_number: string | null;
  readonly description: string | null;
  readonly open_assignments: number;
  readonly opened_it: boolean;
  readonly took_its_call: boolean;
  readonly call_in_hands: boolean;
  readonly shown: boolean;
  readonly agency_part: 'working' | 'gave_back' | null;
  readonly agency_opened_it: boolean;
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
      t.name_en as type_name_en, i.priority, i.life_at_risk, i.sensitive, i.village_code, v.name as village_name,
      i.district_code, d.name as district_name, i.routing_rule_id, i.reported_at, i.opened_by,
      o.display_name as opener_name, i.verified_at, i.dispatched_at, i.resolved_at, i.closed_at, i.reopened_count,
      i.resolution_reason, i.caller_informed_at, i.caller_informed_result, i.version, p.place_text, p.landmark, p.latitude,
      p.longitude, p.caller_name, p.callback_number, p.description,
      (select count(*) from assignments a where a.incident_id = i.id and a.ended_at is null) as open_assignments,
      coalesce(i.opened_by = ${user}::uuid, false) as opened_it,
      coalesce(k.took, false) as took_its_call, coalesce(k.in_hands, false) as call_in_hands,
      exists (select from access_log l where l.tenant_id = i.tenant_id and l.subject_type = 'incident' and l.subject_id = i.id
        and l.user_id = ${user}::uuid and l.field = 'caller' and l.at > ${plusMs(ctx.now, -shownForMs)}::timestamptz) as shown,
      (select case when bool_or(a.state not in ('REJECTED', 'REROUTED', 'CANCELLED')) then 'working'
         when count(*) > 0 then 'gave_back' end
         from assignments a where a.incident_id = i.id and a.agency_id = ${agency}::uuid) as agency_part,
      coalesce(o.agency_id = ${agency}::uuid, false) as agency_opened_it
    from incidents i
    join incident_particulars p on p.incident_id = i.id
    left join incident_types t on t.id = i.incident_type_id
    left join regions v on v.code = i.village_code
    left join regions d on d.code = i.district_code
    left join users o on o.id = i.opened_by
    left join lateral (select bool_or(true) as took, bool_or(c.wrapped_up_at is null) as in_hands from incident_calls l
      join calls c on c.id = l.call_id where l.incident_id = i.id and c.answered_by = ${user}::uuid) k on true`;
}

/** What this reader may read at all: everything, or what their agency is on or has opened. */
export function withinReach(ctx: ActionContext) {
  if (reachFor(ctx.actor, 'incident.read') === 'tenant') return sql`true`;
  return sql`(o.agency_id = ${ctx.actor.groupId}::uuid
    or exists (select from assignments a where a.incident_id = i.id and a.agency_id = ${ctx.actor.groupId}::uuid))`;
}

export function sightOn(ctx: ActionContext, read: ReadRow): Sight {
  return sightOf({
    reach: reachFor(ctx.actor, 'incident.read') ?? 'own_agency',
    worksAll: reachFor(ctx.actor, 'incident.close') === 'tenant',
    openedIt: read.opened_it,
    tookItsCall: read.took_its_call,
    callInHands: read.call_in_hands,
    shown: read.shown,
    agencyPart: read.agency_part ?? 'none',
    agencyOpenedIt: read.agency_opened_it,
    sensitive: read.sensitive,
    state: read.state,
    source: read.source,
  });
}

/** One line, with the words of the place only for who may see them. */
export function toItem(read: ReadRow, sight: Sight): IncidentItem {
  const located = sight.words && read.latitude !== null && read.longitude !== null;
  return {
    id: read.id,
    number: read.number,
    state: read.state,
    source: read.source,
    type: typeOf(read),
    priority: read.priority,
    lifeAtRisk: read.life_at_risk,
    sensitive: read.sensitive,
    village: villageOf(read, sight),
    placeText: sight.words ? read.place_text : null,
    landmark: sight.words ? read.landmark : null,
    point: located ? { latitude: read.latitude ?? 0, longitude: read.longitude ?? 0 } : null,
    reportedAt: read.reported_at,
    verifiedAt: read.verified_at,
    dispatchedAt: read.dispatched_at,
    resolvedAt: read.resolved_at,
    closedAt: read.closed_at,
    openAssignments: read.open_assignments,
    version: read.version,
  };
}

function typeOf(read: ReadRow): IncidentItem['type'] {
  if (read.type_id === null || read.type_code === null || read.category === null) return null;
  const name = { id: read.type_name ?? read.type_code, en: read.type_name_en ?? read.type_code };
  return { id: read.type_id, code: read.type_code, category: read.category, name };
}

/** A village is small enough to say who: for a sensitive incident only its handlers read it. */
function villageOf(read: ReadRow, sight: Sight): IncidentItem['village'] {
  if (!sight.words || read.village_code === null || read.district_code === null) return null;
  const districtName = read.district_name ?? read.district_code;
  return {
    code: read.village_code,
    name: read.village_name ?? read.village_code,
    districtCode: read.district_code,
    districtName,
  };
}

/** The caller as this reader may see them. */
export function callerOf(
  read: ReadRow,
  sight: Sight,
): { level: Sight['caller']; name: string | null; number: string | null } {
  const { caller_name: name, callback_number: number } = read;
  switch (sight.caller) {
    case 'full':
      return { level: 'full', name, number };
    case 'masked':
      return {
        level: 'masked',
        name: name === null ? null : maskName(name),
        number: number === null ? null : maskNumber(number),
      };
    case 'first_name':
      return { level: 'first_name', name: name === null ? null : firstName(name), number: null };
    case 'hidden':
      return { level: 'hidden', name: null, number: null };
  }
}
