import type { Action, ActionContext } from '#platform/server/action.ts';
import { ok, refuse } from '#platform/shared/result.ts';
import type * as routes from '../contract.ts';
import { parseQuery } from '../normalise.ts';
import { buildIndex, type PlaceIndex } from './place-index.ts';
import { findPlace, placesOf, regencyOf } from './store.ts';

/** By regency. Regions change by decree and a restart, so an index that has places is kept. */
const indexes = new Map<string, PlaceIndex>();

async function indexOf(ctx: ActionContext): Promise<PlaceIndex> {
  const regency = await regencyOf(ctx.tx, ctx.tenantId);
  const kept = indexes.get(regency);
  if (kept !== undefined) return kept;
  const made = buildIndex(await placesOf(ctx.tx, regency));
  if (made.size > 0) indexes.set(regency, made);
  return made;
}

export const searchPlaces: Action<typeof routes.searchPlaces> = async (ctx, { query }) => {
  const parsed = parseQuery(query.q);
  const index = await indexOf(ctx);
  return ok({ items: index.search(parsed, query.limit, query.district), parts: parsed.parts });
};

export const listDistricts: Action<typeof routes.listDistricts> = async (ctx) => {
  const places = await placesOf(ctx.tx, await regencyOf(ctx.tx, ctx.tenantId));
  const districts = places.filter((place) => place.kind === 'kecamatan');
  return ok({ items: districts.map(({ code, name }) => ({ code, name })) });
};

export const readPlace: Action<typeof routes.readPlace> = async (ctx, { params }) => {
  const found = await findPlace(ctx.tx, await regencyOf(ctx.tx, ctx.tenantId), params.code);
  return found === null ? refuse('place.not_found') : ok(found);
};
