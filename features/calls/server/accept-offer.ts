import type { Action } from '#platform/server/action.ts';
import { setDeadline } from '#platform/server/timers/deadlines.ts';
import { ok, refuse } from '#platform/shared/result.ts';
import { plusMs } from '#platform/shared/time.ts';
import { answeringMs } from '../call.ts';
import type { acceptOffer as route } from '../contract.ts';
import { ringDeadline } from './offer-waiting.ts';
import { openOffers } from './queue/queue-store.ts';
import { lockCall, offerById } from './store.ts';

/**
 * Who presses "answer" in the last moment of the ring must not lose the call to the next desk while the browser opens
 * microphone and media. Asterisk's own limit (live-call.ts) ends the ring of a desk that never follows through.
 */
export const acceptOffer: Action<typeof route> = async (ctx, { body }) => {
  const known = await offerById(ctx.tx, body.offerId);
  if (known === null || known.user_id !== ctx.actor.id) return refuse('call.not_found');
  await lockCall(ctx.tx, known.call_id);
  const offer = (await openOffers(ctx.tx, known.call_id)).find(({ id }) => id === body.offerId);
  if (offer === undefined) return refuse('call.not_possible');
  await setDeadline(ctx, ringDeadline, offer.id, plusMs(ctx.now, answeringMs));
  return ok({});
};
