import type { ActionContext } from '#platform/server/action.ts';
import { appendEvents, type NewEvent } from '#platform/server/events/event.ts';
import { clearDeadline, type DeadlineHandler } from '#platform/server/timers/deadlines.ts';
import { ok, type Result, refuse } from '#platform/shared/result.ts';
import type { OfferOutcome } from '../call.ts';
import { callEvent } from './call-event.ts';
import { changePresence, type PresenceChange } from './change-presence.ts';
import { offerWaiting, ringDeadline } from './offer-waiting.ts';
import { finishOffer, lockCall, type OfferRow, offerById, requeueCall, ringingOffer } from './store.ts';

/** The desk stops ringing without an answer, and the call goes to the next one at once. */
export async function endOffer(
  ctx: ActionContext,
  offerId: string,
  outcome: Exclude<OfferOutcome, 'answered' | 'caller_left'>,
): Promise<Result<null, 'call.not_possible'>> {
  const known = await offerById(ctx.tx, offerId);
  if (known === null || (await lockCall(ctx.tx, known.call_id)) === null) return refuse('call.not_possible');
  const offer = await ringingOffer(ctx.tx, known.call_id);
  if (offer?.id !== offerId) return refuse('call.not_possible');
  await appendEvents(ctx, await closeOffer(ctx, offer, outcome));
  await requeueCall(ctx.tx, offer.call_id);
  await offerWaiting(ctx);
  return ok(null);
}

/**
 * End an offer of a locked call and free its desk. Whoever did not take the call goes to the end of the line, else every
 * new call would ring at an empty chair first; a caller who hung up costs nobody their place.
 */
export async function closeOffer(
  ctx: ActionContext,
  offer: OfferRow,
  outcome: Exclude<OfferOutcome, 'answered'>,
  desk: Pick<PresenceChange, 'state' | 'reason'> = { state: 'ready' },
): Promise<NewEvent[]> {
  await finishOffer(ctx.tx, offer.id, outcome, ctx.now);
  await clearDeadline(ctx, ringDeadline, offer.id);
  const freed = await changePresence(ctx, {
    userId: offer.user_id,
    callId: null,
    ...desk,
    ...(outcome === 'caller_left' ? {} : { idleSince: ctx.now }),
  });
  return [callEvent(offer.call_id, 'call.offer_ended', { offerId: offer.id, userId: offer.user_id, outcome }), freed];
}

/** Five seconds are over (design.md §5). */
export const endRing: DeadlineHandler = async (ctx, offerId) => {
  await endOffer(ctx, offerId, 'missed');
};
