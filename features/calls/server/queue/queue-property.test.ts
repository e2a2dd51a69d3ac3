import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { row, rows, run } from '#platform/server/db/database.ts';
import { ok } from '#platform/shared/result.ts';
import type { CallId } from '../../call.ts';
import { planQueue, type QueuedCall } from '../../queue-rules.ts';
import { classifyCall } from '../classify-call.ts';
import { endCall } from '../end-call.ts';
import { endOffer } from '../end-offer.ts';
import { loseDesk } from '../lose-desk.ts';
import { offerWaiting } from '../offer-waiting.ts';
import { movePresence } from '../set-presence.ts';
import { setReachable } from '../set-reachable.ts';
import { finishWrapUp } from '../wrap-up-call.ts';
import { peekQueue, readQueueDesks, readQueueSettings } from './queue-store.ts';
import { switchCalls, takeSecond } from './take-second.ts';
import { type NightRoom, openNightRoom } from './test-night.ts';

// The actions as they run, in any order of what people, telephones and the clock do; after each step nothing is left undone.
let room: NightRoom;
let users: string[] = [];
beforeAll(async () => {
  room = await openNightRoom();
  for (const name of ['agus', 'bayu', 'suci']) users = [...users, await room.addUser(name)];
  await run(room.database.systemDb, sql`update users set roles = '{SUPERVISOR}' where id = ${users[2]}`);
});
afterAll(() => room?.close());

const none = { params: {}, query: {}, body: {} };
const one = fc.nat(2);
const command = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(null, '081211111111').map((from) => ({ do: 'arrive' as const, from })) },
  { weight: 4, arbitrary: one.map((who) => ({ do: 'answer' as const, who })) },
  { weight: 2, arbitrary: one.map((who) => ({ do: 'second' as const, who })) },
  fc.record({
    do: fc.constantFrom('leave' as const, 'hang_up' as const, 'lose' as const, 'decline' as const, 'switch' as const),
    who: one,
  }),
  fc.record({
    do: fc.constant('choose' as const),
    who: one,
    state: fc.constantFrom('ready' as const, 'break' as const, 'offline' as const),
  }),
  fc.record({ do: fc.constant('reach' as const), who: one, reachable: fc.boolean() }),
  one.map((who) => ({ do: 'finish' as const, who })),
  { weight: 3, arbitrary: fc.constantFrom(1, 4, 6, 20, 130).map((seconds) => ({ do: 'pass' as const, seconds })) },
);
type Command = typeof command extends fc.Arbitrary<infer Each> ? Each : never;

async function perform(each: Command): Promise<void> {
  if (each.do === 'arrive') {
    await room.arrive(each.from);
    // A desk may be ready that only rests for the call before it: whoever follows the tables hears the bell and plans (0019).
    return void (await room.act(async (ctx) => ok(await offerWaiting(ctx))));
  }
  if (each.do === 'pass') return room.pass(each.seconds);
  const userId = users[each.who] ?? '';
  const desk = await room.presence(userId);
  const callId = desk.call_id ?? '';
  const at = room.now();
  switch (each.do) {
    case 'answer':
      if (desk.state === 'offered') await room.answer(callId, userId);
      return;
    case 'decline': {
      const offer =
        desk.state !== 'offered' ? undefined : (await room.ringing(callId)).find((it) => it.user_id === userId);
      if (offer !== undefined) await room.act((ctx) => endOffer(ctx, offer.id, 'declined'));
      return;
    }
    case 'leave': {
      const open = await row<{ id: string }>(
        room.database.systemDb,
        sql`select id from calls where ended_at is null order by number offset ${each.who} limit 1`,
      );
      if (open !== null) await room.act((ctx) => endCall(ctx, { callId: open.id, by: 'caller', cause: 16, at }));
      return;
    }
    case 'hang_up':
      if (desk.state === 'talking') await room.act((ctx) => endCall(ctx, { callId, by: 'desk', cause: 16, at }));
      return;
    case 'lose':
      return loseTelephone(userId);
    case 'second': {
      const waits = await row<{ id: string }>(
        room.database.systemDb,
        sql`select id from calls where state in ('queued', 'offered') or unattended_since is not null order by number limit 1`,
      );
      const body = { callId: (waits?.id ?? '00000000-0000-4000-8000-000000000000') as CallId };
      await room.by(userId, (ctx) => takeSecond(ctx, { ...none, body }));
      return;
    }
    case 'switch':
      await room.by(userId, (ctx) => switchCalls(ctx, none));
      return;
    case 'finish': {
      if (desk.state !== 'wrap_up') return;
      const input = { params: { id: callId as CallId }, query: {} };
      await room.by(userId, (ctx) => classifyCall(ctx, { ...input, body: { code: 'INFO_PUBLIC', evidence: [] } }));
      await room.by(userId, (ctx) => finishWrapUp(ctx, { ...input, body: {} }));
      return;
    }
    case 'choose':
      await room.act((ctx) => movePresence(ctx, userId, each.state, each.state === 'break' ? 'rest' : null));
      return;
    case 'reach':
      await room.act(async (ctx) => ok(await setReachable(ctx, userId, each.reachable)));
  }
}

/** All its calls notice, one after the other. */
async function loseTelephone(userId: string): Promise<void> {
  const legs = await rows<{ call_id: string; pbx_channel: string }>(
    room.database.systemDb,
    sql`select call_id, pbx_channel from call_legs where user_id = ${userId} and left_at is null order by joined_at`,
  );
  for (const leg of legs) {
    const gone = { callId: leg.call_id, channel: leg.pbx_channel, cause: 44, at: room.now() };
    await room.act((ctx) => loseDesk(ctx, gone));
  }
}

async function holds(): Promise<void> {
  const { systemDb } = room.database;
  const seen = await room.act(async (ctx) => {
    const queue = {
      calls: await peekQueue(ctx.tx, ctx.tenantId),
      desks: await readQueueDesks(ctx.tx, ctx.tenantId),
      ...(await readQueueSettings(ctx.tx, ctx.tenantId)),
    };
    return ok({ queue, plan: planQueue(queue, ctx.now) });
  });
  if (!seen.ok) throw new Error('unreachable');
  const { queue, plan } = seen.value;
  // Nobody is ready while a call waits longer than the rules allow: there is nothing left to offer at this moment.
  expect(plan.offers).toEqual([]);
  const looks = await rows<{ id: string }>(
    systemDb,
    sql`select subject_id as id from deadlines where kind = 'call.step' and due_at > ${room.now()}`,
  );
  const isAwaited = (call: QueuedCall) => call.ringing.length > 0 || looks.some(({ id }) => id === call.id);
  for (const call of queue.calls) if (plan.lookAt.has(call.id)) expect(isAwaited(call)).toBe(true);
  const rings = await rows(
    systemDb,
    sql`select 1 from call_offers o where o.ended_at is null
        and not exists (select from deadlines d where d.kind = 'call.ring' and d.subject_id = o.id)`,
  );
  expect(rings).toEqual([]);
  // A desk has the calls of its presence and no other; `offered` and its ring go together.
  const strange = await rows(
    systemDb,
    sql`select p.user_id, p.state from presences p where
          (select count(*) from call_legs l join calls c on c.id = l.call_id
            where l.user_id = p.user_id and l.left_at is null and c.ended_at is null)
            <> (case when p.state = 'talking' then 1 + (p.parked_call_id is not null)::int else 0 end)
          or (p.state = 'talking' and not exists (select from call_legs l where l.call_id = p.call_id and l.user_id = p.user_id and l.left_at is null))
          or (p.parked_call_id is not null and not exists (select from calls c where c.id = p.parked_call_id and c.state = 'answered' and c.held_since is not null))
          or (p.state = 'offered') <> exists (select from call_offers o where o.user_id = p.user_id and o.ended_at is null)
          or (p.state = 'offered' and not exists (select from call_offers o where o.user_id = p.user_id and o.call_id = p.call_id and o.ended_at is null))`,
  );
  expect(strange).toEqual([]);
  const sum = await row<{ offered: number; parts: number }>(
    systemDb,
    sql`select count(*) as offered, count(*) filter (where state = 'lost') + count(*) filter (where answered_at is not null)
          + count(*) filter (where state in ('overflowed', 'failed')) + count(*) filter (where state in ('queued', 'offered')) as parts from calls`,
  );
  expect(sum?.parts).toBe(sum?.offered);
  const offered = await rows(
    systemDb,
    sql`select 1 from calls c where (c.state = 'offered') <> (c.answered_at is null and c.ended_at is null
          and exists (select from call_offers o where o.call_id = c.id and o.ended_at is null))`,
  );
  expect(offered).toEqual([]);
}

test('whatever happens in whatever order, the tables keep the rules of the queue', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(command, { minLength: 5, maxLength: 40 }), async (commands) => {
      await room.clear();
      for (const userId of users) await room.act(async (ctx) => ok(await setReachable(ctx, userId, true)));
      await room.act((ctx) => movePresence(ctx, users[0] ?? '', 'ready', null));
      for (const each of commands) {
        await perform(each);
        // What is due at this very moment is fired as in production.
        await room.pass(0);
        await holds();
      }
    }),
    { numRuns: 25 },
  );
}, 240_000);
