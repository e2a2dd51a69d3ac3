import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { row, rows } from '#platform/server/db/database.ts';
import { type PlacedCall, placeCall } from '#platform/server/sip/place-call.ts';
import { until } from '#platform/server/testing/until.ts';
import { plusMs } from '#platform/shared/time.ts';
import { endCall } from './end-call.ts';
import { holdCall } from './hold-call.ts';
import { resumeCall } from './resume-call.ts';
import { movePresence } from './set-presence.ts';
import type { CallRow } from './store.ts';
import { openTestCentre, type TestCentre, type TestDesk } from './test-room.ts';

let centre: TestCentre;
let desk: TestDesk;
let caller: PlacedCall | null = null;

beforeAll(async () => {
  centre = await openTestCentre();
  desk = await centre.addDesk('petugas1', { answerAfterMs: 'never', tone: 1100, ready: false });
});
afterAll(() => centre?.close());
afterEach(async () => {
  await caller?.hangUp();
  await until('the call is over', () => centre.calls.telephony.state().openCalls === 0);
  await centre.database.ownerPool.query("update calls set disposition = 'TEST' where disposition is null");
});

/** A caller talks with the desk. */
async function talk() {
  expect(await desk.register()).toBe(200);
  await until(
    'the desk is ready',
    async () => (await centre.act((ctx) => movePresence(ctx, desk.userId, 'ready', null))).ok,
  );
  const before = desk.phone.calls.length;
  const { sipPort: port } = centre.exchange.places;
  caller = await placeCall({
    host: '127.0.0.1',
    port,
    from: '081234567890',
    to: '112',
    audio: { tone: 440 },
  });
  const telephone = await desk.phone.waitForCall(before + 1);
  telephone.answer();
  await caller.waitFor('answered');
  await until('the answer is written', async () => (await last()).state === 'answered');
  return { telephone, call: await last() };
}

async function last(): Promise<CallRow> {
  const found = await row<CallRow>(centre.database.systemDb, sql`select * from calls order by number desc limit 1`);
  if (found === null) throw new Error('There is no call');
  return found;
}

const holds = (callId: string) =>
  rows<{ name: string; at: string; content: unknown; clock: string; audience: string[] }>(
    centre.database.systemDb,
    sql`select name, occurred_at as at, content, clock, audience from events
        where subject_id = ${callId} and name in ('call.held', 'call.resumed', 'call.unattended', 'call.ended') order by seq`,
  );
const namesOf = async (callId: string) => (await holds(callId)).map((event) => event.name);
const isHeld = async () => (await last()).held_since !== null;

test('what the desk’s telephone does is told by Asterisk, written once, with who and when', async () => {
  const { telephone, call } = await talk();
  await telephone.hold(true);
  await until('the hold is written', isHeld);
  const since = (await last()).held_since ?? '';
  await telephone.hold(false);
  await until('its end is written', async () => !(await isHeld()));
  const [held, resumed] = await holds(call.id);
  expect(held).toMatchObject({
    name: 'call.held',
    at: since,
    content: { userId: desk.userId },
    clock: 'asterisk',
    audience: ['tenant'],
  });
  expect(resumed).toMatchObject({ name: 'call.resumed', clock: 'asterisk', audience: ['tenant'] });
  expect(resumed?.content).toEqual({
    userId: desk.userId,
    heldMs: Date.parse(resumed?.at ?? '') - Date.parse(since),
  });
});

test('telling it twice writes it once; a channel that does not talk, and an unheld call, change nothing', async () => {
  const { call } = await talk();
  const channel =
    (
      await row<{ pbx_channel: string }>(
        centre.database.systemDb,
        sql`select pbx_channel from call_legs where call_id = ${call.id}`,
      )
    )?.pbx_channel ?? '';
  const at = plusMs(call.answered_at ?? '', 1000);
  const tell = async (work: typeof holdCall, told: { channel?: string; at?: string } = {}) =>
    (await centre.act((ctx) => work(ctx, { callId: call.id, channel, at, ...told }))).ok;
  expect(await tell(resumeCall)).toBe(false);
  expect(await tell(holdCall, { channel: 'desk-another' })).toBe(false);
  expect(await namesOf(call.id)).toEqual([]);
  // Nobody is held before the answer, whatever the clocks say.
  expect(await tell(holdCall, { at: plusMs(call.answered_at ?? '', -5000) })).toBe(true);
  expect((await last()).held_since).toBe(call.answered_at);
  expect(await tell(holdCall)).toBe(false);
  expect(await tell(resumeCall, { at: plusMs(call.answered_at ?? '', -1) })).toBe(true);
  expect(await tell(resumeCall)).toBe(false);
  expect((await holds(call.id)).map(({ name, content }) => [name, content])).toEqual([
    ['call.held', { userId: desk.userId }],
    ['call.resumed', { userId: desk.userId, heldMs: 0 }],
  ]);
  expect(await tell(holdCall)).toBe(true);
  await centre.act((ctx) => endCall(ctx, { callId: call.id, by: 'desk', cause: 16, at: plusMs(at, 1000) }));
  expect(await last()).toMatchObject({ state: 'ended', held_since: null });
  expect(await tell(resumeCall)).toBe(false);
});

test('a caller who hangs up while held, and a desk that goes away, end the hold', async () => {
  const { telephone, call } = await talk();
  await telephone.hold(true);
  await until('the hold is written', isHeld);
  // A closing page: hang-up, and the registration goes with it.
  await Promise.all([telephone.hangUp(), desk.register(0)]);
  await until('the desk is gone', async () => (await last()).unattended_since !== null);
  expect(await isHeld()).toBe(false);
  expect(await namesOf(call.id)).toEqual(['call.held', 'call.unattended']);
  await caller?.hangUp();
  await until('the call is over', async () => (await last()).state === 'ended');

  const again = await talk();
  await again.telephone.hold(true);
  await until('the hold is written', isHeld);
  await caller?.hangUp();
  await until('the call is over', async () => (await last()).state === 'ended');
  expect(await last()).toMatchObject({ held_since: null, ended_by: 'caller' });
  expect(await namesOf(again.call.id)).toEqual(['call.held', 'call.ended']);
});

test('a telephone that gives the call up because its hold was refused does not hang up on the citizen', async () => {
  const { telephone, call } = await talk();
  // As JsSIP writes it.
  await telephone.hangUp('SIP ;cause=500; text="Hold Failed"');
  await until('the desk is gone', async () => (await last()).unattended_since !== null);
  expect(await namesOf(call.id)).toEqual(['call.unattended']);
});

test('a held caller whose desk vanishes without a word is missed after seconds, and waits again', async () => {
  const { telephone, call } = await talk();
  await telephone.hold(true);
  await until('the hold is written', isHeld);
  telephone.vanish();
  await until('the desk is missed', async () => (await last()).unattended_since !== null);
  const [held, gone] = await holds(call.id);
  expect([held?.name, gone?.name]).toEqual(['call.held', 'call.unattended']);
  expect(await last()).toMatchObject({ state: 'answered', held_since: null });
});

test('a hold and its end that nobody of us heard are found when our process comes back', async () => {
  const { telephone, call } = await talk();
  await centre.calls.telephony.stop();
  await telephone.hold(true);
  await centre.calls.telephony.start();
  await until('the hold is found', isHeld);
  await centre.calls.telephony.stop();
  await telephone.hold(false);
  await centre.calls.telephony.start();
  await until('its end is found', async () => !(await isHeld()));
  expect(await namesOf(call.id)).toEqual(['call.held', 'call.resumed']);
});

test('a citizen whose own telephone holds is not held by us', async () => {
  const { call } = await talk();
  const channel = call.pbx_channel ?? '';
  expect(
    (await centre.act((ctx) => holdCall(ctx, { callId: call.id, channel, at: new Date().toISOString() }))).ok,
  ).toBe(false);
  expect(await namesOf(call.id)).toEqual([]);
});
