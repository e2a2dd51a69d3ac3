import type { Action, ActionContext } from '#platform/server/action.ts';
import { ok } from '#platform/shared/result.ts';
import type * as routes from '../map-contract.ts';
import { sightOn, toItem } from './incident-rows.ts';
import { listRows, type ReadRow } from './view-store.ts';

const most = 2000;

export const listIncidentPoints: Action<typeof routes.listIncidentPoints> = async (ctx) => {
  const found = await listRows(ctx, { group: 'open', merged: 'hidden', below: null, limit: most }, most);
  return ok({ now: ctx.now, items: found.map((read) => toPoint(ctx, read)) });
};

/** The same words and the same point as in every list: what is hidden there is hidden here. */
function toPoint(ctx: ActionContext, read: ReadRow) {
  const sight = sightOn(ctx, read);
  const item = toItem(read, sight);
  const { village } = item;
  return {
    ...item,
    isHidden: !sight.words,
    pointSource: item.placed?.source ?? null,
    accuracyM: item.placed?.accuracyM ?? null,
    place: [item.placeText, village?.name].filter(Boolean).join(' – ') || null,
    district: village === null ? null : { code: village.districtCode, name: village.districtName },
  };
}
