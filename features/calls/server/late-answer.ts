import type { ActionContext } from '#platform/server/action.ts';
import { appendEvents } from '#platform/server/events/event.ts';
import { ok, type Result, refuse } from '#platform/shared/result.ts';
import type { Instant } from '#platform/shared/time.ts';
import { decide } from '../rules.ts';
import { answerCall } from './answer-call.ts';
import { closeOffers } from './end-offer.ts';
import { offerWaiting } from './offer-waiting.ts';
import { closeOutside } from './queue/close-outside.ts';
import { answerFrom } from './record-from-cel.ts';
import { callByLinkedid, lockCall, talkingDesk } from './store.ts';

/**
 * Caller and desk talk, and the database hears of it only now: it was away, and when it came back the ring had run out by its deadline.
 * What happened counts: the desk that has the call meanwhile is let go without a mark, and keeps its place.
 */
export async function answerLate(
  ctx: ActionContext,
  answer: {
    readonly callId: string;
    readonly offerId: string;
    readonly userId: string;
    readonly channel: string;
    readonly at: Instant;
  },
): Promise<Result<null, 'call.not_possible'>> {
  const inTime = await answerCall(ctx, answer);
  if (inTime.ok) return inTime;
  const call = await lockCall(ctx.tx, answer.callId);
  if (call === null || !decide(call.state, 'answer').ok) return refuse('call.not_possible');
  if ((await talkingDesk(ctx.tx, call.id)) !== null) return refuse('call.not_possible');
  const others = [...(await closeOffers(ctx, call.id, 'taken')), ...(await closeOutside(ctx, call.id, 'taken'))];
  await appendEvents(ctx, others);
  const row = (await callByLinkedid(ctx.tx, call.pbx_system, call.pbx_linkedid)) ?? call;
  await answerFrom(ctx, row, answer, answer.userId, true);
  if (others.length > 0) await offerWaiting(ctx);
  return ok(null);
}
