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
  /** Without blanks: `bungur asih` and `bungurasih` are the same place. */
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
      boost: { name: 3, joined: 2, also: 1.2, within: 1 },
      prefix: (term) => term.length >= 2,
      maxFuzzy: 2,
      weights: { fuzzy: 0.3, prefix: 0.6 },
    },
  });
  const names = items.map(({ name }) => wordsOf(name).join(' '));
  const called = items.map(({ name, otherNames = [] }) => new Set([name, ...otherNames].map(unspaced)));
  engine.addAll(items.map((item, id) => toDocument(item, names[id] ?? '', id)));
  const boostOf = (id: number, query: PlaceQuery, whole: string) => {
    const name = names[id] ?? '';
    const exact = called[id]?.has(whole.replaceAll(' ', '')) === true ? 4 : 1;
    const named = name !== '' && ` ${whole} `.includes(` ${name} `) ? 2 : 1;
    return exact * named * itemAt(id).weight * (query.meansDistrict && itemAt(id).id.startsWith('district:') ? 4 : 1);
  };
  const itemAt = (id: number) => present(items[id], 'every document is an item');
  return {
    size: items.length,
    search: (query, limit, isWanted) => {
      if (query.words.length === 0) return [];
      const whole = query.words.join(' ');
      const options = {
        boostDocument: (id: number) => boostOf(id, query, whole),
        ...(isWanted === undefined ? {} : { filter: ({ id }: SearchResult) => isWanted(itemAt(id)) }),
      };
      // Words that are spelled right need no search for slips, which costs ten times as much.
      for (const how of ways) {
        const found = engine.search(queryFor(query.words, how), options);
        if (how === ways.at(-1) || coversAll(found[0], query.words))
          return found.slice(0, limit).map(({ id }) => itemAt(id));
      }
      return [];
    },
  };
}

/** `bungur asih` and `bungurasih` are the same name. */
const unspaced = (name: string) => wordsOf(name).join('');

function toDocument({ also, within }: Findable, name: string, id: number): Indexed {
  return {
    id,
    name,
    joined: name.replaceAll(' ', ''),
    also: wordsOf(also).join(' '),
    within: wordsOf(within).join(' '),
  };
}

/** Two slips in six letters (ponrog for Porong), none in short words, where everything would resemble everything. */
const slips = (term: string) => (term.length >= 4 && !/^\d+$/.test(term) ? 0.34 : false);

/** In which parts of a query slips are allowed. */
interface Way {
  readonly all: typeof slips | false;
  readonly any: typeof slips | false;
}

/** Each way is tried when the one before did not meet every word in its best result. */
const ways: readonly Way[] = [
  { all: false, any: false },
  { all: slips, any: false },
  { all: slips, any: slips },
];

/** Whether a result has every word, or two of them written as one. */
function coversAll(found: SearchResult | undefined, words: readonly string[]): boolean {
  const met = new Set(found?.queryTerms ?? []);
  return words.every(
    (word, nth) => met.has(word) || met.has(`${words[nth - 1]}${word}`) || met.has(`${word}${words[nth + 1]}`),
  );
}

/** What has all words first; any word still finds something, because callers add streets we do not know. */
function queryFor(words: readonly string[], { all, any }: Way): Query {
  const pairs = words.slice(1).map((word, nth) => `${words[nth]}${word}`);
  return {
    combineWith: 'OR',
    queries: [
      { combineWith: 'AND', queries: [...words], boost: { name: 9, joined: 6, also: 4, within: 3 }, fuzzy: all },
      ...(words.length === 1 ? [] : words.map((word) => ({ queries: [word], fuzzy: any }))),
      ...pairs.map((pair) => ({ queries: [pair], fields: ['joined'], fuzzy: all })),
    ],
  };
}
