import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { row, run } from '#platform/server/db/database.ts';
import { listenForCalls, type Phone } from '#platform/server/sip/listen-for-calls.ts';
import { type PlacedCall, placeCall } from '#platform/server/sip/place-call.ts';
import { tonesIn } from '#platform/server/sip/sound.ts';
import { until } from '#platform/server/testing/until.ts';
import { runAction } from '#platform/server/unit.ts';
import { type CallId, callId } from '../../call.ts';
import { endCall } from '../end-call.ts';
import { hangUpCall } from '../hang-up-call.ts';
import type { PresenceRow } from '../presence-store.ts';
import { movePresence } from '../set-presence.ts';
import type { CallRow } from '../store.ts';
import { openTestCentre, type TestCentre, type TestDesk } from '../test-room.ts';
import { switchCalls, takeSecond } from './take-second.ts';

const deskTone = 1100;
const outsideTone = 1500;
let centre: TestCentre;
let desk: TestDesk;
/** The regency's operator, where calls go out. */
let operator: Phone;
const placed: PlacedCall[] = [];

beforeAll(async () => {
  operator = await listenForCalls({ address: '127.9.0.9', answerAfterMs: 'never', audio: { tone: outsideTone } });
  const outgoing = { host: '127.9.0.9', port: operator.port, transport: 'udp' } as const;
  centre = await openTestCentre({
    alter: (settings) => ({
      ...settings,
      trunks: settings.trunks.map((each) => (each.name === 'trunk-sidoarjo' ? { ...each, outgoing } : each)),
    }),
  });
  desk = await centre.addDesk('petugas1', { answerAfterMs: 'never', tone: deskTone, ready: false });
});
afterAll(async () => {
  operator?.close();
  await centre?.close();
});
afterEach(async () => {
  for (const caller of placed.splice(0)) await caller.hangUp();
  await until('the calls are over', () => centre.calls.telephony.state().openCalls === 0);
  await centre.database.ownerPool.query(
    "update calls set disposition = 'TEST' where disposition is null and state = 'ended'",
  );
  await until(
    'the desk is free',
    async () => (await centre.act((ctx) => movePresence(ctx, desk.userId, 'offline', null))).ok,
  );
});

async function dial(from: string, tone: number): Promise<PlacedCall> {
  const { sipPort: port } = centre.exchange.places;
  const caller = await placeCall({ host: '127.0.0.1', port, from, to: '112', audio: { tone } });
  placed.push(caller);
  return caller;
}
const callOf = async (digits: string) => {
  const found = () =>
    row<CallRow>(
      centre.database.systemDb,
      sql`select * from calls where caller_raw = ${digits} and ended_at is null order by number desc limit 1`,
    );
  await until(`the call of ${digits} is there`, async () => (await found()) !== null);
  return (await found()) as CallRow;
};
const stateOf = async (id: string) =>
  (await row<{ state: string }>(centre.database.systemDb, sql`select state from calls where id = ${id}`))?.state;
const presence = async () =>
  (await row<PresenceRow>(
    centre.database.systemDb,
    sql`select * from presences where user_id = ${desk.userId}`,
  )) as PresenceRow;
const atDesk = <Value, Code extends string>(work: Parameters<typeof runAction<Value, Code>>[2]) =>
  runAction(
    centre.place,
    {
      tenantId: centre.tenantId,
      actor: {
        kind: 'user',
        id: desk.userId,
        sessionId: randomUUID(),
        permissions: new Set(['call.take']),
        topics: [],
        groupId: null,
        language: 'id',
      },
    },
    work,
  );
const none = { params: {}, query: {}, body: {} };
const take = async (callId: string) => {
  const taken = await atDesk((ctx) => takeSecond(ctx, { ...none, body: { callId: callId as CallId } }));
  expect(taken).toEqual({ ok: true, value: {} });
};
const hears = (caller: PlacedCall, tone: number) => caller.heard.tones([tone], caller.now() - 400).length > 0;

async function talk(from: string, tone: number) {
  expect(await desk.register()).toBe(200);
  await until(
    'the desk is ready',
    async () => (await centre.act((ctx) => movePresence(ctx, desk.userId, 'ready', null))).ok,
  );
  const before = desk.phone.calls.length;
  const caller = await dial(from, tone);
  const telephone = await desk.phone.waitForCall(before + 1);
  telephone.answer();
  await caller.waitFor('answered');
  await until('the desk is heard', () => hears(caller, deskTone));
  return { caller, telephone };
}

/** One talks with the desk, the other hears the hold prompt and never the desk. */
async function between(telephone: { heard: PlacedCall['heard'] }, on: [PlacedCall, number], held: PlacedCall) {
  const [talking, tone] = on;
  await until('the caller who is on hears the desk', () => hears(talking, deskTone));
  await until('the desk hears this caller', () => telephone.heard.tones([tone]).length > 0);
  // By what arrived and not by time: a busy machine reads packets late, and those of before come first.
  await until(
    'the held caller hears no desk any more',
    () => tonesIn(held.heard.samples().slice(-3200), [deskTone]).length === 0,
  );
  const from = held.now();
  await until('the held caller hears the hold prompt', () => held.heard.energy(from, held.now()) > 100);
  expect(held.heard.tones([deskTone], from)).toEqual([]);
}

test('one key holds the first and answers the second; to and fro; through a restart of ours; the end leads back', async () => {
  const { caller: first, telephone } = await talk('081211111111', 440);
  const second = await dial('081222222222', 620);
  const waits = await callOf('081222222222');
  await take(waits.id);
  await second.waitFor('answered');
  await between(telephone, [second, 620], first);
  const { id } = await callOf('081211111111');
  // A screen that is behind still shows the first: its hang-up would meet the wrong citizen.
  expect(await atDesk((ctx) => hangUpCall(ctx, { ...none, params: { id: callId.parse(id) } }))).toMatchObject({
    refusal: { code: 'call.is_parked' },
  });
  expect((await atDesk((ctx) => switchCalls(ctx, none))).ok).toBe(true);
  await between(telephone, [first, 440], second);
  // Nobody of us is there for a while: both calls go on as they are, and are taken up again.
  await centre.calls.telephony.stop();
  await centre.calls.telephony.start();
  await between(telephone, [first, 440], second);
  await centre.act((ctx) => endCall(ctx, { callId: id, by: 'desk', cause: 16, at: new Date().toISOString() }));
  await first.waitFor('ended');
  await until('the desk is back with the second', () => hears(second, deskTone));
  expect(await presence()).toMatchObject({ state: 'talking', call_id: waits.id, parked_call_id: null });
  await second.hangUp();
  await telephone.waitFor('ended');
  await until('both are over', async () => (await stateOf(waits.id)) === 'ended');
});

test('the held caller hangs up: the talk goes on; the second caller hangs up: back to the first', async () => {
  const { caller: first, telephone } = await talk('081211111111', 440);
  const second = await dial('081222222222', 620);
  const waits = await callOf('081222222222');
  await take(waits.id);
  await until('the second hears the desk', () => hears(second, deskTone));
  await second.hangUp();
  await until('the desk is back with the first', async () => (await presence()).parked_call_id === null);
  const back = first.now();
  await until('the first hears the desk again', () => first.heard.tones([deskTone], back + 300).length > 0);
  const third = await dial('081233333333', 770);
  const next = await callOf('081233333333');
  await take(next.id);
  await between(telephone, [third, 770], first);
  await first.hangUp();
  await until('the held call is over', async () => (await presence()).parked_call_id === null);
  await until('the third goes on', () => hears(third, deskTone));
  expect(telephone.events.map((event) => event.type)).not.toContain('ended');
});

test('the telephone vanishes with two calls: both callers are kept and come first', async () => {
  const { caller: first, telephone } = await talk('081211111111', 440);
  const second = await dial('081222222222', 620);
  const [held, waits] = [await callOf('081211111111'), await callOf('081222222222')];
  await take(waits.id);
  await until('the second hears the desk', () => hears(second, deskTone));
  // A closing page: hang-up, and the registration goes with it.
  await Promise.all([telephone.hangUp(), desk.register(0)]);
  for (const id of [held.id, waits.id]) {
    await until('its desk is missed', async () => {
      const found = await row<CallRow>(centre.database.systemDb, sql`select * from calls where id = ${id}`);
      return found?.state === 'answered' && found.unattended_since !== null && found.held_since === null;
    });
  }
  for (const caller of [first, second]) expect(caller.events.map((event) => event.type)).not.toContain('ended');
  const before = desk.phone.calls.length;
  expect(await desk.register()).toBe(200);
  const again = await desk.phone.waitForCall(before + 1);
  again.answer();
  await until('one of them is answered', () => hears(first, deskTone) || hears(second, deskTone));
});

test('nobody in the house: a number outside is dialled, talks, and the call counts as overflowed', async () => {
  const trunk = { peers: [], numbers: [], overflow: '0318941234', overflowAddress: '127.9.0.9' };
  await run(
    centre.database.systemDb,
    sql`update tenants set settings = jsonb_build_object('trunk', ${JSON.stringify(trunk)}::jsonb)`,
  );
  await run(
    centre.database.systemDb,
    sql`insert into queue_settings (id, tenant_id, content) values (gen_random_uuid(), ${centre.tenantId},
          '{"supervisorsAfterS": null, "anyoneAfterS": null, "numberAfterS": 1}')`,
  );
  const arriving = operator.waitForCall(operator.calls.length + 1);
  const caller = await dial('081244444444', 440);
  const { id } = await callOf('081244444444');
  const received = await arriving;
  expect(received.to).toContain('0318941234@127.9.0.9');
  expect(caller.events.map((event) => event.type)).not.toContain('answered');
  received.answer();
  await caller.waitFor('answered');
  await until('the other end is heard', () => hears(caller, outsideTone));
  await until('the caller is heard there', () => received.heard.tones([440]).length > 0);
  await received.hangUp();
  await caller.waitFor('ended');
  await until('it is over', async () => (await stateOf(id)) === 'overflowed');
  const leg = await row(centre.database.systemDb, sql`select kind, user_id from call_legs where call_id = ${id}`);
  expect(leg).toEqual({ kind: 'outside', user_id: null });
});
