import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findPlaces } from '#features/places/search-contract.ts';
import { createPlaces } from '#features/places/server/feature.ts';
import { loadRegions } from '#features/places/server/load-regions.ts';
import { rows, run } from '#platform/server/db/database.ts';
import { createTestDatabase, type TestDatabase } from '#platform/server/testing/test-database.ts';
import { changeIncident, openIncident } from '../contract.ts';
import { earlierPlaces } from './earlier-places.ts';
import { createScene, type Scene } from './testing.ts';

let database: TestDatabase;
let scene: Scene;
beforeAll(async () => {
  database = await createTestDatabase();
  await loadRegions(database.systemDb, '35.15');
  const places = createPlaces({ dataFolder: '/nonexistent', earlierPlaces });
  scene = await createScene(database, { slug: 'sidoarjo', features: [places] });
});
afterAll(() => database.close());

const sidokare = '35.15.08.1004';
const fire = () => [...scene.types.values()][0] ?? '';
const open = (body: object) =>
  scene.must('taker', openIncident, {
    body: openIncident.body.parse({ source: 'desk_phone', typeId: fire(), lifeAtRisk: 'no', ...body }),
  });

describe('point and village', () => {
  test('a point without a village: the nearest village point decides, and says how far it is', async () => {
    const made = await open({ point: { latitude: -7.4611, longitude: 112.7098, source: 'landmark', accuracyM: 200 } });
    expect(made).toMatchObject({
      village: { code: sidokare },
      placed: { source: 'landmark', accuracyM: 200 },
      jurisdiction: { method: 'nearest_point' },
      outside: null,
    });
    expect(made.jurisdiction?.distanceM).toBeLessThan(100);
  });

  test('somebody chooses another village: it stays when the point moves', async () => {
    const made = await open({ point: { latitude: -7.4611, longitude: 112.7098 } });
    const [celep] = await rows<{ code: string }>(
      database.systemDb,
      sql`select code from regions where name = 'Celep' and code like '35.15.%'`,
    );
    const other = celep?.code ?? '';
    const chosen = await scene.must('taker', changeIncident, {
      params: { id: made.id },
      body: { version: made.version, villageCode: other },
    });
    expect(chosen).toMatchObject({ village: { code: other }, jurisdiction: { method: 'operator', distanceM: null } });
    expect(chosen.placed).toEqual({ source: 'operator', accuracyM: null });
    const moved = await scene.must('taker', changeIncident, {
      params: { id: made.id },
      body: { version: chosen.version, point: { latitude: -7.36, longitude: 112.73, source: 'coordinates' } },
    });
    expect(moved).toMatchObject({ village: { code: other }, placed: { source: 'coordinates' } });
    const decided = await scene.must('taker', changeIncident, {
      params: { id: made.id },
      body: { version: moved.version, villageMethod: 'nearest_point' },
    });
    expect(decided.village?.code).not.toBe(other);
    expect(decided.jurisdiction?.method).toBe('nearest_point');
  });

  test('a village alone lends its point, which is called approximate', async () => {
    const made = await open({ villageCode: sidokare });
    expect(made).toMatchObject({
      placed: { source: 'village', accuracyM: null },
      jurisdiction: { method: 'operator' },
    });
    const removed = await scene.must('taker', changeIncident, {
      params: { id: made.id },
      body: { version: made.version, villageCode: null, placeText: 'entah di mana' },
    });
    expect(removed).toMatchObject({ village: null, point: null, placed: null, jurisdiction: null });
  });

  test('a point in a neighbouring regency says so and names no village of ours', async () => {
    const made = await open({ placeText: 'Tugu Pahlawan', point: { latitude: -7.2458, longitude: 112.7378 } });
    expect(made).toMatchObject({
      village: null,
      outside: { code: '35.78', name: 'Kota Surabaya' },
      jurisdiction: null,
    });
  });
});

describe('earlier places', () => {
  const find = async (player: 'taker' | 'taker2', q: string) =>
    (await scene.must(player, findPlaces, { query: { q } })).items.filter(({ kind }) => kind === 'earlier');
  const looks = (id: string) =>
    scene.work((ctx) =>
      rows<{ user_id: string; field: string; reason: string }>(
        ctx.tx,
        sql`select user_id, field, reason from access_log where subject_id = ${id} and field = 'earlier_place'`,
      ),
    );
  const warung = { placeText: 'Warung Bu Sri Jl. Gadjah Mada', villageCode: sidokare };

  test('are found by their words, with their point, and the look is noted once', async () => {
    const made = await open({ ...warung, point: { latitude: -7.4612, longitude: 112.7099, source: 'coordinates' } });
    const [found] = await find('taker2', 'warung bu sri gajah mada');
    expect(found).toMatchObject({
      id: `earlier:${made.id}`,
      name: 'Warung Bu Sri Jl. Gadjah Mada',
      position: { source: 'earlier', accuracyM: null },
      village: { code: sidokare },
    });
    await find('taker2', 'warung bu sri');
    expect(await looks(made.id)).toEqual([
      { user_id: scene.users.taker2, field: 'earlier_place', reason: 'place_search' },
    ]);
  });

  test('of sensitive incidents and erased ones are not found', async () => {
    const [sensitive] = await scene.work((ctx) =>
      rows<{ id: string }>(ctx.tx, sql`select id from incident_types where sensitive limit 1`),
    );
    await open({ placeText: 'Kos Melur kamar tujuh', typeId: sensitive?.id });
    expect(await find('taker2', 'kos melur kamar')).toEqual([]);
    const made = await open({ placeText: 'Gudang garam lama Pak Kromo', villageCode: sidokare });
    expect(await find('taker2', 'gudang garam kromo')).toHaveLength(1);
    await scene.work((ctx) =>
      run(ctx.tx, sql`update incident_particulars set erased_at = now() where incident_id = ${made.id}`),
    );
    expect(await find('taker2', 'gudang garam kromo')).toEqual([]);
  });

  test('a place that says no more than its village is none', async () => {
    await open({ placeText: 'Kelurahan Sidokare', villageCode: sidokare });
    expect(await find('taker2', 'sidokare')).toSatisfy((found: { name: string }[]) =>
      found.every(({ name }) => name !== 'Kelurahan Sidokare'),
    );
  });
});
