import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createUnitScene, type UnitScene } from '#features/dispatch/server/units/testing.ts';
import { run } from '#platform/server/db/database.ts';
import { createTestDatabase, type TestDatabase } from '#platform/server/testing/test-database.ts';
import { type Instant, plusMs } from '#platform/shared/time.ts';
import { unitDifferences } from './verify-units-store.ts';

let database: TestDatabase;
let scene: UnitScene;
let now: Instant = '2026-11-22T03:00:00.000Z';

beforeAll(async () => {
  database = await createTestDatabase();
  scene = await createUnitScene(database, { slug: 'sidoarjo', clock: () => now });
});
afterAll(() => database.close());

test('what units were and did is said by their events alone, and a changed row is found', async () => {
  const assignment = await scene.sendOne(await scene.open());
  const unit = await scene.unit({ crew: true });
  await scene.assign('dispatcher', assignment, unit);
  now = plusMs(now, 600_000);
  const about = { unitId: unit, assignmentId: assignment.id };
  await scene.field(
    { kind: 'status', status: 'en_route', ...about, at: plusMs(now, -300_000) },
    { kind: 'status', status: 'on_scene', ...about, at: plusMs(now, 60_000) },
  );
  await scene.say('dispatcher', unit, 'available');
  const differences = () => unitDifferences(database.systemDb, scene.tenantId, 10);
  expect(await differences()).toEqual([]);
  await run(
    database.systemDb,
    sql`update unit_assignments set ended_at = ended_at + interval '1 hour' where unit_id = ${unit}`,
  );
  expect(await differences()).toMatchObject([{ about: 'unit assignment' }]);
});
