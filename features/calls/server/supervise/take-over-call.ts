import type { Action, ActionContext } from '#platform/server/action.ts';
import { appendEvents, type NewEvent } from '#platform/server/events/event.ts';
import { newId } from '#platform/shared/ids.ts';
import { ok, present, refuse } from '#platform/shared/result.ts';
import type { takeOverCall as route } from '../../supervise-contract.ts';
import { mayChangeDesk, mayTakeOver } from '../../supervise-rules.ts';
import { callEvent } from '../call-event.ts';
import { changePresence } from '../change-presence.ts';
import { closeOffers } from '../end-offer.ts';
import { offerWaiting } from '../offer-waiting.ts';
import { partyIn } from '../party/party-store.ts';
import { lockPresence } from '../presence-store.ts';
import { closeOutside } from '../queue/close-outside.ts';
import { takeBack } from '../queue/leave-talk.ts';
import { restDesk } from '../queue/rest-desk.ts';
import { lockWithPartner } from '../queue/second-store.ts';
import { type CallRow, closeLegs, insertLeg, lockCall, saveAnswer, talkingDesk } from '../store.ts';
import { closeSupervision } from './end-supervision.ts';
import { conversationOf, lockSupervision, supervisionById } from './supervise-store.ts';

/**
 * The supervisor becomes the desk of the call, with the telephone that is on its line already. The citizen stays in the
 * conversation: the new telephone comes in before the old one goes (supervisor-board.ts). One transaction: leg, history, and
 * both presences; from here on only the supervisor's telephone can end the call.
 */
export const takeOverCall: Action<typeof route> = async (ctx, { params }) => {
  const userId = present(ctx.actor.id, 'call.supervise needs a session');
  const known = await supervisionById(ctx.tx, params.id);
  // With the other call of its desk, which that desk goes back to.
  const call = known === null ? null : await lockWithPartner(ctx.tx, known.call_id);
  const found = await lockSupervision(ctx.tx, params.id);
  if (call === null || found === null || found.user_id !== userId) return refuse('supervision.not_found');
  const channel = found.pbx_channel;
  const decided = mayTakeOver(await conversationOf(ctx.tx, call), { isOnLine: channel !== null });
  if (!decided.ok) return decided;
  const party = await partyIn(ctx.tx, call.id);
  if (party !== null && !mayChangeDesk(party.mode)) return refuse('supervision.third_person');
  const desk = await talkingDesk(ctx.tx, call.id);
  const at = ctx.now;
  const stopped = [...(await closeOffers(ctx, call.id, 'taken')), ...(await closeOutside(ctx, call.id, 'taken'))];
  // In a consultation the citizen goes on waiting, now for the supervisor.
  const resumed = desk === null || party?.mode === 'consult' ? [] : await takeBack(ctx, call, desk.user_id);
  if (desk !== null) await closeLegs(ctx.tx, call.id, at, null, desk.pbx_channel);
  await insertLeg(ctx.tx, {
    id: newId<'leg'>(),
    tenantId: ctx.tenantId,
    callId: call.id,
    kind: 'desk',
    userId,
    channel: present(channel, 'it is on the line'),
    at,
  });
  await saveAnswer(ctx.tx, { callId: call.id, userId, at });
  const freed = desk === null ? [] : await freeDesk(ctx, call, desk.user_id);
  const mine = present(await lockPresence(ctx.tx, ctx.tenantId, userId), 'made as the supervision began');
  // Whoever was wrapping up owes that call its end.
  const owedCalls =
    mine.state === 'wrap_up' && mine.call_id !== null ? [...mine.owed_calls, mine.call_id] : mine.owed_calls;
  const talking = await changePresence(ctx, { userId, state: 'talking', callId: call.id, owedCalls });
  const content = { supervisionId: found.id, fromUserId: desk?.user_id ?? null, toUserId: userId };
  await appendEvents(ctx, [
    ...stopped,
    ...resumed,
    callEvent(call.id, 'call.taken_over', content),
    await closeSupervision(ctx, found, 'took_over', at),
    ...freed,
    talking,
  ]);
  await offerWaiting(ctx);
  return ok({});
};

/**
 * What becomes of a desk whose call was taken over: the call it has beside it, then a wrap-up it still owes, then what it came
 * from, else ready. Of this call it owes nothing: whoever has it now classifies it.
 */
async function freeDesk(ctx: ActionContext, call: CallRow, userId: string): Promise<NewEvent[]> {
  const desk = await lockPresence(ctx.tx, ctx.tenantId, userId);
  if (desk?.state !== 'talking') return [];
  const goesOn = { userId, state: 'talking', parkedCallId: null, isResumeKept: true } as const;
  if (desk.parked_call_id === call.id) return [await changePresence(ctx, { ...goesOn, callId: desk.call_id })];
  if (desk.call_id !== call.id) return [];
  if (desk.parked_call_id === null) return [await restDesk(ctx, desk, ctx.now)];
  // Locked with the call.
  const other = await lockCall(ctx.tx, desk.parked_call_id);
  const back = other === null ? [] : await takeBack(ctx, other, userId);
  return [...back, await changePresence(ctx, { ...goesOn, callId: desk.parked_call_id })];
}
