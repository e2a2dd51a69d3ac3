import { changeSetting, recordSettingVersion } from '#features/people/server/setting-versions.ts';
import type { Action, ActionContext } from '#platform/server/action.ts';
import { newId } from '#platform/shared/ids.ts';
import { ok, present, refuse } from '#platform/shared/result.ts';
import type { RoutingRuleId } from '../routing.ts';
import { placeBetween } from '../routing-order.ts';
import type * as routes from '../setting-contract.ts';
import { guardRule } from './guard-rule.ts';
import { routingRuleKind } from './setting-kinds.ts';
import { insertRule, lockRule, lockRules, selectRules } from './setting-store.ts';

export const listRoutingRules: Action<typeof routes.listRoutingRules> = async (ctx) =>
  ok({ items: await selectRules(ctx) });

export const createRoutingRule: Action<typeof routes.createRoutingRule> = async (ctx, { body }) => {
  const forbidden = await guardRule(ctx, null, body.content);
  if (forbidden !== null) return refuse(forbidden);
  const position = await makeRoom(ctx, { moved: null, before: body.before, reason: body.reason });
  if (position === null) return refuse('routing_rule.neighbour_unknown');
  const id: RoutingRuleId = newId();
  const content = { ...body.content, position, active: true };
  await insertRule(ctx, id, content);
  const { kind } = routingRuleKind;
  await recordSettingVersion(ctx, { kind, subjectId: id, version: 1, content, reason: body.reason });
  return ok({ id, version: 1 });
};

export const changeRoutingRule: Action<typeof routes.changeRoutingRule> = async (ctx, { params, body }) => {
  const rule = await lockRule(ctx, params.id);
  if (rule === null) return refuse('setting.not_found');
  const forbidden = await guardRule(ctx, rule.content, body.content);
  if (forbidden !== null) return refuse(forbidden);
  const content = { ...body.content, position: rule.content.position };
  return changeSetting(ctx, routingRuleKind, { id: params.id, ...body, content });
};

export const moveRoutingRule: Action<typeof routes.moveRoutingRule> = async (ctx, { params, body }) => {
  // All at once and first: two who move at the same moment wait for each other instead of standing in each other's way.
  const rule = (await lockRules(ctx)).find((one) => one.id === params.id);
  if (rule === undefined) return refuse('setting.not_found');
  // Before anything is moved: a refusal must not depend on what making room has written.
  if (rule.version !== body.version) return refuse('setting.stale', { version: rule.version });
  const position = await makeRoom(ctx, { moved: rule.id, before: body.before, reason: body.reason });
  if (position === null) return refuse('routing_rule.neighbour_unknown');
  return changeSetting(ctx, routingRuleKind, { id: params.id, ...body, content: { ...rule.content, position } });
};

export const deactivateRoutingRule: Action<typeof routes.deactivateRoutingRule> = async (ctx, { params, body }) => {
  const rule = await lockRule(ctx, params.id);
  if (rule === null) return refuse('setting.not_found');
  return changeSetting(ctx, routingRuleKind, { id: params.id, ...body, content: { ...rule.content, active: false } });
};

/** The position in front of a rule; rules that are numbered anew for it get a version of their own, with the same reason. */
async function makeRoom(
  ctx: ActionContext,
  wanted: { readonly moved: string | null; readonly before: string | null; readonly reason: string },
): Promise<number | null> {
  const others = (await lockRules(ctx)).filter((rule) => rule.id !== wanted.moved);
  const place = placeBetween(
    others.map((rule) => ({ id: rule.id, position: rule.content.position })),
    wanted.before,
  );
  if (place === null) return null;
  for (const { id, position } of place.moved) {
    const rule = present(
      others.find((one) => one.id === id),
      'only rules of the table are moved',
    );
    const content = { ...rule.content, position };
    await changeSetting(ctx, routingRuleKind, { id, version: rule.version, content, reason: wanted.reason });
  }
  return place.position;
}
