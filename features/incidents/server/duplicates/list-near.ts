import { choosePlace } from '#features/calls/caller-place-choice.ts';
import { extentOf } from '#features/calls/caller-place-geometry.ts';
import { callerPlaces } from '#features/calls/server/place/place-store.ts';
import type { Action, ActionContext } from '#platform/server/action.ts';
import { ok } from '#platform/shared/result.ts';
import type * as routes from '../../duplicate-contract.ts';
import { likenessOf, rankByLikeness, type Sighting } from '../../duplicate-rules.ts';
import { sightOn, toItem } from '../incident-rows.ts';
import { findType, findVillage } from '../store.ts';
import { type ReadRow, readRows } from '../view-store.ts';
import { candidates, nearFacts, numberOfCall } from './near-store.ts';

/** A telephone that is known no better than this says nothing about which house burns. */
const worstPlaceM = 1500;

export const listNear: Action<typeof routes.listNear> = async (ctx, { query }) => {
  const at = query.at ?? ctx.now;
  const number = query.callId === undefined ? null : await numberOfCall(ctx, query.callId);
  const type = query.typeId === undefined ? null : await findType(ctx, query.typeId);
  const village = query.villageCode === undefined ? null : await findVillage(ctx, query.villageCode);
  const report: Sighting = {
    typeId: type?.id ?? null,
    category: type?.category ?? null,
    villageCode: query.villageCode ?? null,
    districtCode: village?.districtCode ?? null,
    point: pointOf(query) ?? (query.callId === undefined ? null : await placeOfCaller(ctx, query.callId)),
    placeWords: query.placeWords ?? '',
    at,
  };
  const found = await candidates(ctx, { at, number, excludeId: query.excludeId ?? null, callId: query.callId ?? null });
  const known = new Map(found.map((one) => [one.id, one]));
  // Where a sensitive incident is, only its handlers may learn, and so also not from how near it is said to be.
  const readable = (await readRows(ctx, [...known.keys()])).filter((read) => sightOn(ctx, read).words);
  const ranked = rankByLikeness(
    readable,
    (read) => {
      const one = known.get(read.id);
      return likenessOf(report, sightingOf(read, one?.hasOwnPoint ?? false), one?.isSameNumber ?? false);
    },
    (read) => read.reported_at,
  ).slice(0, query.limit);
  const facts = await nearFacts(
    ctx,
    ranked.map((one) => one.item.id),
  );
  return ok({
    items: ranked.map(({ item, likeness }) => ({
      ...toItem(item, sightOn(ctx, item)),
      score: likeness.score,
      grade: likeness.grade,
      grounds: likeness.grounds.map((one) => ('words' in one ? { ...one, words: [...one.words] } : one)),
      calls: facts.get(item.id)?.calls ?? 0,
      agencies: facts.get(item.id)?.agencies ?? [],
    })),
  });
};

function pointOf(query: { latitude?: number | undefined; longitude?: number | undefined }): Sighting['point'] {
  const { latitude, longitude } = query;
  return latitude === undefined || longitude === undefined ? null : { latitude, longitude };
}

/** Where the caller's telephone is, as well as is known; null when it is not known well enough. */
async function placeOfCaller(ctx: ActionContext, callId: string): Promise<Sighting['point']> {
  const told = (await callerPlaces(ctx.tx, callId)).map((one) => ({ ...one, receivedAt: one.received_at }));
  const shown = choosePlace(told, ctx.now)?.shown.place;
  if (shown?.kind !== 'geodetic') return null;
  const { centre, uncertaintyM } = extentOf(shown.shape);
  return uncertaintyM !== null && uncertaintyM <= worstPlaceM ? centre : null;
}

function sightingOf(read: ReadRow, hasOwnPoint: boolean): Sighting {
  const { latitude, longitude } = read;
  return {
    typeId: read.type_id,
    category: read.category,
    villageCode: read.village_code,
    districtCode: read.district_code,
    point: hasOwnPoint && latitude !== null && longitude !== null ? { latitude, longitude } : null,
    placeWords: [read.place_text, read.landmark].filter(Boolean).join(' '),
    at: read.reported_at,
  };
}
