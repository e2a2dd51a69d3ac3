import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { run } from '#platform/server/db/database.ts';
import { createTestDatabase, type TestDatabase } from '#platform/server/testing/test-database.ts';
import { newId } from '#platform/shared/ids.ts';
import * as routes from '../contract.ts';
import { listIncidentPoints } from '../map-contract.ts';
import { createScene, type Scene } from './testing.ts';

let database: TestDatabase;
let scene: Scene;
beforeAll(async () => {
  database = await createTestDatabase();
  scene = await createScene(database, { slug: 'sidoarjo' });
});
afterAll(() => database.close());

async function report(given: Record<string, unknown>) {
  const { code, ...fields } = given;
  const typeId = scene.types.get(String(code));
  return scene.must('taker', routes.openIncident, {
    body: routes.openIncident.body.parse({ source: 'radio', typeId, lifeAtRisk: 'no', ...fields }),
  });
}

const pointsOf = async (player: 'dispatcher' | 'damkar') => (await scene.must(player, listIncidentPoints, {})).items;

function assign(incidentId: string, state: 'SENT' | 'REJECTED') {
  const agency = scene.agencies.get('DAMKAR');
  const isOver = state === 'REJECTED';
  return scene.work((ctx) =>
    run(
      ctx.tx,
      sql`insert into assignments (id, tenant_id, incident_id, agency_id, part, state, reason, sent_at, ended_at)
          values (${newId()}, ${ctx.tenantId}, ${incidentId}, ${agency}, 'lead', ${state}, ${isOver ? 'not_ours' : null}, now(),
            ${isOver ? ctx.now : null}::timestamptz)`,
    ),
  );
}

test('a map gets the points its reader may see, with how exact they are', async () => {
  const point = { latitude: -7.45, longitude: 112.7, source: 'operator', accuracyM: 20 };
  const fire = await report({ code: 'FIRE_BUILDING', point, placeText: 'Gudang' });
  const village = await report({ code: 'FIRE_BUILDING', villageCode: '35.15.08.1004' });
  const hurt = await report({ code: 'DOMESTIC_VIOLENCE', villageCode: '35.15.08.1004', placeText: 'Gang II no. 3' });
  const seen = await pointsOf('dispatcher');
  expect(seen.map(({ number }) => number)).toEqual([hurt.number, village.number, fire.number]);
  expect(seen[2]).toMatchObject({
    point: { latitude: -7.45, longitude: 112.7 },
    pointSource: 'operator',
    accuracyM: 20,
    isHidden: false,
  });
  expect(seen[1]).toMatchObject({ pointSource: 'village', district: { code: '35.15.08', name: 'Sidoarjo' } });

  // An agency: nothing, then what it works on; what it gave back keeps its place to itself.
  expect(await pointsOf('damkar')).toEqual([]);
  await assign(fire.id, 'SENT');
  await assign(hurt.id, 'REJECTED');
  const own = await pointsOf('damkar');
  expect(own.map(({ number, point: at, isHidden, place }) => [number, at === null, isHidden, place === null])).toEqual([
    [hurt.number, true, true, true],
    [fire.number, false, false, false],
  ]);
  expect(JSON.stringify(own)).not.toContain('Gang II');
});
