import { sql } from 'kysely';
import type { AgencyId } from '#features/agencies/agency.ts';
import type { StandIn } from '#features/agencies/cover.ts';
import type { IncidentId, IncidentState, IncidentTypeId } from '#features/incidents/incident.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { row, rows, run } from '#platform/server/db/database.ts';
import type { Text } from '#platform/shared/texts.ts';
import type { Instant } from '#platform/shared/time.ts';
import type { AssignmentId, AssignmentState, Part } from '../../assignment.ts';
import type { ConditionKind, RoutingInputs, RoutingRule, RoutingRuleId } from '../../routing.ts';

/** A rule with its line in the whole table, the deactivated ones counted as the page of the table counts them. */
export interface NumberedRule extends RoutingRule {
  readonly number: number;
}

/** The active rules in their order. */
export function loadRules(ctx: ActionContext): Promise<NumberedRule[]> {
  return rows(
    ctx.tx,
    sql`select * from (
          select id, version, row_number() over (order by position, id)::int as number, active, incident_type_id as "incidentTypeId", category, priority,
            district_code as "districtCode", village_code as "villageCode", area_ids as "areaIds", windows, holidays, hours,
            lead_agency_id as "leadAgencyId", support_agency_ids as "supportAgencyIds"
          from routing_rules where tenant_id = ${ctx.tenantId}) as r
        where active order by number`,
  );
}

/** An incident as routing reads it; its areas are found by its point. */
export interface RoutedIncident extends Omit<RoutingInputs, 'areaIds'> {
  readonly id: IncidentId;
  readonly number: number;
  readonly state: IncidentState;
  readonly version: number;
  readonly typeName: Text | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
}

const selectRouted = sql`select i.id, i.number, i.state, i.version, i.incident_type_id as "typeId", t.category, i.priority,
    i.district_code as "districtCode", i.village_code as "villageCode", p.latitude, p.longitude,
    case when t.id is not null then jsonb_build_object('id', t.name, 'en', t.name_en) end as "typeName"
  from incidents i join incident_particulars p on p.incident_id = i.id left join incident_types t on t.id = i.incident_type_id`;

export function loadRouted(ctx: ActionContext, id: string): Promise<RoutedIncident | null> {
  return row(ctx.tx, sql`${selectRouted} where i.tenant_id = ${ctx.tenantId} and i.id = ${id}`);
}

/**
 * Dispatched incidents that may have a question: changed since they were last routed. The point moves areas, so who has one
 * that was drawn is looked at too; whether there is a question is for the rules.
 */
export function changedSinceRouted(ctx: ActionContext): Promise<RoutedIncident[]> {
  return rows(
    ctx.tx,
    sql`${selectRouted} join lateral (select r.inputs from incident_routings r where r.incident_id = i.id order by r.at desc, r.id desc limit 1) last on true
        where i.tenant_id = ${ctx.tenantId} and i.state in ('DISPATCHED', 'PENDING')
          and exists (select from assignments a where a.incident_id = i.id and a.ended_at is null)
          and (last.inputs->>'typeId' is distinct from i.incident_type_id::text or last.inputs->>'priority' is distinct from i.priority
            or last.inputs->>'villageCode' is distinct from i.village_code or last.inputs->>'districtCode' is distinct from i.district_code
            or exists (select from events e where e.tenant_id = i.tenant_id and e.subject_type = 'incident' and e.subject_id = i.id
              and e.name = 'incident.changed' and e.content->'fields' @> '["point"]'))
        order by i.priority, i.reported_at`,
  );
}

/** An agency as it was proposed then. */
export interface ProposedThen {
  readonly agencyId: AgencyId;
  readonly part: Part;
  readonly covers: readonly StandIn[];
}

export interface KeptRouting {
  readonly at: Instant;
  readonly by: string | null;
  readonly decision: 'dispatched' | 'applied' | 'kept';
  readonly ruleId: RoutingRuleId | null;
  readonly ruleVersion: number | null;
  /** As it stood then. */
  readonly rule: RoutingRule | null;
  readonly inputs: RoutingInputs;
  readonly conditions: readonly ConditionKind[];
  readonly proposed: readonly ProposedThen[];
}

/** What routing found last for an incident; null before its first dispatch. */
export function newestRouting(ctx: ActionContext, incidentId: string): Promise<KeptRouting | null> {
  return row(
    ctx.tx,
    sql`select r.at, u.display_name as by, r.decision, r.rule_id as "ruleId", r.rule_version as "ruleVersion", r.rule, r.inputs, r.conditions, r.proposed
        from incident_routings r left join users u on u.id = r.decided_by
        where r.tenant_id = ${ctx.tenantId} and r.incident_id = ${incidentId} order by r.at desc, r.id desc limit 1`,
  );
}

export async function insertRouting(
  ctx: ActionContext,
  made: Omit<KeptRouting, 'at' | 'by'> & { readonly id: string; readonly incidentId: string },
): Promise<void> {
  await run(
    ctx.tx,
    sql`insert into incident_routings (id, tenant_id, incident_id, at, rule_id, rule_version, rule, inputs, conditions, proposed, decision, decided_by)
        values (${made.id}, ${ctx.tenantId}, ${made.incidentId}, ${ctx.now}, ${made.ruleId}, ${made.ruleVersion},
          ${made.rule === null ? null : JSON.stringify(made.rule)}::jsonb, ${JSON.stringify(made.inputs)}::jsonb, ${[...made.conditions]}::text[],
          ${JSON.stringify(made.proposed)}::jsonb, ${made.decision}, ${ctx.actor.kind === 'user' ? ctx.actor.id : null})`,
  );
}

/** All assignments of an incident, the ended ones too. */
export function assignedTo(
  ctx: ActionContext,
  incidentId: string,
): Promise<{ id: AssignmentId; agencyId: AgencyId; agencyName: string; part: Part; state: AssignmentState }[]> {
  return rows(
    ctx.tx,
    sql`select a.id, a.agency_id as "agencyId", g.name as "agencyName", a.part, a.state from assignments a join agencies g on g.id = a.agency_id
        where a.tenant_id = ${ctx.tenantId} and a.incident_id = ${incidentId} order by a.sent_at, a.id`,
  );
}

export async function savePart(ctx: ActionContext, assignmentId: string, part: Part): Promise<void> {
  await run(
    ctx.tx,
    sql`update assignments set part = ${part}, version = version + 1 where tenant_id = ${ctx.tenantId} and id = ${assignmentId}`,
  );
}

/** A type by id, for what is only tried. */
export function typeCategory(ctx: ActionContext, id: IncidentTypeId): Promise<Pick<RoutingInputs, 'category'> | null> {
  return row(ctx.tx, sql`select category from incident_types where tenant_id = ${ctx.tenantId} and id = ${id}`);
}

/** What the codes of rules are called. */
export function namesOfRules(
  ctx: ActionContext,
  wanted: {
    readonly types: readonly string[];
    readonly regions: readonly string[];
    readonly agencies: readonly string[];
  },
): Promise<{ kind: 'type' | 'region' | 'agency'; id: string; name: string; nameEn: string }[]> {
  return rows(
    ctx.tx,
    sql`select 'type' as kind, id::text, name, name_en as "nameEn" from incident_types where tenant_id = ${ctx.tenantId} and id = any(${[...wanted.types]}::uuid[])
        union all select 'region', code, name, name from regions where code = any(${[...wanted.regions]}::text[])
        union all select 'agency', id::text, name, name_en from agencies where tenant_id = ${ctx.tenantId} and id = any(${[...wanted.agencies]}::uuid[])`,
  );
}
