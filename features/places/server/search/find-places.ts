import type { Action, ActionContext } from '#platform/server/action.ts';
import { ok } from '#platform/shared/result.ts';
import { coordinatesIn, type ReadCoordinates } from '../../coordinates.ts';
import { judge } from '../../jurisdiction-rules.ts';
import { linkIn } from '../../map-link.ts';
import { type PlaceQuery, parseQuery } from '../../normalise.ts';
import type { Point, Position } from '../../position.ts';
import type { findPlaces, HitKind, PlaceHit, SearchNotice } from '../../search-contract.ts';
import { geocoderOf } from '../geo/geo-setting-store.ts';
import { type EarlierPlaces, earlierHit } from './earlier-places.ts';
import { finderOf, type PlaceFinder } from './place-finder.ts';
import { plusCodeIn, readPlusCode } from './plus-code.ts';

/** What one reading of the typed text gave. */
interface Reading {
  readonly hits: readonly PlaceHit[];
  readonly notices: readonly SearchNotice[];
  /** What is left to search by words; null: nothing. */
  readonly words: string | null;
}

/** So many earlier places at most: they help where no register knows the words, and must not push the register down. */
const earlierCount = 3;

/** The one search of the form: whatever was typed, said or pasted. */
export function findPlacesWith(earlierPlaces: EarlierPlaces): Action<typeof findPlaces> {
  return async (ctx, { query }) => {
    const finder = await finderOf(ctx);
    const read = readPositions(query.q, finder);
    const parsed = parseQuery(read.words ?? '');
    const found = read.words === null ? [] : await byWords(ctx, finder, parsed, query.limit, earlierPlaces);
    return ok({
      items: [...read.hits, ...found].slice(0, query.limit),
      parts: parsed.parts,
      notices: [...read.notices],
      hasGeocoder: (await geocoderOf(ctx)) !== null,
    });
  };
}

async function byWords(
  ctx: ActionContext,
  finder: PlaceFinder,
  parsed: PlaceQuery,
  limit: number,
  earlierPlaces: EarlierPlaces,
): Promise<PlaceHit[]> {
  const known = finder.index.search(parsed, limit).map(({ hit }) => hit);
  const earlier = (await earlierPlaces(ctx, parsed.words, earlierCount)).map((one) => earlierHit(one, finder.ground));
  return [...known.slice(0, 3), ...earlier, ...known.slice(3)];
}

/** Links, plus codes and coordinates in a text. */
function readPositions(text: string, finder: PlaceFinder): Reading {
  const near = finder.middle;
  const link = linkIn(text, near);
  if (link?.kind === 'short') return { hits: [], notices: ['short_link'], words: null };
  if (link?.kind === 'empty') return { hits: [], notices: ['link_without_position'], words: null };
  if (link?.kind === 'words') return { hits: [], notices: [], words: link.words };
  if (link?.kind === 'position') return position(link, 'map_link', finder);
  const code = plusCodeIn(text);
  if (code !== null) return byPlusCode(code, finder);
  const read = coordinatesIn(text, near);
  return read === null ? { hits: [], notices: [], words: text } : position(read, 'coordinates', finder);
}

function position(read: ReadCoordinates, source: 'coordinates' | 'map_link', finder: PlaceFinder): Reading {
  const { point, accuracyM, doubts } = read;
  if (doubts.includes('outside_indonesia')) return { hits: [], notices: doubts, words: null };
  const name = `${point.latitude.toFixed(5)}, ${point.longitude.toFixed(5)}`;
  return { hits: [hitAt({ ...point, source, accuracyM }, 'coordinates', name, finder)], notices: doubts, words: null };
}

/** A short code is taken near the place beside it (`HP29+V4 Buduran`), else near the middle of the regency, which is said. */
function byPlusCode(code: NonNullable<ReturnType<typeof plusCodeIn>>, finder: PlaceFinder): Reading {
  const beside = code.rest === '' ? [] : finder.index.search(parseQuery(code.rest), 1);
  const reference: Point | null = beside[0]?.hit.position ?? finder.middle;
  if (reference === null) return { hits: [], notices: [], words: code.rest === '' ? null : code.rest };
  const { full, point, accuracyM } = readPlusCode(code, reference);
  const isGuessed = code.isShort && beside.length === 0;
  return {
    hits: [hitAt({ ...point, source: 'plus_code', accuracyM }, 'plus_code', full, finder)],
    notices: isGuessed ? ['short_code_guessed'] : [],
    words: null,
  };
}

/** A hit at a point, with whose it is. */
export function hitAt(at: Position, kind: HitKind, name: string, finder: Pick<PlaceFinder, 'ground'>): PlaceHit {
  const jurisdiction = judge(at, finder.ground);
  return {
    id: `${kind}:${name}`,
    kind,
    name,
    detail: null,
    postalCode: null,
    position: at,
    village: jurisdiction.village,
    jurisdiction,
    outside: jurisdiction.outside?.regency ?? null,
  };
}
