import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestCentre, type TestCentre } from '#features/people/server/testing.ts';
import { createTestDatabase, type TestDatabase } from '#platform/server/testing/test-database.ts';
import { createPlaces } from './feature.ts';
import { loadRegions } from './load-regions.ts';

let database: TestDatabase;
let centre: TestCentre;
let counts: number[];
const cookies: Record<string, string> = {};

beforeAll(async () => {
  database = await createTestDatabase();
  counts = [
    await loadRegions(database.systemDb, '35.15'),
    await loadRegions(database.systemDb, '61.04'),
    await loadRegions(database.systemDb, '35.15'),
  ];
  centre = await createTestCentre(database, {
    features: [createPlaces({ dataFolder: '/nonexistent', earlierPlaces: async () => [] })],
  });
  for (const [slug, regionCode] of [
    ['sidoarjo', '35.15'],
    ['ketapang', '61.04'],
  ] as const) {
    const tenantId = await centre.addTenant({ slug, regionCode });
    await centre.addUser(tenantId, { username: `${slug}.taker`, roles: ['CALL_TAKER'] });
    cookies[slug] = await centre.cookieOf(`${slug}.taker`);
  }
});
afterAll(async () => {
  await centre.close();
  await database.close();
});

async function get(slug: string, url: string) {
  const response = await centre.app.inject({ url, headers: { cookie: cookies[slug] ?? '' } });
  return { status: response.statusCode, body: response.json() };
}
const search = async (slug: string, q: string, more = '') =>
  (await get(slug, `/api/places?q=${encodeURIComponent(q)}${more}`)).body;

test('both regencies are loaded whole, and a second load changes nothing', () => {
  expect(counts).toEqual([346, 262, 346]);
});

describe('search', () => {
  test.each([
    ['sidoarjo', 'Ds. Sidokepung Kec. Buduran RT 3 RW 5', 'Sidokepung'],
    ['sidoarjo', 'bungur asih', 'Bungurasih'],
    ['sidoarjo', 'bungurasih waru', 'Bungurasih'],
    ['sidoarjo', 'ponrog', 'Porong'],
    ['sidoarjo', 'Soekodono', 'Sukodono'],
    ['sidoarjo', 'Tjandi', 'Candi'],
    ['sidoarjo', 'sidokare', 'Sidokare'],
    ['sidoarjo', 'Jl. Pahlawan No 12 Sidokare', 'Sidokare'],
    ['sidoarjo', 'sidokrae', 'Sidokare'],
    ['sidoarjo', 'gedan', 'Gedangan'],
    ['sidoarjo', 'kec waru', 'Waru'],
    ['ketapang', 'delta pawan', 'Delta Pawan'],
    ['ketapang', 'kendawangan', 'Kendawangan'],
    ['ketapang', 'Kel. Kantor', 'Kantor'],
  ])('%s: %s', async (slug, q, name) => {
    const found = await search(slug, q);
    expect(found.items.slice(0, 3).map((item: { name: string }) => item.name)).toContain(name);
  });

  test('a result says what it is, where, and how that is known', async () => {
    const found = await search('sidoarjo', 'Kel. Sidokare RT 3/5');
    expect(found.items[0]).toMatchObject({
      code: '35.15.08.1004',
      kind: 'kelurahan',
      districtCode: '35.15.08',
      districtName: 'Sidoarjo',
      postalCode: '61214',
      method: 'perkiraan',
    });
    expect(found.items[0].point.latitude).toBeCloseTo(-7.461, 2);
    expect(found.parts).toEqual({ rt: '3', rw: '5', houseNumber: null });
  });

  test('one regency does not find the places of another', async () => {
    expect(
      (await search('ketapang', 'Sidokepung')).items.map((item: { code: string }) => item.code.slice(0, 5)),
    ).not.toContain('35.15');
    expect((await get('ketapang', '/api/places/35.15.08.1004')).status).toBe(404);
    expect((await get('sidoarjo', '/api/places/35.15.08.1004')).body.name).toBe('Sidokare');
  });

  test('within one district', async () => {
    const found = await search('sidoarjo', 'sido', '&district=35.15.08&limit=50');
    expect(found.items.length).toBeGreaterThan(2);
    expect(found.items.every((item: { districtCode: string }) => item.districtCode === '35.15.08')).toBe(true);
  });

  test('words without letters find nothing and fail nothing', async () => {
    expect((await search('sidoarjo', '???')).items).toEqual([]);
  });
});

test('the districts of the regency', async () => {
  const { body } = await get('sidoarjo', '/api/places/districts');
  expect(body.items).toHaveLength(18);
});
