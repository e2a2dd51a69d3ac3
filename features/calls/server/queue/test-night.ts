// A regency whose clock the test turns: desks without telephones, deadlines fired by hand, all on a real database.
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Actor } from '#platform/server/action.ts';
import { type Db, row, rows, run } from '#platform/server/db/database.ts';
import type { DeadlineHandler } from '#platform/server/timers/deadlines.ts';
import { runAction, type Workplace } from '#platform/server/unit.ts';
import { newId } from '#platform/shared/ids.ts';
import { ok, present, type Result } from '#platform/shared/result.ts';
import { plusMs } from '#platform/shared/time.ts';
import { answerCall } from '../answer-call.ts';
import { arriveCall } from '../arrive-call.ts';
import { presenceDeadline } from '../change-presence.ts';
import { endRing } from '../end-offer.ts';
import { beginStep, planDeadline, planLeft, ringDeadline, stepDeadline } from '../offer-waiting.ts';
import type { PresenceRow } from '../presence-store.ts';
import type { CallRow, OfferRow } from '../store.ts';
import { openTestRoom, type TestRoom } from '../test-room.ts';
import { presenceDue } from './presence-due.ts';

export type Work<Value, Code extends string> = Parameters<typeof runAction<Value, Code>>[2];

export interface NightRoom extends TestRoom {
  now: () => string;
  /** Turn the clock, firing each deadline at its own moment. */
  pass: (seconds: number) => Promise<void>;
  act: TestRoom['act'];
  /** `also`: permissions beyond those of a call taker. */
  by: <Value, Code extends string>(
    userId: string,
    work: Work<Value, Code>,
    also?: readonly string[],
  ) => Promise<Result<Value, Code>>;
  arrive: (callerRaw?: string | null) => Promise<string>;
  /** The desk that this call rings at answers, and talks with the channel it returns. */
  answer: (callId: string, userId: string) => Promise<Result<null, string>>;
  call: (id: string) => Promise<CallRow>;
  presence: (userId: string) => Promise<PresenceRow>;
  ringing: (callId: string) => Promise<OfferRow[]>;
  clear: () => Promise<void>;
}

const machine: Actor = {
  kind: 'system',
  id: null,
  sessionId: null,
  permissions: new Set(),
  topics: [],
  groupId: null,
  language: 'id',
};
const handlers: Readonly<Record<string, DeadlineHandler>> = {
  [ringDeadline]: endRing,
  [stepDeadline]: beginStep,
  [planDeadline]: planLeft,
  [presenceDeadline]: presenceDue,
};
const permissions = ['call.take', 'call.classify', 'presence.set', 'presence.order'];

export async function openNightRoom(): Promise<NightRoom> {
  const room = await openTestRoom();
  const { systemDb } = room.database;
  let now = '2026-11-21T17:00:00.000Z';
  let serial = 0;
  const place: Workplace = { ...room.place, clock: () => now };
  const as = <Value, Code extends string>(actor: Actor, work: Work<Value, Code>) =>
    runAction(place, { tenantId: room.tenantId, actor }, work);
  const act: TestRoom['act'] = (work) => as(machine, work);
  const ringing = (callId: string) => ringingAt(systemDb, callId);
  return {
    ...room,
    now: () => now,
    pass: async (seconds) => {
      const until = plusMs(now, seconds * 1000);
      for (;;) {
        while (await fireDue(systemDb, act, now));
        const next = await row<{ due_at: string }>(systemDb, sql`select min(due_at) as due_at from deadlines`);
        if (next?.due_at == null || next.due_at > until) break;
        now = next.due_at;
      }
      now = until;
    },
    act,
    by: (userId, work, also = []) => {
      const all = new Set([...permissions, ...also]);
      return as({ ...machine, kind: 'user', id: userId, sessionId: randomUUID(), permissions: all }, work);
    },
    arrive: async (callerRaw = null) => {
      const linkedid = `night-${++serial}`;
      const callId = newId<'call'>();
      const facts = { callId, pbxSystem: 'test', linkedid, channel: linkedid, app: 'acd-test', dialled: '112' };
      const hooks = { claimed: Promise.resolve(true), onDesk: () => undefined };
      const arrived = await act((ctx) => arriveCall(ctx, { ...facts, callerRaw, arrivedAt: now }, hooks));
      if (!arrived.ok) throw new Error(arrived.refusal.code);
      return callId;
    },
    answer: async (callId, userId) => {
      const offer = (await ringing(callId)).find((each) => each.user_id === userId);
      const answer = { offerId: offer?.id ?? randomUUID(), channel: `desk-${offer?.id}`, at: now };
      return act((ctx) => answerCall(ctx, answer));
    },
    call: async (id) => present(await row<CallRow>(systemDb, sql`select * from calls where id = ${id}`), 'made here'),
    presence: async (id) =>
      present(await row<PresenceRow>(systemDb, sql`select * from presences where user_id = ${id}`), 'made here'),
    ringing,
    clear: () => clearRoom(room),
  };
}

function ringingAt(systemDb: Db, callId: string): Promise<OfferRow[]> {
  const open = sql`select * from call_offers where call_id = ${callId} and ended_at is null order by id`;
  return rows<OfferRow>(systemDb, open);
}

/** The earliest deadline that is due; false: none is. */
async function fireDue(systemDb: Db, act: TestRoom['act'], now: string): Promise<boolean> {
  const due = await row<{ kind: string; subject_id: string; due_at: string }>(
    systemDb,
    sql`delete from deadlines where (kind, subject_id) = (select kind, subject_id from deadlines
          where due_at <= ${now} order by due_at, subject_id limit 1) returning kind, subject_id, due_at`,
  );
  const handler = due === null ? undefined : handlers[due.kind];
  if (due !== null && handler !== undefined)
    await act(async (ctx) => ok(await handler(ctx, due.subject_id, due.due_at)));
  return due !== null;
}

async function clearRoom({ database }: TestRoom): Promise<void> {
  const { ownerPool, systemDb } = database;
  await ownerPool.query('alter table recordings disable trigger user');
  await ownerPool.query(`update presences set state = 'offline', break_reason = null, call_id = null, parked_call_id = null,
    owed_calls = '{}', due_at = null, resume_state = null, resume_reason = null, idle_since = null, reachable = false`);
  const tables = 'call_judgements call_legs call_offers outside_offers recordings presence_orders calls deadlines';
  for (const table of tables.split(' ')) await ownerPool.query(`delete from ${table}`);
  await run(systemDb, sql`delete from queue_settings`);
}
