import type { Action } from '#platform/server/action.ts';
import { ok, refuse } from '#platform/shared/result.ts';
import type * as routes from '../../contract.ts';
import { parseQuery } from '../../normalise.ts';
import { kindOf, type Place } from '../../place.ts';
import { findPlace, placesOf, regencyOf } from '../store.ts';
import { type FoundPlace, finderOf } from './place-finder.ts';

/** Villages and districts of this regency alone, as settings need them; the form of incidents asks `findPlaces`. */
export const searchPlaces: Action<typeof routes.searchPlaces> = async (ctx, { query }) => {
  const parsed = parseQuery(query.q);
  const { index } = await finderOf(ctx);
  const isWanted = ({ hit }: FoundPlace) =>
    (hit.kind === 'village' || hit.kind === 'district') &&
    hit.outside === null &&
    (query.district === undefined || codeOf(hit.id).startsWith(query.district));
  const found = index.search(parsed, query.limit, isWanted).map(({ hit }) => toPlace(hit));
  return ok({ items: found, parts: parsed.parts });
};

const codeOf = (id: string) => id.slice(id.indexOf(':') + 1);

function toPlace(hit: FoundPlace['hit']): Place {
  const code = codeOf(hit.id);
  return {
    code,
    kind: kindOf(code),
    name: hit.name,
    districtCode: hit.village?.districtCode ?? code,
    districtName: hit.village?.districtName ?? hit.name,
    postalCode: hit.postalCode,
    point: hit.position === null ? null : { latitude: hit.position.latitude, longitude: hit.position.longitude },
    method: 'perkiraan',
  };
}

export const listDistricts: Action<typeof routes.listDistricts> = async (ctx) => {
  const places = await placesOf(ctx.tx, await regencyOf(ctx.tx, ctx.tenantId));
  const districts = places.filter((place) => place.kind === 'kecamatan');
  return ok({ items: districts.map(({ code, name }) => ({ code, name })) });
};

export const readPlace: Action<typeof routes.readPlace> = async (ctx, { params }) => {
  const found = await findPlace(ctx.tx, await regencyOf(ctx.tx, ctx.tenantId), params.code);
  return found === null ? refuse('place.not_found') : ok(found);
};
