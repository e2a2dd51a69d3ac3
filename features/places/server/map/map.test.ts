import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestCentre, type TestCentre } from '#features/people/server/testing.ts';
import { systemActor } from '#platform/server/action.ts';
import { run } from '#platform/server/db/database.ts';
import { createTestDatabase, type TestDatabase } from '#platform/server/testing/test-database.ts';
import { runWork } from '#platform/server/unit.ts';
import { newId } from '#platform/shared/ids.ts';
import { createPlaces } from '../feature.ts';
import { loadRegions } from '../load-regions.ts';
import { serveTiles } from './serve-tiles.ts';

let database: TestDatabase;
let centre: TestCentre;
let folder = '';
const cookies: Record<string, string> = {};
const content = Buffer.from('PMTiles, as far as this test is concerned');

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'sigap-tiles-'));
  await mkdir(join(folder, 'tiles'));
  for (const slug of ['sidoarjo', 'rahasia']) await writeFile(join(folder, `tiles/${slug}.pmtiles`), content);
  await loadRegions(database.systemDb, '35.15');
  await loadRegions(database.systemDb, '61.04');
  const plugins = [serveTiles({ place: () => database.place(), dataFolder: folder })];
  const places = createPlaces({ dataFolder: folder, earlierPlaces: async () => [] });
  centre = await createTestCentre(database, { features: [{ ...places, plugins }] });
  for (const [slug, regionCode] of [
    ['sidoarjo', '35.15'],
    ['ketapang', '61.04'],
  ] as const) {
    const tenantId = await centre.addTenant({ slug, regionCode });
    await centre.addUser(tenantId, { username: `${slug}.taker`, roles: ['CALL_TAKER'] });
    cookies[slug] = await centre.cookieOf(`${slug}.taker`);
    for (const [name, state] of [
      [slug, 'active'],
      ['hilang', slug === 'sidoarjo' ? 'active' : 'removed'],
    ] as const) {
      await runWork(centre.place, { tenantId, actor: systemActor }, (ctx) =>
        run(
          ctx.tx,
          sql`insert into place_layers (id, tenant_id, kind, slug, title, source, licence, vintage, file_name, sha256, items, tiles, state, reason, made_at, ended_at)
              values (${newId()}, ${tenantId}, 'tiles', ${name}, 'Peta uji', 'uji', 'ODbL', '2026', 'uji.pmtiles', ${'a'.repeat(64)}, 1, '{}', ${state}, 'uji', now(),
                ${state === 'active' ? null : ctx.now}::timestamptz)`,
        ),
      );
    }
  }
});
afterAll(async () => {
  await centre.close();
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

const get = (slug: string, url: string, headers: Record<string, string> = {}) =>
  centre.app.inject({ url, headers: { cookie: cookies[slug] ?? '', ...headers } });

describe('what is drawn under everything', () => {
  test('all villages and districts of the own regency, as points', async () => {
    const { items } = (await get('sidoarjo', '/api/map/places')).json<{ items: { code: string; kind: string }[] }>();
    expect(items.filter((one) => one.kind === 'kecamatan')).toHaveLength(18);
    expect(items).toHaveLength(18 + 346);
    expect(items.every((one) => one.code.startsWith('35.15.'))).toBe(true);
  });

  test('the coast around it: Java and Madura for one, Borneo for the other', async () => {
    const land = async (slug: string) => {
      const answer = (await get(slug, '/api/map/land')).json<{ coordinates: [number, number][][][] }>();
      return answer.coordinates.flatMap(([outer = []]) => outer);
    };
    const [java, borneo] = [await land('sidoarjo'), await land('ketapang')];
    expect(java.length).toBeGreaterThan(200);
    const within = (points: [number, number][], west: number, south: number, east: number, north: number) =>
      points.every(([x, y]) => x >= west && x <= east && y >= south && y <= north);
    expect(within(java, 109, -11, 117, -4)).toBe(true);
    expect(within(borneo, 104, -7, 115, 4)).toBe(true);
    // Again from what was cut before.
    expect(await land('sidoarjo')).toEqual(java);
  });
});

describe('tiles', () => {
  const tiles = (slug: string, name: string, range?: string) =>
    get(slug, `/api/map/tiles/${name}`, range === undefined ? {} : { range });

  test('come in parts, and whole', async () => {
    const part = await tiles('sidoarjo', 'sidoarjo', 'bytes=0-6');
    expect([part.statusCode, part.body]).toEqual([206, 'PMTiles']);
    expect(part.headers).toMatchObject({ 'content-range': `bytes 0-6/${content.length}`, 'accept-ranges': 'bytes' });
    const whole = await tiles('sidoarjo', 'sidoarjo');
    expect([whole.statusCode, whole.body]).toEqual([200, content.toString()]);
    expect((await tiles('sidoarjo', 'sidoarjo', 'bytes=900-')).statusCode).toBe(416);
  });

  test.each([
    ['of another regency', 'ketapang'],
    ['in the folder without a row', 'rahasia'],
    ['with a row and without a file', 'hilang'],
    ['with a path for a name', '..%2F..%2Fkeys%2Fx'],
  ])('%s are not there', async (_what, name) => {
    const answer = await tiles('sidoarjo', name);
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([404, 'place.no_tiles']);
  });

  test('ask for a session', async () => {
    expect((await centre.app.inject({ url: '/api/map/tiles/sidoarjo' })).statusCode).toBe(401);
  });
});
