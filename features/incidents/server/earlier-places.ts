import { logAccess } from '#features/people/server/log-access.ts';
import { reachFor } from '#features/people/server/reach.ts';
import { parseQuery, wordsOf } from '#features/places/normalise.ts';
import type { EarlierPlaces } from '#features/places/server/search/earlier-places.ts';
import { plusMs } from '#platform/shared/time.ts';
import { shownForMs } from '../rules.ts';
import { type EarlierRow, findEarlierRows, notYetSeen } from './earlier-places-store.ts';

/** Fewer letters than this would show places that nobody asked for. */
const leastLetters = 4;

/**
 * Where something was before, for the search of places. Only for those who read every incident of the regency; what is shown are
 * words of a caller, so it is noted who saw them.
 */
export const earlierPlaces: EarlierPlaces = async (ctx, words, limit) => {
  if (ctx.actor.id === null || reachFor(ctx.actor, 'incident.read') !== 'tenant') return [];
  if (words.join('').length < leastLetters) return [];
  const found = (await findEarlierRows(ctx, words, 3 * limit)).filter(saysMoreThanItsVillage).slice(0, limit);
  const ids = found.map(({ id }) => id);
  for (const id of await notYetSeen(ctx, ids, plusMs(ctx.now, -shownForMs)))
    await logAccess(ctx, { type: 'incident', id }, 'earlier_place', 'place_search');
  return found.map((row) => ({
    id: row.id,
    words: [row.place_text, row.landmark].filter(Boolean).join(' – '),
    at: row.reported_at,
    villageCode: row.village_code,
    position: positionOf(row),
  }));
};

function saysMoreThanItsVillage({ place_text, landmark, village_name }: EarlierRow): boolean {
  const words = parseQuery(`${place_text ?? ''} ${landmark ?? ''}`).words.join(' ');
  return words !== wordsOf(village_name ?? '').join(' ');
}

function positionOf({ latitude, longitude, place_source, accuracy_m }: EarlierRow) {
  if (latitude === null || longitude === null || place_source === null || place_source === 'village') return null;
  return { latitude, longitude, source: place_source, accuracyM: accuracy_m };
}
