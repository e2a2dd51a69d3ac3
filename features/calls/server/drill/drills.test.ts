// Drills on a real exchange: they ring as calls do, look like calls to their desk, and step back for everybody.
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { row, run } from '#platform/server/db/database.ts';
import { type PlacedCall, placeCall } from '#platform/server/sip/place-call.ts';
import { until } from '#platform/server/testing/until.ts';
import { runAction } from '#platform/server/unit.ts';
import { present } from '#platform/shared/result.ts';
import { type DrillOutcome, type DrillScenario, drillId } from '../../drill.ts';
import { noIncidents } from '../recording/incidents-behind.ts';
import { movePresence } from '../set-presence.ts';
import type { CallRow } from '../store.ts';
import { as } from '../test-call-room.ts';
import { openTestCentre, type TestCentre, type TestDesk } from '../test-room.ts';
import { callView } from '../view-store.ts';
import { callViewOf } from '../views.ts';
import { cancelDrill, listDrills, planDrill, readDeskDrill, seeDeskDrill } from './drill-actions.ts';

let centre: TestCentre;
let quick: TestDesk;
let slow: TestDesk;
let boss: string;

beforeAll(async () => {
  centre = await openTestCentre();
  quick = await centre.addDesk('petugas1', { answerAfterMs: 300, tone: 1100, ready: false });
  slow = await centre.addDesk('petugas2', { answerAfterMs: 'never', tone: 900, ready: false });
  boss = await centre.addUser('penyelia');
  await until('both desks are seen', async () => {
    const found = await find<{ count: number }>(sql`select count(*)::int as count from presences where reachable`);
    return found?.count === 2;
  });
}, 120_000);
afterAll(() => centre?.close());
afterEach(async () => {
  await run(
    centre.database.systemDb,
    sql`update calls set disposition = 'TEST' where disposition is null and state in ('answered', 'ended')`,
  );
  for (const { userId } of [quick, slow])
    await until('the desk is free', async () => {
      const moved = await centre.act((ctx) => movePresence(ctx, userId, 'offline', null));
      return moved.ok;
    });
});

const find = <Row>(statement: ReturnType<typeof sql>) => row<Row>(centre.database.systemDb, statement);
const ready = (desk: TestDesk) => centre.act((ctx) => movePresence(ctx, desk.userId, 'ready', null));
const by = <Value, Code extends string>(userId: string, work: Parameters<typeof runAction<Value, Code>>[2]) =>
  runAction(
    centre.place,
    { tenantId: centre.tenantId, actor: as(userId, 'drill.read', 'drill.plan', 'call.take') },
    work,
  );

async function plan(scenario: DrillScenario): Promise<string> {
  const planned = await by(boss, (ctx) => planDrill(ctx, { params: {}, query: {}, body: { scenario } }));
  if (!planned.ok) throw new Error(planned.refusal.code);
  return planned.value.id;
}
const drill = async (id: string) =>
  present(
    await find<{
      call_id: string | null;
      asked_at: string | null;
      outcome: DrillOutcome | null;
      revealed_at: string | null;
    }>(sql`select call_id, asked_at, outcome, revealed_at from drills where id = ${id}`),
    'it was planned',
  );
const callOf = async (id: string) => {
  const { call_id: callId } = await drill(id);
  return callId === null ? null : find<CallRow>(sql`select * from calls where id = ${callId}`);
};
const citizen = (): Promise<PlacedCall> =>
  placeCall({
    host: '127.0.0.1',
    port: centre.exchange.places.sipPort,
    from: '081234567890',
    to: '112',
    audio: { tone: 440 },
  });
const stateOfCitizen = async () =>
  (await find<{ state: string }>(sql`select state from calls where purpose = 'public' order by number desc limit 1`))
    ?.state;

test('with one desk ready none begins; it waits, and can be cancelled', async () => {
  await ready(quick);
  const id = await plan('whisper');
  await until('it was looked at', async () => {
    const found = await find<{ due_at: string }>(
      sql`select due_at from deadlines where kind = 'drill.due' and subject_id = ${id} and due_at > clock_timestamp() + interval '30 s'`,
    );
    return found !== null;
  });
  expect(await drill(id)).toMatchObject({ asked_at: null, outcome: null });
  const cancel = () => by(boss, (ctx) => cancelDrill(ctx, { params: { id: drillId.parse(id) }, query: {}, body: {} }));
  expect((await cancel()).ok).toBe(true);
  expect(await cancel()).toMatchObject({ refusal: { code: 'drill.not_planned' } });
  expect((await drill(id)).outcome).toBe('cancelled');
}, 120_000);

test('it rings at a desk, looks like any call, and is judged, revealed and told once its desk is done', async () => {
  await ready(quick);
  await ready(slow);
  await run(
    centre.database.systemDb,
    sql`update presences set idle_since = clock_timestamp() - interval '1 hour' where user_id = ${quick.userId}`,
  );
  const id = await plan('child');
  await until('it is answered', async () => (await callOf(id))?.state === 'answered', 60_000);
  const call = present(await callOf(id), 'answered');
  expect(call).toMatchObject({ purpose: 'drill', disposition: null, dialled: '112' });
  const shown = await by(quick.userId, async (ctx) => ({
    ok: true as const,
    value: callViewOf(present(await callView(ctx.tx, call.id, quick.userId), 'there')),
  }));
  expect(shown, 'its desk sees a call like any other').toMatchObject({ value: { purpose: 'public' } });
  await until('the desk hears the child', async () => (quick.phone.calls.at(-1)?.heard.energy() ?? 0) > 100, 30_000);
  await quick.phone.calls.at(-1)?.hangUp();
  await until('the call is over', async () => (await callOf(id))?.state === 'ended');
  expect((await drill(id)).revealed_at, 'its desk still writes').toBeNull();
  await run(
    centre.database.systemDb,
    sql`update calls set disposition = 'INFO_PUBLIC', disposition_by = ${quick.userId}, wrapped_up_at = clock_timestamp() where id = ${call.id}`,
  );
  await until('it is judged', async () => (await drill(id)).outcome !== null, 30_000);
  expect((await drill(id)).outcome).toBe('reached');
  const told = await by(quick.userId, (ctx) => readDeskDrill(noIncidents)(ctx, { params: {}, query: {}, body: {} }));
  expect(told).toMatchObject({ value: { drill: { scenario: 'child', outcome: 'reached', callNumber: call.number } } });
  const see = (userId: string) =>
    by(userId, (ctx) => seeDeskDrill(ctx, { params: { id: drillId.parse(id) }, query: {}, body: {} }));
  expect(await see(slow.userId), 'somebody else').toMatchObject({ refusal: { code: 'drill.not_found' } });
  expect((await see(quick.userId)).ok).toBe(true);
  const listed = await by(boss, (ctx) => listDrills(ctx, { params: {}, query: { limit: 10 }, body: {} }));
  expect(listed).toMatchObject({ value: { items: [{ id, outcome: 'reached', call: { number: call.number } }, {}] } });
}, 180_000);

test('a ringing drill ends in the moment in which a real call has no other desk', async () => {
  await ready(slow);
  const other = await centre.addDesk('petugas3', { answerAfterMs: 'never', tone: 700 });
  await until('both are ready', async () => {
    const found = await find<{ count: number }>(
      sql`select count(*)::int as count from presences where state = 'ready' and reachable`,
    );
    return found?.count === 2;
  });
  const id = await plan('whisper');
  await until('it rings', async () => (await callOf(id))?.state === 'offered', 30_000);
  const first = await citizen();
  await until('the first citizen rings', async () => (await stateOfCitizen()) === 'offered', 30_000);
  const second = await citizen();
  await until('the drill has given way', async () => (await drill(id)).outcome === 'gave_way', 10_000);
  await until('the second citizen rings where it rang', async () => (await stateOfCitizen()) === 'offered', 10_000);
  await Promise.all([first.hangUp(), second.hangUp()]);
  await until('all is quiet', () => centre.calls.telephony.state().openCalls === 0, 30_000);
  await centre.act((ctx) => movePresence(ctx, other.userId, 'offline', null));
}, 180_000);

test('an answered drill ends by revealing itself, and its desk takes the real call without a wrap-up', async () => {
  await ready(quick);
  await ready(slow);
  await run(
    centre.database.systemDb,
    sql`update presences set idle_since = clock_timestamp() - interval '1 hour' where user_id = ${quick.userId}`,
  );
  const id = await plan('prank_history');
  await until('it is answered', async () => (await callOf(id))?.state === 'answered', 60_000);
  await centre.act((ctx) => movePresence(ctx, slow.userId, 'offline', null));
  const real = await citizen();
  await until('the drill has given way', async () => (await drill(id)).outcome === 'gave_way', 10_000);
  await until('the desk has the citizen', async () => (await stateOfCitizen()) === 'answered', 20_000);
  expect(await callOf(id)).toMatchObject({ state: 'ended', disposition: 'TEST' });
  await real.hangUp();
  await until('the real call is over', () => centre.calls.telephony.state().openCalls === 0, 30_000);
}, 180_000);
