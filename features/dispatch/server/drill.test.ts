// A drill's incident alerts nobody outside, and nothing real is hung on it.
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as incidents from '#features/incidents/contract.ts';
import * as duplicates from '#features/incidents/duplicate-contract.ts';
import * as merging from '#features/incidents/merge-contract.ts';
import { rows, run } from '#platform/server/db/database.ts';
import { createTestDatabase, type TestDatabase } from '#platform/server/testing/test-database.ts';
import { newId } from '#platform/shared/ids.ts';
import * as routes from '../contract.ts';
import { codeOf, createDispatchScene, type DispatchScene } from './testing.ts';

let database: TestDatabase;
let scene: DispatchScene;

beforeAll(async () => {
  database = await createTestDatabase();
  scene = await createDispatchScene(database, { slug: 'sidoarjo' });
});
afterAll(() => database.close());

let serial = 0;
/** An answered call of the regency. */
async function call(purpose: 'public' | 'drill'): Promise<string> {
  const id = newId<'call'>();
  await scene.work((ctx) =>
    run(
      ctx.tx,
      sql`insert into calls (id, tenant_id, number, purpose, state, pbx_system, pbx_linkedid, dialled, caller_raw, caller_e164, arrived_at, queued_at, answered_at)
          values (${id}, ${ctx.tenantId}, ${800_000 + ++serial}, ${purpose}, 'answered', 'uji', ${id}, '112', '084012345678', '+6284012345678', ${ctx.now}, ${ctx.now}, ${ctx.now})`,
    ),
  );
  return id;
}
const openFrom = async (purpose: 'public' | 'drill') => {
  const callId = await call(purpose);
  return scene.open('FIRE_BUILDING', { source: undefined, callId });
};
const count = async (table: 'assignments' | 'assignment_ladders' | 'messages' | 'duty_calls') =>
  (await scene.work((ctx) => rows(ctx.tx, sql`select 1 from ${sql.table(table)} where tenant_id = ${ctx.tenantId}`)))
    .length;

test('sent, it has no assignment, clock, ladder, message or call, and says whom it would have alerted', async () => {
  const incident = await openFrom('drill');
  expect(await scene.send(incident, 'DAMKAR', 'PSC119')).toEqual([]);
  // Twice is once.
  expect(await scene.send(incident, 'DAMKAR')).toEqual([]);
  for (const table of ['assignments', 'assignment_ladders', 'messages', 'duty_calls'] as const)
    expect(await count(table), table).toBe(0);
  expect(await scene.deadlinesOf(incident.id)).toEqual([]);
  expect((await scene.read(incident)).state).toBe('VERIFIED');
  const { items } = await scene.must('dispatcher', routes.readDrillAlerts, { params: { id: incident.id } });
  expect(items.map(({ part }) => part)).toEqual(['lead', 'support']);
  const told = (await scene.eventsOf(incident.id)).find(({ name }) => name === 'incident.drill_sent');
  expect(told?.audience, 'no agency hears of it').toEqual(['tenant']);
});

test('a real one is sent as ever', async () => {
  const incident = await openFrom('public');
  expect(await scene.send(incident, 'DAMKAR')).toHaveLength(1);
  const { items } = await scene.must('dispatcher', routes.readDrillAlerts, { params: { id: incident.id } });
  expect(items).toEqual([]);
});

test('a real call is never hung on a drill, nor a drill on a real incident; neither is proposed for the other', async () => {
  const drill = await openFrom('drill');
  const real = await openFrom('public');
  const [drillCall, realCall] = [await call('drill'), await call('public')];
  const link = (incident: { id: string }, callId: string) =>
    scene.as('taker', incidents.linkCall, { params: { id: incident.id }, body: { callId, relation: 'duplicate' } });
  expect(codeOf(await link(drill, realCall))).toBe('incident.drill_mixed');
  expect(codeOf(await link(real, drillCall))).toBe('incident.drill_mixed');
  const follow = await scene.as('taker', duplicates.linkDuplicate, {
    params: { id: drill.id },
    body: { callId: realCall },
  });
  expect(codeOf(follow)).toBe('incident.drill_mixed');
  const merge = (from: { id: string; version: number }, into: { id: string }) =>
    scene.as('dispatcher', merging.mergeIncident, {
      params: { id: from.id },
      body: { into: into.id, version: from.version, reason: 'same_event' },
    });
  expect(codeOf(await merge(real, drill))).toBe('merge.drill');
  const near = await scene.must('taker', duplicates.listNear, {
    query: { callId: realCall, villageCode: '35.15.08.1004' },
  });
  expect(near.items.map(({ id }) => id)).not.toContain(drill.id);
});
