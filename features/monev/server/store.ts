import { sql } from 'kysely';
import { type Db, row, rows, type Tx } from '#platform/server/db/database.ts';
import { present } from '#platform/shared/result.ts';
import { type Instant, monthBounds, type Zone } from '#platform/shared/time.ts';
import { nuisanceCodes } from '../kpi.ts';
import type { AssignmentRow, CallRow, IncidentRow, MonthRows } from '../month.ts';

export interface Region {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly zone: Zone;
}

export async function loadRegion(tx: Db | Tx, tenantId: string): Promise<Region> {
  const found = await row<Region>(tx, sql`select id, slug, name, zone from tenants where id = ${tenantId}`);
  return present(found, 'every session and job carries the id of a tenant that exists');
}

/** Months with calls or verified incidents, newest first, in the region's zone. */
export async function loadMonths(
  tx: Db | Tx,
  region: Region,
): Promise<{ month: string; calls: number; incidents: number }[]> {
  return rows(
    tx,
    sql`select to_char(day at time zone ${region.zone}, 'YYYY-MM') as month, count(*) filter (where is_call) as calls, count(*) filter (where not is_call) as incidents
        from (select arrived_at as day, true as is_call from calls where tenant_id = ${region.id} and direction = 'inbound' and purpose = 'public'
              union all select verified_at, false from incidents where tenant_id = ${region.id} and verified_at is not null) happened
        group by 1 order by 1 desc`,
  );
}

/** Everything the figures of a month are computed from, oldest first. */
export async function loadMonthRows(tx: Db | Tx, region: Region, month: string): Promise<MonthRows> {
  const { from, to } = monthBounds(month, region.zone);
  return {
    calls: await loadCalls(tx, region.id, from, to),
    incidents: await loadIncidents(tx, region.id, from, to),
    assignments: await loadAssignments(tx, region.id, from, to),
  };
}

function loadCalls(tx: Db | Tx, tenantId: string, from: Instant, to: Instant): Promise<CallRow[]> {
  return rows<CallRow>(
    tx,
    // The order of the ordinals is that of a hash: it says nothing of a number.
    sql`with of_month as (select * from calls where tenant_id = ${tenantId} and arrived_at >= ${from} and arrived_at < ${to}),
          numbers as (select caller_e164, (row_number() over (order by md5(caller_e164), caller_e164))::int as no from of_month
            where disposition = any(${[...nuisanceCodes]}) and caller_e164 is not null group by caller_e164)
        select id, number, direction, purpose, state, arrived_at as "arrivedAt", queued_at as "queuedAt",
          answered_at as "answeredAt", ended_at as "endedAt", wrapped_up_at as "wrappedUpAt", disposition, n.no as "nuisanceNo"
        from of_month c left join numbers n on n.caller_e164 = c.caller_e164 and c.disposition = any(${[...nuisanceCodes]})
        order by arrived_at, id`,
  );
}

/** What counts for an incident: itself, and what was merged into it at any depth. Few have any, so the way is walked for those alone. */
const family = sql`case when exists (select from incidents m where m.merged_into = i.id) then array(select incident_family(i.id)) else array[i.id] end`;

/** `ids`: only those of them. */
export function loadIncidents(
  tx: Db | Tx,
  tenantId: string,
  from: Instant,
  to: Instant,
  ids: readonly string[] | null = null,
): Promise<IncidentRow[]> {
  return rows<IncidentRow>(
    tx,
    sql`select i.id, i.number, i.source, coalesce(linked.purpose, 'public') as purpose, i.state, t.code as "typeCode",
          i.priority, i.district_code as "districtCode", i.reported_at as "reportedAt",
          linked.answered_at as "firstAnsweredAt", i.verified_at as "verifiedAt", i.resolved_at as "resolvedAt",
          i.closed_at as "closedAt", i.reopened_count as "reopenedCount", i.caller_informed_result as "callerInformedResult"
        from incidents i join incident_types t on t.id = i.incident_type_id
        left join lateral (
          select min(c.answered_at) as answered_at, min(c.purpose) filter (where ic.relation = 'opened' and ic.incident_id = i.id) as purpose
          from incident_calls ic join calls c on c.id = ic.call_id where ic.incident_id = any(${family})
        ) linked on true
        where i.tenant_id = ${tenantId} and i.verified_at >= ${from} and i.verified_at < ${to} and i.priority is not null
          ${ids === null ? sql`` : sql`and i.id = any(${[...ids]}::uuid[])`}
        order by i.verified_at, i.id`,
  );
}

/** What was done for a merged incident counts for the kept one, in its month. `agencyId`: only those of one agency. */
export function loadAssignments(
  tx: Db | Tx,
  tenantId: string,
  from: Instant,
  to: Instant,
  agencyId: string | null = null,
): Promise<AssignmentRow[]> {
  return rows<AssignmentRow>(
    tx,
    sql`select a.id, i.id as "incidentId", g.code as "agencyCode", a.part, a.state, a.sent_at as "sentAt",
          a.acknowledged_at as "acknowledgedAt", a.en_route_at as "enRouteAt", a.arrived_at as "arrivedAt",
          a.finished_at as "finishedAt", a.ended_at as "endedAt", a.acknowledge_due_at as "acknowledgeDueAt",
          a.arrive_due_at as "arriveDueAt", a.resolve_due_at as "resolveDueAt"
        from assignments a join incidents o on o.id = a.incident_id
        join incidents i on i.id = case when o.merged_into is null then o.id else incident_root(o.id) end
        join agencies g on g.id = a.agency_id
        where a.tenant_id = ${tenantId} and i.verified_at >= ${from} and i.verified_at < ${to}
          and i.incident_type_id is not null and i.priority is not null
          ${agencyId === null ? sql`` : sql`and a.agency_id = ${agencyId}`}
        order by a.sent_at, a.id`,
  );
}

export interface Named {
  readonly code: string;
  readonly name: { readonly id: string; readonly en: string };
}

export function loadAgencyNames(tx: Tx, tenantId: string): Promise<Named[]> {
  return rows<Named>(
    tx,
    sql`select code, json_build_object('id', name, 'en', name_en) as name from agencies where tenant_id = ${tenantId} order by code`,
  );
}

export function loadTypeNames(tx: Tx, tenantId: string): Promise<Named[]> {
  return rows<Named>(
    tx,
    sql`select code, json_build_object('id', name, 'en', name_en) as name from incident_types where tenant_id = ${tenantId} order by position, code`,
  );
}

export interface Target {
  readonly priority: string;
  readonly category: string | null;
  readonly acknowledgeS: number | null;
  readonly arriveS: number | null;
  readonly resolveS: number | null;
  readonly workingDays: boolean;
}

export function loadTargets(tx: Tx, tenantId: string): Promise<Target[]> {
  return rows<Target>(
    tx,
    sql`select priority, category, acknowledge_s as "acknowledgeS", arrive_s as "arriveS", resolve_s as "resolveS",
          working_days as "workingDays" from clocks where tenant_id = ${tenantId} order by priority, category nulls first`,
  );
}

export interface PublishedDay {
  readonly day: string;
  readonly chainNo: number;
  readonly hash: string;
  readonly signature: string;
  readonly publicKey: string;
  readonly signedAt: Instant;
}

/** The signed ends of the days, newest first. Read by the machinery: whoever asks has no session. */
export async function loadPublishedChain(
  systemDb: Db,
  slug: string,
): Promise<{ tenant: Omit<Region, 'zone'>; days: PublishedDay[] } | null> {
  const tenant = await row<Omit<Region, 'zone'>>(
    systemDb,
    sql`select id, slug, name from tenants where slug = ${slug}`,
  );
  if (tenant === null) return null;
  const days = await rows<PublishedDay>(
    systemDb,
    sql`select day, chain_no as "chainNo", encode(hash, 'hex') as hash, encode(signature, 'base64') as signature,
          encode(public_key, 'base64') as "publicKey", signed_at as "signedAt"
        from chain_heads where tenant_id = ${tenant.id} order by day desc`,
  );
  return { tenant, days };
}
