import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { row, rows, run } from '#platform/server/db/database.ts';
import { ok, type Result } from '#platform/shared/result.ts';
import type { CallId } from '../../call.ts';
import { presenceOrderId } from '../../queue-words.ts';
import { classifyCall } from '../classify-call.ts';
import { endCall } from '../end-call.ts';
import { endOffer } from '../end-offer.ts';
import { loseDesk } from '../lose-desk.ts';
import { readDesk } from '../read-desk.ts';
import { readQueue } from '../read-queue.ts';
import { movePresence } from '../set-presence.ts';
import { setReachable } from '../set-reachable.ts';
import { finishWrapUp } from '../wrap-up-call.ts';
import { answerOutside, endOutside } from './close-outside.ts';
import { orderPresence, seeOrder } from './order-presence.ts';
import { prolongWrapUp } from './presence-due.ts';
import { switchCalls, takeSecond } from './take-second.ts';
import { type NightRoom, openNightRoom } from './test-night.ts';

let room: NightRoom;
let [sri, budi, wati]: [string, string, string] = ['', '', ''];
beforeAll(async () => {
  room = await openNightRoom();
  [sri, budi, wati] = [await room.addUser('sri'), await room.addUser('budi'), await room.addUser('wati')];
  await run(room.database.systemDb, sql`update users set roles = '{SUPERVISOR}' where id = ${wati}`);
});
afterAll(() => room?.close());
afterEach(() => room.clear());

const here = (userId: string) => room.act(async (ctx) => ok(await setReachable(ctx, userId, true)));
const ready = async (userId: string) => {
  await here(userId);
  await room.act((ctx) => movePresence(ctx, userId, 'ready', null));
};
const end = (callId: string, by: 'caller' | 'desk' = 'caller') =>
  room.act((ctx) => endCall(ctx, { callId, by, cause: 16, at: room.now() }));
const none = { params: {}, query: {}, body: {} };
const second = (userId: string, callId: string) =>
  room.by(userId, (ctx) => takeSecond(ctx, { ...none, body: { callId: callId as CallId } }));
const classify = (userId: string, id: string, code: 'PRANK_CHILD' | 'EMERGENCY_NEW') =>
  room.by(userId, (ctx) => {
    const evidence = code === 'PRANK_CHILD' ? (['laughter', 'admits_prank'] as const) : [];
    return classifyCall(ctx, { params: { id: id as CallId }, query: {}, body: { code, evidence: [...evidence] } });
  });
const codeOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.refusal.code);
const desk = async (userId: string) => {
  const found = await room.by(userId, (ctx) => readDesk(() => null)(ctx, none));
  if (!found.ok) throw new Error('no desk');
  return found.value;
};
const eventsOf = async (id: string) =>
  (
    await rows<{ name: string }>(
      room.database.systemDb,
      sql`select name from events where subject_id = ${id} order by seq`,
    )
  ).map(({ name }) => name);
const set = (content: Record<string, unknown>) =>
  run(
    room.database.systemDb,
    sql`insert into queue_settings (id, tenant_id, content) values (gen_random_uuid(), ${room.tenantId}, ${JSON.stringify(content)}::jsonb)
        on conflict (tenant_id) do update set content = excluded.content`,
  );

async function talking(userId: string): Promise<string> {
  await ready(userId);
  const callId = await room.arrive();
  expect(await room.answer(callId, userId)).toEqual(ok(null));
  return callId;
}

describe('steps', () => {
  test('nobody ready: the supervisor after 5 s, anyone after 10 s; both go back to what they did', async () => {
    await here(wati);
    await here(budi);
    await room.act((ctx) => movePresence(ctx, budi, 'break', 'prayer'));
    const callId = await room.arrive();
    expect(await room.ringing(callId)).toEqual([]);
    await room.pass(5);
    expect((await room.ringing(callId)).map((each) => each.user_id)).toEqual([wati]);
    await room.pass(5);
    expect((await room.ringing(callId)).map((each) => each.user_id)).toEqual([budi]);
    expect(await room.presence(wati)).toMatchObject({ state: 'offline', call_id: null });
    expect(await room.presence(budi)).toMatchObject({ state: 'offered', resume_state: 'break' });
    await end(callId);
    expect(await room.presence(budi)).toMatchObject({ state: 'break', break_reason: 'prayer', resume_state: null });
    expect(await room.call(callId)).toMatchObject({ state: 'lost' });
  });

  test('a call that finds no desk is not planned when it arrives, but its steps begin all the same', async () => {
    for (let n = 0; n < 2; n++) await room.arrive();
    const [last] = await rows<{ id: string; due: string }>(
      room.database.systemDb,
      sql`select c.id, (extract(epoch from d.due_at - c.arrived_at))::int::text as due from calls c
          left join deadlines d on d.kind = 'call.step' and d.subject_id = c.id order by c.number desc limit 1`,
    );
    expect(last?.due).toBe('5');
    await here(wati);
    await room.pass(6);
    expect(await room.presence(wati)).toMatchObject({ state: 'offered' });
  });

  test('everybody rings for a call that waits too long; the first answer stops the others', async () => {
    await ready(sri);
    await ready(budi);
    const callId = await room.arrive();
    await room.pass(15);
    expect(await room.ringing(callId)).toHaveLength(2);
    const queue = await room.by(wati, (ctx) => readQueue(ctx, none));
    expect(queue.ok && queue.value.waiting[0]).toMatchObject({
      step: 'anyone',
      isRingingAll: true,
      ringing: 2,
      next: null,
    });
    expect(codeOf(await room.answer(callId, budi))).toBe('ok');
    expect(codeOf(await room.answer(callId, sri))).toBe('call.not_possible');
    expect(await room.presence(sri)).toMatchObject({ state: 'ready', call_id: null });
    const outcomes = await rows<{ outcome: string }>(
      room.database.systemDb,
      sql`select outcome from call_offers where call_id = ${callId} order by offered_at, outcome`,
    );
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['missed', 'missed', 'missed', 'answered', 'taken']);
  });

  test('one of several rings that ends leaves the call ringing', async () => {
    await ready(sri);
    await ready(budi);
    const callId = await room.arrive();
    await room.pass(15);
    const [first] = await room.ringing(callId);
    await room.act((ctx) => endOffer(ctx, first?.id ?? '', 'declined'));
    expect(await room.call(callId)).toMatchObject({ state: 'offered' });
    expect(await room.ringing(callId)).toHaveLength(1);
  });

  test('the numbers are the regency’s: ring, delays, and a step left out', async () => {
    await set({ ringS: 3, supervisorsAfterS: null, anyoneAfterS: 4, ringAllAfterS: null });
    await ready(sri);
    await here(wati);
    const callId = await room.arrive();
    const due = await row<{ ms: number }>(
      room.database.systemDb,
      sql`select extract(epoch from due_at - ${room.now()}::timestamptz)::float8 * 1000 as ms from deadlines where kind = 'call.ring'`,
    );
    expect(due?.ms).toBe(3000);
    await room.act((ctx) => movePresence(ctx, sri, 'offline', null));
    await room.pass(30);
    expect((await room.ringing(callId)).map((each) => each.user_id)).toEqual([sri]);
  });

  test('a number outside rings beside the desks; who is first has the call, and it ends as overflowed', async () => {
    const trunk = { peers: ['203.0.113.5'], numbers: [], overflow: '0318941234' };
    await run(
      room.database.systemDb,
      sql`update tenants set settings = jsonb_build_object('trunk', ${JSON.stringify(trunk)}::jsonb)`,
    );
    await here(wati);
    const dialled = (callId: string) =>
      row<{ id: string; step: string }>(
        room.database.systemDb,
        sql`select id, step from outside_offers where call_id = ${callId} and ended_at is null`,
      );
    const callId = await room.arrive();
    await room.pass(30);
    const first = await dialled(callId);
    expect(first?.step).toBe('number');
    await room.act((ctx) => endOutside(ctx, first?.id ?? '', 'missed'));
    expect(await dialled(callId)).toBeNull();
    await room.pass(10);
    const again = await dialled(callId);
    expect(again?.step).toBe('number');
    const answer = { outsideOfferId: again?.id ?? '', channel: 'outside-1', at: room.now() };
    expect(codeOf(await room.act((ctx) => answerOutside(ctx, answer)))).toBe('ok');
    expect(await room.ringing(callId)).toEqual([]);
    expect(await room.presence(wati)).toMatchObject({ state: 'offline' });
    await room.pass(60);
    expect(await room.ringing(callId)).toEqual([]);
    await end(callId);
    expect(await room.call(callId)).toMatchObject({ state: 'overflowed', answered_at: null });
    await run(room.database.systemDb, sql`update tenants set settings = '{}'`);
  });
});

describe('two calls at one desk', () => {
  test('one key holds the first and answers the second; they change places; the end of one leads back', async () => {
    const first = await talking(sri);
    const waits = await room.arrive('081234567890');
    expect((await desk(sri)).second).toMatchObject({ parked: null, waiting: { id: waits }, line: first });
    expect(codeOf(await second(sri, waits))).toBe('ok');
    expect(await room.presence(sri)).toMatchObject({ state: 'talking', call_id: waits, parked_call_id: first });
    expect(await room.call(first)).toMatchObject({ state: 'answered', held_since: room.now() });
    expect(await room.call(waits)).toMatchObject({ state: 'answered', answered_by: sri, held_since: null });
    const shown = await desk(sri);
    expect(shown.call?.caller.full).toBe('+6281234567890');
    expect(shown.second).toMatchObject({ parked: { id: first }, waiting: null, line: first });
    await room.pass(7);
    expect(codeOf(await room.by(sri, (ctx) => switchCalls(ctx, none)))).toBe('ok');
    expect(await room.presence(sri)).toMatchObject({ call_id: first, parked_call_id: waits });
    expect(await room.call(first)).toMatchObject({ held_since: null });
    await end(first, 'desk');
    expect(await room.presence(sri)).toMatchObject({ state: 'talking', call_id: waits, parked_call_id: null });
    expect(await room.call(waits)).toMatchObject({ held_since: null });
    expect(await eventsOf(first)).toEqual([
      'call.arrived',
      'call.queued',
      'call.offered',
      'call.offer_ended',
      'call.answered',
      'call.held',
      'call.resumed',
      'call.ended',
    ]);
    await end(waits);
    // One wrap-up after the other: neither class is lost.
    expect(await room.presence(sri)).toMatchObject({ state: 'wrap_up', call_id: waits });
    const done = (id: string) =>
      room.by(sri, (ctx) => finishWrapUp(ctx, { params: { id: id as CallId }, query: {}, body: {} }));
    await classify(sri, waits, 'PRANK_CHILD');
    expect(codeOf(await done(waits))).toBe('ok');
    expect(await room.presence(sri)).toMatchObject({ state: 'wrap_up', call_id: first });
    expect(codeOf(await room.act((ctx) => movePresence(ctx, sri, 'ready', null)))).toBe('call.unclassified');
    await classify(sri, first, 'EMERGENCY_NEW');
    expect(codeOf(await done(first))).toBe('ok');
    expect(await room.presence(sri)).toMatchObject({ state: 'ready', call_id: null, owed_calls: [] });
  });

  test('never a third, never without a call, never one that somebody has', async () => {
    await talking(sri);
    const [two, three] = [await room.arrive(), await room.arrive()];
    expect(codeOf(await second(budi, two))).toBe('second.not_talking');
    expect(codeOf(await second(sri, two))).toBe('ok');
    expect(codeOf(await second(sri, three))).toBe('second.full');
    await ready(budi);
    expect(codeOf(await room.answer(three, budi))).toBe('ok');
    expect(codeOf(await second(budi, two))).toBe('call.not_possible');
    await expect(
      room.database.ownerPool.query('update presences set parked_call_id = call_id where user_id = $1', [sri]),
    ).rejects.toThrow(/presences_parked/);
  });

  test('a caller who hangs up on hold is over; a desk that vanishes loses both callers, who come first again', async () => {
    const first = await talking(sri);
    const other = await room.arrive();
    await second(sri, other);
    await end(first);
    expect(await room.presence(sri)).toMatchObject({ state: 'talking', call_id: other, parked_call_id: null });
    const third = await room.arrive();
    await second(sri, third);
    const channel =
      (await row<{ pbx_channel: string }>(room.database.systemDb, sql`select pbx_channel from call_legs limit 1`))
        ?.pbx_channel ?? '';
    for (const callId of [third, other])
      await room.act((ctx) => loseDesk(ctx, { callId, channel, cause: 44, at: room.now() }));
    expect((await room.call(third)).unattended_since).not.toBeNull();
    expect(await room.call(other)).toMatchObject({ unattended_since: room.now(), held_since: null });
    const ringing = [...(await room.ringing(other)), ...(await room.ringing(third))];
    expect(ringing.map((each) => each.user_id)).toEqual([sri]);
  });
});

describe('wrap-up and breaks', () => {
  test('the desk is ready by itself after the length of the class, and can ask for more time', async () => {
    const callId = await talking(sri);
    await classify(sri, callId, 'PRANK_CHILD');
    await end(callId);
    const ended = Date.parse(room.now());
    expect(Date.parse((await room.presence(sri)).due_at ?? '') - ended).toBe(15_000);
    await room.pass(10);
    expect(codeOf(await room.by(sri, (ctx) => prolongWrapUp(ctx, none)))).toBe('ok');
    expect(Date.parse((await room.presence(sri)).due_at ?? '') - ended).toBe(75_000);
    await room.pass(60);
    expect(await room.presence(sri)).toMatchObject({ state: 'wrap_up', prolonged: 1 });
    await room.pass(6);
    expect(await room.presence(sri)).toMatchObject({ state: 'ready', prolonged: 0, due_at: null });
    expect((await room.call(callId)).wrapped_up_at).not.toBeNull();
    expect(codeOf(await room.by(sri, (ctx) => prolongWrapUp(ctx, none)))).toBe('wrap_up.none');
  });

  test('without a class it waits, the supervisors are told, and the class ends it; not more often than allowed', async () => {
    const callId = await talking(sri);
    await end(callId);
    for (const allowed of ['ok', 'ok', 'ok', 'wrap_up.no_longer'])
      expect(codeOf(await room.by(sri, (ctx) => prolongWrapUp(ctx, none)))).toBe(allowed);
    await room.pass(241);
    expect(await room.presence(sri)).toMatchObject({ state: 'wrap_up' });
    expect(await eventsOf(sri)).toContain('presence.overdue');
    await classify(sri, callId, 'PRANK_CHILD');
    await room.pass(6);
    expect(await room.presence(sri)).toMatchObject({ state: 'ready' });
  });

  test('a call that finds nobody else rings in the wrap-up; missed, the person is back in it', async () => {
    const callId = await talking(sri);
    await end(callId);
    const next = await room.arrive();
    await room.pass(10);
    expect((await room.ringing(next)).map((each) => each.user_id)).toEqual([sri]);
    await end(next);
    expect(await room.presence(sri)).toMatchObject({ state: 'wrap_up', call_id: callId, owed_calls: [] });
  });

  test('a break that passes its limit is told to the person and the supervisors, once', async () => {
    await here(budi);
    await room.act((ctx) => movePresence(ctx, budi, 'break', 'prayer'));
    await room.pass(20 * 60 - 1);
    expect((await eventsOf(budi)).filter((name) => name === 'presence.overdue')).toHaveLength(0);
    await room.pass(600);
    const told = await rows<{ audience: string[]; content: unknown }>(
      room.database.systemDb,
      sql`select audience, content from events where name = 'presence.overdue' and subject_id = ${budi}`,
    );
    expect(told).toEqual([
      { audience: ['supervisors', `user:${budi}`], content: { state: 'break', reason: 'prayer' } },
    ]);
  });

  test('a supervisor sets a presence with a reason; the person reads who, what and why until they say so', async () => {
    await ready(sri);
    const order = (id: string, body: Parameters<typeof orderPresence>[1]['body']) =>
      room.by(wati, (ctx) => orderPresence(ctx, { params: { id: id as never }, query: {}, body }));
    expect(codeOf(await order(sri, { state: 'break', reason: 'relief' }))).toBe('presence.reason_missing');
    expect(codeOf(await order(wati, { state: 'offline', reason: 'other' }))).toBe('presence.own');
    expect(
      codeOf(await order(sri, { state: 'break', breakReason: 'rest', reason: 'relief', note: 'Budi menggantikan' })),
    ).toBe('ok');
    expect(await room.presence(sri)).toMatchObject({ state: 'break', break_reason: 'rest' });
    const told = (await desk(sri)).order;
    if (told === null) throw new Error('Nobody was told');
    expect(told).toMatchObject({ by: 'wati', state: 'break', reason: 'relief', note: 'Budi menggantikan' });
    const seen = () =>
      room.by(sri, (ctx) => seeOrder(ctx, { params: { id: presenceOrderId.parse(told.id) }, query: {}, body: {} }));
    expect(codeOf(await seen())).toBe('ok');
    expect((await desk(sri)).order).toBeNull();
    const callId = await talking(budi);
    expect(codeOf(await order(budi, { state: 'offline', reason: 'relief' }))).toBe('presence.they_talk');
    await end(callId);
    expect(codeOf(await order(budi, { state: 'ready', reason: 'calls_wait' }))).toBe('ok');
    expect(await room.presence(budi)).toMatchObject({ state: 'ready', owed_calls: [callId] });
    // The words stay out of the events.
    const content = await rows<{ text: string }>(
      room.database.systemDb,
      sql`select content::text as text from events where name = 'presence.ordered' and subject_id = ${sri}`,
    );
    expect(content.map(({ text }) => JSON.parse(text))).toEqual([{ state: 'break', reason: 'relief' }]);
  });
});
