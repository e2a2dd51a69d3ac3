import type { ActionContext } from '#platform/server/action.ts';
import { appendEvents } from '#platform/server/events/event.ts';
import { clearDeadline } from '#platform/server/timers/deadlines.ts';
import { newId } from '#platform/shared/ids.ts';
import { ok, type Result, refuse } from '#platform/shared/result.ts';
import { type Instant, msBetween } from '#platform/shared/time.ts';
import type { CallEvents } from '../call.ts';
import { decide } from '../rules.ts';
import { callEvent } from './call-event.ts';
import { changePresence } from './change-presence.ts';
import { classifyTest } from './classify-test.ts';
import { closeOffers } from './end-offer.ts';
import { offerWaiting, ringDeadline } from './offer-waiting.ts';
import { lockPresence } from './presence-store.ts';
import { closeOutside } from './queue/close-outside.ts';
import { openOffers } from './queue/queue-store.ts';
import { type CallRow, finishOffer, insertLeg, lockCall, offerById, saveAnswer } from './store.ts';

/**
 * A desk took the call at `at`, the moment its telephone was up. The first answer counts for the clocks; a further one
 * (the desk before is gone) joins the call. Refused when the offer ended in the same moment: that desk is let go.
 */
export async function answerCall(
  ctx: ActionContext,
  answer: { readonly offerId: string; readonly channel: string; readonly at: Instant },
): Promise<Result<null, 'call.not_possible'>> {
  const known = await offerById(ctx.tx, answer.offerId);
  const call = known === null ? null : await lockCall(ctx.tx, known.call_id);
  if (known === null || call === null) return refuse('call.not_possible');
  const offer = (await openOffers(ctx.tx, call.id)).find(({ id }) => id === answer.offerId);
  if (offer === undefined || !decide(call.state, 'answer').ok) return refuse('call.not_possible');
  const userId = offer.user_id;
  // No desk gets a second call by a ring: only by its own choice (queue/take-second.ts).
  const desk = await lockPresence(ctx.tx, ctx.tenantId, userId);
  if (desk?.call_id !== call.id || desk.state === 'talking') return refuse('call.not_possible');
  await finishOffer(ctx.tx, offer.id, 'answered', answer.at);
  await clearDeadline(ctx, ringDeadline, offer.id);
  await saveAnswer(ctx.tx, { callId: call.id, userId, at: answer.at });
  await insertLeg(ctx.tx, {
    id: newId<'leg'>(),
    tenantId: ctx.tenantId,
    callId: call.id,
    kind: 'desk',
    userId,
    channel: answer.channel,
    at: answer.at,
  });
  const talking = await changePresence(ctx, { userId, state: 'talking', callId: call.id, isResumeKept: true });
  const others = [...(await closeOffers(ctx, call.id, 'taken')), ...(await closeOutside(ctx, call.id, 'taken'))];
  const first = call.answered_at === null;
  const classified = await classifyTest(ctx, call);
  await appendEvents(ctx, [
    callEvent(call.id, 'call.offer_ended', { offerId: offer.id, userId, outcome: 'answered' }, answer.at),
    first
      ? callEvent(call.id, 'call.answered', answeredBy(call, userId, answer.at), answer.at)
      : callEvent(call.id, 'call.joined', { userId }, answer.at),
    ...classified,
    talking,
    ...others,
  ]);
  if (others.length > 0) await offerWaiting(ctx);
  return ok(null);
}

/** What the answer says; whoever listens knows a call-back by it without asking. */
export function answeredBy(call: CallRow, userId: string | null, at: Instant): CallEvents['call.answered'] {
  const answerMs = msBetween(call.arrived_at, at);
  return call.direction === 'outbound' ? { userId, answerMs, direction: call.direction } : { userId, answerMs };
}
