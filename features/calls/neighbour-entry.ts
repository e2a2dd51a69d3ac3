interface Entry {
  readonly name: string;
  readonly number: string | null;
  readonly group: string | null;
  readonly words: string;
}

/**
 * The directory's entry for the centre of a neighbouring regency: one of the group `neighbour` that has a number and whose name
 * or words name the regency (`Kota Surabaya` by `surabaya`); null: none. An entry for all neighbours together counts last.
 */
export function neighbourEntryOf<One extends Entry>(regencyName: string, entries: readonly One[]): One | null {
  const plain = regencyName.toLowerCase().replace(/^(kabupaten|kota administrasi|kota)\s+/, '');
  const neighbours = entries.filter(({ group, number }) => group === 'neighbour' && number !== null);
  const named = neighbours.filter(({ name, words }) => `${name} ${words}`.toLowerCase().includes(plain));
  // `Kabupaten Mojokerto` and `Kota Mojokerto` share their name.
  const exact = named.find(({ name }) => name.toLowerCase().includes(regencyName.toLowerCase()));
  return exact ?? named[0] ?? null;
}
