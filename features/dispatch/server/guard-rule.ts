import { findType } from '#features/incidents/server/store.ts';
import type { ActionContext } from '#platform/server/action.ts';
import type { RuleContent } from '../routing.ts';
import { contradictsItself } from '../routing-order.ts';
import { areaNames } from './routing/areas.ts';
import { hasDistrict, hasVillage, knownAgencies } from './setting-store.ts';

type Guard =
  | 'routing_rule.agency_unknown'
  | 'routing_rule.type_unknown'
  | 'routing_rule.district_unknown'
  | 'routing_rule.village_unknown'
  | 'routing_rule.area_unknown'
  | 'routing_rule.contradicts';

/**
 * What forbids a rule to say this; null when nothing does. What it said before may have been deactivated meanwhile and may
 * stay (routing leaves out inactive agencies by itself); what is new in it must be there and active.
 */
export async function guardRule(
  ctx: ActionContext,
  before: RuleContent | null,
  content: Omit<RuleContent, 'position' | 'active'>,
): Promise<Guard | null> {
  const { incidentTypeId, districtCode, villageCode } = content;
  if (contradictsItself(content)) return 'routing_rule.contradicts';
  if (incidentTypeId !== null) {
    const type = await findType(ctx, incidentTypeId);
    if (type === null || (!type.active && incidentTypeId !== before?.incidentTypeId))
      return 'routing_rule.type_unknown';
  }
  if (districtCode !== null && !(await hasDistrict(ctx, districtCode))) return 'routing_rule.district_unknown';
  if (villageCode !== null && !(await hasVillage(ctx, villageCode))) return 'routing_rule.village_unknown';
  if (!(await knowsAreas(ctx, content.areaIds, before?.areaIds ?? []))) return 'routing_rule.area_unknown';
  const named = agenciesOf(content);
  const known = await knownAgencies(ctx, named);
  const old = before === null ? [] : agenciesOf(before);
  const fits = named.every((id) => known.get(id)?.active === true || (known.has(id) && old.includes(id)));
  return fits ? null : 'routing_rule.agency_unknown';
}

function agenciesOf({ leadAgencyId, supportAgencyIds, hours }: Omit<RuleContent, 'position' | 'active'>) {
  return [leadAgencyId, hours?.agencyId ?? null, ...supportAgencyIds].filter((id) => id !== null);
}

async function knowsAreas(ctx: ActionContext, named: readonly string[], old: readonly string[]): Promise<boolean> {
  if (named.length === 0) return true;
  const known = await areaNames(ctx);
  return named.every((id) => known.has(id) || old.includes(id));
}
