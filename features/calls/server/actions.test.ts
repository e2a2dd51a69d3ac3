import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#platform/server/action.ts';
import { row, rows, run } from '#platform/server/db/database.ts';
import { runAction } from '#platform/server/unit.ts';
import { newId } from '#platform/shared/ids.ts';
import { ok, type Result } from '#platform/shared/result.ts';
import { type CallId, presenceStates } from '../call.ts';
import { queueSeeds } from '../queue.ts';
import { planQueue, type QueueDesk, type QueuedCall } from '../queue-rules.ts';
import { answerCall } from './answer-call.ts';
import { type ArrivedCall, arriveCall } from './arrive-call.ts';
import { createCalls } from './calls.ts';
import { classifyCall } from './classify-call.ts';
import { endCall } from './end-call.ts';
import { endOffer } from './end-offer.ts';
import { hangUpCall } from './hang-up-call.ts';
import { offerWaiting } from './offer-waiting.ts';
import type { Phones } from './phones.ts';
import type { PresenceRow } from './presence-store.ts';
import { listCalls, listEarlierCalls, readCall } from './read-calls.ts';
import { readDesk } from './read-desk.ts';
import { readQueue } from './read-queue.ts';
import { movePresence } from './set-presence.ts';
import { setReachable } from './set-reachable.ts';
import { showCaller } from './show-caller.ts';
import type { CallRow, OfferRow } from './store.ts';
import { openTestRoom, type TestRoom } from './test-room.ts';
import { finishWrapUp } from './wrap-up-call.ts';

let room: TestRoom;
let [sri, budi]: [string, string] = ['', ''];
beforeAll(async () => {
  room = await openTestRoom();
  [sri, budi] = [await room.addUser('sri'), await room.addUser('budi')];
});
afterAll(() => room?.close());
afterEach(async () => {
  await room.database.ownerPool.query('alter table recordings disable trigger user');
  for (const table of ['call_legs', 'call_offers', 'recordings'])
    await room.database.ownerPool.query(`delete from ${table}`);
  await room.database.ownerPool.query(
    "update presences set state = 'offline', break_reason = null, call_id = null, idle_since = null, reachable = false",
  );
  await room.database.ownerPool.query('delete from calls');
  await room.database.ownerPool.query('delete from deadlines');
});

const as = (userId: string, ...permissions: string[]): Actor => ({
  kind: 'user',
  id: userId,
  sessionId: randomUUID(),
  permissions: new Set(permissions),
  topics: [],
  groupId: null,
  language: 'id',
});
const by = <Value, Code extends string>(actor: Actor, work: Parameters<typeof runAction<Value, Code>>[2]) =>
  runAction(room.place, { tenantId: room.tenantId, actor }, work);
const now = () => new Date().toISOString();
const input = (callId: string) => ({ params: { id: callId as CallId }, query: {}, body: {} });

const untried = { callerE164: null, unattendedSince: null, ringing: [], outside: null, past: [], pastOutside: [] };
const fresh = (id: string): QueuedCall => ({ id, arrivedAt: now(), ...untried });

let serial = 0;
async function arrive(callerRaw: string | null = '081234567890', arrivedAt = now()): Promise<ArrivedCall> {
  const linkedid = `test-${++serial}`;
  const arrived = await attempt({ linkedid, callerRaw, arrivedAt });
  if (!arrived.ok) throw new Error(arrived.refusal.code);
  return arrived.value;
}
const attempt = (given: {
  linkedid: string;
  callerRaw?: string | null;
  arrivedAt?: string;
  claimed?: boolean;
  onDesk?: () => void;
}) =>
  room.act<ArrivedCall, string>((ctx) =>
    arriveCall(
      ctx,
      {
        callId: newId<'call'>(),
        pbxSystem: 'test',
        linkedid: given.linkedid,
        channel: given.linkedid,
        app: 'acd-test',
        dialled: '112',
        callerRaw: given.callerRaw ?? null,
        arrivedAt: given.arrivedAt ?? now(),
      },
      { claimed: Promise.resolve(given.claimed ?? true), onDesk: given.onDesk ?? (() => undefined) },
    ),
  );

async function answered(userId: string): Promise<ArrivedCall> {
  await room.ready(userId);
  const arrived = await arrive();
  expect(arrived.offer?.userId).toBe(userId);
  const answer = { offerId: arrived.offer?.id ?? '', channel: `desk-${arrived.offer?.id}`, at: now() };
  expect(await room.act((ctx) => answerCall(ctx, answer))).toEqual(ok(null));
  return arrived;
}
const call = async (id: string) =>
  (await row<CallRow>(room.database.systemDb, sql`select * from calls where id = ${id}`)) as CallRow;
const presence = async (id: string) =>
  (await row<PresenceRow>(room.database.systemDb, sql`select * from presences where user_id = ${id}`)) as PresenceRow;
const offers = (id: string) =>
  rows<OfferRow>(room.database.systemDb, sql`select * from call_offers where call_id = ${id} order by offered_at, id`);
const eventsOf = async (id: string) =>
  (
    await rows<{ name: string }>(
      room.database.systemDb,
      sql`select name from events where subject_id = ${id} order by seq`,
    )
  ).map((each) => each.name);
const codeOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.refusal.code);
const end = (callId: string, who: 'caller' | 'desk' = 'caller') =>
  room.act((ctx) => endCall(ctx, { callId, by: who, cause: 16, at: now() }));

describe('arrival', () => {
  test('one statement writes call, offer, deadline and presence; a second telling changes nothing', async () => {
    await room.ready(sri);
    const told: string[] = [];
    const arrived = await attempt({
      linkedid: 'same',
      callerRaw: '0812 3456 7890',
      onDesk: () => void told.push('rung'),
    });
    if (!arrived.ok) throw new Error(arrived.refusal.code);
    const { callId } = arrived.value;
    expect(told).toEqual(['rung']);
    expect(await call(callId)).toMatchObject({
      state: 'offered',
      caller_e164: '+6281234567890',
      caller_raw: '0812 3456 7890',
    });
    expect(await presence(sri)).toMatchObject({ state: 'offered', call_id: callId });
    expect(await eventsOf(callId)).toEqual(['call.arrived', 'call.queued', 'call.offered']);
    const due = await row<{ ms: number }>(
      room.database.systemDb,
      sql`select extract(epoch from d.due_at - o.offered_at)::float8 * 1000 as ms from deadlines d join call_offers o on o.id = d.subject_id`,
    );
    expect(due?.ms).toBe(5000);
    expect(codeOf(await attempt({ linkedid: 'same' }))).toBe('call.known');
    expect(await rows(room.database.systemDb, sql`select 1 from calls`)).toHaveLength(1);
  });

  test('a call that another process claimed leaves no trace here', async () => {
    await room.ready(sri);
    expect(codeOf(await attempt({ linkedid: 'theirs', claimed: false }))).toBe('call.claimed_elsewhere');
    expect(await rows(room.database.systemDb, sql`select 1 from calls`)).toHaveLength(0);
    expect(await presence(sri)).toMatchObject({ state: 'ready' });
  });

  test('many calls at one moment never share a desk, and none is left waiting beside a free one', async () => {
    await room.ready(sri);
    await room.ready(budi);
    const arrived = await Promise.all(Array.from({ length: 8 }, () => arrive(null)));
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
        const arrived = await arrive(null);
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
    const { callId, offer } = await arrive();
    expect(offer?.userId).toBe(sri);
    expect(await room.act((ctx) => endOffer(ctx, offer?.id ?? '', 'missed'))).toEqual(ok(null));
    expect(codeOf(await room.act((ctx) => endOffer(ctx, offer?.id ?? '', 'missed')))).toBe('call.not_possible');
    const second = (await offers(callId)).find((each) => each.ended_at === null);
    expect(second?.user_id).toBe(budi);
    await room.act((ctx) => endOffer(ctx, second?.id ?? '', 'missed'));
    expect((await offers(callId)).find((each) => each.ended_at === null)?.user_id).toBe(sri);
    expect(await call(callId)).toMatchObject({ state: 'offered' });
    expect(await presence(budi)).toMatchObject({ state: 'ready', call_id: null });
  });

  test('an answer that comes after the ring ended is refused', async () => {
    await room.ready(sri);
    const { callId, offer } = await arrive();
    await room.act((ctx) => endOffer(ctx, offer?.id ?? '', 'declined'));
    expect(
      codeOf(await room.act((ctx) => answerCall(ctx, { offerId: offer?.id ?? '', channel: 'x', at: now() }))),
    ).toBe('call.not_possible');
    expect(await call(callId)).toMatchObject({ state: 'queued' });
  });

  test('a break hands the ringing call on; a telephone that goes away does so too', async () => {
    await room.ready(sri);
    await room.ready(budi);
    const { callId } = await arrive();
    expect(await room.act((ctx) => movePresence(ctx, sri, 'break', 'prayer'))).toEqual(ok(null));
    expect(await presence(sri)).toMatchObject({ state: 'break', break_reason: 'prayer', call_id: null });
    expect(await presence(budi)).toMatchObject({ state: 'offered', call_id: callId });
    await room.act(async (ctx) => ok(await setReachable(ctx, budi, false)));
    expect((await offers(callId)).map((each) => each.outcome)).toEqual(['declined', 'desk_gone']);
    expect(await call(callId)).toMatchObject({ state: 'queued' });
  });
});

describe('the end', () => {
  test('telling it twice writes it once; the desk wraps up, classifies and is ready again', async () => {
    const { callId } = await answered(sri);
    expect(codeOf(await room.act((ctx) => movePresence(ctx, sri, 'break', 'rest')))).toBe('presence.in_call');
    expect(await end(callId)).toEqual(ok('ended'));
    expect(codeOf(await end(callId))).toBe('call.not_possible');
    expect((await eventsOf(callId)).filter((name) => name === 'call.ended')).toHaveLength(1);
    const taker = as(sri, 'call.take', 'call.classify');
    expect(codeOf(await by(taker, (ctx) => finishWrapUp(ctx, input(callId))))).toBe('call.unclassified');
    expect(codeOf(await by(as(budi), (ctx) => classifyCall(ctx, { ...input(callId), body: { code: 'TEST' } })))).toBe(
      'call.not_yours',
    );
    for (const _ of [1, 2])
      await by(taker, (ctx) => classifyCall(ctx, { ...input(callId), body: { code: 'EMERGENCY_NEW' } }));
    expect((await eventsOf(callId)).filter((name) => name === 'call.classified')).toHaveLength(1);
    for (const _ of [1, 2]) expect(codeOf(await by(taker, (ctx) => finishWrapUp(ctx, input(callId))))).toBe('ok');
    expect(await presence(sri)).toMatchObject({ state: 'ready', call_id: null });
    expect(await call(callId)).toMatchObject({ disposition: 'EMERGENCY_NEW', disposition_by: sri });
    expect((await call(callId)).wrapped_up_at).not.toBeNull();
  });

  test('a waiting call is never hung up by a desk', async () => {
    await room.ready(sri);
    const { callId } = await arrive();
    expect(codeOf(await by(as(sri, 'call.take', 'setting.read'), (ctx) => hangUpCall(ctx, input(callId))))).toBe(
      'call.not_possible',
    );
    expect(await end(callId)).toEqual(ok('lost'));
    expect(await call(callId)).toMatchObject({ disposition: 'ABANDONED_QUEUE', answered_at: null });
    expect(await presence(sri)).toMatchObject({ state: 'ready' });
  });

  test('every arrived call is in exactly one state of invariant 3, and its events say so', async () => {
    const { callId: first } = await answered(sri);
    const { callId: second } = await arrive(null);
    await end(second);
    await end(first, 'desk');
    expect((await eventsOf(second)).at(-2)).toBe('call.lost');
    const counted = await row(
      room.database.systemDb,
      sql`select count(*) as offered, count(*) filter (where answered_at is not null) as answered, count(*) filter (where state = 'lost') as abandoned,
            count(*) filter (where state in ('arrived', 'queued', 'offered')) as waiting from calls`,
    );
    expect(counted).toEqual({ offered: 2, answered: 1, abandoned: 1, waiting: 0 });
  });
});

describe('what people see', () => {
  test('the number in full during call and wrap-up only, else masked; showing it is logged with its reason', async () => {
    const { callId } = await answered(sri);
    const seen = async (userId: string) => {
      const found = await by(as(userId), (ctx) => readCall(ctx, input(callId)));
      return found.ok ? found.value.caller : null;
    };
    expect(await seen(sri)).toEqual({ masked: '+628•••••••890', full: '+6281234567890', withheld: false });
    expect(await seen(budi)).toMatchObject({ full: null });
    await end(callId);
    expect(await seen(sri)).toMatchObject({ full: '+6281234567890' });
    await by(as(sri), (ctx) => classifyCall(ctx, { ...input(callId), body: { code: 'TEST' } }));
    await by(as(sri), (ctx) => finishWrapUp(ctx, input(callId)));
    expect(await seen(sri)).toMatchObject({ full: null });
    const shown = await by(as(budi), (ctx) =>
      showCaller(ctx, { ...input(callId), body: { reason: 'menelepon balik' } }),
    );
    expect(shown).toEqual(ok({ number: '+6281234567890' }));
    const logged = await rows(
      room.database.systemDb,
      sql`select user_id, field, reason from access_log where subject_id = ${callId}`,
    );
    expect(logged).toEqual([{ user_id: budi, field: 'caller_number', reason: 'menelepon balik' }]);
  });

  test('lists page by page, filter by group and number, and know the earlier calls', async () => {
    const made: ArrivedCall[] = [];
    for (let index = 0; index < 5; index++)
      made.push(
        await arrive(index % 2 === 0 ? '081234567890' : null, new Date(Date.now() - index * 1000).toISOString()),
      );
    await end(made[4]?.callId ?? '');
    const page = async (query: Record<string, unknown>) => {
      const found = await by(as(sri), (ctx) => listCalls(ctx, { params: {}, query: { limit: 2, ...query }, body: {} }));
      if (!found.ok) throw new Error('unreachable: listing is never refused');
      return found.value;
    };
    const seen: number[] = [];
    for (let after: string | null | undefined; after !== null; ) {
      const found = await page(after === undefined ? {} : { after });
      seen.push(...found.items.map((each) => each.number));
      after = found.next;
    }
    expect(seen).toEqual(made.map((each) => each.number));
    expect((await page({ group: 'lost' })).items.map((each) => each.number)).toEqual([made[4]?.number]);
    expect((await page({ caller: '0812-3456-7890', limit: 10 })).items).toHaveLength(3);
    const earlier = await by(as(sri), (ctx) =>
      listEarlierCalls(ctx, { ...input(made[0]?.callId ?? ''), query: { limit: 20 } }),
    );
    expect(earlier).toMatchObject({
      ok: true,
      value: {
        total: 2,
        items: [{ number: made[2]?.number }, { number: made[4]?.number, disposition: 'ABANDONED_QUEUE' }],
      },
    });
    const queue = await by(as(sri), (ctx) => readQueue(ctx, { params: {}, query: {}, body: {} }));
    expect(queue.ok && queue.value.waiting).toHaveLength(4);
  });
});

describe('the desk', () => {
  test('one request gives presence, call and telephone; signing out frees the desk and hands its ringing call on', async () => {
    const issued: string[] = [];
    const phone = { wsUrl: 'ws://x/ws', uri: 'sip:a@x', user: 'a', password: 'secret', iceServers: [] };
    const phones: Phones = {
      issue: async (userId, _session, slug) => {
        issued.push(`${userId} ${slug}`);
        return phone;
      },
      revoke: async () => undefined,
      sipUserOf: async () => 'a',
      owners: async () => new Map(),
      issueDevice: async () => 'a',
      revokeDevice: async () => undefined,
      isAtDevice: () => false,
      refresh: async () => [],
    };
    await room.ready(sri);
    const { callId, offer } = await arrive();
    const desk = await by(as(sri), (ctx) => readDesk(() => phones)(ctx, { params: {}, query: {}, body: {} }));
    expect(desk).toMatchObject({
      ok: true,
      value: {
        presence: { state: 'offered' },
        offer: { id: offer?.id, call: { id: callId, caller: { full: null } } },
        call: null,
        phone,
      },
    });
    expect(issued).toEqual([`${sri} sidoarjo`]);
    const { feature } = createCalls({
      systemDb: room.database.systemDb,
      listen: room.database.systemPool,
      place: () => room.place,
      dataFolder: '/nonexistent',
      log: room.place.log,
      exchange: () => null,
      wsUrl: () => '',
      sipDomain: '',
    });
    const closed = (why: string) => ({
      name: 'session.closed',
      subject: { type: 'session', id: randomUUID() },
      audience: ['tenant'] as const,
      content: { userId: sri, why },
      seq: 0,
      occurredAt: now(),
    });
    await room.act(async (ctx) => ok(await feature.listeners?.['session.closed']?.(ctx, closed('replaced'))));
    expect(await presence(sri)).toMatchObject({ state: 'offered' });
    await room.act(async (ctx) => ok(await feature.listeners?.['session.closed']?.(ctx, closed('signed_out'))));
    expect(await presence(sri)).toMatchObject({ state: 'offline', call_id: null });
    expect(await call(callId)).toMatchObject({ state: 'queued' });
  });
});
