import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestCentre, type TestCentre } from '#features/people/server/testing.ts';
import { systemActor } from '#platform/server/action.ts';
import { rows } from '#platform/server/db/database.ts';
import { createTestDatabase, type TestDatabase } from '#platform/server/testing/test-database.ts';
import { runWork } from '#platform/server/unit.ts';
import { areasOf } from '../areas/areas-of.ts';
import { createPlaces, placeSettings } from '../feature.ts';
import { travelTimes } from '../geo/geo-actions.ts';
import { loadRegions } from '../load-regions.ts';
import { tinyTiles } from './test-tiles.ts';

let database: TestDatabase;
let centre: TestCentre;
let folder = '';
let tenantId = '';
let cookie = '';

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'sigap-layers-'));
  await loadRegions(database.systemDb, '35.15');
  const places = createPlaces({ dataFolder: folder, earlierPlaces: async () => [] });
  centre = await createTestCentre(database, { features: [places], settingKinds: placeSettings });
  tenantId = await centre.addTenant({ slug: 'sidoarjo' });
  await centre.addUser(tenantId, { username: 'admin', roles: ['ADMIN'] });
  cookie = await centre.cookieOf('admin');
});
afterAll(async () => {
  await centre.close();
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

let keys = 0;
async function ask(method: 'GET' | 'POST', url: string, payload?: object) {
  keys += 1;
  const response = await centre.app.inject({
    method,
    url,
    headers: { cookie, 'idempotency-key': `layers-${keys}` },
    ...(payload === undefined ? {} : { payload }),
  });
  return { status: response.statusCode, body: response.json() };
}

/** Send a file in two parts, as the screen does. */
async function send(kind: 'boundary' | 'landmark' | 'tiles', fileName: string, content: Buffer): Promise<string> {
  const { body } = await ask('POST', '/api/place-imports', { kind, fileName, bytes: content.length });
  const half = Math.ceil(content.length / 2);
  for (const offset of [0, half]) {
    const base64 = content.subarray(offset, offset + half).toString('base64');
    expect((await ask('POST', `/api/place-imports/${body.id}/parts`, { offset, base64 })).status).toBe(200);
  }
  return body.id;
}

const square = (longitude: number, latitude: number, half = 0.002) => ({
  type: 'Polygon',
  coordinates: [
    [
      [longitude - half, latitude - half],
      [longitude + half, latitude - half],
      [longitude + half, latitude + half],
      [longitude - half, latitude + half],
      [longitude - half, latitude - half],
    ],
  ],
});
const crossing = {
  type: 'Polygon',
  coordinates: [
    [
      [112.6, -7.4],
      [112.7, -7.5],
      [112.7, -7.4],
      [112.6, -7.5],
      [112.6, -7.4],
    ],
  ],
};
const feature = (properties: object, geometry: object | null) => ({ type: 'Feature', properties, geometry });
const collection = (features: object[]) => Buffer.from(JSON.stringify({ type: 'FeatureCollection', features }));
const origin = { title: 'Batas desa uji', source: 'BIG', licence: 'CC BY 4.0', vintage: '2024' };
const judged = async (latitude: number, longitude: number) =>
  (await ask('GET', `/api/jurisdiction?latitude=${latitude}&longitude=${longitude}`)).body;

describe('boundaries', () => {
  const file = collection([
    feature({ KDEPUM: '35.15.08.1004', WADMKD: 'Sidokare' }, square(112.7098, -7.4611)),
    // By a code of BPS: found by its name within its district.
    feature({ KDEPUM: '3515080099', WADMKD: 'Pucang', WADMKC: 'Sidoarjo' }, square(112.73, -7.44)),
    // A second piece of the same village.
    feature({ KDEPUM: '3515081004', WADMKD: 'Sidokare' }, square(112.72, -7.47)),
    feature({ KDEPUM: '35.78.01.1001', WADMKD: 'Surabaya' }, square(112.68, -7.31)),
    feature({ KDEPUM: '61.04.16.1001', WADMKD: 'Kantor' }, square(109.97, -1.85)),
    feature({ KDEPUM: '35.15.11.2001' }, crossing),
    feature({ KDEPUM: '35.15.11.2002' }, { type: 'Point', coordinates: [112.6, -7.4] }),
    feature({ KDEPUM: '35.15.11.2003' }, square(689_000, 9_176_000, 50)),
  ]);
  const spec = { ...origin, status: 'indikatif' };

  test('without one a point is told by the nearest village, and called so', async () => {
    const found = await judged(-7.4611, 112.7098);
    expect(found).toMatchObject({
      method: 'nearest_point',
      village: { code: '35.15.08.1004' },
      outside: null,
      boundary: null,
    });
    expect(found.distanceM).toBeLessThan(100);
    expect(found.candidates.length).toBeGreaterThan(3);
  });

  test('a preview says what matches and what does not, and changes nothing', async () => {
    const id = await send('boundary', 'batas.geojson', file);
    const { status, body } = await ask('POST', `/api/place-imports/${id}/preview`, spec);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      kind: 'boundary',
      slug: 'batas-desa',
      level: 'village',
      items: 2,
      byCode: 1,
      byName: 1,
      mapping: { code: 'KDEPUM', name: 'WADMKD', parent: 'WADMKC' },
      missingCount: 344,
      replaces: null,
      isSame: false,
    });
    const problems = Object.fromEntries(
      body.leftOut.map((one: { problem: string; count: number }) => [one.problem, one.count]),
    );
    expect(problems).toEqual({ other_regency: 1, crosses_itself: 1, no_geometry: 1, in_metres: 1 });
    expect((await ask('GET', '/api/place-layers')).body.items).toEqual([]);
    expect((await ask('POST', `/api/place-imports/${id}/preview`, origin)).body.code).toBe('layer.status_needed');
  });

  test('taken, it decides; the same file again changes nothing', async () => {
    const id = await send('boundary', 'batas.geojson', file);
    const taken = await ask('POST', `/api/place-imports/${id}/take`, { ...spec, reason: 'data baru dari BIG' });
    expect(taken.body).toMatchObject({ items: 2, isSame: false });
    expect(await judged(-7.47, 112.72)).toMatchObject({
      method: 'polygon',
      village: { code: '35.15.08.1004' },
      distanceM: null,
      boundary: { source: 'BIG', vintage: '2024', status: 'indikatif' },
    });
    const again = await send('boundary', 'batas.geojson', file);
    const same = await ask('POST', `/api/place-imports/${again}/take`, { ...spec, reason: 'sekali lagi' });
    expect(same.body).toMatchObject({ isSame: true, layerId: taken.body.layerId });
    const shown = (await ask('GET', '/api/boundaries?level=village')).body;
    expect(shown.items.map(({ name }: { name: string }) => name).sort()).toEqual([
      'Karang Pilang',
      'Pucang',
      'Sidokare',
    ]);
    expect(shown.layer).toMatchObject({ licence: 'CC BY 4.0', status: 'indikatif', items: 2 });
  });

  test('removed and brought back', async () => {
    const [layer] = (await ask('GET', '/api/place-layers')).body.items;
    expect((await ask('POST', `/api/place-layers/${layer.id}/remove`, { reason: 'salah berkas' })).status).toBe(200);
    expect(await judged(-7.47, 112.72)).toMatchObject({ method: 'nearest_point' });
    expect((await ask('POST', `/api/place-layers/${layer.id}/remove`, { reason: 'lagi' })).body.code).toBe(
      'layer.not_active',
    );
    expect((await ask('POST', `/api/place-layers/${layer.id}/restore`, { reason: 'ternyata benar' })).status).toBe(200);
    expect(await judged(-7.47, 112.72)).toMatchObject({ method: 'polygon' });
    const names = await rows<{ name: string }>(
      database.systemDb,
      sql`select name from events where name like 'place_layer.%' order by seq`,
    );
    expect(names.map(({ name }) => name)).toEqual(['place_layer.taken', 'place_layer.removed', 'place_layer.restored']);
  });

  test('a file without a code says which columns it has', async () => {
    const id = await send('boundary', 'x.geojson', collection([feature({ foo: 1 }, square(112.7, -7.4))]));
    const { body } = await ask('POST', `/api/place-imports/${id}/preview`, spec);
    expect(body).toMatchObject({ code: 'layer.no_code', detail: { columns: 'foo' } });
  });

  test('a regency boundary makes a point beyond it certainly another regency', async () => {
    const id = await send(
      'boundary',
      'kabupaten.geojson',
      collection([feature({ kode: '3515' }, square(112.7, -7.46, 0.1))]),
    );
    await ask('POST', `/api/place-imports/${id}/take`, { ...spec, title: 'Batas kabupaten', reason: 'batas' });
    const surabaya = await judged(-7.29, 112.74);
    expect(surabaya).toMatchObject({
      method: 'polygon',
      village: null,
      outside: { regency: { code: '35.78', name: 'Kota Surabaya' }, isCertain: true },
    });
    expect(await judged(-7.46, 112.65)).toMatchObject({ method: 'nearest_point', outside: null });
  });
});

test('a point in a neighbour says so, and is not certain without a boundary', async () => {
  for (const layer of (await ask('GET', '/api/place-layers')).body.items)
    await ask('POST', `/api/place-layers/${layer.id}/remove`, { reason: 'tanpa batas' });
  expect(await judged(-7.2575, 112.7521)).toMatchObject({
    method: 'nearest_point',
    village: null,
    outside: { regency: { code: '35.78', name: 'Kota Surabaya' }, isCertain: false },
  });
  expect(await judged(-6.0, 110.0)).toMatchObject({ village: null, outside: { regency: null } });
});

describe('landmarks', () => {
  const csv = [
    'Nama;Lintang;Bujur;Kategori;Kata',
    'RSUD R.T. Notopuro;-7,4667;112,7155;rumah sakit;rsud sidoarjo',
    'Alun-Alun Sidoarjo;-7.4467;112.7180;taman;jayandaru',
    'Alun-alun Sidoarjo;-7.4468;112.7180;taman;',
    ';-7.4;112.7;;',
    'Monas;-6.1754;106.8272;tugu;',
    'Tanpa titik;;;;',
  ].join('\n');
  const spec = { ...origin, title: 'Patokan uji', licence: 'milik sendiri' };

  test('CSV with semicolons and decimal commas', async () => {
    const id = await send('landmark', 'patokan.csv', Buffer.from(`\uFEFF${csv}`));
    const { body } = await ask('POST', `/api/place-imports/${id}/preview`, spec);
    const problems = Object.fromEntries(
      body.leftOut.map((one: { problem: string; count: number }) => [one.problem, one.count]),
    );
    expect(body).toMatchObject({ items: 2, roads: 0, mapping: { name: 'Nama', latitude: 'Lintang', words: 'Kata' } });
    expect(problems).toEqual({ twice: 1, no_name: 1, far_away: 1, bad_position: 1 });
    await ask('POST', `/api/place-imports/${id}/take`, { ...spec, reason: 'patokan pertama' });
    const found = (await ask('GET', '/api/place-search?q=jayandaru')).body;
    expect(found.items[0]).toMatchObject({
      kind: 'landmark',
      name: 'Alun-Alun Sidoarjo',
      position: { source: 'landmark', accuracyM: null },
      village: { districtName: 'Sidoarjo' },
      jurisdiction: { method: 'nearest_point' },
    });
    const near = await ask('GET', '/api/landmarks?west=112.7&south=-7.5&east=112.75&north=-7.4');
    expect(near.body.items).toHaveLength(2);
  });

  test('lines of GeoJSON are roads, one in each village', async () => {
    const line = (name: string, points: number[][]) =>
      feature({ name, highway: 'primary' }, { type: 'LineString', coordinates: points });
    const id = await send(
      'landmark',
      'jalan.geojson',
      collection([
        line('Jalan Gajah Mada', [
          [112.71, -7.461],
          [112.7105, -7.4612],
        ]),
        line('Jalan Gajah Mada', [
          [112.7105, -7.4612],
          [112.711, -7.4614],
        ]),
        line('Jalan Gajah Mada', [
          [112.78, -7.37],
          [112.781, -7.371],
        ]),
      ]),
    );
    const taken = await ask('POST', `/api/place-imports/${id}/take`, {
      ...spec,
      title: 'Jalan',
      slug: 'jalan',
      reason: 'jalan utama',
    });
    expect(taken.body.items).toBe(2);
    const found = (await ask('GET', '/api/place-search?q=jl+gadjah+mada+sidokare')).body;
    expect(found.items[0]).toMatchObject({
      kind: 'road',
      name: 'Jalan Gajah Mada',
      position: { source: 'road' },
      village: { name: 'Sidokare' },
    });
    expect(found.items[0].position.accuracyM).toBeGreaterThan(10);
  });
});

describe('tiles', () => {
  const spec = { title: 'Peta dasar', source: 'OpenStreetMap', licence: 'ODbL 1.0', vintage: '2026-11-01' };

  test('taken into their place, replaced, and brought back', async () => {
    const first = tinyTiles([112.5, -7.6, 112.9, -7.3]);
    const id = await send('tiles', 'sidoarjo.pmtiles', first);
    const { body } = await ask('POST', `/api/place-imports/${id}/preview`, spec);
    expect(body).toMatchObject({
      slug: 'sidoarjo',
      items: 1,
      tiles: {
        west: 112.5,
        maxZoom: 0,
        tileType: 'mvt',
        vectorLayers: ['jalan'],
        attribution: '© OpenStreetMap',
        bytes: first.length,
      },
    });
    const taken = await ask('POST', `/api/place-imports/${id}/take`, { ...spec, reason: 'peta pertama' });
    const path = join(folder, 'tiles', 'sidoarjo.pmtiles');
    expect(await readFile(path)).toEqual(first);
    const second = tinyTiles([112.4, -7.6, 112.9, -7.3]);
    await ask('POST', `/api/place-imports/${await send('tiles', 'baru.pmtiles', second)}/take`, {
      ...spec,
      vintage: '2026-11-20',
      reason: 'peta baru',
    });
    expect(await readFile(path)).toEqual(second);
    await ask('POST', `/api/place-layers/${taken.body.layerId}/restore`, { reason: 'yang baru rusak' });
    expect(await readFile(path)).toEqual(first);
    expect(await readdir(join(folder, 'place-imports'))).toEqual([]);
  });

  test.each([
    ['another place', tinyTiles([106, -6.5, 107, -6])],
    ['cut off', tinyTiles([112.5, -7.6, 112.9, -7.3]).subarray(0, -1)],
    ['another format', Buffer.from('{"type":"FeatureCollection"}'.padEnd(200))],
  ])('%s is refused', async (_, content) => {
    const id = await send('tiles', 'x.pmtiles', content);
    expect((await ask('POST', `/api/place-imports/${id}/preview`, spec)).body.code).toBe('layer.bad_tiles');
  });

  test('the name of a layer is the regency’s own', async () => {
    const id = await send('tiles', 'x.pmtiles', tinyTiles([112.5, -7.6, 112.9, -7.3]));
    const { body } = await ask('POST', `/api/place-imports/${id}/preview`, { ...spec, slug: 'ketapang' });
    expect(body.code).toBe('layer.slug_not_yours');
  });
});

test('without a router travel is estimated, and says so', async () => {
  const from = { latitude: -7.4567, longitude: 112.7126 };
  const times = await runWork(centre.place, { tenantId, actor: systemActor }, (ctx) =>
    travelTimes(ctx, [from], { latitude: -7.4478, longitude: 112.7183 }),
  );
  expect(times).toEqual([{ seconds: expect.any(Number), metres: expect.any(Number), source: 'estimate' }]);
});

describe('areas', () => {
  const content = {
    name: 'Sektor Utara',
    purpose: 'sector',
    note: '',
    geometry: square(112.73, -7.36, 0.05),
    active: true,
  };
  const within = (latitude: number, longitude: number) =>
    runWork(centre.place, { tenantId, actor: systemActor }, (ctx) => areasOf(ctx, { latitude, longitude }));

  test('made, changed, removed, and brought back from its history', async () => {
    const made = await ask('POST', '/api/areas', { content, reason: 'sektor pertama' });
    expect(made.status).toBe(200);
    expect(await within(-7.36, 112.73)).toEqual([{ id: made.body.id, name: 'Sektor Utara', purpose: 'sector' }]);
    expect(await within(-7.5, 112.73)).toEqual([]);
    const moved = { ...content, geometry: square(112.73, -7.5, 0.05) };
    expect(
      (await ask('POST', `/api/areas/${made.body.id}/change`, { version: 1, reason: 'dipindah', content: moved })).body
        .version,
    ).toBe(2);
    expect(await within(-7.5, 112.73)).toHaveLength(1);
    expect(
      (await ask('POST', `/api/areas/${made.body.id}/change`, { version: 1, reason: 'usang', content })).body.code,
    ).toBe('setting.stale');
    expect(
      (await ask('POST', `/api/areas/${made.body.id}/remove`, { version: 2, reason: 'tidak dipakai' })).body.version,
    ).toBe(3);
    expect(await within(-7.5, 112.73)).toEqual([]);
    const undone = await ask('POST', `/api/settings/area/${made.body.id}/undo`, {
      version: 3,
      to: 1,
      reason: 'kembali',
    });
    expect(undone.body.version).toBe(4);
    expect(await within(-7.36, 112.73)).toHaveLength(1);
  });

  test.each([
    [
      'area.bad_geometry',
      {
        ...content,
        name: 'Silang',
        geometry: crossing,
      },
    ],
    ['area.far_away', { ...content, name: 'Jauh', geometry: square(106.8, -6.2) }],
    ['area.name_taken', { ...content, name: 'sektor utara' }],
  ])('%s', async (code, wrong) =>
    expect((await ask('POST', '/api/areas', { content: wrong, reason: 'coba-coba' })).body.code).toBe(code),
  );
});
