import MiniSearch, { type Query, type SearchResult } from 'minisearch';
import { present } from '#platform/shared/result.ts';
import { type PlaceQuery, wordsOf } from '../../normalise.ts';

/** Something that can be found. */
export interface Findable {
  readonly id: string;
  readonly name: string;
  /** Other names, a category, an address. */
  readonly also: string;
  /** What people call it: said whole, it counts like the name itself. */
  readonly otherNames?: readonly string[];
  /** Where it lies: village, district. */
  readonly within: string;
  /** Above 1: found before others; below: after them. */
  readonly weight: number;
}

/** An index in the process: a regency with its neighbours and landmarks in milliseconds, the whole nation in a second. */
export interface SearchIndex<Item extends Findable> {
  readonly size: number;
  readonly search: (query: PlaceQuery, limit: number, isWanted?: (item: Item) => boolean) => Item[];
}

interface Indexed {
  readonly id: number;
  readonly name: string;
  /** A name of several words without blanks: `bungur asih` and `bungurasih` are the same place. */
  readonly joined: string;
  readonly also: string;
  readonly within: string;
}

export function searchIndex<Item extends Findable>(items: readonly Item[]): SearchIndex<Item> {
  const engine = new MiniSearch<Indexed>({
    fields: ['name', 'joined', 'also', 'within'],
    tokenize: (text) => (text === '' ? [] : text.split(' ')),
    processTerm: (term) => term,
    searchOptions: {
      boost: { name: 4, joined: 2, also: 1.2, within: 1 },
      prefix: (term) => term.length >= 2,
      maxFuzzy: 2,
      weights: { fuzzy: 0.3, prefix: 0.6 },
    },
  });
  const names = items.map(({ name }) => wordsOf(name).join(' '));
  const idsOfName = idsBy(names.map((name) => [name]));
  const idsOfCalled = idsBy(items.map(({ name, otherNames = [] }) => [name, ...otherNames].map(unspaced)));
  engine.addAll(items.map((item, id) => toDocument(item, names[id] ?? '', id)));
  /** Worked out once a query: the engine asks for every word in every field of everything it meets. */
  const boostsOf = ({ words, meansDistrict }: PlaceQuery) => {
    const exact = new Set(idsOfCalled.get(words.join('')));
    const named = new Set(stretchesOf(words).flatMap((stretch) => idsOfName.get(stretch) ?? []));
    return (id: number) => {
      const { weight, id: itemId } = itemAt(id);
      const district = meansDistrict && itemId.startsWith('district:') ? 4 : 1;
      return weight * (exact.has(id) ? 4 : 1) * (named.has(id) ? 2 : 1) * district;
    };
  };
  const itemAt = (id: number) => present(items[id], 'every document is an item');
  return {
    size: items.length,
    search: (query, limit, isWanted) => {
      if (query.words.length === 0) return [];
      const options = {
        boostDocument: boostsOf(query),
        ...(isWanted === undefined ? {} : { filter: ({ id }: SearchResult) => isWanted(itemAt(id)) }),
      };
      // Words that are spelled right need no search for slips, which costs ten times as much.
      const spelled = ranked(engine.search(queryFor(query.words, false), options), query.words, limit);
      const found = coversAll(spelled[0], query.words)
        ? spelled
        : ranked(engine.search(queryFor(query.words, slips), options), query.words, limit);
      return found.map(({ id }) => itemAt(id));
    },
  };
}

/** `bungur asih` and `bungurasih` are the same name. */
const unspaced = (name: string) => wordsOf(name).join('');

/** Which documents have each of these keys; a key of nothing is none. */
function idsBy(keys: readonly (readonly string[])[]): ReadonlyMap<string, readonly number[]> {
  const ids = new Map<string, number[]>();
  for (const [id, each] of keys.entries()) {
    for (const key of new Set(each)) {
      if (key === '') continue;
      const known = ids.get(key);
      if (known === undefined) ids.set(key, [id]);
      else known.push(id);
    }
  }
  return ids;
}

/** Every run of words that follow each other. */
const stretchesOf = (words: readonly string[]) =>
  words.flatMap((_, from) => words.slice(from).map((_word, more) => words.slice(from, from + more + 1).join(' ')));

function toDocument({ also, within }: Findable, name: string, id: number): Indexed {
  return {
    id,
    name,
    joined: name.includes(' ') ? name.replaceAll(' ', '') : '',
    also: wordsOf(also).join(' '),
    within: wordsOf(within).join(' '),
  };
}

/**
 * One slip in four letters, two in five (letters that changed places count two: ponrog for Porong); none in shorter words, where
 * everything would resemble everything.
 */
const slips = (term: string) => (term.length >= 4 && !/^\d+$/.test(term) ? 0.34 : false);

/** Whether a result has every word, or two of them written as one. */
function coversAll(found: SearchResult | undefined, words: readonly string[]): boolean {
  const met = new Set(found?.queryTerms ?? []);
  return words.every(
    (word, nth) => met.has(word) || met.has(`${words[nth - 1]}${word}`) || met.has(`${word}${words[nth + 1]}`),
  );
}

/** Any word finds something, because callers add streets we do not know. */
function queryFor(words: readonly string[], fuzzy: typeof slips | false): Query {
  const pairs = words.slice(1).map((word, nth) => `${words[nth]}${word}`);
  return {
    combineWith: 'OR',
    queries: [
      ...words.map((word) => ({ queries: [word], fuzzy })),
      ...pairs.map((pair) => ({ queries: [pair], fields: ['name', 'joined'], boost: { name: 2, joined: 2 }, fuzzy })),
    ],
  };
}

/** The first of what was found, four times the score for what has all words. */
function ranked(found: readonly SearchResult[], words: readonly string[], limit: number): SearchResult[] {
  const hasAll = ({ queryTerms }: SearchResult) => words.every((word) => queryTerms.includes(word));
  const all = firstOf(found, limit, hasAll).map((one) => ({ ...one, score: one.score * 4 }));
  const some = firstOf(found, limit, (one) => !hasAll(one));
  return [...all, ...some].sort((a, b) => b.score - a.score).slice(0, limit);
}

/** The first that are wanted: what was found is long, and only its beginning is shown. */
function firstOf<Item>(items: readonly Item[], limit: number, isWanted: (item: Item) => boolean): Item[] {
  const first: Item[] = [];
  for (const item of items) {
    if (first.length === limit) break;
    if (isWanted(item)) first.push(item);
  }
  return first;
}
