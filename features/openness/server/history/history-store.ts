import { sql } from 'kysely';
import type { HistoryColumns } from '#features/monev/server/history-batch.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { row, rows, run } from '#platform/server/db/database.ts';
import { present } from '#platform/shared/result.ts';
import type { Instant } from '#platform/shared/time.ts';
import type { HistoryKind } from '../../history.ts';

/** One import of a regency at a time: a second one waits for the batch of the first. */
export async function lockHistory(ctx: ActionContext): Promise<void> {
  await run(ctx.tx, sql`select pg_advisory_xact_lock(hashtext('sigap.history'), hashtext(${ctx.tenantId}))`);
}

/** Looking at an incident is no work on it. */
const looks = ['incident.printed', 'incident.exported'] as const;

/** A row that came before, as it lies here. */
export interface KnownRow {
  readonly externalId: string;
  readonly rowId: string;
  readonly version: number;
  readonly digest: string;
  readonly changedAt: Instant | null;
  /** Somebody or something here has worked on it since: it has events of its own. */
  readonly isTouched: boolean;
  /** Of incidents; null for assignments, which hold nothing that is erased. */
  readonly salt: string | null;
  readonly isErased: boolean;
}

export async function knownRows(
  ctx: ActionContext,
  of: { readonly kind: HistoryKind; readonly system: string; readonly externalIds: readonly string[] },
): Promise<Map<string, KnownRow>> {
  const found = await rows<KnownRow>(
    ctx.tx,
    sql`select h.external_id as "externalId", h.row_id as "rowId", h.version, encode(h.digest, 'hex') as digest, h.changed_at as "changedAt",
          exists (select from events e where e.tenant_id = h.tenant_id and e.subject_type = ${of.kind === 'incidents' ? 'incident' : 'assignment'} and e.subject_id = h.row_id
            and e.name <> all(${[...looks]}::text[])) as "isTouched",
          encode(p.salt, 'hex') as salt, p.erased_at is not null as "isErased"
        from history_rows h left join incident_particulars p on p.incident_id = h.row_id
        where h.tenant_id = ${ctx.tenantId} and h.kind = ${of.kind} and h.system = ${of.system} and h.external_id = any(${[...of.externalIds]}::text[])`,
  );
  return new Map(found.map((one) => [one.externalId, one]));
}

/** Incidents that came from a system, by its numbers, with what an assignment must know of them. */
export interface KnownIncident {
  readonly externalId: string;
  readonly id: string;
  readonly isOpen: boolean;
  readonly priority: string | null;
  readonly category: string | null;
  /** Open assignments, with their number there where they came from there. */
  readonly busy: readonly { readonly agencyId: string; readonly externalId: string | null }[];
}

export async function knownIncidents(
  ctx: ActionContext,
  system: string,
  externalIds: readonly string[],
): Promise<Map<string, KnownIncident>> {
  const found = await rows<KnownIncident>(
    ctx.tx,
    sql`select h.external_id as "externalId", i.id, i.state in ('VERIFIED', 'DISPATCHED', 'PENDING') as "isOpen", i.priority, t.category,
          coalesce((select jsonb_agg(jsonb_build_object('agencyId', a.agency_id, 'externalId', o.external_id)) from assignments a
            left join history_rows o on o.row_id = a.id and o.system = ${system} where a.incident_id = i.id and a.ended_at is null), '[]') as busy
        from history_rows h join incidents i on i.id = h.row_id left join incident_types t on t.id = i.incident_type_id
        where h.tenant_id = ${ctx.tenantId} and h.kind = 'incidents' and h.system = ${system} and h.external_id = any(${[...externalIds]}::text[])`,
  );
  return new Map(found.map((one) => [one.externalId, one]));
}

/** The first of so many numbers in a row. The series is locked until the batch is in, so batches are short. */
export async function takeNumbers(ctx: ActionContext, count: number): Promise<number> {
  const taken = await row<{ last: number }>(
    ctx.tx,
    sql`insert into number_series (tenant_id, kind, last) values (${ctx.tenantId}, 'incident', ${count})
        on conflict (tenant_id, kind) do update set last = number_series.last + ${count} returning last`,
  );
  return present(taken, 'an upsert returns its row').last - count + 1;
}

/** The numbers of incidents that came before keep. */
export async function numbersOf(ctx: ActionContext, ids: readonly string[]): Promise<Map<string, number>> {
  const found = await rows<{ id: string; number: number }>(
    ctx.tx,
    sql`select id, number from incidents where tenant_id = ${ctx.tenantId} and id = any(${[...ids]}::uuid[])`,
  );
  return new Map(found.map(({ id, number }) => [id, number]));
}

/** An incident as it is written, with what can be erased. */
export interface IncidentLine {
  readonly id: string;
  readonly number: number;
  readonly state: string;
  readonly typeId: string;
  readonly priority: string;
  readonly lifeAtRisk: string | null;
  readonly sensitive: boolean;
  readonly villageCode: string | null;
  readonly districtCode: string | null;
  readonly reportedAt: Instant;
  readonly verifiedAt: Instant | null;
  readonly dispatchedAt: Instant | null;
  readonly resolvedAt: Instant | null;
  readonly closedAt: Instant | null;
  readonly informedAt: Instant | null;
  readonly informedResult: string | null;
  readonly salt: string;
  readonly placeText: string | null;
  readonly landmark: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly placeSource: string | null;
  readonly villageMethod: string | null;
  readonly villageDistanceM: number | null;
  readonly outsideCode: string | null;
  readonly placeWords: string | null;
  readonly callerName: string | null;
  readonly callbackNumber: string | null;
  readonly description: string | null;
}

const incidentLines = (
  lines: readonly IncidentLine[],
) => sql`jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as given (
  id uuid, number bigint, state text, "typeId" uuid, priority text, "lifeAtRisk" text, sensitive boolean, "villageCode" text, "districtCode" text,
  "reportedAt" timestamptz, "verifiedAt" timestamptz, "dispatchedAt" timestamptz, "resolvedAt" timestamptz, "closedAt" timestamptz,
  "informedAt" timestamptz, "informedResult" text, salt text, "placeText" text, landmark text, latitude float8, longitude float8,
  "placeSource" text, "villageMethod" text, "villageDistanceM" int, "outsideCode" text, "placeWords" text, "callerName" text,
  "callbackNumber" text, description text)`;

export async function insertIncidents(ctx: ActionContext, lines: readonly IncidentLine[]): Promise<void> {
  if (lines.length === 0) return;
  await run(
    ctx.tx,
    sql`insert into incidents (id, tenant_id, number, state, source, incident_type_id, priority, life_at_risk, sensitive, village_code, district_code,
          reported_at, verified_at, dispatched_at, resolved_at, closed_at, caller_informed_at, caller_informed_result)
        select id, ${ctx.tenantId}, number, state, 'import', "typeId", priority, "lifeAtRisk", sensitive, "villageCode", "districtCode",
          "reportedAt", "verifiedAt", "dispatchedAt", "resolvedAt", "closedAt", "informedAt", "informedResult" from ${incidentLines(lines)}`,
  );
  await run(
    ctx.tx,
    sql`insert into incident_particulars (incident_id, tenant_id, salt, place_text, landmark, latitude, longitude, place_source, village_method,
          village_distance_m, outside_code, place_words, caller_name, callback_number, description)
        select id, ${ctx.tenantId}, decode(salt, 'hex'), "placeText", landmark, latitude, longitude, "placeSource", "villageMethod",
          "villageDistanceM", "outsideCode", "placeWords", "callerName", "callbackNumber", description from ${incidentLines(lines)}`,
  );
}

export async function updateIncidents(ctx: ActionContext, lines: readonly IncidentLine[]): Promise<void> {
  if (lines.length === 0) return;
  await run(
    ctx.tx,
    sql`update incidents i set state = given.state, incident_type_id = "typeId", priority = given.priority, life_at_risk = "lifeAtRisk",
          sensitive = i.sensitive or given.sensitive, village_code = "villageCode", district_code = "districtCode", reported_at = "reportedAt", verified_at = "verifiedAt",
          dispatched_at = "dispatchedAt", resolved_at = "resolvedAt", closed_at = "closedAt", caller_informed_at = "informedAt",
          caller_informed_result = "informedResult", version = i.version + 1
        from ${incidentLines(lines)} where i.tenant_id = ${ctx.tenantId} and i.id = given.id`,
  );
  await run(
    ctx.tx,
    sql`update incident_particulars p set place_text = "placeText", landmark = given.landmark, latitude = given.latitude, longitude = given.longitude,
          place_source = "placeSource", accuracy_m = null, village_method = "villageMethod", village_distance_m = "villageDistanceM", outside_code = "outsideCode",
          place_words = "placeWords", caller_name = "callerName", callback_number = "callbackNumber", description = given.description
        from ${incidentLines(lines)} where p.tenant_id = ${ctx.tenantId} and p.incident_id = given.id`,
  );
}

/** An assignment as it is written. */
export interface AssignmentLine {
  readonly id: string;
  readonly incidentId: string;
  readonly agencyId: string;
  readonly part: string;
  readonly state: string;
  readonly reason: string | null;
  readonly result: string | null;
  readonly sentAt: Instant;
  readonly deliveredAt: Instant | null;
  readonly acknowledgedAt: Instant | null;
  readonly enRouteAt: Instant | null;
  readonly arrivedAt: Instant | null;
  readonly finishedAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly acknowledgeDueAt: Instant | null;
  readonly arriveDueAt: Instant | null;
  readonly resolveDueAt: Instant | null;
}

const assignmentLines = (
  lines: readonly AssignmentLine[],
) => sql`jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as given (
  id uuid, "incidentId" uuid, "agencyId" uuid, part text, state text, reason text, result text, "sentAt" timestamptz, "deliveredAt" timestamptz,
  "acknowledgedAt" timestamptz, "enRouteAt" timestamptz, "arrivedAt" timestamptz, "finishedAt" timestamptz, "endedAt" timestamptz,
  "acknowledgeDueAt" timestamptz, "arriveDueAt" timestamptz, "resolveDueAt" timestamptz)`;

export async function insertAssignments(ctx: ActionContext, lines: readonly AssignmentLine[]): Promise<void> {
  if (lines.length === 0) return;
  await run(
    ctx.tx,
    sql`insert into assignments (id, tenant_id, incident_id, agency_id, part, state, reason, result, sent_at, delivered_at, acknowledged_at,
          en_route_at, arrived_at, finished_at, ended_at, acknowledge_due_at, arrive_due_at, resolve_due_at)
        select id, ${ctx.tenantId}, "incidentId", "agencyId", part, state, reason, result, "sentAt", "deliveredAt", "acknowledgedAt",
          "enRouteAt", "arrivedAt", "finishedAt", "endedAt", "acknowledgeDueAt", "arriveDueAt", "resolveDueAt" from ${assignmentLines(lines)}`,
  );
}

export async function updateAssignments(ctx: ActionContext, lines: readonly AssignmentLine[]): Promise<void> {
  if (lines.length === 0) return;
  await run(
    ctx.tx,
    sql`update assignments a set incident_id = "incidentId", agency_id = "agencyId", part = given.part, state = given.state, reason = given.reason,
          result = given.result, sent_at = "sentAt", delivered_at = "deliveredAt", acknowledged_at = "acknowledgedAt", en_route_at = "enRouteAt",
          arrived_at = "arrivedAt", finished_at = "finishedAt", ended_at = "endedAt", acknowledge_due_at = "acknowledgeDueAt",
          arrive_due_at = "arriveDueAt", resolve_due_at = "resolveDueAt", version = a.version + 1
        from ${assignmentLines(lines)} where a.tenant_id = ${ctx.tenantId} and a.id = given.id`,
  );
}

/** A row of a batch as it is remembered. */
export interface VersionLine {
  readonly externalId: string;
  readonly rowId: string;
  readonly version: number;
  readonly digest: string;
  readonly changedAt: Instant | null;
  readonly columns: HistoryColumns;
}

export async function insertBatch(
  ctx: ActionContext,
  batch: {
    readonly id: string;
    readonly kind: HistoryKind;
    readonly system: string;
    readonly lines: readonly VersionLine[];
  },
): Promise<void> {
  await run(
    ctx.tx,
    sql`insert into history_batches (id, tenant_id, kind, system, rows, imported_at)
        values (${batch.id}, ${ctx.tenantId}, ${batch.kind}, ${batch.system}, ${batch.lines.length}, ${ctx.now})`,
  );
  const given = batch.lines.map((line, position) => ({ ...line, position }));
  await run(
    ctx.tx,
    sql`insert into history_versions (batch_id, position, tenant_id, row_id, version, columns)
        select ${batch.id}, position, ${ctx.tenantId}, "rowId", version, columns
        from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as given (position int, "rowId" uuid, version int, columns jsonb)`,
  );
  await run(
    ctx.tx,
    sql`insert into history_rows (tenant_id, kind, system, external_id, row_id, version, digest, changed_at)
        select ${ctx.tenantId}, ${batch.kind}, ${batch.system}, "externalId", "rowId", version, decode(digest, 'hex'), "changedAt"
        from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as given ("externalId" text, "rowId" uuid, version int, digest text, "changedAt" timestamptz)
        on conflict (tenant_id, kind, system, external_id) do update
          set version = excluded.version, digest = excluded.digest, changed_at = excluded.changed_at`,
  );
}
