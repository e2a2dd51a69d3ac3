import { sql } from 'kysely';
import type { AgencyId } from '#features/agencies/agency.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { row, rows } from '#platform/server/db/database.ts';
import { type Instant, monthBounds } from '#platform/shared/time.ts';
import type { AnswerFacts, AnswerRows } from '../../answer-rules.ts';
import { loadAssignments, loadIncidents, type Region } from '../store.ts';

export interface AnswerAgency {
  readonly id: AgencyId;
  readonly code: string;
  readonly name: { readonly id: string; readonly en: string };
}

/** By code; `only` narrows to one. */
export function selectAnswerAgencies(ctx: ActionContext, only: string | null): Promise<AnswerAgency[]> {
  return rows<AnswerAgency>(
    ctx.tx,
    sql`select id, code, json_build_object('id', name, 'en', name_en) as name from agencies
        where tenant_id = ${ctx.tenantId} and (${only}::uuid is null or id = ${only}::uuid) order by code`,
  );
}

/** Everything the figures of agencies from one month to another are computed from; of one agency alone where it is named. */
export async function loadAnswerRows(
  ctx: ActionContext,
  region: Region,
  span: { readonly first: string; readonly last: string },
  agencyId: string | null = null,
): Promise<AnswerRows> {
  const { from } = monthBounds(span.first, region.zone);
  const { to } = monthBounds(span.last, region.zone);
  const assignments = await loadAssignments(ctx.tx, region.id, from, to, agencyId);
  const ids = [...new Set(assignments.map((one) => one.incidentId))];
  const incidents = await loadIncidents(ctx.tx, region.id, from, to, ids);
  const facts = await loadFacts(
    ctx,
    assignments.map((one) => one.id),
  );
  return { calls: [], incidents, assignments, facts: new Map(facts.map((one) => [one.id, one])) };
}

function loadFacts(ctx: ActionContext, ids: readonly string[]): Promise<AnswerFacts[]> {
  return rows<AnswerFacts>(
    ctx.tx,
    sql`select id, reason, escalated_at as "escalatedAt",
          case when acknowledged_at is null then null
            when acknowledged_contact_id is not null then 'contact:' || acknowledged_contact_id
            when acknowledged_via is not null then acknowledged_via
            when acknowledged_by is not null then 'user:' || acknowledged_by
            else 'phone' end as person
        from assignments where tenant_id = ${ctx.tenantId} and id = any(${[...ids]}::uuid[])`,
  );
}

/** Names of `user:…` and `contact:…`. */
export async function namesOf(ctx: ActionContext, people: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const found = await rows<{ key: string; name: string }>(
    ctx.tx,
    sql`select 'user:' || id as key, display_name as name from users where tenant_id = ${ctx.tenantId} and 'user:' || id = any(${[...people]}::text[])
        union all select 'contact:' || id, name from duty_contacts where tenant_id = ${ctx.tenantId} and 'contact:' || id = any(${[...people]}::text[])`,
  );
  return new Map(found.map(({ key, name }) => [key, name]));
}

/** Months in which anything was assigned, newest first. */
export async function answerMonths(ctx: ActionContext, region: Region, only: string | null): Promise<string[]> {
  const found = await rows<{ month: string }>(
    ctx.tx,
    sql`select distinct to_char(i.verified_at at time zone ${region.zone}, 'YYYY-MM') as month
        from assignments a join incidents i on i.id = a.incident_id
        where a.tenant_id = ${ctx.tenantId} and i.verified_at is not null and (${only}::uuid is null or a.agency_id = ${only}::uuid)
        order by 1 desc`,
  );
  return found.map(({ month }) => month);
}

export interface WaitingRow {
  readonly id: string;
  readonly incidentId: string;
  readonly number: number;
  readonly typeCode: string;
  readonly priority: string;
  readonly sentAt: Instant;
  readonly dueAt: Instant | null;
}

/** What an agency has not acknowledged and still could, of citizens' incidents, the longest first. */
export function waitingOf(ctx: ActionContext, agencyId: string): Promise<WaitingRow[]> {
  return rows<WaitingRow>(
    ctx.tx,
    sql`select a.id, i.id as "incidentId", i.number, t.code as "typeCode", i.priority, a.sent_at as "sentAt", a.acknowledge_due_at as "dueAt"
        from assignments a join incidents i on i.id = a.incident_id join incident_types t on t.id = i.incident_type_id
        where a.tenant_id = ${ctx.tenantId} and a.agency_id = ${agencyId} and a.acknowledged_at is null and a.ended_at is null
          and i.purpose = 'public' and i.priority is not null and i.state <> 'MERGED'
        order by a.sent_at, a.id limit 200`,
  );
}

/** Addresses of an agency's active contacts, each once. */
export async function mailsOf(ctx: ActionContext, agencyId: string): Promise<string[]> {
  const found = await rows<{ email: string }>(
    ctx.tx,
    sql`select distinct lower(email) as email from duty_contacts
        where tenant_id = ${ctx.tenantId} and agency_id = ${agencyId} and active and email is not null order by 1`,
  );
  return found.map(({ email }) => email);
}

/** Whether it is there; locked, so that two writers of one agency go one after the other. */
export async function lockAgency(ctx: ActionContext, agencyId: string): Promise<AnswerAgency | null> {
  return row<AnswerAgency>(
    ctx.tx,
    sql`select id, code, json_build_object('id', name, 'en', name_en) as name from agencies
        where tenant_id = ${ctx.tenantId} and id = ${agencyId} for no key update`,
  );
}
