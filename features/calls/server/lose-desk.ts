import type { ActionContext } from '#platform/server/action.ts';
import { appendEvents } from '#platform/server/events/event.ts';
import { ok, type Result, refuse } from '#platform/shared/result.ts';
import type { Instant } from '#platform/shared/time.ts';
import { callEvent } from './call-event.ts';
import { changePresence } from './change-presence.ts';
import { offerWaiting } from './offer-waiting.ts';
import { lockPresence } from './presence-store.ts';
import { closeLegs, lockCall, saveUnattended, talkingDesk } from './store.ts';

/**
 * The telephone of the desk is gone in mid-call (tab closed, machine dead, network lost) while the caller is still there.
 * The call stays answered and is offered again before all others.
 */
export async function loseDesk(
  ctx: ActionContext,
  gone: { readonly callId: string; readonly channel: string; readonly cause: number | null; readonly at: Instant },
): Promise<Result<null, 'call.not_possible'>> {
  const call = await lockCall(ctx.tx, gone.callId);
  const desk = call === null ? null : await talkingDesk(ctx.tx, call.id);
  if (call?.state !== 'answered' || desk === null || desk.pbx_channel !== gone.channel)
    return refuse('call.not_possible');
  await closeLegs(ctx.tx, call.id, gone.at, gone.cause, gone.channel);
  await saveUnattended(ctx.tx, call.id, gone.at);
  const events = [callEvent(call.id, 'call.unattended', { userId: desk.user_id, cause: gone.cause }, gone.at)];
  const presence = await lockPresence(ctx.tx, ctx.tenantId, desk.user_id);
  if (presence?.call_id === call.id) {
    // A call that it had put aside loses the same telephone, and tells it for itself.
    const ready = { userId: desk.user_id, state: 'ready', callId: null, isResumeKept: true } as const;
    events.push(await changePresence(ctx, ready));
  } else if (presence?.parked_call_id === call.id) {
    const { call_id: callId } = presence;
    const goesOn = { userId: desk.user_id, state: 'talking', callId, parkedCallId: null, isResumeKept: true } as const;
    events.push(await changePresence(ctx, goesOn));
  }
  await appendEvents(ctx, events);
  await offerWaiting(ctx);
  return ok(null);
}
