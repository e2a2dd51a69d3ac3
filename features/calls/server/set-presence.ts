import type { Action, ActionContext } from '#platform/server/action.ts';
import { appendEvents, type NewEvent } from '#platform/server/events/event.ts';
import { ok, present, type Result, refuse } from '#platform/shared/result.ts';
import type { BreakReason, ChosenPresence } from '../call.ts';
import type { setPresence as route } from '../contract.ts';
import { choosePresence, mustBeClassified } from '../rules.ts';
import { callEvent } from './call-event.ts';
import { changePresence } from './change-presence.ts';
import { closeOffer } from './end-offer.ts';
import { offerWaiting } from './offer-waiting.ts';
import { deskOf, ensurePresence, lockPresence, presenceOf } from './presence-store.ts';
import { openOffers, requeueCall } from './queue/queue-store.ts';
import { breakDue, restDesk } from './queue/rest-desk.ts';
import { type CallRow, callOf, lockCall, saveWrapUp } from './store.ts';
import { presenceViewOf } from './views.ts';

export const setPresence: Action<typeof route> = async (ctx, { body }) => {
  const userId = present(ctx.actor.id, 'only signed-in people set a presence');
  if (body.state === 'break' && body.reason === undefined) return refuse('presence.reason_missing');
  const moved = await movePresence(ctx, userId, body.state, body.reason ?? null);
  if (!moved.ok) return moved;
  return ok(presenceViewOf(present(await presenceOf(ctx.tx, ctx.tenantId, userId), 'made by movePresence')));
};

/** A person chooses; a ringing call goes on to the next desk, a finished call is wrapped up. */
export async function movePresence(
  ctx: ActionContext,
  userId: string,
  chosen: ChosenPresence,
  reason: BreakReason | null,
  by: 'self' | 'ordered' = 'self',
): Promise<Result<null, 'presence.in_call' | 'call.unclassified'>> {
  await ensurePresence(ctx.tx, ctx.tenantId, userId);
  const seen = present(await presenceOf(ctx.tx, ctx.tenantId, userId), 'ensured above');
  // The call is locked before the presence, as everywhere (store.ts, lockCall).
  const call = seen.call_id === null ? null : await lockCall(ctx.tx, seen.call_id);
  const offers = call === null ? [] : await openOffers(ctx.tx, call.id);
  const offer = offers.find((each) => each.user_id === userId);
  const row = present(await lockPresence(ctx.tx, ctx.tenantId, userId), 'ensured above');
  // Whom a supervisor sends on still owes the class of the last call: it comes back after the next one.
  const owes = by === 'ordered' && row.state === 'wrap_up' && call !== null && mustBeClassified(callOf(call));
  const decided = choosePresence(deskOf(row), chosen, call === null || owes ? null : callOf(call));
  if (!decided.ok) return decided;
  const { state, declineOffer } = decided.value;
  if (state === 'offered') return ok(null);
  const events: NewEvent[] = [];
  const breakReason = state === 'break' ? reason : null;
  const due = await breakDue(ctx, breakReason);
  const next = { state, reason: breakReason, ...(due === null ? {} : { dueAt: due }) };
  if (declineOffer && call !== null && offer !== undefined) {
    events.push(...(await closeOffer(ctx, offer, 'declined', { ringing: offers.length - 1, chosen: next })));
    await requeueCall(ctx.tx, call.id);
  } else {
    if (row.state === 'wrap_up' && call !== null && !owes) events.push(...(await endWrapUp(ctx, userId, call)));
    const again = row.state === state && row.break_reason === breakReason;
    // One wrap-up after another, before the next call.
    if (by === 'self' && row.state === 'wrap_up' && state === 'ready' && row.owed_calls.length > 0)
      events.push(await restDesk(ctx, row, ctx.now));
    else if (!again) {
      const owedCalls = owes && call !== null ? [...row.owed_calls, call.id] : row.owed_calls;
      const change = { userId, ...next, callId: null, idleSince: ctx.now, owedCalls };
      events.push(await changePresence(ctx, change));
    }
  }
  await appendEvents(ctx, events);
  await offerWaiting(ctx);
  return ok(null);
}

async function endWrapUp(ctx: ActionContext, userId: string, call: CallRow): Promise<NewEvent[]> {
  if (call.wrapped_up_at !== null) return [];
  await saveWrapUp(ctx.tx, call.id, ctx.now);
  return [callEvent(call.id, 'call.wrapped_up', { userId })];
}

/**
 * The wrap-up of a call is done, by its person or by the clock: back to what a ring had called them from, else ready. False: it
 * was over already. The call is locked and classified.
 */
export async function finishWrapUpOf(ctx: ActionContext, userId: string, call: CallRow): Promise<boolean> {
  const row = await lockPresence(ctx.tx, ctx.tenantId, userId);
  if (row?.state !== 'wrap_up' || row.call_id !== call.id) return false;
  const events = await endWrapUp(ctx, userId, call);
  events.push(await restDesk(ctx, { ...row, due_at: null }, ctx.now));
  await appendEvents(ctx, events);
  await offerWaiting(ctx);
  return true;
}
