import type { ActionContext } from '#platform/server/action.ts';
import type { NewEvent } from '#platform/server/events/event.ts';
import { type Instant, msBetween } from '#platform/shared/time.ts';
import { callEvent } from '../call-event.ts';
import { changePresence } from '../change-presence.ts';
import { lockPresence } from '../presence-store.ts';
import { type CallRow, lockCall, saveHold } from '../store.ts';
import { beginWrapUp } from './rest-desk.ts';

/** A call is over for the desk that talked in it: it wraps up, or goes back to the call it had put aside and wraps up later. */
export async function leaveTalk(
  ctx: ActionContext,
  { call, userId, at }: { readonly call: CallRow; readonly userId: string; readonly at: Instant },
): Promise<NewEvent[]> {
  const desk = await lockPresence(ctx.tx, ctx.tenantId, userId);
  if (desk?.state !== 'talking') return [];
  const owedCalls = [...desk.owed_calls, call.id];
  const goesOn = { userId, state: 'talking', parkedCallId: null, owedCalls, isResumeKept: true } as const;
  if (desk.parked_call_id === call.id) return [await changePresence(ctx, { ...goesOn, callId: desk.call_id })];
  if (desk.call_id !== call.id) return [];
  if (desk.parked_call_id === null) {
    return [await beginWrapUp(ctx, { userId, callId: call.id, disposition: call.disposition, endedAt: at })];
  }
  // Locked with the call that ends (second-store.ts).
  const parked = await lockCall(ctx.tx, desk.parked_call_id);
  const back = parked === null ? [] : await takeBack(ctx, parked, userId);
  return [...back, await changePresence(ctx, { ...goesOn, callId: desk.parked_call_id })];
}

/** The hold of a locked call is over. */
export async function takeBack(ctx: ActionContext, parked: CallRow, userId: string): Promise<NewEvent[]> {
  if (parked.held_since === null) return [];
  await saveHold(ctx.tx, parked.id, null);
  const heldMs = Math.max(0, msBetween(parked.held_since, ctx.now));
  return [callEvent(parked.id, 'call.resumed', { userId, heldMs })];
}
