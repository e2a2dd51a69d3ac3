import { sql } from 'kysely';
import type { PositionSource, VillageMethod } from '#features/places/position.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { row, rows, run } from '#platform/server/db/database.ts';
import type { Instant } from '#platform/shared/time.ts';
import type {
  Category,
  IncidentId,
  IncidentState,
  IncidentType,
  IncidentTypeId,
  LifeAtRisk,
  Priority,
  Source,
} from '../incident.ts';

/** An incident while it is changed: its row, locked, with what can be erased. */
export interface IncidentRow {
  readonly id: IncidentId;
  readonly number: number;
  readonly state: IncidentState;
  readonly source: Source;
  readonly incident_type_id: IncidentTypeId | null;
  readonly priority: Priority | null;
  readonly life_at_risk: LifeAtRisk | null;
  readonly sensitive: boolean;
  readonly sensitive_by_hand: boolean;
  readonly village_code: string | null;
  readonly district_code: string | null;
  readonly dispatched_at: Instant | null;
  readonly version: number;
  readonly salt: Buffer;
  readonly place_text: string | null;
  readonly landmark: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly place_source: PositionSource | null;
  readonly accuracy_m: number | null;
  readonly village_method: VillageMethod | null;
  readonly village_distance_m: number | null;
  readonly outside_code: string | null;
  readonly place_words: string | null;
  readonly caller_name: string | null;
  readonly callback_number: string | null;
  readonly description: string | null;
}

/** What open-incident and change-incident write. */
export type IncidentValues = Omit<
  IncidentRow,
  'id' | 'number' | 'dispatched_at' | 'source' | 'salt' | 'sensitive_by_hand'
>;

/** Load and lock: everything that changes an incident or its assignments takes this lock first, so no two can cross. */
export async function lockIncident(ctx: ActionContext, id: string): Promise<IncidentRow | null> {
  return row<IncidentRow>(
    ctx.tx,
    sql`select i.id, i.number, i.state, i.source, i.incident_type_id, i.priority, i.life_at_risk, i.sensitive, i.sensitive_by_hand,
          i.village_code, i.district_code, i.dispatched_at, i.version, p.salt, p.place_text, p.landmark, p.latitude, p.longitude, p.place_source,
          p.accuracy_m, p.village_method, p.village_distance_m, p.outside_code, p.place_words, p.caller_name, p.callback_number, p.description
        from incidents i join incident_particulars p on p.incident_id = i.id
        where i.tenant_id = ${ctx.tenantId} and i.id = ${id} for update of i`,
  );
}

export async function nextIncidentNumber(ctx: ActionContext): Promise<number> {
  const made = await row<{ number: number }>(ctx.tx, sql`select next_number(${ctx.tenantId}, 'incident') as number`);
  if (made === null) throw new Error('next_number returned no row');
  return made.number;
}

export async function insertIncident(
  ctx: ActionContext,
  made: IncidentValues & {
    readonly id: IncidentId;
    readonly number: number;
    readonly source: Source;
    readonly reportedAt: Instant;
    readonly verifiedAt: Instant | null;
    readonly salt: Buffer;
  },
): Promise<void> {
  await run(
    ctx.tx,
    sql`insert into incidents (id, tenant_id, number, state, source, incident_type_id, priority, life_at_risk, sensitive,
          village_code, district_code, reported_at, opened_by, verified_at)
        values (${made.id}, ${ctx.tenantId}, ${made.number}, ${made.state}, ${made.source}, ${made.incident_type_id},
          ${made.priority}, ${made.life_at_risk}, ${made.sensitive}, ${made.village_code}, ${made.district_code},
          ${made.reportedAt}, ${ctx.actor.kind === 'user' ? ctx.actor.id : null}, ${made.verifiedAt})`,
  );
  await run(
    ctx.tx,
    sql`insert into incident_particulars (incident_id, tenant_id, salt, place_text, landmark, latitude, longitude, place_source,
          accuracy_m, village_method, village_distance_m, outside_code, place_words, caller_name, callback_number, description)
        values (${made.id}, ${ctx.tenantId}, ${made.salt}, ${made.place_text}, ${made.landmark}, ${made.latitude},
          ${made.longitude}, ${made.place_source}, ${made.accuracy_m}, ${made.village_method}, ${made.village_distance_m},
          ${made.outside_code}, ${made.place_words}, ${made.caller_name}, ${made.callback_number}, ${made.description})`,
  );
}

/** Write a change and raise the version; `verifiedAt` only when this change verified it. */
export async function updateIncident(
  ctx: ActionContext,
  id: string,
  values: IncidentValues,
  verifiedAt: Instant | null,
): Promise<void> {
  await run(
    ctx.tx,
    sql`update incidents set state = ${values.state}, incident_type_id = ${values.incident_type_id}, priority = ${values.priority},
          life_at_risk = ${values.life_at_risk}, sensitive = ${values.sensitive}, village_code = ${values.village_code},
          district_code = ${values.district_code}, verified_at = coalesce(${verifiedAt}::timestamptz, verified_at),
          version = ${values.version}
        where tenant_id = ${ctx.tenantId} and id = ${id}`,
  );
  await run(
    ctx.tx,
    sql`update incident_particulars set place_text = ${values.place_text}, landmark = ${values.landmark},
          latitude = ${values.latitude}, longitude = ${values.longitude}, place_source = ${values.place_source},
          accuracy_m = ${values.accuracy_m}, village_method = ${values.village_method}, village_distance_m = ${values.village_distance_m},
          outside_code = ${values.outside_code}, place_words = ${values.place_words},
          caller_name = ${values.caller_name}, callback_number = ${values.callback_number}, description = ${values.description}
        where tenant_id = ${ctx.tenantId} and incident_id = ${id}`,
  );
}

interface TypeRow {
  readonly id: IncidentTypeId;
  readonly code: string;
  readonly category: Category;
  readonly name: string;
  readonly name_en: string;
  readonly default_priority: Priority;
  readonly sensitive: boolean;
  readonly words: string[];
}

/** The active types, as the tenant orders them. */
export async function listTypes(ctx: ActionContext): Promise<IncidentType[]> {
  const found = await rows<TypeRow>(
    ctx.tx,
    sql`select id, code, category, name, name_en, default_priority, sensitive, words from incident_types
        where tenant_id = ${ctx.tenantId} and active order by position, code`,
  );
  return found.map(toType);
}

/** A type, also one that was deactivated meanwhile: the incidents that have it keep it. Null when there is none. */
export async function findType(ctx: ActionContext, id: string): Promise<(IncidentType & { active: boolean }) | null> {
  const found = await row<TypeRow & { readonly active: boolean }>(
    ctx.tx,
    sql`select id, code, category, name, name_en, default_priority, sensitive, words, active from incident_types
        where tenant_id = ${ctx.tenantId} and id = ${id}`,
  );
  return found === null ? null : { ...toType(found), active: found.active };
}

function toType(found: TypeRow): IncidentType {
  const { name, name_en, default_priority, ...rest } = found;
  return { ...rest, name: { id: name, en: name_en }, defaultPriority: default_priority };
}

/** A village of the tenant's own regency. */
export async function findVillage(
  ctx: ActionContext,
  code: string,
): Promise<{ districtCode: string; latitude: number | null; longitude: number | null } | null> {
  return row(
    ctx.tx,
    sql`select r.parent_code as "districtCode", r.latitude, r.longitude from regions r join tenants t on t.id = ${ctx.tenantId}
        where r.code = ${code} and r.level = 'village' and r.code like t.region_code || '.%'`,
  );
}

export interface CallRow {
  readonly id: string;
  readonly number: number;
  readonly arrived_at: Instant;
  readonly answered_at: Instant | null;
  readonly caller: string | null;
  readonly is_drill: boolean;
  /** The number of the incident it is linked to already. */
  readonly linked_to: number | null;
}

export async function findCall(ctx: ActionContext, id: string): Promise<CallRow | null> {
  return row<CallRow>(
    ctx.tx,
    sql`select c.id, c.number, c.arrived_at, c.answered_at, coalesce(c.caller_e164, c.caller_raw) as caller, c.purpose = 'drill' as is_drill, i.number as linked_to
        from calls c left join incident_calls l on l.call_id = c.id left join incidents i on i.id = l.incident_id
        where c.tenant_id = ${ctx.tenantId} and c.id = ${id}`,
  );
}

/** False when somebody linked the call in the same moment. */
export async function insertLink(
  ctx: ActionContext,
  link: { incidentId: string; callId: string; relation: 'opened' | 'duplicate' | 'followup' },
): Promise<boolean> {
  const inserted = await run(
    ctx.tx,
    sql`insert into incident_calls (tenant_id, incident_id, call_id, relation, linked_at, linked_by)
        values (${ctx.tenantId}, ${link.incidentId}, ${link.callId}, ${link.relation}, ${ctx.now},
          ${ctx.actor.kind === 'user' ? ctx.actor.id : null})
        on conflict (call_id) do nothing`,
  );
  return inserted === 1;
}

/** Agencies that were ever assigned: with the control room they are who hears of the incident. */
export async function assignedAgencies(ctx: ActionContext, id: string): Promise<string[]> {
  const found = await rows<{ agency_id: string }>(
    ctx.tx,
    sql`select distinct agency_id from assignments where tenant_id = ${ctx.tenantId} and incident_id = ${id}`,
  );
  return found.map((one) => one.agency_id);
}

export async function insertNote(
  ctx: ActionContext,
  note: { id: string; incidentId: string; assignmentId: string | null; salt: Buffer; text: string },
): Promise<void> {
  await run(
    ctx.tx,
    sql`insert into incident_notes (id, tenant_id, incident_id, assignment_id, author_id, salt, text, written_at)
        values (${note.id}, ${ctx.tenantId}, ${note.incidentId}, ${note.assignmentId},
          ${ctx.actor.kind === 'user' ? ctx.actor.id : null}, ${note.salt}, ${note.text}, ${ctx.now})`,
  );
}

/** Whose work a note is about. */
export interface NotedAssignment {
  readonly id: string;
  readonly agency_id: string;
}

/** The newest assignment of an incident: the one of this id, or any; with `ownOnly` of the reader's agency. */
export function newestAssignment(
  ctx: ActionContext,
  incidentId: string,
  wanted: { readonly id: string | null; readonly ownOnly: boolean },
): Promise<NotedAssignment | null> {
  return row<NotedAssignment>(
    ctx.tx,
    sql`select id, agency_id from assignments where tenant_id = ${ctx.tenantId} and incident_id = ${incidentId}
          and (${wanted.id}::uuid is null or id = ${wanted.id})
          and (not ${wanted.ownOnly} or agency_id = ${ctx.actor.groupId}) order by sent_at desc limit 1`,
  );
}

/** Fields that were changed after a version, newest last. */
export async function changesSince(ctx: ActionContext, id: string, version: number): Promise<string[]> {
  const found = await rows<{ fields: string[] }>(
    ctx.tx,
    sql`select array(select jsonb_array_elements_text(content->'fields')) as fields from events
        where tenant_id = ${ctx.tenantId} and subject_type = 'incident' and subject_id = ${id} and name = 'incident.changed'
          and (content->>'version')::int > ${version} order by seq`,
  );
  return [...new Set(found.flatMap((one) => one.fields))];
}
