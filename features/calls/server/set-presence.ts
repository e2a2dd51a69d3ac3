import type { Action, ActionContext } from '#platform/server/action.ts';
import { appendEvents, type NewEvent } from '#platform/server/events/event.ts';
import { ok, present, type Result, refuse } from '#platform/shared/result.ts';
import type { BreakReason, ChosenPresence } from '../call.ts';
import type { setPresence as route } from '../contract.ts';
import { choosePresence } from '../rules.ts';
import { callEvent } from './call-event.ts';
import { changePresence } from './change-presence.ts';
import { closeOffer } from './end-offer.ts';
import { offerWaiting } from './offer-waiting.ts';
import { deskOf, ensurePresence, lockPresence, presenceOf } from './presence-store.ts';
import { callOf, lockCall, requeueCall, ringingOffer, saveWrapUp } from './store.ts';
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
): Promise<Result<null, 'presence.in_call' | 'call.unclassified'>> {
  await ensurePresence(ctx.tx, ctx.tenantId, userId);
  const seen = present(await presenceOf(ctx.tx, ctx.tenantId, userId), 'ensured above');
  // The call is locked before the presence, as everywhere (store.ts, lockCall).
  const call = seen.call_id === null ? null : await lockCall(ctx.tx, seen.call_id);
  const offer = call === null ? null : await ringingOffer(ctx.tx, call.id);
  const row = present(await lockPresence(ctx.tx, ctx.tenantId, userId), 'ensured above');
  const decided = choosePresence(deskOf(row), chosen, call === null ? null : callOf(call));
  if (!decided.ok) return decided;
  const { state, declineOffer } = decided.value;
  if (state === 'offered') return ok(null);
  const events: NewEvent[] = [];
  const breakReason = state === 'break' ? reason : null;
  if (declineOffer && call !== null && offer?.user_id === userId) {
    events.push(...(await closeOffer(ctx, offer, 'declined', { state, reason: breakReason })));
    await requeueCall(ctx.tx, call.id);
  } else {
    if (row.state === 'wrap_up' && call !== null && call.wrapped_up_at === null) {
      await saveWrapUp(ctx.tx, call.id, ctx.now);
      events.push(callEvent(call.id, 'call.wrapped_up', { userId }));
    }
    const again = row.state === state && row.break_reason === breakReason;
    if (!again) {
      events.push(await changePresence(ctx, { userId, state, reason: breakReason, callId: null, idleSince: ctx.now }));
    }
  }
  await appendEvents(ctx, events);
  await offerWaiting(ctx);
  return ok(null);
}
