import { expect, test } from 'vitest';
import { incidentTypeId } from '../incident.ts';
import { typeSeeds } from '../type-seeds.ts';
import { createTypeSearch } from './type-search.ts';

const search = createTypeSearch(
  typeSeeds.map((seed, index) => ({
    id: incidentTypeId.parse(`00000000-0000-7000-8000-${String(index).padStart(12, '0')}`),
    code: seed.code,
    category: seed.category,
    name: { id: seed.name, en: seed.nameEn },
    defaultPriority: seed.priority,
    sensitive: seed.sensitive,
    words: [...seed.words],
  })),
);

test.each([
  ['kobong', 'FIRE_'],
  ['omah kobong', 'FIRE_BUILDING'],
  ['kebakarn', 'FIRE_'],
  ['laka', 'TRAFFIC_INJURY'],
  ['digigit ular', 'MED_BITE'],
  ['building fire', 'FIRE_BUILDING'],
])('"%s" finds %s first', (typed, code) => {
  expect(search(typed)[0]?.code).toContain(code);
});

test('a word of two types offers both before the rest', () => {
  const first = search('ular').slice(0, 2);
  expect(first.map((type) => type.code).toSorted()).toEqual(['ANIMAL_DANGEROUS', 'MED_BITE']);
});

test('nothing typed gives all, nonsense gives none', () => {
  expect(search('')).toHaveLength(typeSeeds.length);
  expect(search('zzzzqqq')).toEqual([]);
});
