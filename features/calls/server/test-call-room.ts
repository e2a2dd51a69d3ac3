// A test room whose calls arrive, are answered and end by the real actions, for tests of what they write.
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Actor } from '#platform/server/action.ts';
import { row, rows } from '#platform/server/db/database.ts';
import { runAction } from '#platform/server/unit.ts';
import { newId } from '#platform/shared/ids.ts';
import { present, type Result } from '#platform/shared/result.ts';
import type { CallId } from '../call.ts';
import { answerCall } from './answer-call.ts';
import { type ArrivedCall, arriveCall } from './arrive-call.ts';
import { endCall } from './end-call.ts';
import type { PresenceRow } from './presence-store.ts';
import type { CallRow, OfferRow } from './store.ts';
import { openTestRoom, type TestRoom } from './test-room.ts';

/** Somebody with a session and these permissions. */
export const as = (userId: string, ...permissions: string[]): Actor => ({
  kind: 'user',
  id: userId,
  sessionId: randomUUID(),
  permissions: new Set(permissions),
  topics: [],
  groupId: null,
  language: 'id',
});
export const now = () => new Date().toISOString();
/** What an action of one call is given; the id of a row that the room made. */
export const input = (callId: string) => ({ params: { id: callId as CallId }, query: {}, body: {} });
/** `ok`, or why not. */
export const codeOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.refusal.code);

interface Arrival {
  readonly linkedid: string;
  readonly callerRaw?: string | null;
  readonly arrivedAt?: string;
  readonly claimed?: boolean;
  readonly onDesk?: () => void;
}

export type CallRoom = TestRoom & ReturnType<typeof actsIn> & ReturnType<typeof readingsIn>;

export async function openCallRoom(): Promise<CallRoom> {
  const room = await openTestRoom();
  return { ...room, ...actsIn(room), ...readingsIn(room) };
}

function actsIn(room: TestRoom) {
  const { database, place, tenantId } = room;
  let serial = 0;
  const attempt = (given: Arrival) =>
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
  const arrive = async (callerRaw: string | null = '081234567890', arrivedAt = now()): Promise<ArrivedCall> => {
    const arrived = await attempt({ linkedid: `test-${++serial}`, callerRaw, arrivedAt });
    if (!arrived.ok) throw new Error(arrived.refusal.code);
    return arrived.value;
  };
  return {
    /** A call arrives, if nothing is against it. */
    attempt,
    arrive,
    /** A call that this desk, the only one that is free, has answered. */
    answered: async (userId: string): Promise<ArrivedCall> => {
      await room.ready(userId);
      const arrived = await arrive();
      if (arrived.offer?.userId !== userId) throw new Error(`The call rings at ${arrived.offer?.userId}`);
      const answer = { offerId: arrived.offer.id, channel: `desk-${arrived.offer.id}`, at: now() };
      const done = await room.act((ctx) => answerCall(ctx, answer));
      if (!done.ok) throw new Error(done.refusal.code);
      return arrived;
    },
    end: (callId: string, who: 'caller' | 'desk' = 'caller') =>
      room.act((ctx) => endCall(ctx, { callId, by: who, cause: 16, at: now() })),
    by: <Value, Code extends string>(actor: Actor, work: Parameters<typeof runAction<Value, Code>>[2]) =>
      runAction(place, { tenantId, actor }, work),
    /** No call is left, and nobody is at a desk. */
    clear: async () => {
      const { ownerPool } = database;
      await ownerPool.query('alter table recordings disable trigger user');
      for (const table of ['call_judgements', 'call_legs', 'call_offers', 'recordings'])
        await ownerPool.query(`delete from ${table}`);
      await ownerPool.query(
        "update presences set state = 'offline', break_reason = null, call_id = null, idle_since = null, reachable = false",
      );
      await ownerPool.query('delete from calls');
      await ownerPool.query('delete from deadlines');
    },
  };
}

/** What is written. */
function readingsIn({ database: { systemDb } }: TestRoom) {
  return {
    call: async (id: string) =>
      present(await row<CallRow>(systemDb, sql`select * from calls where id = ${id}`), 'the call is there'),
    presence: async (id: string) =>
      present(
        await row<PresenceRow>(systemDb, sql`select * from presences where user_id = ${id}`),
        'the person is there',
      ),
    offers: (id: string) =>
      rows<OfferRow>(systemDb, sql`select * from call_offers where call_id = ${id} order by offered_at, id`),
    eventsOf: async (id: string) => {
      const found = await rows<{ name: string }>(
        systemDb,
        sql`select name from events where subject_id = ${id} order by seq`,
      );
      return found.map((each) => each.name);
    },
  };
}
