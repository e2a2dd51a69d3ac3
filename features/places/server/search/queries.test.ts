import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestCentre, type TestCentre } from '#features/people/server/testing.ts';
import { systemActor } from '#platform/server/action.ts';
import { rows } from '#platform/server/db/database.ts';
import { createTestDatabase, type TestDatabase } from '#platform/server/testing/test-database.ts';
import { runAction } from '#platform/server/unit.ts';
import { createPlaces } from '../feature.ts';
import { takeLayer } from '../layers/take-layer.ts';
import { loadRegions } from '../load-regions.ts';
import { ketapangQueries, type Query, sidoarjoQueries } from './queries.ts';

let database: TestDatabase;
let centre: TestCentre;
let folder = '';
const cookies = new Map<string, string>();

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'sigap-queries-'));
  const places = createPlaces({ dataFolder: folder, earlierPlaces: async () => [] });
  centre = await createTestCentre(database, { features: [places] });
  for (const [slug, regionCode] of [
    ['sidoarjo', '35.15'],
    ['ketapang', '61.04'],
  ] as const) {
    await loadRegions(database.systemDb, regionCode);
    const tenantId = await centre.addTenant({ slug, regionCode });
    await centre.addUser(tenantId, { username: `${slug}.taker`, roles: ['CALL_TAKER'] });
    cookies.set(slug, await centre.cookieOf(`${slug}.taker`));
    const path = join(import.meta.dirname, '../../test-data', `landmarks-${slug}.csv`);
    expect((await readFile(path, 'utf8')).length).toBeGreaterThan(100);
    const spec = { title: 'Patokan uji', source: 'uji', licence: 'uji', vintage: '2026', mapping: {} };
    const file = { kind: 'landmark', path, spec, fileName: 'uji.csv', reason: 'uji', dataFolder: folder } as const;
    const taken = await runAction(centre.place, { tenantId, actor: systemActor }, (ctx) => takeLayer(ctx, file));
    expect(taken.ok).toBe(true);
  }
});
afterAll(async () => {
  await centre.close();
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

interface Found {
  readonly name: string;
  readonly kind: string;
  readonly outside: { readonly code: string } | null;
  readonly village: { readonly districtName: string } | null;
}

async function search(slug: string, q: string): Promise<Found[]> {
  const url = `/api/place-search?limit=5&q=${encodeURIComponent(q)}`;
  const answer = await centre.app.inject({ url, headers: { cookie: cookies.get(slug) ?? '' } });
  return answer.json<{ items: Found[] }>().items;
}

const isMeant = (found: Found, { name, district }: Query) =>
  found.name === name && (district === undefined || found.village?.districtName === district);

/** Of all queries how many have what is meant first, and among the first three. */
async function hitRates(slug: string, queries: readonly Query[]) {
  const missed: string[] = [];
  let first = 0;
  for (const query of queries) {
    const found = await search(slug, query.q);
    const at = found.findIndex((one) => isMeant(one, query));
    if (at === 0) first += 1;
    if (at < 0 || at > 2) missed.push(`${query.q} → ${found.map(({ name }) => name).join(', ')}`);
  }
  return { first: first / queries.length, third: 1 - missed.length / queries.length, missed };
}

test('what call takers type finds what is meant', async () => {
  const sidoarjo = await hitRates('sidoarjo', sidoarjoQueries);
  const ketapang = await hitRates('ketapang', ketapangQueries);
  expect(sidoarjoQueries.length + ketapangQueries.length).toBeGreaterThan(180);
  expect([...sidoarjo.missed, ...ketapang.missed]).toEqual([]);
  // What was reached; a change that loses some of it must say so here.
  expect(sidoarjo.first).toBeGreaterThan(0.97);
  expect(ketapang.first).toBeGreaterThan(0.95);
});

/** One slip of a finger, the same in every run: a letter too few, twice, another one, or two that changed places. */
function slip(name: string, nth: number): string {
  const at = 1 + (nth % (name.length - 2));
  const [before, letter = '', after = '', rest] = [name.slice(0, at), name[at], name[at + 1], name.slice(at + 2)];
  const slipped = [
    `${after}${rest}`,
    `${letter}${letter}${after}${rest}`,
    `e${after}${rest}`,
    `${after}${letter}${rest}`,
  ];
  return `${before}${slipped[nth % 4]}`;
}

test('every village with one slip in its name is found', async () => {
  const rates: number[] = [];
  for (const slug of ['sidoarjo', 'ketapang']) {
    const regency = slug === 'sidoarjo' ? '35.15' : '61.04';
    const villages = await rows<{ name: string }>(
      database.systemDb,
      sql`select distinct name from regions where level = 'village' and code like ${`${regency}.%`} and length(name) >= 5 order by name`,
    );
    let hits = 0;
    for (const [nth, { name }] of villages.entries()) {
      const found = await search(slug, slip(name.toLowerCase(), nth));
      if (found.slice(0, 3).some((one) => one.name === name)) hits += 1;
    }
    rates.push(hits / villages.length);
  }
  expect(Math.min(...rates)).toBeGreaterThan(0.98);
});

test('a village of a neighbour is found after the own ones, and said to be another regency', async () => {
  const found = await search('sidoarjo', 'rungkut menanggal');
  const rungkut = found.find(({ name }) => name === 'Rungkut Menanggal');
  expect(rungkut).toMatchObject({ kind: 'village', village: null, outside: { code: '35.78', name: 'Kota Surabaya' } });
  const [first] = await search('sidoarjo', 'kemiri');
  expect(first?.outside).toBeNull();
});
