import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { row, rows } from '#platform/server/db/database.ts';
import { ok } from '#platform/shared/result.ts';
import type { ArrivedCall } from './arrive-call.ts';
import { classifyCall } from './classify-call.ts';
import { hangUpCall } from './hang-up-call.ts';
import type { Phones } from './phones.ts';
import { listCalls, listEarlierCalls, readCall } from './read-calls.ts';
import { readDesk } from './read-desk.ts';
import { readQueue } from './read-queue.ts';
import { movePresence } from './set-presence.ts';
import { showCaller } from './show-caller.ts';
import { as, type CallRoom, codeOf, input, now, openCallRoom } from './test-call-room.ts';
import { callsWithoutTelephony } from './test-room.ts';
import { finishWrapUp } from './wrap-up-call.ts';

let room: CallRoom;
let [sri, budi]: [string, string] = ['', ''];
beforeAll(async () => {
  room = await openCallRoom();
  [sri, budi] = [await room.addUser('sri'), await room.addUser('budi')];
});
afterAll(() => room?.close());
afterEach(() => room.clear());

describe('the end', () => {
  test('telling it twice writes it once; the desk wraps up, classifies and is ready again', async () => {
    const { callId } = await room.answered(sri);
    expect(codeOf(await room.act((ctx) => movePresence(ctx, sri, 'break', 'rest')))).toBe('presence.in_call');
    expect(await room.end(callId)).toEqual(ok('ended'));
    expect(codeOf(await room.end(callId))).toBe('call.not_possible');
    expect((await room.eventsOf(callId)).filter((name) => name === 'call.ended')).toHaveLength(1);
    const taker = as(sri, 'call.take', 'call.classify');
    expect(codeOf(await room.by(taker, (ctx) => finishWrapUp(ctx, input(callId))))).toBe('call.unclassified');
    expect(
      codeOf(
        await room.by(as(budi), (ctx) => classifyCall(ctx, { ...input(callId), body: { code: 'TEST', evidence: [] } })),
      ),
    ).toBe('call.not_yours');
    for (const _ of [1, 2])
      await room.by(taker, (ctx) =>
        classifyCall(ctx, { ...input(callId), body: { code: 'EMERGENCY_NEW', evidence: [] } }),
      );
    expect((await room.eventsOf(callId)).filter((name) => name === 'call.classified')).toHaveLength(1);
    for (const _ of [1, 2]) expect(codeOf(await room.by(taker, (ctx) => finishWrapUp(ctx, input(callId))))).toBe('ok');
    expect(await room.presence(sri)).toMatchObject({ state: 'ready', call_id: null });
    expect(await room.call(callId)).toMatchObject({ disposition: 'EMERGENCY_NEW', disposition_by: sri });
    expect((await room.call(callId)).wrapped_up_at).not.toBeNull();
  });

  test('a waiting call is never hung up by a desk', async () => {
    await room.ready(sri);
    const { callId } = await room.arrive();
    expect(codeOf(await room.by(as(sri, 'call.take', 'setting.read'), (ctx) => hangUpCall(ctx, input(callId))))).toBe(
      'call.not_possible',
    );
    expect(await room.end(callId)).toEqual(ok('lost'));
    expect(await room.call(callId)).toMatchObject({ disposition: 'ABANDONED_QUEUE', answered_at: null });
    expect(await room.presence(sri)).toMatchObject({ state: 'ready' });
  });

  test('every arrived call is in exactly one state of invariant 3, and its events say so', async () => {
    const { callId: first } = await room.answered(sri);
    const { callId: second } = await room.arrive(null);
    await room.end(second);
    await room.end(first, 'desk');
    expect((await room.eventsOf(second)).at(-2)).toBe('call.lost');
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
    const { callId } = await room.answered(sri);
    const seen = async (userId: string) => {
      const found = await room.by(as(userId), (ctx) => readCall(ctx, input(callId)));
      return found.ok ? found.value.caller : null;
    };
    expect(await seen(sri)).toEqual({ masked: '+628•••••••890', full: '+6281234567890', withheld: false });
    expect(await seen(budi)).toMatchObject({ full: null });
    await room.end(callId);
    expect(await seen(sri)).toMatchObject({ full: '+6281234567890' });
    await room.by(as(sri), (ctx) => classifyCall(ctx, { ...input(callId), body: { code: 'TEST', evidence: [] } }));
    await room.by(as(sri), (ctx) => finishWrapUp(ctx, input(callId)));
    expect(await seen(sri)).toMatchObject({ full: null });
    const shown = await room.by(as(budi), (ctx) =>
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
        await room.arrive(index % 2 === 0 ? '081234567890' : null, new Date(Date.now() - index * 1000).toISOString()),
      );
    await room.end(made[4]?.callId ?? '');
    const page = async (query: Record<string, unknown>) => {
      const found = await room.by(as(sri), (ctx) =>
        listCalls(ctx, { params: {}, query: { limit: 2, ...query }, body: {} }),
      );
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
    const earlier = await room.by(as(sri), (ctx) =>
      listEarlierCalls(ctx, { ...input(made[0]?.callId ?? ''), query: { limit: 20 } }),
    );
    expect(earlier).toMatchObject({
      ok: true,
      value: {
        total: 2,
        items: [{ number: made[2]?.number }, { number: made[4]?.number, disposition: 'ABANDONED_QUEUE' }],
      },
    });
    const queue = await room.by(as(sri), (ctx) => readQueue(ctx, { params: {}, query: {}, body: {} }));
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
    const { callId, offer } = await room.arrive();
    const desk = await room.by(as(sri), (ctx) => readDesk(() => phones)(ctx, { params: {}, query: {}, body: {} }));
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
    const { feature } = callsWithoutTelephony(room);
    const closed = (why: string) => ({
      name: 'session.closed',
      subject: { type: 'session', id: randomUUID() },
      audience: ['tenant'] as const,
      content: { userId: sri, why },
      seq: 0,
      occurredAt: now(),
    });
    await room.act(async (ctx) => ok(await feature.listeners?.['session.closed']?.(ctx, closed('replaced'))));
    expect(await room.presence(sri)).toMatchObject({ state: 'offered' });
    await room.act(async (ctx) => ok(await feature.listeners?.['session.closed']?.(ctx, closed('signed_out'))));
    expect(await room.presence(sri)).toMatchObject({ state: 'offline', call_id: null });
    expect(await room.call(callId)).toMatchObject({ state: 'queued' });
  });
});
