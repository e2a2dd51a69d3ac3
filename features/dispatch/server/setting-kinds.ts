import type { SettingKind } from '#features/people/server/setting-versions.ts';
import { clockContent } from '../assignment.ts';
import { ruleContent } from '../routing.ts';
import { guardRule } from './guard-rule.ts';
import { ladderKind } from './ladder/setting-store.ts';
import { lockClock, lockRule, updateClock, updateRule } from './setting-store.ts';
import { templatesKind } from './surge/template-store.ts';
import { agencyUnitsKind, unitContentKind, unitFiguresKind } from './units/setting-store.ts';

export const clockKind: SettingKind<typeof clockContent> = {
  kind: 'clock',
  schema: clockContent,
  load: lockClock,
  allows: async (ctx, id, content) => content.active || (await lockClock(ctx, id))?.category !== null,
  save: updateClock,
};

export const routingRuleKind: SettingKind<typeof ruleContent> = {
  kind: 'routing_rule',
  schema: ruleContent,
  load: lockRule,
  allows: async (ctx, id, content) =>
    (await guardRule(ctx, (await lockRule(ctx, id))?.content ?? null, content)) === null,
  save: updateRule,
};

/** What apps/server hands to `createPeople({ settingKinds })`. */
export const dispatchSettings: readonly SettingKind[] = [
  clockKind,
  routingRuleKind,
  ladderKind,
  unitContentKind,
  agencyUnitsKind,
  unitFiguresKind,
  templatesKind,
];
