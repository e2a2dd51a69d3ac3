import { sql } from 'kysely';
import type { AgencyId } from '#features/agencies/agency.ts';
import type { Category, Priority } from '#features/incidents/incident.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { row, rows, run } from '#platform/server/db/database.ts';
import type { ClockContent, ClockId } from '../assignment.ts';
import type { RoutingRuleId, RuleContent } from '../routing.ts';
import type { ClockSetting, RuleSetting } from '../setting-contract.ts';

const clockColumns = sql`id, priority, category, version, jsonb_build_object('acknowledgeS', acknowledge_s, 'arriveS', arrive_s,
  'resolveS', resolve_s, 'workingDays', working_days, 'active', active) as content`;

/** The general clock of a priority first, then the narrower ones. */
export function selectClocks(ctx: ActionContext): Promise<ClockSetting[]> {
  return rows(
    ctx.tx,
    sql`select ${clockColumns} from clocks where tenant_id = ${ctx.tenantId} order by priority, category nulls first`,
  );
}

/** Locked until the transaction ends. */
export function lockClock(ctx: ActionContext, id: string): Promise<ClockSetting | null> {
  return row(
    ctx.tx,
    sql`select ${clockColumns} from clocks where tenant_id = ${ctx.tenantId} and id = ${id} for update`,
  );
}

/** False when there is one for this priority and category. */
export async function insertClock(
  ctx: ActionContext,
  clock: {
    readonly id: ClockId;
    readonly priority: Priority;
    readonly category: Category;
    readonly content: ClockContent;
  },
): Promise<boolean> {
  const { acknowledgeS, arriveS, resolveS, workingDays, active } = clock.content;
  const inserted = await run(
    ctx.tx,
    sql`insert into clocks (id, tenant_id, priority, category, acknowledge_s, arrive_s, resolve_s, working_days, active)
        values (${clock.id}, ${ctx.tenantId}, ${clock.priority}, ${clock.category}, ${acknowledgeS}, ${arriveS}, ${resolveS},
          ${workingDays}, ${active})
        on conflict (tenant_id, priority, category) do nothing`,
  );
  return inserted === 1;
}

export async function updateClock(
  ctx: ActionContext,
  id: string,
  content: ClockContent,
  version: number,
): Promise<void> {
  await run(
    ctx.tx,
    sql`update clocks set acknowledge_s = ${content.acknowledgeS}, arrive_s = ${content.arriveS}, resolve_s = ${content.resolveS},
          working_days = ${content.workingDays}, active = ${content.active}, version = ${version}
        where tenant_id = ${ctx.tenantId} and id = ${id}`,
  );
}

const ruleContentColumn = sql`jsonb_build_object('position', r.position, 'incidentTypeId', r.incident_type_id, 'category', r.category,
  'priority', r.priority, 'districtCode', r.district_code, 'villageCode', r.village_code, 'areaIds', to_jsonb(r.area_ids),
  'windows', r.windows, 'holidays', r.holidays, 'hours', r.hours, 'leadAgencyId', r.lead_agency_id, 'supportAgencyIds', to_jsonb(r.support_agency_ids),
  'active', r.active) as content`;

/** In their order, with the names of what they speak of. */
export function selectRules(ctx: ActionContext): Promise<RuleSetting[]> {
  return rows(
    ctx.tx,
    sql`select r.id, r.version, ${ruleContentColumn}, d.name as "districtName", v.name as "villageName", l.name as "leadName",
          h.name as "hoursAgencyName", array(select a.content->>'name' from unnest(r.area_ids) as g (id) join areas a on a.id = g.id order by 1) as "areaNames",
          case when t.id is not null then jsonb_build_object('id', t.name, 'en', t.name_en) end as "typeName",
          array(select s.name from unnest(r.support_agency_ids) with ordinality as given (id, at) join agencies s on s.id = given.id
                order by given.at) as "supportNames"
        from routing_rules r left join incident_types t on t.id = r.incident_type_id
        left join regions d on d.code = r.district_code left join regions v on v.code = r.village_code
        left join agencies l on l.id = r.lead_agency_id left join agencies h on h.id = (r.hours->>'agencyId')::uuid
        where r.tenant_id = ${ctx.tenantId} order by r.position, r.id`,
  );
}

export interface RuleRow {
  readonly id: RoutingRuleId;
  readonly version: number;
  readonly content: RuleContent;
}

/** Locked until the transaction ends. */
export function lockRule(ctx: ActionContext, id: string): Promise<RuleRow | null> {
  return row(
    ctx.tx,
    sql`select r.id, r.version, ${ruleContentColumn} from routing_rules r where r.tenant_id = ${ctx.tenantId} and r.id = ${id} for update`,
  );
}

/** The whole table in its order, locked: two people cannot put two rules at one place. */
export async function lockRules(ctx: ActionContext): Promise<RuleRow[]> {
  // The rows are locked in the order of their ids, whatever their order in the table.
  await run(ctx.tx, sql`select id from routing_rules where tenant_id = ${ctx.tenantId} order by id for update`);
  return rows(
    ctx.tx,
    sql`select r.id, r.version, ${ruleContentColumn} from routing_rules r where r.tenant_id = ${ctx.tenantId} order by r.position, r.id`,
  );
}

export async function insertRule(ctx: ActionContext, id: RoutingRuleId, content: RuleContent): Promise<void> {
  await run(
    ctx.tx,
    sql`insert into routing_rules (id, tenant_id, position, incident_type_id, category, priority, district_code, village_code, area_ids,
          windows, holidays, hours, lead_agency_id, support_agency_ids, active)
        values (${id}, ${ctx.tenantId}, ${content.position}, ${content.incidentTypeId}, ${content.category}, ${content.priority},
          ${content.districtCode}, ${content.villageCode}, ${content.areaIds}::uuid[], ${JSON.stringify(content.windows)}::jsonb,
          ${content.holidays}, ${jsonOf(content.hours)}::jsonb, ${content.leadAgencyId}, ${content.supportAgencyIds}::uuid[], ${content.active})`,
  );
}

export async function updateRule(ctx: ActionContext, id: string, content: RuleContent, version: number): Promise<void> {
  await run(
    ctx.tx,
    sql`update routing_rules set position = ${content.position}, incident_type_id = ${content.incidentTypeId},
          category = ${content.category}, priority = ${content.priority}, district_code = ${content.districtCode},
          village_code = ${content.villageCode}, area_ids = ${content.areaIds}::uuid[], windows = ${JSON.stringify(content.windows)}::jsonb,
          holidays = ${content.holidays}, hours = ${jsonOf(content.hours)}::jsonb, lead_agency_id = ${content.leadAgencyId},
          support_agency_ids = ${content.supportAgencyIds}::uuid[], active = ${content.active}, version = ${version}
        where tenant_id = ${ctx.tenantId} and id = ${id}`,
  );
}

const jsonOf = (value: object | null) => (value === null ? null : JSON.stringify(value));

/** Which of these the regency has, and whether they are active. */
export async function knownAgencies(
  ctx: ActionContext,
  ids: readonly AgencyId[],
): Promise<ReadonlyMap<string, { active: boolean }>> {
  const found = await rows<{ id: string; active: boolean }>(
    ctx.tx,
    sql`select id, active from agencies where tenant_id = ${ctx.tenantId} and id = any(${[...ids]}::uuid[])`,
  );
  return new Map(found.map((agency) => [agency.id, agency]));
}

/** A district of the tenant's own regency. */
export async function hasDistrict(ctx: ActionContext, code: string): Promise<boolean> {
  const found = await row(
    ctx.tx,
    sql`select 1 from regions r join tenants t on t.id = ${ctx.tenantId}
        where r.code = ${code} and r.level = 'district' and r.code like t.region_code || '.%'`,
  );
  return found !== null;
}

/** A village of the tenant's own regency. */
export async function hasVillage(ctx: ActionContext, code: string): Promise<boolean> {
  const found = await row(
    ctx.tx,
    sql`select 1 from regions r join tenants t on t.id = ${ctx.tenantId}
        where r.code = ${code} and r.level = 'village' and r.code like t.region_code || '.%'`,
  );
  return found !== null;
}
