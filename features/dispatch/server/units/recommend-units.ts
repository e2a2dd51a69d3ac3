import type { Category } from '#features/incidents/incident.ts';
import { mayReach } from '#features/people/server/reach.ts';
import type { Action, ActionContext } from '#platform/server/action.ts';
import { ok, refuse } from '#platform/shared/result.ts';
import { metresBetween } from '#platform/shared/sphere.ts';
import { plusMs } from '#platform/shared/time.ts';
import type { UnitSkill } from '../../unit.ts';
import type * as routes from '../../unit-contract.ts';
import { estimateS, hourIn, kindsFor } from '../../unit-rules.ts';
import { locateAssignment } from '../store.ts';
import { type Candidate, type Destination, destinationOf, nearestFree } from './nearest-store.ts';
import { loadFigures } from './setting-store.ts';
import { askRouter, type RouterOf, type TravelTimes } from './travel-times.ts';
import { unitItems } from './unit-rows.ts';

export interface Ranked {
  readonly id: Candidate['id'];
  readonly from: Candidate['from'];
  readonly point: { readonly latitude: number; readonly longitude: number };
  readonly metres: number;
  readonly seconds: number;
  readonly by: 'straight' | 'router';
}

/** So many more are looked at than asked for: the nearest by line is not always the first by time. */
const wider = 4;

/** Free, fitting units by estimated time to a destination, the first ones first. */
export async function rankUnits(
  ctx: ActionContext,
  asked: {
    readonly to: Destination;
    readonly agencyId: string | null;
    readonly category: Category | null;
    readonly skill: UnitSkill | null;
    readonly limit: number;
  },
): Promise<Ranked[]> {
  const { content: figures, zone } = await loadFigures(ctx);
  const found = await nearestFree(ctx, {
    to: asked.to,
    agencyId: asked.agencyId,
    kinds: kindsFor(figures, asked.category),
    skill: asked.skill,
    freshSince: plusMs(ctx.now, -figures.freshS * 1000),
    limit: asked.limit * wider,
  });
  const hour = hourIn(ctx.now, zone);
  const ranked = found.map((one): Ranked => {
    const point = { latitude: one.latitude, longitude: one.longitude };
    const metres = metresBetween(point, asked.to);
    const seconds = estimateS(figures, { metres, kind: one.kind, hour, districtCode: asked.to.districtCode });
    return { id: one.id, from: one.from, point, metres: Math.round(metres), seconds, by: 'straight' };
  });
  return ranked.sort(byTime).slice(0, asked.limit);
}

const byTime = (a: Ranked, b: Ranked) => a.seconds - b.seconds || (a.id < b.id ? -1 : 1);

/** The action, with the router of the installation if there is one. */
export function recommendUnits(routerOf: RouterOf): Action<typeof routes.recommendUnits> {
  return async (ctx, { params, query }) => {
    const located = await locateAssignment(ctx, params.id);
    if (located === null || !mayReach(ctx.actor, 'unit.order', located.agencyId)) return refuse('assignment.not_found');
    const { destination, category } = await destinationOf(ctx, located.incidentId);
    if (destination === null) return ok({ now: ctx.now, to: null, items: [] });
    const straight = await rankUnits(ctx, {
      to: destination,
      agencyId: located.agencyId,
      // A column with the check of its table behind it.
      category: category as Category | null,
      skill: query.skill ?? null,
      limit: query.limit,
    });
    const ranked = query.by === 'router' ? await byRoad(ctx, await routerOf(ctx), destination, straight) : straight;
    const units = await unitItems(
      ctx,
      ranked.map((one) => one.id),
    );
    return ok({
      now: ctx.now,
      to: destination.to,
      items: ranked.flatMap(({ id, from, metres, seconds, by }) => {
        const unit = units.find((one) => one.id === id);
        return unit === undefined ? [] : [{ unit, from, metres, seconds, by }];
      }),
    });
  };
}

async function byRoad(
  ctx: ActionContext,
  router: TravelTimes | null,
  destination: Destination,
  straight: readonly Ranked[],
): Promise<readonly Ranked[]> {
  const origins = straight.map((one) => one.point);
  const told = await askRouter(router, { origins, destination, log: ctx.log });
  if (told === null) return straight;
  return straight
    .map((one, index): Ranked => {
      const way = told[index];
      return way == null
        ? one
        : { ...one, metres: Math.round(way.metres), seconds: Math.round(way.seconds), by: 'router' };
    })
    .sort(byTime);
}
