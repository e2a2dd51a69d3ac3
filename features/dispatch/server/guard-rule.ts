import { findType } from '#features/incidents/server/store.ts';
import type { ActionContext } from '#platform/server/action.ts';
import type { RuleContent } from '../assignment.ts';
import { hasDistrict, knownAgencies } from './setting-store.ts';

type Guard = 'routing_rule.agency_unknown' | 'routing_rule.type_unknown' | 'routing_rule.district_unknown';

/**
 * What forbids a rule to say this; null when nothing does. What it said before may have been deactivated meanwhile and may
 * stay (routing leaves out inactive agencies by itself); what is new in it must be there and active.
 */
export async function guardRule(
  ctx: ActionContext,
  before: RuleContent | null,
  content: Omit<RuleContent, 'position' | 'active'>,
): Promise<Guard | null> {
  const { incidentTypeId, districtCode } = content;
  if (incidentTypeId !== null) {
    const type = await findType(ctx, incidentTypeId);
    if (type === null || (!type.active && incidentTypeId !== before?.incidentTypeId))
      return 'routing_rule.type_unknown';
  }
  if (districtCode !== null && !(await hasDistrict(ctx, districtCode))) return 'routing_rule.district_unknown';
  const named = agenciesOf(content);
  const known = await knownAgencies(ctx, named);
  const old = before === null ? [] : agenciesOf(before);
  const fits = named.every((id) => known.get(id)?.active === true || (known.has(id) && old.includes(id)));
  return fits ? null : 'routing_rule.agency_unknown';
}

function agenciesOf({ leadAgencyId, supportAgencyIds }: Pick<RuleContent, 'leadAgencyId' | 'supportAgencyIds'>) {
  return leadAgencyId === null ? supportAgencyIds : [leadAgencyId, ...supportAgencyIds];
}
