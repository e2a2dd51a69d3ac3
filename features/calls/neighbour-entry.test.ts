import { expect, test } from 'vitest';
import { neighbourEntryOf } from './neighbour-entry.ts';

const entry = (name: string, words = '', number: string | null = '0311234567', group = 'neighbour') => ({
  name,
  words,
  number,
  group,
});

test.each([
  ['Kota Surabaya', [entry('112 Gresik'), entry('Command Center', 'surabaya')], 'Command Center'],
  ['Kota Mojokerto', [entry('112 Kabupaten Mojokerto'), entry('112 Kota Mojokerto')], '112 Kota Mojokerto'],
  ['Kabupaten Gresik', [entry('Gresik', '', null)], null],
  ['Kabupaten Gresik', [entry('Polres Gresik', '', '110', 'emergency')], null],
  ['Kabupaten Gresik', [], null],
])('%s', (name, entries, expected) => expect(neighbourEntryOf(name, entries)?.name ?? null).toBe(expected));
