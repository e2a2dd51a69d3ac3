import { windowsInclude } from '#features/agencies/hours.ts';
import type { Category, IncidentTypeId } from '#features/incidents/incident.ts';
import type { RuleContent } from './routing.ts';

/** Room left between two rules, so that one can be put between them without moving the others. */
const step = 10;

/**
 * Where a rule goes that is put in front of another: `order` without the moved one, `before` the id it goes in front of, null
 * for the end. Answers with its position, and with new positions for the others where no number is left in between.
 */
export function placeBetween(
  order: readonly { readonly id: string; readonly position: number }[],
  before: string | null,
): { position: number; moved: readonly { readonly id: string; readonly position: number }[] } | null {
  const index = before === null ? order.length : order.findIndex((rule) => rule.id === before);
  if (index < 0) return null;
  const previous = order[index - 1]?.position ?? 0;
  const next = order[index]?.position ?? previous + 2 * step;
  const middle = Math.floor((previous + next) / 2);
  if (middle > previous && middle < next) return { position: middle, moved: [] };
  const numbered = order.map((rule, at) => ({ id: rule.id, position: (at < index ? at + 1 : at + 2) * step }));
  return {
    position: (index + 1) * step,
    moved: numbered.filter((rule, at) => rule.position !== order[at]?.position),
  };
}

/** What a rule asks for; null and empty match anything. */
export type Wanted = Omit<RuleContent, 'position' | 'leadAgencyId' | 'supportAgencyIds'>;

/** The category of a type; null for one that is not known. */
export type CategoryOf = (id: IncidentTypeId) => Category | null;

/**
 * Whether the one matches whatever the other matches. Rules are compared two by two: a rule that several others cover only
 * together is not found, one that is found can never match.
 */
export function covers(wide: Wanted, narrow: Wanted, categoryOf: CategoryOf): boolean {
  const narrowCategory =
    narrow.incidentTypeId === null ? narrow.category : (categoryOf(narrow.incidentTypeId) ?? narrow.category);
  const fits = (asked: string | null, given: string | null) => asked === null || asked === given;
  return (
    fits(wide.incidentTypeId, narrow.incidentTypeId) &&
    fits(wide.category, narrowCategory) &&
    fits(wide.priority, narrow.priority) &&
    (fits(wide.districtCode, narrow.districtCode) ||
      narrow.villageCode?.startsWith(`${wide.districtCode}.`) === true) &&
    fits(wide.villageCode, narrow.villageCode) &&
    (wide.areaIds.length === 0 ||
      (narrow.areaIds.length > 0 && narrow.areaIds.every((id) => wide.areaIds.includes(id)))) &&
    (wide.holidays === 'any' || wide.holidays === narrow.holidays) &&
    (wide.hours === null || (wide.hours.agencyId === narrow.hours?.agencyId && wide.hours.is === narrow.hours.is)) &&
    (wide.windows.length === 0 || (narrow.windows.length > 0 && windowsInclude(wide.windows, narrow.windows)))
  );
}

/** The earlier active rule because of which a rule can never match; undefined when it can. */
export function shadowOf<Rule extends { readonly content: Wanted }>(
  rules: readonly Rule[],
  index: number,
  categoryOf: CategoryOf,
): Rule | undefined {
  const rule = rules[index];
  if (rule === undefined || !rule.content.active) return undefined;
  return rules
    .slice(0, index)
    .find((earlier) => earlier.content.active && covers(earlier.content, rule.content, categoryOf));
}

/** Whether a rule asks for two things that are never so together: then it can never match. */
export function contradictsItself(
  rule: Pick<Wanted, 'incidentTypeId' | 'category' | 'districtCode' | 'villageCode'>,
): boolean {
  if (rule.incidentTypeId !== null && rule.category !== null) return true;
  return (
    rule.districtCode !== null && rule.villageCode !== null && !rule.villageCode.startsWith(`${rule.districtCode}.`)
  );
}

/** How well the table serves a type: a rule for it always matches, only sometimes (at some places, hours, priorities), or none at all. */
export type Service = 'always' | 'sometimes' | 'never';

export function serviceOf(
  type: { readonly id: IncidentTypeId; readonly category: Category },
  rules: readonly { readonly content: Wanted }[],
): Service {
  const its = rules.filter(
    ({ content }) =>
      content.active &&
      (content.incidentTypeId === null || content.incidentTypeId === type.id) &&
      (content.category === null || content.category === type.category),
  );
  const isFree = ({ content }: { readonly content: Wanted }) =>
    covers(content, { ...anything, incidentTypeId: type.id }, () => type.category);
  return its.some(isFree) ? 'always' : its.length > 0 ? 'sometimes' : 'never';
}

const anything: Wanted = {
  incidentTypeId: null,
  category: null,
  priority: null,
  districtCode: null,
  villageCode: null,
  areaIds: [],
  windows: [],
  holidays: 'any',
  hours: null,
  active: true,
};
