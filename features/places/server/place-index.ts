import MiniSearch, { type Query } from 'minisearch';
import { present } from '#platform/shared/result.ts';
import { type PlaceQuery, wordsOf } from '../normalise.ts';
import type { Place } from '../place.ts';

/** A search index over the places of one regency: some hundred documents, built in milliseconds, kept in the process. */
export interface PlaceIndex {
  readonly size: number;
  readonly search: (query: PlaceQuery, limit: number, districtCode?: string) => Place[];
}

interface Indexed {
  readonly id: string;
  readonly name: string;
  /** Without blanks: `bungur asih` and `bungurasih` are the same place. */
  readonly joined: string;
  readonly district: string;
}

export function buildIndex(places: readonly Place[]): PlaceIndex {
  const byCode = new Map(places.map((place) => [place.code, place]));
  const engine = new MiniSearch<Indexed>({
    fields: ['name', 'joined', 'district'],
    tokenize: (text) => text.split(' '),
    processTerm: (term) => term,
    searchOptions: {
      boost: { name: 3, joined: 2, district: 1 },
      prefix: (term) => term.length >= 2,
      // Two slips in six letters (ponrog for Porong), none in short words, where everything would resemble everything.
      fuzzy: (term) => (term.length >= 4 ? 0.34 : false),
      maxFuzzy: 2,
      weights: { fuzzy: 0.3, prefix: 0.6 },
    },
  });
  engine.addAll(places.map(toDocument));
  return {
    size: places.length,
    search: (query, limit, districtCode) => {
      if (query.words.length === 0) return [];
      const whole = query.words.join(' ');
      const found = engine.search(queryFor(query.words), {
        boostDocument: (code) => boostOf(present(byCode.get(String(code)), 'every document is a place'), whole, query),
        filter: (result) => districtCode === undefined || String(result.id).startsWith(districtCode),
      });
      return found.slice(0, limit).map((result) => present(byCode.get(String(result.id)), 'every document is a place'));
    },
  };
}

function toDocument(place: Place): Indexed {
  const words = wordsOf(place.name);
  const district = place.kind === 'kecamatan' ? '' : wordsOf(place.districtName).join(' ');
  return { id: place.code, name: words.join(' '), joined: words.join(''), district };
}

/** Places that have all words first; any word still finds something, because callers add streets we do not know. */
function queryFor(words: readonly string[]): Query {
  const pairs = words.slice(1).map((word, index) => `${words[index]}${word}`);
  return {
    combineWith: 'OR',
    queries: [
      { combineWith: 'AND', queries: [...words], boost: { name: 9, joined: 6, district: 3 } },
      ...words,
      ...pairs.map((pair) => ({ queries: [pair], fields: ['joined'] })),
    ],
  };
}

function boostOf(place: Place, whole: string, query: PlaceQuery): number {
  const name = wordsOf(place.name).join(' ');
  const exact = name === whole || name.replaceAll(' ', '') === whole.replaceAll(' ', '') ? 4 : 1;
  const named = ` ${whole} `.includes(` ${name} `) ? 2 : 1;
  return exact * named * (query.meansDistrict && place.kind === 'kecamatan' ? 4 : 1);
}
