import type { Action, ActionContext } from '#platform/server/action.ts';
import { ok, present, refuse } from '#platform/shared/result.ts';
import type { hangUpCall as route } from '../contract.ts';
import { isCalledOut } from '../party-rules.ts';
import { decide } from '../rules.ts';
import { mayAct } from './classify-call.ts';
import { endCall } from './end-call.ts';
import { partyIn } from './party/party-store.ts';
import { presenceOf } from './presence-store.ts';
import { endAsSilent, mustBeSettled } from './silent/silent-actions.ts';
import { lockCall, talkingDesk } from './store.ts';
import { callView } from './view-store.ts';
import { callViewOf } from './views.ts';

/** The desk ends the call. The row is ended here; the process that holds the channels follows it (telephony.ts). */
export const hangUpCall: Action<typeof route> = async (ctx, { params }) => {
  const call = await lockCall(ctx.tx, params.id);
  if (call === null) return refuse('call.not_found');
  // A call that waits is never ended by a desk: its caller is still owed an answer.
  const isOwnRing = isCalledOut(call) && call.state === 'arrived';
  const decided = decide(call.state, 'end');
  if (!decided.ok && !isOwnRing) return decided;
  if (!(await mayAct(ctx, call.id))) return refuse('call.not_yours');
  // A key pressed in the moment in which a supervisor takes over must not cost the citizen their call.
  if (await isOthersNow(ctx, call.id)) return refuse('call.not_yours');
  // Asked by a screen that has not seen yet that its two calls changed places: it would be the wrong citizen.
  const desk = ctx.actor.id === null ? null : await presenceOf(ctx.tx, ctx.tenantId, ctx.actor.id);
  if (desk?.parked_call_id === call.id) return refuse('call.is_parked');
  // One wrong key in a consultation must not cost a citizen their call.
  const party = await partyIn(ctx.tx, call.id);
  if (party !== null && party.mode !== 'out') {
    if (party.mode !== 'handed_over') return refuse('party.in_call');
    // The desk that handed over has left: what goes on there is ended by a supervisor alone.
    if (!ctx.actor.permissions.has('setting.read')) return refuse('call.not_yours');
  }
  // Who is not heard may be unable to speak: the desk is asked once more.
  const ended = (await mustBeSettled(ctx, call))
    ? await endAsSilent(ctx, call, null)
    : await endCall(ctx, { callId: call.id, by: 'desk', cause: 16, at: ctx.now });
  if (!ended.ok) return ended;
  return ok(callViewOf(present(await callView(ctx.tx, call.id, ctx.actor.id), 'locked above')));
};

/** Somebody else talks in it; who leads the room may end that too. */
async function isOthersNow(ctx: ActionContext, callId: string): Promise<boolean> {
  if (ctx.actor.permissions.has('setting.read') || ctx.actor.id === null) return false;
  const desk = await talkingDesk(ctx.tx, callId);
  return desk !== null && desk.user_id !== ctx.actor.id;
}
