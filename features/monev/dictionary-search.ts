import type { Text } from '#platform/shared/texts.ts';
import { type DictionaryEntry, dictionary, type PendingEntry, pendingEntries } from './dictionary.ts';
import type { Table } from './month.ts';

export type Found = { readonly computed: readonly DictionaryEntry[]; readonly pending: readonly PendingEntry[] };

const plain = (text: string) => text.toLowerCase().normalize('NFKD');

/** The entries in which every word occurs, in either language or the code; those pending come from no table. */
export function searchDictionary(asked: {
  readonly words: string;
  readonly table: Table | 'pending' | null;
  readonly owner: string | null;
}): Found {
  const words = plain(asked.words).split(/\s+/).filter(Boolean);
  const holds = ({ code, label, definition }: { code: string; label: Text; definition: Text }) => {
    const text = plain([code, label.id, label.en, definition.id, definition.en].join(' '));
    return words.every((word) => text.includes(word));
  };
  const fits = (entry: DictionaryEntry | PendingEntry) =>
    (asked.owner === null || entry.owner === asked.owner) && holds(entry);
  return {
    computed: dictionary.filter((one) => (asked.table === null || one.table === asked.table) && fits(one)),
    pending: asked.table === null || asked.table === 'pending' ? pendingEntries.filter(fits) : [],
  };
}
