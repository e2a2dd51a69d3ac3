import MiniSearch from 'minisearch';
import type { IncidentType } from '../incident.ts';

/**
 * Finds types by what callers say: everyday words (kobong, laka), names in both languages, beginnings of words and small
 * typing errors. Best match first; nothing typed gives all, in the order of the list. Runs in the browser: a call taker
 * does not wait for the network.
 */
export function createTypeSearch(types: readonly IncidentType[]): (typed: string) => readonly IncidentType[] {
  const index = new MiniSearch<{ id: number; name: string; words: string }>({
    fields: ['name', 'words'],
    processTerm: plain,
  });
  index.addAll(types.map((type, id) => ({ id, name: `${type.name.id} ${type.name.en}`, words: type.words.join(' ') })));
  return (typed) => {
    if (typed.trim() === '') return types;
    const found = index.search(typed, {
      boost: { words: 1.5 },
      prefix: true,
      fuzzy: (term) => (term.length >= 5 ? 0.2 : false),
      weights: { prefix: 0.6, fuzzy: 0.3 },
      // A word said exactly (`laka`) wins over a longer document about something else that has it too.
      boostDocument: (id) => (isSaid(types[id], typed) ? 2 : 1),
    });
    return found.map((hit) => types[hit.id]).filter((type) => type !== undefined);
  };
}

function isSaid(type: IncidentType | undefined, typed: string): boolean {
  const said = plain(typed.trim());
  return type?.words.some((word) => plain(word) === said) === true;
}

/** Lower case without accents. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '');
}
