import { reachFor } from '#features/people/server/reach.ts';
import type { Action, ActionContext } from '#platform/server/action.ts';
import { ok } from '#platform/shared/result.ts';
import type * as routes from '../../surge-contract.ts';
import type { SurgeFigures, SurgeView } from '../../surge-contract.ts';
import { decideSwitch } from '../../surge-rules.ts';
import { callFigures, reportedIn, toldFigures } from './figures-store.ts';
import { withinOf } from './scope.ts';
import { activeSurge, namesInScope, type SurgeRow, selectSurges } from './surge-store.ts';
import { switcherOf } from './switch-surge.ts';
import { selectTemplates } from './template-store.ts';

/** As screens see it: with the names of its places. */
export async function viewSurge(ctx: ActionContext, surge: SurgeRow): Promise<SurgeView> {
  return { ...surge, placeNames: await namesInScope(ctx, surge.scope) };
}

export const readCurrentSurge: Action<typeof routes.readCurrentSurge> = async (ctx) => {
  const surge = await activeSurge(ctx);
  const mayAtAll = reachFor(ctx.actor, 'surge.switch') === 'tenant';
  // Only a desk has a use for the templates of the kind that is on.
  const hasDesk = surge !== null && reachFor(ctx.actor, 'incident.edit') === 'tenant';
  const templates = hasDesk ? (await selectTemplates(ctx)).find((one) => one.kind === surge.kind) : undefined;
  return ok({
    surge: surge === null ? null : await viewSurge(ctx, surge),
    templates: templates?.content.items ?? [],
    maySwitch: mayAtAll && decideSwitch(await switcherOf(ctx)).ok,
  });
};

export const listSurges: Action<typeof routes.listSurges> = async (ctx, { query }) => {
  const found = await selectSurges(ctx, query.after ?? null, query.limit + 1);
  const shown = found.slice(0, query.limit);
  const items = [];
  for (const surge of shown) items.push({ ...(await viewSurge(ctx, surge)), figures: await figuresOf(ctx, surge) });
  return ok({ items, next: found.length > query.limit ? (shown.at(-1)?.id ?? null) : null });
};

/** Calls of the whole regency in its time, for a caller's place is not known before it is told; incidents of its area. */
async function figuresOf(ctx: ActionContext, surge: SurgeRow): Promise<SurgeFigures> {
  const span = { from: surge.startedAt, to: surge.endedAt ?? ctx.now };
  const within = await withinOf(ctx, surge.scope);
  const reported = (await reportedIn(ctx, span)).filter(within);
  return {
    ...(await callFigures(ctx, span)),
    incidents: reported.length,
    linked: reported.filter(({ linked }) => linked).length,
    ...(await toldFigures(ctx, surge.id)),
  };
}
