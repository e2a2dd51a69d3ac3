import MiniSearch from 'minisearch';
import type { IncidentType } from '../incident.ts';
import { readings, searchWords } from './everyday-words.ts';

interface Term {
  readonly id: number;
  readonly type: number;
  readonly said: string;
  /** How many words it has, as they are searched. */
  readonly length: number;
  readonly weight: number;
}

/**
 * Finds types by what callers say: everyday words (kobong, laka), whole sentences (ono wong tabrakan nang prapatan), names in both
 * languages, beginnings of words and small typing errors. Each of a type's words or phrases is searched by itself; one that was said
 * whole counts more than one of which a part was. Best match first; nothing typed gives all, in the order of the list. Runs in the
 * browser: a call taker does not wait for the network.
 */
export function createTypeSearch(types: readonly IncidentType[]): (typed: string) => readonly IncidentType[] {
  const terms = termsOf(types);
  const index = new MiniSearch<Term>({ fields: ['said'], tokenize: searchWords, processTerm: (word) => word });
  index.addAll(terms);
  return (typed) => {
    // Nothing typed, or nothing yet that says what it is (`tolong pak`).
    if (searchWords(typed).length === 0) return types;
    const found = readings(typed).flatMap((words) => look(index, words));
    const scores = new Map<number, number[]>();
    const best = new Map<number, number>();
    for (const hit of found) {
      const term = terms[Number(hit.id)];
      if (term === undefined) continue;
      const covered = Math.min(1, Object.keys(hit.match).length / term.length);
      const score = hit.score * covered ** 2 * term.weight;
      best.set(term.id, Math.max(score, best.get(term.id) ?? 0));
    }
    for (const [id, score] of best) {
      const type = terms[id]?.type ?? -1;
      scores.set(type, [...(scores.get(type) ?? []), score]);
    }
    return [...scores]
      .map(([type, said]) => ({ type, score: together(said) }))
      .sort((a, b) => b.score - a.score || a.type - b.type)
      .map((one) => types[one.type])
      .filter((type) => type !== undefined);
  };
}

function look(index: MiniSearch<Term>, words: readonly string[]) {
  return index.search(words.join(' '), {
    tokenize: () => [...words],
    // What is still being typed is the last word.
    prefix: (_word, at) => at === words.length - 1,
    fuzzy: (word) => (word.length >= 5 && !word.includes('~') ? 0.2 : false),
    weights: { prefix: 0.6, fuzzy: 0.35 },
  });
}

/** The best phrase decides; what else of the type was said breaks ties. */
function together(said: readonly number[]): number {
  const [best = 0, ...rest] = said.toSorted((a, b) => b - a);
  return best + 0.15 * rest.slice(0, 4).reduce((sum, score) => sum + score, 0);
}

function termsOf(types: readonly IncidentType[]): Term[] {
  const texts = types.flatMap((type, at) => [
    ...type.words.map((said, place) => ({ type: at, said, weight: place < 3 ? 1.1 : 1 })),
    ...[...type.name.id.split(/[/,]/), type.name.id, type.name.en].map((said) => ({ type: at, said, weight: 0.8 })),
  ]);
  return texts
    .map((text) => ({ ...text, length: new Set(searchWords(text.said)).size }))
    .filter((text) => text.length > 0)
    .map((text, id) => ({ ...text, id }));
}
