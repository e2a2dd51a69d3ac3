import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { row, rows } from '#platform/server/db/database.ts';
import { type PlacedCall, placeCall } from '#platform/server/sip/place-call.ts';
import { until } from '#platform/server/testing/until.ts';
import type { PresenceRow } from './presence-store.ts';
import { movePresence } from './set-presence.ts';
import type { CallRow } from './store.ts';
import { openTestCentre, type TestCentre, type TestDesk } from './test-room.ts';

const tones = [1100, 1500] as const;
let centre: TestCentre;
let desks: readonly [TestDesk, TestDesk];
let placed: PlacedCall[] = [];

beforeAll(async () => {
  centre = await openTestCentre();
  desks = [
    await centre.addDesk('petugas1', { answerAfterMs: 'never', tone: tones[0], ready: false }),
    await centre.addDesk('petugas2', { answerAfterMs: 'never', tone: tones[1], ready: false }),
  ];
});
afterAll(() => centre?.close());
afterEach(async () => {
  centre.outage.on = false;
  for (const caller of placed.splice(0)) await caller.hangUp();
  await until('all calls are over', () => centre.calls.telephony.state().openCalls === 0);
  await centre.database.ownerPool.query(
    "update calls set disposition = 'TEST' where disposition is null and state = 'ended'",
  );
  for (const desk of desks) await choose(desk, 'offline');
});

async function choose(desk: TestDesk, state: 'ready' | 'offline'): Promise<void> {
  await until(`${state} is possible`, async () => {
    await desk.register();
    return (await centre.act((ctx) => movePresence(ctx, desk.userId, state, null))).ok;
  });
}

async function dial(from: string): Promise<PlacedCall> {
  const { sipPort: port } = centre.exchange.places;
  const caller = await placeCall({ host: '127.0.0.1', port, from, to: '112', audio: { tone: 440 } });
  placed.push(caller);
  return caller;
}

const callOf = (from: string) =>
  row<CallRow>(
    centre.database.systemDb,
    sql`select * from calls where caller_raw = ${from} order by number desc limit 1`,
  );
const offersOf = async (from: string) =>
  (
    await rows(
      centre.database.systemDb,
      sql`select from call_offers o join calls c on c.id = o.call_id where c.caller_raw = ${from}`,
    )
  ).length;
const isIn = (from: string, state: string) =>
  until(`the call is ${state}`, async () => (await callOf(from))?.state === state);
const presence = (desk: TestDesk) =>
  row<PresenceRow>(centre.database.systemDb, sql`select * from presences where user_id = ${desk.userId}`);
const eventsOf = async (from: string) =>
  (
    await rows<{ name: string }>(
      centre.database.systemDb,
      sql`select e.name from events e join calls c on c.id = e.subject_id where c.caller_raw = ${from} order by e.seq`,
    )
  ).map(({ name }) => name);

test('answered and ended while the database is away: both people talk, and the tables say so afterwards', async () => {
  const from = '081211110001';
  await choose(desks[0], 'ready');
  const rung = desks[0].phone.calls.length;
  const caller = await dial(from);
  const telephone = await desks[0].phone.waitForCall(rung + 1);
  await isIn(from, 'offered');
  centre.outage.on = true;
  telephone.answer();
  await caller.waitFor('answered');
  await until('the desk is heard', () => caller.heard.tones([tones[0]]).length > 0);
  // The ring runs out in the tables meanwhile: its deadline is not telephony's.
  await until('it is offered again', async () => (await offersOf(from)) > 1);
  await caller.hangUp();
  await telephone.waitFor('ended');
  centre.outage.on = false;
  await isIn(from, 'ended');
  const call = await callOf(from);
  expect(call).toMatchObject({ answered_by: desks[0].userId, ended_by: 'caller', hangup_cause: 16, disposition: null });
  expect(Date.parse(call?.ended_at ?? '')).toBeGreaterThan(Date.parse(call?.answered_at ?? ''));
  expect((await eventsOf(from)).slice(-2)).toEqual(['call.answered', 'call.ended']);
  expect(await presence(desks[0])).toMatchObject({ state: 'wrap_up', call_id: call?.id });
});

test('the desk that was given the call meanwhile is let go without a mark, and keeps its place', async () => {
  const from = '081211110002';
  await choose(desks[0], 'ready');
  const rung = desks[0].phone.calls.length;
  const caller = await dial(from);
  const telephone = await desks[0].phone.waitForCall(rung + 1);
  await isIn(from, 'offered');
  centre.outage.on = true;
  telephone.answer();
  await caller.waitFor('answered');
  await choose(desks[1], 'ready');
  const idle = (await presence(desks[1]))?.idle_since;
  await until('the other desk has it', async () => (await presence(desks[1]))?.state === 'offered');
  const others = desks[1].phone.calls.length;
  centre.outage.on = false;
  await isIn(from, 'answered');
  expect(await callOf(from)).toMatchObject({ answered_by: desks[0].userId });
  expect(await presence(desks[0])).toMatchObject({ state: 'talking' });
  expect(await presence(desks[1])).toMatchObject({ state: 'ready', idle_since: idle });
  expect(desks[1].phone.calls).toHaveLength(others);
  await until('they still talk', () => caller.heard.tones([tones[0]], caller.now() - 500).length > 0);
});

test('whoever waits when the database goes away is rung through by Asterisk alone', async () => {
  const from = '081211110003';
  const caller = await dial(from);
  await isIn(from, 'queued');
  const rung = desks.map(({ phone }) => phone.calls.length);
  centre.away.on = true;
  const telephone = await Promise.race(
    desks.map(({ phone }, index) => phone.waitForCall((rung[index] ?? 0) + 1, 60_000)),
  );
  telephone.answer();
  await caller.waitFor('answered');
  centre.away.on = false;
  // A hang-up in the very second in which Asterisk took the caller elsewhere would count as one in the queue.
  const answeredAt = caller.now();
  await until('they talk for a while', () => caller.now() - answeredAt > 2000);
  await caller.hangUp();
  await until('the answer is imported', async () => {
    await centre.calls.telephony.importCel();
    return (await callOf(from))?.state === 'ended';
  });
  expect((await callOf(from))?.answered_by).not.toBeNull();
});

test('Asterisk dies in mid-call: the call is ended by the system and one that waited has failed, so both are owed a call', async () => {
  const [talks, waits] = ['081211110004', '081211110005'];
  await choose(desks[0], 'ready');
  const rung = desks[0].phone.calls.length;
  const caller = await dial(talks);
  (await desks[0].phone.waitForCall(rung + 1)).answer();
  await caller.waitFor('answered');
  await isIn(talks, 'answered');
  await dial(waits);
  await isIn(waits, 'queued');
  process.kill(centre.exchange.asterisk.pid(), 'SIGKILL');
  await isIn(talks, 'ended');
  await isIn(waits, 'failed');
  expect(await callOf(talks)).toMatchObject({ ended_by: 'system', answered_by: desks[0].userId, hangup_cause: null });
  expect(await callOf(waits)).toMatchObject({ ended_by: 'system', answered_by: null, disposition: null });
  expect((await eventsOf(talks)).filter((name) => name === 'call.ended')).toHaveLength(1);
  expect((await eventsOf(waits)).at(-1)).toBe('call.failed');
  // Its telephones are of a test: they are asked to register again, as JsSIP does by itself (e2e).
  await until('a desk is back', async () => (await desks[0].register()) === 200);
  await until('it is seen', async () => (await presence(desks[0]))?.reachable === true);
  placed = [];
});
