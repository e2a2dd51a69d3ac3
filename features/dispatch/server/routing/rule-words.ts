import type { z } from 'zod';
import { loadSight } from '#features/incidents/server/read-incident.ts';
import type { ActionContext } from '#platform/server/action.ts';
import type { ConditionKind, RoutingRule } from '../../routing.ts';
import type { ProposedAgency, readProposal } from '../../routing-contract.ts';
import type { Proposed } from '../../routing-rules.ts';
import { type RuleNames, sayCondition } from '../../routing-texts.ts';
import { areaNames } from './areas.ts';
import { type NumberedRule, namesOfRules } from './routing-store.ts';

export type RuleInBrief = NonNullable<z.output<(typeof readProposal)['output']>['rule']>;

/** What the ids and codes of these rules are called, and of further agencies. */
export async function namesFor(
  ctx: ActionContext,
  rules: readonly Omit<RoutingRule, 'id' | 'version'>[],
  agencies: readonly string[] = [],
): Promise<RuleNames> {
  const given = (ids: readonly (string | null | undefined)[]) => ids.filter((id) => id !== null && id !== undefined);
  const found = await namesOfRules(ctx, {
    types: given(rules.map((rule) => rule.incidentTypeId)),
    regions: given(rules.flatMap((rule) => [rule.districtCode, rule.villageCode])),
    agencies: [...given(rules.map((rule) => rule.hours?.agencyId)), ...agencies],
  });
  const areas = await areaNames(ctx);
  const named = new Map(found.map((one) => [`${one.kind} ${one.id}`, { id: one.name, en: one.nameEn }]));
  return {
    type: (id) => named.get(`type ${id}`),
    agency: (id) => named.get(`agency ${id}`),
    district: (code) => named.get(`region ${code}`)?.id,
    village: (code) => named.get(`region ${code}`)?.id,
    area: (id) => areas.get(id),
  };
}

/** What says where an incident is. */
const placeConditions: readonly ConditionKind[] = ['district', 'village', 'area'];

/** The conditions this person may read: of a sensitive incident, where it is only for who handles it. */
export async function readableConditions(
  ctx: ActionContext,
  incidentId: string,
  conditions: readonly ConditionKind[],
): Promise<readonly ConditionKind[]> {
  const sight = await loadSight(ctx, incidentId);
  return sight?.words === true ? conditions : conditions.filter((kind) => !placeConditions.includes(kind));
}

/** A matched rule with everything it asked for, in words. */
export function ruleInBrief(
  rule: NumberedRule | (RoutingRule & { readonly number: number | null }),
  conditions: readonly ConditionKind[],
  names: RuleNames,
): RuleInBrief {
  return {
    id: rule.id,
    number: rule.number,
    version: rule.version,
    why: conditions.map((kind) => ({ kind, said: sayCondition(kind, rule, names) })),
  };
}

/** The agencies that a proposal names, and those they stand in for. */
export function agenciesIn(proposed: readonly Pick<Proposed, 'agencyId' | 'covers'>[]): string[] {
  return proposed.flatMap((one) => [one.agencyId, ...one.covers.map((cover) => cover.agencyId)]);
}

/** For whom they stand in, by name. */
export function coversInWords(covers: Proposed['covers'], names: RuleNames): ProposedAgency['covers'] {
  return covers.map(({ agencyId, times }) => ({ agencyName: names.agency(agencyId)?.id ?? '', times }));
}
