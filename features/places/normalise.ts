import type { AddressParts } from './place.ts';

/** A query as the index understands it. */
export interface PlaceQuery {
  /** Normalised words, without the kinds (desa, kecamatan, …) and the parts of the address. */
  readonly words: readonly string[];
  readonly parts: AddressParts;
  /** It began with `kecamatan`: the district itself is meant. */
  readonly meansDistrict: boolean;
}

/** How people write kinds and buildings (geo-and-language §4.1); the original text is kept everywhere else. */
const written: Readonly<Record<string, string>> = {
  jl: 'jalan',
  jln: 'jalan',
  gg: 'gang',
  ds: 'desa',
  dsn: 'dusun',
  kel: 'kelurahan',
  kec: 'kecamatan',
  kab: 'kabupaten',
  perum: 'perumahan',
  perumnas: 'perumahan',
  pkm: 'puskesmas',
  sdn: 'sd negeri',
  smpn: 'smp negeri',
  sman: 'sma negeri',
  rs: 'rumah sakit',
  rsu: 'rumah sakit',
  rsud: 'rumah sakit',
  puskes: 'puskesmas',
  ponpes: 'pondok pesantren',
  pp: 'pondok pesantren',
  psr: 'pasar',
  mesjid: 'masjid',
  mushola: 'musala',
  musholla: 'musala',
  musolla: 'musala',
  univ: 'universitas',
  bandara: 'bandar udara',
  kp: 'kampung',
  kpg: 'kampung',
  blk: 'blok',
  simp: 'simpang',
  jbt: 'jembatan',
};

/** They say what kind of place it is, not which one. */
const kinds: ReadonlySet<string> = new Set([
  'desa',
  'dusun',
  'kelurahan',
  'kecamatan',
  'kabupaten',
  'kota',
  'provinsi',
]);

/** Where something lies beside a place; they lead the crew and find nothing. */
const relations: ReadonlySet<string> = new Set(
  'depan belakang sebelah dekat samping seberang sekitar daerah arah menuju di ke dari yang itu ini pas nya sini situ antara'.split(
    ' ',
  ),
);

/** Van Ophuijsen and Suwandi spelling to that of 1972, the same for index and query, so that it cannot part them. */
const oldSpelling: readonly (readonly [RegExp, string])[] = [
  [/oe/g, 'u'],
  [/dj/g, 'j'],
  [/tj/g, 'c'],
  [/nj/g, 'ny'],
  [/sj/g, 'sy'],
  [/dh/g, 'd'],
  [/th/g, 't'],
];

/** A name or query as words: lower case, without marks and doubled letters, abbreviations and old spelling written out. */
export function wordsOf(text: string): string[] {
  const plain = text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    // alun2, kupu-kupu2: the figure repeats the word before it
    .replace(/\b(\p{L}{2,})2\b/gu, '$1 $1')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  if (plain === '') return [];
  return plain
    .split(' ')
    .flatMap((word) => (written[word] ?? word).split(' '))
    .map(spell);
}

function spell(word: string): string {
  let spelled = word;
  for (const [pattern, letter] of oldSpelling) spelled = spelled.replace(pattern, letter);
  return spelled.replace(/(\p{L})\1+/gu, '$1');
}

/** Read RT, RW and house number out of a text, and normalise what remains. */
export function parseQuery(text: string): PlaceQuery {
  let rest = ` ${text} `;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    const found = pattern.exec(rest);
    if (found !== null) rest = rest.replace(found[0], ' ');
    return found;
  };
  const both = take(/\brt\.?\s*(\d{1,3})\s*[/,-]\s*(?:rw\.?\s*)?(\d{1,3})\b/i);
  const rt = both?.[1] ?? take(/\brt\.?\s*(\d{1,3})\b/i)?.[1] ?? null;
  const rw = both?.[2] ?? take(/\brw\.?\s*(\d{1,3})\b/i)?.[1] ?? null;
  const houseNumber = take(/\b(?:no|nomor|nomer)\.?\s*(\d{1,4}\s?[a-z]?)\b/i)?.[1]?.trim() ?? null;
  const words = wordsOf(rest);
  const named = words.filter((word) => !kinds.has(word));
  const telling = named.filter((word) => !relations.has(word));
  return {
    words: telling.length > 0 ? telling : named,
    parts: { rt: plainNumber(rt), rw: plainNumber(rw), houseNumber },
    meansDistrict: words[0] === 'kecamatan',
  };
}

function plainNumber(figures: string | null): string | null {
  return figures === null ? null : String(Number(figures));
}
