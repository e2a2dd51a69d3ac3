import type { AgencyId } from '#features/agencies/agency.ts';
import type { Category, IncidentTypeId } from '#features/incidents/incident.ts';
import type { RoutingRule } from './routing.ts';

export const whyNext = ['rule', 'category', 'neighbour'] as const;
export type WhyNext = (typeof whyNext)[number];

/**
 * Who is asked after an agency gave an incident back: the other agencies that routing proposes (`proposed`), the lead first; then whoever
 * leads this type in another district; then whoever leads other types of its category, in the order of the table. Never one of `not`: who is
 * on it, gave it back, or is not active. Null: the dispatcher must think.
 */
export function nextAgency(
  rules: readonly Pick<RoutingRule, 'incidentTypeId' | 'districtCode' | 'leadAgencyId' | 'supportAgencyIds'>[],
  incident: {
    readonly typeId: IncidentTypeId | null;
    readonly category: Category | null;
    readonly proposed: readonly AgencyId[];
  },
  categoryOf: (type: IncidentTypeId) => Category | null,
  not: (agency: AgencyId) => boolean,
): { readonly agencyId: AgencyId; readonly why: WhyNext } | null {
  const elsewhere = rules.filter(
    (rule) => rule.incidentTypeId !== null && rule.incidentTypeId === incident.typeId && rule.districtCode !== null,
  );
  const alike = rules.filter(
    ({ incidentTypeId }) =>
      incidentTypeId !== null && incident.category !== null && categoryOf(incidentTypeId) === incident.category,
  );
  const lists: readonly (readonly [WhyNext, readonly (AgencyId | null)[]])[] = [
    ['rule', incident.proposed],
    ['neighbour', elsewhere.map((rule) => rule.leadAgencyId)],
    ['category', alike.flatMap((rule) => [rule.leadAgencyId])],
    ['category', alike.flatMap((rule) => rule.supportAgencyIds)],
  ];
  for (const [why, agencies] of lists) {
    const found = agencies.find((agency) => agency !== null && !not(agency));
    if (found !== undefined && found !== null) return { agencyId: found, why };
  }
  return null;
}
