import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Ground, likenessOf, rankByLikeness, type Sighting } from './duplicate-rules.ts';
import { categories } from './incident.ts';

const minutes = (count: number) => new Date(Date.UTC(2026, 10, 22, 3, count)).toISOString();
const fire: Sighting = {
  typeId: 'fire-building',
  category: 'FIRE',
  villageCode: '35.15.08.1004',
  districtCode: '35.15.08',
  point: null,
  placeWords: 'Gg. Mawar belakang pasar Larangan',
  at: minutes(0),
};
const report = (given: Partial<Sighting>): Sighting => ({ ...fire, placeWords: '', at: minutes(4), ...given });
const kindsOf = (grounds: readonly Ground[] | undefined) => grounds?.map((one) => one.kind);
const nothing = { typeId: null, category: null, villageCode: null, districtCode: null } as const;

describe('one open fire, and what is reported four minutes later', () => {
  test.each([
    ['the same village and type', {}, 'likely', ['same_village', 'minutes', 'same_type']],
    ['the same village, no type yet', { typeId: null, category: null }, 'likely', ['same_village', 'minutes']],
    [
      'the same village, another type of the category',
      { typeId: 'fire-land' },
      'likely',
      ['same_village', 'minutes', 'same_category'],
    ],
    [
      'another village of the district, the same type',
      { villageCode: '35.15.08.1005' },
      'likely',
      ['minutes', 'same_type', 'same_district'],
    ],
    [
      'nothing but words of the place',
      { ...nothing, placeWords: 'pasar larangan' },
      'possible',
      ['same_words', 'minutes'],
    ],
  ] as const)('%s', (_what, given, grade, grounds) => {
    const found = likenessOf(report(given), fire, false);
    expect(found).toMatchObject({ grade });
    expect(kindsOf(found?.grounds)?.toSorted()).toEqual([...grounds].toSorted());
  });

  test.each([
    ['another district', { villageCode: '35.15.15.2012', districtCode: '35.15.15' }],
    ['nothing typed yet', nothing],
    ['words that stand in every address', { ...nothing, placeWords: 'gang belakang, dekat rumah' }],
    [
      'the district alone, an hour later, another kind',
      {
        villageCode: '35.15.08.1005',
        typeId: 'flood',
        category: 'DISASTER' as const,
        at: minutes(60),
      },
    ],
  ])('%s is no ground', (_what, given) => expect(likenessOf(report(given), fire, false)).toBeNull());

  test('the same number is one, wherever and whatever', () => {
    const found = likenessOf(report(nothing), fire, true);
    expect(found?.grade).toBe('likely');
    expect(kindsOf(found?.grounds)).toEqual(['same_number', 'minutes']);
  });
});

describe('two points', () => {
  const at = (metresNorth: number) => ({ latitude: -7.45 + metresNorth / 111_195, longitude: 112.71 });
  test('count instead of the villages, which may lie on either side of a road', () => {
    const found = likenessOf(
      report({ villageCode: '35.15.15.2012', point: at(120) }),
      { ...fire, point: at(0) },
      false,
    );
    expect(found?.grounds[0]).toEqual({ kind: 'distance', metres: 120 });
    expect(found?.grade).toBe('likely');
  });
  test('far from each other speak against one village', () => {
    expect(likenessOf(report({ point: at(9000) }), { ...fire, point: at(0) }, false)).toBeNull();
  });
});

const sighting: fc.Arbitrary<Sighting> = fc.record({
  typeId: fc.option(fc.constantFrom('a', 'b')),
  category: fc.option(fc.constantFrom(...categories)),
  villageCode: fc.option(fc.constantFrom('35.15.08.1004', '35.15.08.1005')),
  districtCode: fc.option(fc.constantFrom('35.15.08', '35.15.15')),
  point: fc.option(
    fc.record({
      latitude: fc.double({ min: -8, max: -7, noNaN: true }),
      longitude: fc.double({ min: 112, max: 113, noNaN: true }),
    }),
  ),
  placeWords: fc.constantFrom('', 'pasar larangan', 'alun-alun', 'masjid agung'),
  at: fc.integer({ min: 0, max: 5000 }).map(minutes),
});

test('whoever reports first: the likeness is the same, grounded, and later is never liker', () => {
  fc.assert(
    fc.property(sighting, sighting, fc.boolean(), (one, other, isSameNumber) => {
      const found = likenessOf(one, other, isSameNumber);
      expect(likenessOf(other, one, isSameNumber)?.score).toBe(found?.score);
      if (found !== null) expect(found.grounds.length).toBeGreaterThan(0);
      const later = likenessOf(
        { ...one, at: new Date(Date.parse(other.at) + 40 * 3_600_000).toISOString() },
        other,
        isSameNumber,
      );
      const now = likenessOf({ ...one, at: other.at }, other, isSameNumber);
      expect(later?.score ?? 0).toBeLessThanOrEqual(now?.score ?? 0);
    }),
  );
});

test('the most like first, of equals the newest', () => {
  const items = [
    { ...fire, at: minutes(-50) },
    { ...fire, at: minutes(-3) },
    { ...fire, at: minutes(-2) },
    { ...fire, villageCode: null, districtCode: null, placeWords: '' },
  ];
  const ranked = rankByLikeness(
    items,
    (item) => likenessOf(report({ at: minutes(0) }), item, false),
    (item) => item.at,
  );
  expect(ranked.map((one) => one.item.at)).toEqual([minutes(-2), minutes(-3), minutes(-50)]);
});
