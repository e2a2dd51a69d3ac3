import { screenTexts as settingTexts } from '#features/people/screen-texts.ts';
import type { Translate } from '#platform/web/language.tsx';
import { conditionKinds, type RuleContent } from '../routing.ts';
import { type RuleNames, sayCondition } from '../routing-texts.ts';
import type { RuleSetting } from '../setting-contract.ts';
import { clockTexts } from '../texts.ts';
import { routingScreenTexts } from './routing/texts.ts';
import { clockSettingTexts, routingTexts } from './setting-texts.ts';
import { describeTarget } from './target.ts';

type Given = Readonly<Record<string, unknown>>;
type Said = { term: string; value: string }[];

const targets = [
  ['acknowledgeS', clockTexts.acknowledge],
  ['arriveS', clockTexts.arrive],
  ['resolveS', clockTexts.resolve],
] as const;

/** An older content of a clock in words; only the fields that are given. */
export function describeClock(content: Given, t: Translate): Said {
  const said: Said = [];
  for (const [field, name] of targets) {
    const seconds = content[field];
    if (typeof seconds === 'number' || seconds === null)
      said.push({ term: t(name), value: describeTarget(seconds, content.workingDays === true, t) });
  }
  const { workingDays, active } = content;
  if (typeof workingDays === 'boolean') {
    const value = t(workingDays ? clockSettingTexts.workingDays : clockSettingTexts.always);
    said.push({ term: t(clockSettingTexts.days), value });
  }
  if (typeof active === 'boolean')
    said.push({ term: t(clockSettingTexts.active), value: t(active ? settingTexts.yes : settingTexts.no) });
  return said;
}

/** An older content of a rule in words; only the fields that are given. */
export function describeRule(content: Given, names: RuleNames, t: Translate): Said {
  const given = content as Partial<RuleContent>; // Written by the server from the schema of rules; a field may be missing.
  const said: Said = [];
  const push = (term: string, value: string) => said.push({ term, value });
  const named = (id: string) => {
    const name = names.agency(id);
    return name === undefined ? t(routingTexts.unknown) : t(name);
  };
  push(t(routingScreenTexts.conditions), sayConditions(given, names, t));
  if (given.leadAgencyId !== undefined)
    push(t(routingTexts.lead), given.leadAgencyId === null ? t(routingTexts.noLead) : named(given.leadAgencyId));
  if (given.supportAgencyIds !== undefined) {
    const support = given.supportAgencyIds.map(named);
    push(t(routingTexts.support), support.length === 0 ? t(routingTexts.noSupport) : support.join(', '));
  }
  if (given.position !== undefined) push(t(routingTexts.place), String(given.position));
  if (given.active !== undefined) push(t(routingTexts.active), t(given.active ? settingTexts.yes : settingTexts.no));
  return said;
}

/** Everything a rule asks for in one line; `semua kejadian` for the general one. */
export function sayConditions(content: Partial<RuleContent>, names: RuleNames, t: Translate): string {
  const rule = {
    incidentTypeId: content.incidentTypeId ?? null,
    category: content.category ?? null,
    priority: content.priority ?? null,
    districtCode: content.districtCode ?? null,
    villageCode: content.villageCode ?? null,
    areaIds: content.areaIds ?? [],
    windows: content.windows ?? [],
    holidays: content.holidays ?? ('any' as const),
    hours: content.hours ?? null,
  };
  const asked: Readonly<Record<(typeof conditionKinds)[number], boolean>> = {
    type: rule.incidentTypeId !== null,
    category: rule.category !== null,
    priority: rule.priority !== null,
    district: rule.districtCode !== null,
    village: rule.villageCode !== null,
    area: rule.areaIds.length > 0,
    windows: rule.windows.length > 0,
    holidays: rule.holidays !== 'any',
    hours: rule.hours !== null,
  };
  const words = conditionKinds.filter((kind) => asked[kind]).map((kind) => t(sayCondition(kind, rule, names)));
  return words.length === 0 ? t(routingScreenTexts.everything) : words.join('; ');
}

/** The names that a rule brings along, before those that the screen knows. */
export function namesOfRule(rule: Pick<RuleSetting, 'villageName' | 'districtName'>, names: RuleNames): RuleNames {
  return {
    ...names,
    village: (code) => rule.villageName ?? names.village(code),
    district: (code) => rule.districtName ?? names.district(code),
  };
}
