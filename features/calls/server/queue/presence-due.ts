import { audience } from '#features/people/audience.ts';
import type { Action, ActionContext } from '#platform/server/action.ts';
import { appendEvent } from '#platform/server/events/event.ts';
import type { DeadlineHandler } from '#platform/server/timers/deadlines.ts';
import { ok, present, refuse } from '#platform/shared/result.ts';
import { plusMs } from '#platform/shared/time.ts';
import type { prolongWrapUp as prolongRoute } from '../../queue-contract.ts';
import { wrapUpAfterClass } from '../../queue-rules.ts';
import { mustBeClassified } from '../../rules.ts';
import { changePresence } from '../change-presence.ts';
import { lockPresence, type PresenceRow, presenceOf } from '../presence-store.ts';
import { finishWrapUpOf } from '../set-presence.ts';
import { type CallRow, callOf, lockCall } from '../store.ts';
import { readQueueSettings } from './queue-store.ts';
import { saveProlonged } from './wrap-up-store.ts';

/** A wrap-up ends by itself once its call has a class; one without, and a break that lasts too long, is told to the supervisors. */
export const presenceDue: DeadlineHandler = async (ctx, userId) => {
  const seen = await presenceOf(ctx.tx, ctx.tenantId, userId);
  if (seen === null || !isDue(seen, ctx.now)) return;
  if (seen.state === 'wrap_up' && seen.call_id !== null) {
    const call = await lockCall(ctx.tx, seen.call_id);
    if (call !== null && !mustBeClassified(callOf(call))) return void (await finishWrapUpOf(ctx, userId, call));
  }
  const row = await lockPresence(ctx.tx, ctx.tenantId, userId);
  if (row === null || !isDue(row, ctx.now)) return;
  await appendEvent(ctx, {
    name: 'presence.overdue',
    subject: { type: 'user', id: userId },
    audience: [audience.supervisors(), audience.user(userId)],
    content: { state: row.state, reason: row.break_reason },
  });
};

/** What was set for an earlier wrap-up or break may fire during a later one. */
function isDue(row: PresenceRow, now: string): boolean {
  return (row.state === 'wrap_up' || row.state === 'break') && row.due_at !== null && row.due_at <= now;
}

/** A class was chosen or corrected: its length counts from now on for whoever wraps this call up. */
export async function retimeWrapUp(ctx: ActionContext, userId: string, call: CallRow): Promise<void> {
  const row = await lockPresence(ctx.tx, ctx.tenantId, userId);
  const { disposition } = call;
  if (row?.state !== 'wrap_up' || row.call_id !== call.id || disposition === null) return;
  // A call that was handed over goes on: it is over for its desk since then.
  const endedAt = call.ended_at ?? row.since;
  const { settings } = await readQueueSettings(ctx.tx, ctx.tenantId);
  const wrapUp = { disposition, endedAt, due: row.due_at, prolonged: row.prolonged };
  const dueAt = wrapUpAfterClass(settings, wrapUp, ctx.now);
  await changePresence(ctx, { userId, state: 'wrap_up', callId: call.id, dueAt, isResumeKept: true });
}

/** A little more time for what is not written down yet. */
export const prolongWrapUp: Action<typeof prolongRoute> = async (ctx) => {
  const userId = present(ctx.actor.id, 'call.take needs a session');
  const row = await lockPresence(ctx.tx, ctx.tenantId, userId);
  if (row?.state !== 'wrap_up' || row.call_id === null) return refuse('wrap_up.none');
  const { settings } = await readQueueSettings(ctx.tx, ctx.tenantId);
  if (row.prolonged >= settings.prolongTimes) return refuse('wrap_up.no_longer', { times: settings.prolongTimes });
  const from = row.due_at !== null && row.due_at > ctx.now ? row.due_at : ctx.now;
  const dueAt = plusMs(from, settings.prolongS * 1000);
  await changePresence(ctx, { userId, state: 'wrap_up', callId: row.call_id, dueAt, isResumeKept: true });
  await saveProlonged(ctx.tx, ctx.tenantId, userId);
  await appendEvent(ctx, {
    name: 'presence.prolonged',
    subject: { type: 'user', id: userId },
    audience: [audience.tenant()],
    content: { times: row.prolonged + 1 },
  });
  return ok({ dueAt, left: settings.prolongTimes - row.prolonged - 1 });
};
