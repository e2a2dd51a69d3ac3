import type { ActionContext } from '#platform/server/action.ts';
import { appendEvents, type NewEvent } from '#platform/server/events/event.ts';
import { newId } from '#platform/shared/ids.ts';
import { ok, type Result, refuse } from '#platform/shared/result.ts';
import type { Instant } from '#platform/shared/time.ts';
import type { OutsideOutcome } from '../../queue-words.ts';
import { callEvent } from '../call-event.ts';
import { closeOffers } from '../end-offer.ts';
import { offerWaiting } from '../offer-waiting.ts';
import { insertLeg, lockCall } from '../store.ts';
import { finishOutsideOffer, openOutsideOffer, outsideOfferById, saveOutside } from './outside-store.ts';

/** The telephone outside stops ringing for a locked call; nothing where none rings. */
export async function closeOutside(
  ctx: ActionContext,
  callId: string,
  outcome: Exclude<OutsideOutcome, 'answered'>,
): Promise<NewEvent[]> {
  const open = await openOutsideOffer(ctx.tx, callId);
  if (open === null) return [];
  await finishOutsideOffer(ctx.tx, open.id, outcome, ctx.now);
  return [callEvent(callId, 'call.outside_ended', { outsideOfferId: open.id, outcome })];
}

/** Nobody picked up outside, or it could not be dialled: the call goes on waiting, and the next number follows. */
export async function endOutside(
  ctx: ActionContext,
  outsideOfferId: string,
  outcome: 'missed' | 'failed',
): Promise<Result<null, 'call.not_possible'>> {
  const known = await outsideOfferById(ctx.tx, outsideOfferId);
  if (known === null || (await lockCall(ctx.tx, known.call_id)) === null) return refuse('call.not_possible');
  const open = await openOutsideOffer(ctx.tx, known.call_id);
  if (open?.id !== outsideOfferId) return refuse('call.not_possible');
  await appendEvents(ctx, await closeOutside(ctx, known.call_id, outcome));
  await offerWaiting(ctx);
  return ok(null);
}

/** Somebody outside the centre picked up: every desk stops ringing, and the call ends there. Refused where a desk was faster. */
export async function answerOutside(
  ctx: ActionContext,
  answer: { readonly outsideOfferId: string; readonly channel: string; readonly at: Instant },
): Promise<Result<null, 'call.not_possible'>> {
  const known = await outsideOfferById(ctx.tx, answer.outsideOfferId);
  const call = known === null ? null : await lockCall(ctx.tx, known.call_id);
  const open = call === null ? null : await openOutsideOffer(ctx.tx, call.id);
  if (known === null || call === null || open?.id !== answer.outsideOfferId) return refuse('call.not_possible');
  const { channel, at } = answer;
  await finishOutsideOffer(ctx.tx, open.id, 'answered', at);
  const stopped = await closeOffers(ctx, call.id, 'taken');
  await saveOutside(ctx.tx, call.id, at);
  const leg = { id: newId<'leg'>(), tenantId: ctx.tenantId, callId: call.id, kind: 'outside', userId: null } as const;
  await insertLeg(ctx.tx, { ...leg, channel, at });
  await appendEvents(ctx, [
    ...stopped,
    callEvent(call.id, 'call.outside_ended', { outsideOfferId: open.id, outcome: 'answered' }, at),
    callEvent(call.id, 'call.outside_answered', { step: open.step }, at),
  ]);
  if (stopped.length > 0) await offerWaiting(ctx);
  return ok(null);
}
