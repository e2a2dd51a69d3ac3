import type { IncidentId } from '#features/incidents/incident.ts';
import { sightOn, toItem } from '#features/incidents/server/incident-rows.ts';
import { attachIncident, detachIncident } from '#features/incidents/server/merging/group.ts';
import { mergeIncident, unmergeIncident } from '#features/incidents/server/merging/merge.ts';
import { mergeables, mergeInForce } from '#features/incidents/server/merging/merge-store.ts';
import { readRow, readRows } from '#features/incidents/server/view-store.ts';
import { nearestIndex, polygonIndex } from '#features/places/server/ground/polygon-index.ts';
import type { Action, ActionContext } from '#platform/server/action.ts';
import { newId } from '#platform/shared/ids.ts';
import { ok, type Result, refuse } from '#platform/shared/result.ts';
import { type LinkRelation, mostShown, type SurgeLinkId } from '../../surge.ts';
import type * as routes from '../../surge-work-contract.ts';
import type { Became } from '../../surge-work-contract.ts';
import {
  insertLink,
  insertLinkItems,
  itemsOf,
  type LinkItem,
  type LinkRow,
  lockLink,
  type OpenRow,
  openIncidents,
  saveItemUndone,
  saveLinkUndone,
  selectLinks,
} from './link-store.ts';
import { forEach, lockAll } from './many.ts';
import { guardShape } from './scope.ts';
import { activeSurge, rehearse } from './surge-store.ts';

type Input<R extends (...given: never[]) => unknown> = Parameters<R>[1];
type Where = Input<Action<typeof routes.findToLink>>['body']['where'];

export const findToLink: Action<typeof routes.findToLink> = async (ctx, { body }) => {
  const parent = await readRow(ctx, body.parentId);
  if (parent === null) return refuse('surge.not_found');
  const { where, typeIds, from, to } = body;
  if (where.kind === 'radius' && parent.latitude === null) return refuse('surge.no_place');
  const guarded = where.kind === 'shape' ? guardShape(ctx, where.geometry) : ok(null);
  if (!guarded.ok) return guarded;
  const candidates = (await openIncidents(ctx, from)).filter(
    (one) =>
      one.id !== parent.id &&
      one.parent?.id !== parent.id &&
      (to === null || one.reportedAt < to) &&
      (typeIds.length === 0 || typeIds.some((id) => id === one.typeId)),
  );
  const near = inside(where, parent, candidates).slice(0, mostShown);
  const ids = near.map(({ id }) => id);
  const tried = await rehearse(ctx, () => linkEach(ctx, parent.id, body.relation, ids));
  const refusals = new Map(tried.map((one) => [one.id, one.refusal]));
  const read = new Map((await readRows(ctx, ids)).map((row) => [row.id, row]));
  return ok({
    items: near.flatMap(({ id, distanceM }) => {
      const row = read.get(id);
      return row === undefined
        ? []
        : [{ ...toItem(row, sightOn(ctx, row)), distanceM, refusal: refusals.get(id) ?? null }];
    }),
  });
};

interface Near {
  readonly id: IncidentId;
  readonly distanceM: number | null;
}

/** Those that lie there, nearest first; without a point nothing lies anywhere. */
function inside(
  where: Where,
  parent: { readonly latitude: number | null; readonly longitude: number | null },
  candidates: readonly OpenRow[],
): Near[] {
  const placed = candidates.flatMap(({ id, latitude, longitude }) =>
    latitude === null || longitude === null ? [] : [{ id, point: { latitude, longitude } }],
  );
  const { latitude, longitude } = parent;
  const middle = latitude === null || longitude === null ? null : { latitude, longitude };
  const distances = new Map(
    middle === null
      ? []
      : nearestIndex(placed)(middle, placed.length, Number.POSITIVE_INFINITY).map((one) => [one.id, one.distanceM]),
  );
  const isThere =
    where.kind === 'radius'
      ? ({ id }: { id: IncidentId }) => (distances.get(id) ?? Number.POSITIVE_INFINITY) <= where.radiusM
      : inShape(where.geometry);
  return placed
    .filter(isThere)
    .map(({ id }) => ({ id, distanceM: distances.get(id) ?? null }))
    .toSorted((a, b) => (a.distanceM ?? 0) - (b.distanceM ?? 0));
}

function inShape(geometry: Extract<Where, { kind: 'shape' }>['geometry']) {
  const at = polygonIndex([{ key: 'shape', geometry }]);
  return ({ point }: { point: { latitude: number; longitude: number } }) => at(point).length > 0;
}

export const linkMany: Action<typeof routes.linkMany> = async (ctx, { body }) => {
  const { parentId, relation } = body;
  const items = await linkEach(ctx, parentId, relation, [...new Set(body.incidentIds)]);
  if (items.length === 0) return refuse('surge.not_found');
  const linked = items.filter((one) => one.refusal === null).map((one) => one.id);
  if (linked.length === 0) return ok({ id: null, items });
  const id: SurgeLinkId = newId();
  await insertLink(ctx, { id, surgeId: (await activeSurge(ctx))?.id ?? null, parentId, relation });
  await insertLinkItems(ctx, id, linked);
  return ok({ id, items });
};

/** By the commands that link one: their rules, their events, their refusals. */
async function linkEach(
  ctx: ActionContext,
  parentId: IncidentId,
  relation: LinkRelation,
  ids: readonly IncidentId[],
): Promise<Became[]> {
  const locked = await lockAll(ctx, [parentId, ...ids]);
  return forEach(ctx, locked, ids, ({ id }) => {
    const params = { id };
    return relation === 'child'
      ? attachIncident(ctx, { params, query: {}, body: { parentId } })
      : mergeIncident(ctx, { params, query: {}, body: { into: parentId, reason: 'same_event' } });
  });
}

export const undoLink: Action<typeof routes.undoLink> = async (ctx, { params }) => {
  const link = await lockLink(ctx, params.id);
  if (link === null) return refuse('surge.link_not_found');
  const left = await itemsOf(ctx, params.id);
  if (link.undoneAt !== null || left.length === 0) return refuse('surge.link_undone');
  const locked = await lockAll(ctx, [link.parentId, ...left.map(({ id }) => id)]);
  const byId = new Map(left.map((item) => [item.id, item]));
  const items = await forEach(ctx, locked, [...byId.keys()], async (_row, id) => {
    const item = byId.get(id);
    const undone = item === undefined ? refuse('surge.changed_since') : await undoOne(ctx, link, item);
    if (undone.ok) await saveItemUndone(ctx, link.id, id);
    return undone;
  });
  // What is left was linked otherwise since, or waits for a later merge to be undone: it can be tried again.
  if (items.every(({ refusal }) => refusal === null || refusal.code === 'surge.changed_since'))
    await saveLinkUndone(ctx, link.id);
  return ok({ items });
};

/** Only what this linking did: a merge or a parent that somebody set since stays. */
async function undoOne(ctx: ActionContext, link: LinkRow, item: LinkItem): Promise<Result<unknown>> {
  const params = { id: item.id };
  if (link.relation === 'duplicate') {
    if ((await mergeInForce(ctx, item.id))?.id !== item.mergeId) return refuse('surge.changed_since');
    return unmergeIncident(ctx, { params, query: {}, body: { reason: 'merged_by_mistake' } });
  }
  const facts = (await mergeables(ctx, [item.id])).get(item.id);
  if (facts?.parentId !== link.parentId) return refuse('surge.changed_since');
  return detachIncident(ctx, { params, query: {}, body: {} });
}

export const listLinks: Action<typeof routes.listLinks> = async (ctx) => ok({ items: await selectLinks(ctx) });
