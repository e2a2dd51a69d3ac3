import { z } from 'zod';
import { type Id, idSchema } from '#platform/shared/ids.ts';

export type DirectoryEntryId = Id<'directory_entry'>;
export const directoryEntryId = idSchema<'directory_entry'>();

/** In the order of the directory. */
export const directoryGroups = ['emergency', 'health', 'utility', 'neighbour', 'counselling', 'other'] as const;
export const directoryGroup = z.enum(directoryGroups);
export type DirectoryGroup = (typeof directoryGroups)[number];

/** What of an entry is editable. `number` null: not known yet; it is listed, and cannot be called. */
export const directoryContent = z.object({
  name: z.string().trim().min(2).max(80),
  nameEn: z.string().trim().min(2).max(80),
  /** As it is dialled within the country (people/overflow.ts). */
  number: z.string().trim().min(2).max(20).nullable(),
  group: directoryGroup,
  /** What people type when they look for it. */
  words: z.string().trim().max(120),
  position: z.number().int().min(1).max(999),
  active: z.boolean(),
});
export type DirectoryContent = z.output<typeof directoryContent>;

interface Seed {
  readonly name: string;
  readonly nameEn: string;
  readonly number: string | null;
  readonly group: DirectoryGroup;
  readonly words: string;
}

/**
 * domain.md §1 and §2.7: the national numbers, which are the same everywhere. What every regency has and is dialled
 * differently in each stands here without a number, which its administrator fills in.
 */
const seeds: readonly Seed[] = [
  { name: 'Polisi 110', nameEn: 'Police 110', number: '110', group: 'emergency', words: 'polres polsek kriminal' },
  { name: 'Pemadam kebakaran 113', nameEn: 'Fire brigade 113', number: '113', group: 'emergency', words: 'damkar api' },
  {
    name: 'Basarnas 115',
    nameEn: 'Search and rescue 115',
    number: '115',
    group: 'emergency',
    words: 'sar hanyut hilang',
  },
  {
    name: 'Ambulans 119 (PSC/NCC)',
    nameEn: 'Ambulance 119',
    number: '119',
    group: 'emergency',
    words: 'psc medis kesehatan gawat',
  },
  { name: 'PLN 123', nameEn: 'Electricity 123', number: '123', group: 'utility', words: 'listrik padam kabel token' },
  { name: 'PDAM', nameEn: 'Water company', number: null, group: 'utility', words: 'air bocor pipa' },
  { name: 'Gangguan gas (PGN)', nameEn: 'Gas company', number: null, group: 'utility', words: 'pgn gas bocor' },
  {
    name: 'RSUD – IGD',
    nameEn: 'Regency hospital, emergency room',
    number: null,
    group: 'health',
    words: 'rumah sakit',
  },
  { name: 'PMI – Unit donor darah', nameEn: 'Red Cross, blood bank', number: null, group: 'health', words: 'darah' },
  { name: 'SAPA 129', nameEn: 'Women and children 129', number: '129', group: 'counselling', words: 'ppa kdrt anak' },
  {
    name: 'Pusat 112 daerah tetangga',
    nameEn: 'Neighbouring 112 centre',
    number: null,
    group: 'neighbour',
    words: 'ntpd luar daerah perbatasan',
  },
];

/** The directory a new regency begins with. */
export const directorySeeds: readonly DirectoryContent[] = seeds.map((seed, index) => ({
  ...seed,
  position: (index + 1) * 10,
  active: true,
}));

/** Whether an entry answers to what was typed: every word of it, anywhere, also a piece of the number. */
export function matches(typed: string, entry: { readonly words: readonly (string | null)[] }): boolean {
  const hay = entry.words.join(' ').toLowerCase();
  return typed
    .toLowerCase()
    .split(/\s+/)
    .every((word) => hay.includes(word));
}
