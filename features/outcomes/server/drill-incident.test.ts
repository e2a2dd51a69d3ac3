// The incident of a drill is ended when the drill is told, whichever of the two comes first.
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DrillId } from '#features/calls/drill.ts';
import { endDrill } from '#features/calls/server/drill/end-drill.ts';
import { createDispatchScene, type DispatchScene } from '#features/dispatch/server/testing.ts';
import * as incidents from '#features/incidents/contract.ts';
import { run } from '#platform/server/db/database.ts';
import { createTestDatabase, type TestDatabase } from '#platform/server/testing/test-database.ts';
import { newId } from '#platform/shared/ids.ts';
import { drillOverDeadline, endByDrillOver } from './end-incident.ts';
import { feature } from './feature.ts';

let database: TestDatabase;
let scene: DispatchScene;

beforeAll(async () => {
  database = await createTestDatabase();
  scene = await createDispatchScene(database, { slug: 'sidoarjo', features: [feature] });
});
afterAll(() => database.close());

let serial = 0;
/** An answered call with the drill that placed it; null: a citizen's. */
async function call(purpose: 'drill' | 'public'): Promise<{ callId: string; drillId: DrillId | null }> {
  const callId = newId<'call'>();
  const drillId = purpose === 'drill' ? newId<'drill'>() : null;
  await scene.work(async (ctx) => {
    await run(
      ctx.tx,
      sql`insert into calls (id, tenant_id, number, purpose, state, pbx_system, pbx_linkedid, dialled, caller_raw, arrived_at, queued_at, answered_at)
          values (${callId}, ${ctx.tenantId}, ${700_000 + ++serial}, ${purpose}, 'answered', 'uji', ${callId}, '112', '084012345678', ${ctx.now}, ${ctx.now}, ${ctx.now})`,
    );
    if (drillId !== null)
      await run(
        ctx.tx,
        sql`insert into drills (id, tenant_id, scenario, planned_at, due_at, caller, asked_at, call_id)
            values (${drillId}, ${ctx.tenantId}, 'drunk', ${ctx.now}, ${ctx.now}, '084012345678', ${ctx.now}, ${callId})`,
      );
  });
  return { callId, drillId };
}
const reveal = ({ callId, drillId }: { callId: string; drillId: DrillId | null }) =>
  scene.work(async (ctx) => {
    if (drillId !== null) await endDrill(ctx, { id: drillId, scenario: 'drunk', call_id: callId }, 'gave_way');
  });
const openFrom = (callId: string) => scene.open('FIRE_BUILDING', { source: undefined, callId });
const isAsked = async (id: string) => (await scene.deadlinesOf(id)).some(({ kind }) => kind === drillOverDeadline);

test('opened while the drill runs it is ended when the drill is told', async () => {
  const drill = await call('drill');
  const incident = await openFrom(drill.callId);
  expect(await isAsked(incident.id)).toBe(false);
  await reveal(drill);
  expect((await scene.read(incident)).state).toBe('CANCELLED');
});

test('opened after the drill was told it comes whole to its desk, and is ended at once like the others', async () => {
  const drill = await call('drill');
  await reveal(drill);
  const incident = await openFrom(drill.callId);
  expect(incident.state, 'the desk gets what it opened').toBe('VERIFIED');
  expect(await isAsked(incident.id)).toBe(true);
  // Sent before it ended, it alerts nobody either.
  expect(await scene.send(incident, 'DAMKAR')).toEqual([]);
  await scene.work((ctx) => endByDrillOver(ctx, incident.id, ctx.now));
  expect((await scene.read(incident)).state).toBe('CANCELLED');
  const cancelled = (await scene.eventsOf(incident.id)).find(({ name }) => name === 'incident.cancelled');
  expect(cancelled?.content).toMatchObject({ reasonCode: 'test' });
  // Twice is once.
  await scene.work((ctx) => endByDrillOver(ctx, incident.id, ctx.now));
  expect((await scene.eventsOf(incident.id)).filter(({ name }) => name === 'incident.cancelled')).toHaveLength(1);
});

test('a second drill that still runs keeps its incident open', async () => {
  const first = await call('drill');
  await reveal(first);
  const second = await call('drill');
  const incident = await openFrom(second.callId);
  await scene.must('taker', incidents.linkCall, {
    params: { id: incident.id },
    body: { callId: first.callId, relation: 'duplicate' },
  });
  expect(await isAsked(incident.id)).toBe(false);
  await scene.work((ctx) => endByDrillOver(ctx, incident.id, ctx.now));
  expect((await scene.read(incident)).state).toBe('VERIFIED');
  await reveal(second);
  expect((await scene.read(incident)).state).toBe('CANCELLED');
});

test('a real one is ended by nobody but people', async () => {
  const { callId } = await call('public');
  const incident = await openFrom(callId);
  expect(await isAsked(incident.id)).toBe(false);
  await scene.work((ctx) => endByDrillOver(ctx, incident.id, ctx.now));
  expect((await scene.read(incident)).state).toBe('VERIFIED');
});
