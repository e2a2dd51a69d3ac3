import { screenTexts as settingTexts } from '#features/people/screen-texts.ts';
import type { Translate } from '#platform/web/language.tsx';
import type { RuleContent } from '../assignment.ts';
import { clockTexts } from '../texts.ts';
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

/** What the ids of a rule are called; undefined for what is not there any more. */
export interface RuleNames {
  readonly type: (id: string) => string | undefined;
  readonly district: (code: string) => string | undefined;
  readonly agency: (id: string) => string | undefined;
}

/** An older content of a rule in words; only the fields that are given. */
export function describeRule(content: Given, names: RuleNames, t: Translate): Said {
  const given = content as Partial<RuleContent>; // Written by the server from the schema of rules; a field may be missing.
  const said: Said = [];
  const push = (term: string, value: string) => said.push({ term, value });
  const named = (id: string | null, nameOf: (id: string) => string | undefined, none: string) =>
    id === null ? none : (nameOf(id) ?? t(routingTexts.unknown));
  if (given.incidentTypeId !== undefined)
    push(t(routingTexts.type), named(given.incidentTypeId, names.type, t(routingTexts.allTypes)));
  if (given.priority !== undefined) push(t(routingTexts.priority), given.priority ?? t(routingTexts.allPriorities));
  if (given.districtCode !== undefined)
    push(t(routingTexts.district), named(given.districtCode, names.district, t(routingTexts.allDistricts)));
  if (given.leadAgencyId !== undefined)
    push(t(routingTexts.lead), named(given.leadAgencyId, names.agency, t(routingTexts.noLead)));
  if (given.supportAgencyIds !== undefined) {
    const support = given.supportAgencyIds.map((id) => names.agency(id) ?? t(routingTexts.unknown));
    push(t(routingTexts.support), support.length === 0 ? t(routingTexts.noSupport) : support.join(', '));
  }
  if (given.position !== undefined) push(t(routingTexts.place), String(given.position));
  if (given.active !== undefined) push(t(routingTexts.active), t(given.active ? settingTexts.yes : settingTexts.no));
  return said;
}
