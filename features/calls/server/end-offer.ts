import type { ActionContext } from '#platform/server/action.ts';
import { appendEvents, type NewEvent } from '#platform/server/events/event.ts';
import { clearDeadline, type DeadlineHandler } from '#platform/server/timers/deadlines.ts';
import { ok, type Result, refuse } from '#platform/shared/result.ts';
import type { OfferOutcome } from '../call.ts';
import { callEvent } from './call-event.ts';
import { changePresence, type PresenceChange } from './change-presence.ts';
import { offerWaiting, ringDeadline } from './offer-waiting.ts';
import { lockPresence } from './presence-store.ts';
import { openOffers, requeueCall } from './queue/queue-store.ts';
import { restDesk } from './queue/rest-desk.ts';
import { finishOffer, lockCall, type OfferRow, offerById } from './store.ts';

/** The desk stops ringing without an answer, and the call goes to the next one at once. */
export async function endOffer(
  ctx: ActionContext,
  offerId: string,
  outcome: Exclude<OfferOutcome, 'answered' | 'caller_left' | 'taken'>,
): Promise<Result<null, 'call.not_possible'>> {
  const known = await offerById(ctx.tx, offerId);
  if (known === null || (await lockCall(ctx.tx, known.call_id)) === null) return refuse('call.not_possible');
  const open = await openOffers(ctx.tx, known.call_id);
  const offer = open.find(({ id }) => id === offerId);
  if (offer === undefined) return refuse('call.not_possible');
  await appendEvents(ctx, await closeOffer(ctx, offer, outcome, { ringing: open.length - 1 }));
  await requeueCall(ctx.tx, offer.call_id);
  await offerWaiting(ctx);
  return ok(null);
}

/**
 * End an offer of a locked call and free its desk. Whoever did not take the call goes to the end of the line, else every
 * new call would ring at an empty chair first; a call that went elsewhere costs nobody their place.
 */
export async function closeOffer(
  ctx: ActionContext,
  offer: OfferRow,
  outcome: Exclude<OfferOutcome, 'answered'>,
  more: {
    /** Desks at which the call rings on. */
    readonly ringing?: number;
    /** What the person chose instead. */
    readonly chosen?: Pick<PresenceChange, 'state' | 'reason' | 'dueAt'>;
  } = {},
): Promise<NewEvent[]> {
  await finishOffer(ctx.tx, offer.id, outcome, ctx.now);
  await clearDeadline(ctx, ringDeadline, offer.id);
  const { ringing = 0, chosen } = more;
  const content = { offerId: offer.id, userId: offer.user_id, outcome, ...(ringing === 0 ? {} : { ringing }) };
  const ended = callEvent(offer.call_id, 'call.offer_ended', content);
  const desk = await lockPresence(ctx.tx, ctx.tenantId, offer.user_id);
  if (desk?.call_id !== offer.call_id || desk.state !== 'offered') return [ended];
  const idleSince = outcome === 'caller_left' || outcome === 'taken' ? undefined : ctx.now;
  if (chosen === undefined) return [ended, await restDesk(ctx, desk, idleSince)];
  const change = { userId: offer.user_id, callId: null, ...chosen, ...(idleSince === undefined ? {} : { idleSince }) };
  return [ended, await changePresence(ctx, change)];
}

/** The call went elsewhere: all its desks stop ringing. */
export async function closeOffers(
  ctx: ActionContext,
  callId: string,
  outcome: 'taken' | 'caller_left',
): Promise<NewEvent[]> {
  const events: NewEvent[] = [];
  const open = await openOffers(ctx.tx, callId);
  for (const [index, offer] of open.entries())
    events.push(...(await closeOffer(ctx, offer, outcome, { ringing: open.length - 1 - index })));
  return events;
}

/** It rang long enough. */
export const endRing: DeadlineHandler = async (ctx, offerId) => {
  await endOffer(ctx, offerId, 'missed');
};
