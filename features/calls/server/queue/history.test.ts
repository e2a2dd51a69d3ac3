import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { row, rows, run } from '#platform/server/db/database.ts';
import { ok } from '#platform/shared/result.ts';
import type { CallId, Disposition } from '../../call.ts';
import type { CallHistory } from '../../history.ts';
import { endCall } from '../end-call.ts';
import { readQueue } from '../read-queue.ts';
import { movePresence } from '../set-presence.ts';
import { setReachable } from '../set-reachable.ts';
import { finishWrapUp } from '../wrap-up-call.ts';
import { historyCost } from './history-store.ts';
import { peekQueue, readQueueSettings } from './queue-store.ts';
import { type NightRoom, openNightRoom } from './test-night.ts';

// Two call takers, and a number whose calls they both closed as pranks.

let room: NightRoom;
let [sri, budi]: [string, string] = ['', ''];
const pranker = '081233334444';
beforeAll(async () => {
  room = await openNightRoom();
  [sri, budi] = [await room.addUser('sri'), await room.addUser('budi')];
});
afterAll(() => room?.close());
afterEach(() => room.clear());

const none = { params: {}, query: {}, body: {} };
const input = (id: string) => ({ params: { id: id as CallId }, query: {} });
const end = (callId: string) => room.act((ctx) => endCall(ctx, { callId, by: 'caller', cause: 16, at: room.now() }));

async function ready(userId: string): Promise<void> {
  await room.act(async (ctx) => ok(await setReachable(ctx, userId, true)));
  await room.act((ctx) => movePresence(ctx, userId, 'ready', null));
}

/** One call of this number, answered, closed with this class and wrapped up; hours before what follows. */
async function earlier(from: string, userId: string, code: Disposition): Promise<void> {
  const callId = await talk(from, userId);
  await end(callId);
  await close(callId, userId, code);
  await room.act((ctx) => movePresence(ctx, userId, 'offline', null));
  await room.pass(3600);
}

async function talk(from: string | null, userId: string): Promise<string> {
  await ready(userId);
  const callId = await room.arrive(from);
  expect(await room.answer(callId, userId)).toEqual(ok(null));
  return callId;
}

async function close(callId: string, userId: string, code: Disposition): Promise<void> {
  // Classed as it is kept: what a class asks for besides is not what is tested here.
  await run(
    room.database.systemDb,
    sql`update calls set disposition = ${code}, disposition_by = ${userId}, disposition_at = ${room.now()} where id = ${callId}`,
  );
  await room.by(userId, (ctx) => finishWrapUp(ctx, { ...input(callId), body: {} }));
}

const set = (content: Record<string, unknown>) =>
  run(
    room.database.systemDb,
    sql`insert into queue_settings (id, tenant_id, content) values (gen_random_uuid(), ${room.tenantId}, ${JSON.stringify(content)}::jsonb)
        on conflict (tenant_id) do update set content = excluded.content`,
  );

/** Sri comes free while two wait, Budi wraps up for long: the first of the two has pranks behind it. */
async function contest(): Promise<{ prank: string; citizen: string }> {
  await set({ wrapUpS: 900, wrapUpByCode: {}, anyoneAfterS: 300, supervisorsAfterS: null, ringAllAfterS: null });
  for (const who of [sri, budi, sri]) await earlier(pranker, who, 'PRANK_ADULT');
  const first = await talk(null, sri);
  const second = await talk(null, budi);
  await end(second);
  const prank = await room.arrive(pranker);
  await room.pass(1);
  const citizen = await room.arrive();
  await end(first);
  await close(first, sri, 'INFO_OTHER');
  return { prank, citizen };
}

const ringsAt = async (callId: string) => (await room.ringing(callId)).map((offer) => offer.user_id);
const namesOf = async (id: string) => {
  const found = await rows<{ name: string }>(
    room.database.systemDb,
    sql`select name from events where subject_id = ${id} order by seq`,
  );
  return found.map(({ name }) => name);
};

test('the citizen rings first, and the number with pranks behind it five seconds later at the desk in wrap-up', async () => {
  const { prank, citizen } = await contest();
  expect([await ringsAt(citizen), await ringsAt(prank)]).toEqual([[sri], []]);
  const seen = await room.by(sri, (ctx) => readQueue(ctx, none));
  expect(seen.ok && seen.value.waiting.map(({ id, passed }) => [id, passed])).toEqual([
    [prank, true],
    [citizen, false],
  ]);
  await room.pass(4);
  expect(await ringsAt(prank)).toEqual([]);
  await room.pass(1);
  expect(await ringsAt(prank)).toEqual([budi]);
  expect(await namesOf(prank)).toContain('call.passed');
  const cost = await room.act(async (ctx) => ok(await historyCost(ctx.tx, ctx.tenantId, ctx.now)));
  expect(cost).toMatchObject({ value: { stoppedAt: null, passed: 1, longestMs: 5000 } });
});

test('a telephone that is lost in those seconds breaks the promise: history orders nothing any more until it is turned on', async () => {
  const { prank, citizen } = await contest();
  await room.answer(citizen, sri);
  await room.act(async (ctx) => ok(await setReachable(ctx, budi, false)));
  await room.pass(7);
  expect(await namesOf(prank)).toContain('call.pass_broken');
  const known = await room.act(async (ctx) => ok(await readQueueSettings(ctx.tx, ctx.tenantId)));
  expect(known.ok && known.value.settings.historyOrder).toBe(false);
});

test.each<[string, readonly [number, Disposition][], CallHistory]>([
  ['a stranger', [], 'none'],
  [
    'three pranks closed by one person',
    [
      [0, 'PRANK_CHILD'],
      [0, 'PRANK_ADULT'],
      [0, 'PRANK_ABUSIVE'],
    ],
    'none',
  ],
  [
    'three pranks closed by two',
    [
      [0, 'PRANK_CHILD'],
      [1, 'PRANK_ADULT'],
      [0, 'HOAX_CONFIRMED'],
    ],
    'pranks',
  ],
  [
    'silent and mistaken calls',
    [
      [0, 'GHOST'],
      [1, 'ACCIDENTAL'],
      [0, 'GHOST'],
      [1, 'WRONG_NUMBER'],
    ],
    'none',
  ],
])('%s', async (_name, closed, wanted) => {
  for (const [who, code] of closed) await earlier(pranker, [sri, budi][who] ?? '', code);
  await room.arrive(pranker);
  const queued = await room.act(async (ctx) => ok(await peekQueue(ctx.tx, ctx.tenantId)));
  expect(queued.ok && queued.value.map(({ history }) => history)).toEqual([wanted]);
});

test('an emergency half an hour ago comes before forty pranks', async () => {
  for (const who of [sri, budi, sri]) await earlier(pranker, who, 'PRANK_ADULT');
  const fire = await talk(pranker, sri);
  await end(fire);
  await close(fire, sri, 'EMERGENCY_NEW');
  await room.pass(60);
  await room.act((ctx) => movePresence(ctx, sri, 'offline', null));
  await room.act((ctx) => movePresence(ctx, budi, 'offline', null));
  await room.arrive(pranker);
  const queued = await room.act(async (ctx) => ok(await peekQueue(ctx.tx, ctx.tenantId)));
  expect(queued.ok && queued.value.map(({ history }) => history)).toEqual(['life']);
  const number = await row<{ waiting: number }>(
    room.database.systemDb,
    sql`select count(*)::integer as waiting from calls where state = 'queued'`,
  );
  expect(number?.waiting).toBe(1);
});
