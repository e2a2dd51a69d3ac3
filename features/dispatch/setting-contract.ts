import { z } from 'zod';
import { category, priority } from '#features/incidents/incident.ts';
import { changedSetting, changeReason, settingRefusals, shownVersion } from '#features/people/setting-contract.ts';
import { pick, route } from '#platform/shared/contract.ts';
import { clockContent, clockId } from './assignment.ts';
import { routingRuleId, ruleContent } from './routing.ts';
import { routingRefusals } from './routing-texts.ts';
import { refusals } from './texts.ts';

const twoTexts = z.object({ id: z.string(), en: z.string() });

export const clockSetting = z.object({
  id: clockId,
  priority,
  category: category.nullable(),
  content: clockContent,
  version: z.number().int(),
});
export type ClockSetting = z.output<typeof clockSetting>;

/** With the names of what it speaks of, as it stands now. */
export const ruleSetting = z.object({
  id: routingRuleId,
  content: ruleContent,
  typeName: twoTexts.nullable(),
  districtName: z.string().nullable(),
  villageName: z.string().nullable(),
  /** In the order of `areaIds`; an area that is no more has none. */
  areaNames: z.array(z.string()),
  hoursAgencyName: z.string().nullable(),
  leadName: z.string().nullable(),
  supportNames: z.array(z.string()),
  version: z.number().int(),
});
export type RuleSetting = z.output<typeof ruleSetting>;

const clockPath = z.object({ id: clockId });
const rulePath = z.object({ id: routingRuleId });

export const listClocks = route({
  method: 'GET',
  path: '/api/clocks',
  summary: 'Targets per priority and category',
  permission: 'setting.read',
  output: z.object({ items: z.array(clockSetting) }),
});

/** A narrower clock: the general one of each priority is there from the beginning. */
export const createClock = route({
  method: 'POST',
  path: '/api/clocks',
  summary: 'Add a clock for one category of incidents',
  permission: 'setting.change',
  body: z.object({ priority, category, reason: changeReason, content: clockContent }),
  output: changedSetting,
  refusals: pick(refusals, 'clock.exists'),
});

/** Assignments keep the due times they were sent with; those sent from now on get the new ones. */
export const changeClock = route({
  method: 'POST',
  path: '/api/clocks/:id/change',
  summary: 'Change or deactivate a clock',
  permission: 'setting.change',
  params: clockPath,
  body: z.object({ version: shownVersion, reason: changeReason, content: clockContent }),
  output: changedSetting,
  refusals: { ...settingRefusals, ...pick(refusals, 'clock.needed') },
});

export const listRoutingRules = route({
  method: 'GET',
  path: '/api/routing-rules',
  summary: 'The routing table in its order, with the deactivated rules',
  permission: 'setting.read',
  output: z.object({ items: z.array(ruleSetting) }),
});

const unknowns = {
  ...pick(refusals, 'routing_rule.agency_unknown', 'routing_rule.type_unknown', 'routing_rule.district_unknown'),
  ...pick(routingRefusals, 'routing_rule.village_unknown', 'routing_rule.area_unknown', 'routing_rule.contradicts'),
};
/** The rule it goes in front of; null puts it last. */
const before = routingRuleId.nullable();

export const createRoutingRule = route({
  method: 'POST',
  path: '/api/routing-rules',
  summary: 'Add a routing rule at a place in the table',
  permission: 'setting.change',
  body: z.object({ reason: changeReason, before, content: ruleContent.omit({ position: true, active: true }) }),
  output: changedSetting,
  refusals: { ...unknowns, ...pick(refusals, 'routing_rule.neighbour_unknown') },
});

export const changeRoutingRule = route({
  method: 'POST',
  path: '/api/routing-rules/:id/change',
  summary: 'Change a routing rule; its place stays',
  permission: 'setting.change',
  params: rulePath,
  body: z.object({ version: shownVersion, reason: changeReason, content: ruleContent.omit({ position: true }) }),
  output: changedSetting,
  refusals: { ...settingRefusals, ...unknowns },
});

export const moveRoutingRule = route({
  method: 'POST',
  path: '/api/routing-rules/:id/move',
  summary: 'Put a routing rule in front of another, or last',
  permission: 'setting.change',
  params: rulePath,
  body: z.object({ version: shownVersion, reason: changeReason, before }),
  output: changedSetting,
  refusals: { ...settingRefusals, ...pick(refusals, 'routing_rule.neighbour_unknown') },
});

/** A rule is never deleted: incidents name the one that matched. */
export const deactivateRoutingRule = route({
  method: 'POST',
  path: '/api/routing-rules/:id/deactivate',
  summary: 'Deactivate a routing rule',
  permission: 'setting.change',
  params: rulePath,
  body: z.object({ version: shownVersion, reason: changeReason }),
  output: changedSetting,
  refusals: settingRefusals,
});
