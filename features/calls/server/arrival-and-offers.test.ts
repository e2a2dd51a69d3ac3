import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { row, rows, run } from '#platform/server/db/database.ts';
import { ok } from '#platform/shared/result.ts';
import { presenceStates } from '../call.ts';
import { queueSeeds } from '../queue.ts';
import { planQueue, type QueueDesk, type QueuedCall } from '../queue-rules.ts';
import { answerCall } from './answer-call.ts';
import { endOffer } from './end-offer.ts';
import { offerWaiting } from './offer-waiting.ts';
import { movePresence } from './set-presence.ts';
import { setReachable } from './set-reachable.ts';
import { type CallRoom, codeOf, now, openCallRoom } from './test-call-room.ts';

let room: CallRoom;
let [sri, budi]: [string, string] = ['', ''];
beforeAll(async () => {
  room = await openCallRoom();
  [sri, budi] = [await room.addUser('sri'), await room.addUser('budi')];
});
afterAll(() => room?.close());
afterEach(() => room.clear());

const untried = { callerE164: null, unattendedSince: null, ringing: [], outside: null, past: [], pastOutside: [] };
const fresh = (id: string): QueuedCall => ({ id, arrivedAt: now(), ...untried });

describe('arrival', () => {
  test('one statement writes call, offer, deadline and presence; a second telling changes nothing', async () => {
    await room.ready(sri);
    const told: string[] = [];
    const arrived = await room.attempt({
      linkedid: 'same',
      callerRaw: '0812 3456 7890',
      onDesk: () => void told.push('rung'),
    });
    if (!arrived.ok) throw new Error(arrived.refusal.code);
    const { callId } = arrived.value;
    expect(told).toEqual(['rung']);
    expect(await room.call(callId)).toMatchObject({
      state: 'offered',
      caller_e164: '+6281234567890',
      caller_raw: '0812 3456 7890',
    });
    expect(await room.presence(sri)).toMatchObject({ state: 'offered', call_id: callId });
    expect(await room.eventsOf(callId)).toEqual(['call.arrived', 'call.queued', 'call.offered']);
    const due = await row<{ ms: number }>(
      room.database.systemDb,
      sql`select extract(epoch from d.due_at - o.offered_at)::float8 * 1000 as ms from deadlines d join call_offers o on o.id = d.subject_id`,
    );
    expect(due?.ms).toBe(5000);
    expect(codeOf(await room.attempt({ linkedid: 'same' }))).toBe('call.known');
    expect(await rows(room.database.systemDb, sql`select 1 from calls`)).toHaveLength(1);
  });

  test('a call that another process claimed leaves no trace here', async () => {
    await room.ready(sri);
    expect(codeOf(await room.attempt({ linkedid: 'theirs', claimed: false }))).toBe('call.claimed_elsewhere');
    expect(await rows(room.database.systemDb, sql`select 1 from calls`)).toHaveLength(0);
    expect(await room.presence(sri)).toMatchObject({ state: 'ready' });
  });

  test('many calls at one moment never share a desk, and none is left waiting beside a free one', async () => {
    await room.ready(sri);
    await room.ready(budi);
    const arrived = await Promise.all(Array.from({ length: 8 }, () => room.arrive(null)));
    await room.act(async (ctx) => ok(await offerWaiting(ctx)));
    const ringing = await rows<{ user_id: string }>(
      room.database.systemDb,
      sql`select user_id from call_offers where ended_at is null`,
    );
    expect(ringing.map((each) => each.user_id).sort()).toEqual([sri, budi].sort());
    expect(new Set(arrived.map((each) => each.number)).size).toBe(8);
  });

  test('the statement chooses the desk that the rule chooses', async () => {
    const users = [sri, budi, await room.addUser('dewi'), await room.addUser('eko')];
    const desk = fc.record({
      state: fc.constantFrom(...presenceStates.filter((state) => state !== 'break')),
      reachable: fc.boolean(),
      idle: fc.option(fc.nat(5), { nil: null }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(desk, { minLength: 4, maxLength: 4 }), async (drawn) => {
        const desks: QueueDesk[] = users.map((userId, index) => {
          const { state = 'offline', reachable = false, idle = null } = drawn[index] ?? {};
          return {
            userId,
            state,
            reachable,
            idleSince: idle === null ? null : new Date(idle * 1000).toISOString(),
            callId: null,
            isSupervisor: false,
          };
        });
        for (const each of desks) {
          await run(
            room.database.systemDb,
            sql`update presences set state = ${each.state}, reachable = ${each.reachable}, idle_since = ${each.idleSince}::timestamptz where user_id = ${each.userId}`,
          );
        }
        const arrived = await room.arrive(null);
        const plan = planQueue(
          { calls: [fresh(arrived.callId)], desks, settings: queueSeeds, reachableOutside: [] },
          now(),
        );
        expect(arrived.offer?.userId ?? null).toBe(plan.offers[0]?.userId ?? null);
        await run(room.database.systemDb, sql`update presences set call_id = null`);
        await room.database.ownerPool.query('delete from call_offers; delete from calls');
      }),
      { numRuns: 60 },
    );
  });
});

describe('offers', () => {
  test('a missed ring goes to the next desk, then back to the first', async () => {
    await room.ready(sri);
    await room.ready(budi);
    const { callId, offer } = await room.arrive();
    expect(offer?.userId).toBe(sri);
    expect(await room.act((ctx) => endOffer(ctx, offer?.id ?? '', 'missed'))).toEqual(ok(null));
    expect(codeOf(await room.act((ctx) => endOffer(ctx, offer?.id ?? '', 'missed')))).toBe('call.not_possible');
    const second = (await room.offers(callId)).find((each) => each.ended_at === null);
    expect(second?.user_id).toBe(budi);
    await room.act((ctx) => endOffer(ctx, second?.id ?? '', 'missed'));
    expect((await room.offers(callId)).find((each) => each.ended_at === null)?.user_id).toBe(sri);
    expect(await room.call(callId)).toMatchObject({ state: 'offered' });
    expect(await room.presence(budi)).toMatchObject({ state: 'ready', call_id: null });
  });

  test('an answer that comes after the ring ended is refused', async () => {
    await room.ready(sri);
    const { callId, offer } = await room.arrive();
    await room.act((ctx) => endOffer(ctx, offer?.id ?? '', 'declined'));
    expect(
      codeOf(await room.act((ctx) => answerCall(ctx, { offerId: offer?.id ?? '', channel: 'x', at: now() }))),
    ).toBe('call.not_possible');
    expect(await room.call(callId)).toMatchObject({ state: 'queued' });
  });

  test('a break hands the ringing call on; a telephone that goes away does so too', async () => {
    await room.ready(sri);
    await room.ready(budi);
    const { callId } = await room.arrive();
    expect(await room.act((ctx) => movePresence(ctx, sri, 'break', 'prayer'))).toEqual(ok(null));
    expect(await room.presence(sri)).toMatchObject({ state: 'break', break_reason: 'prayer', call_id: null });
    expect(await room.presence(budi)).toMatchObject({ state: 'offered', call_id: callId });
    await room.act(async (ctx) => ok(await setReachable(ctx, budi, false)));
    expect((await room.offers(callId)).map((each) => each.outcome)).toEqual(['declined', 'desk_gone']);
    expect(await room.call(callId)).toMatchObject({ state: 'queued' });
  });
});
