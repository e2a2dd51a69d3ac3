import { sql } from 'kysely';
import type { ActionContext } from '#platform/server/action.ts';
import { run } from '#platform/server/db/database.ts';
import type { Instant } from '#platform/shared/time.ts';

// Rows of another system, many at once (docs/decisions/0021): as the live path writes them, without its events.

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
