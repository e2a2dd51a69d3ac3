import type { Action, ActionContext } from '#platform/server/action.ts';
import { appendEvents, type NewEvent } from '#platform/server/events/event.ts';
import { newId } from '#platform/shared/ids.ts';
import { ok, present, refuse } from '#platform/shared/result.ts';
import { msBetween } from '#platform/shared/time.ts';
import type { switchCalls as switchRoute, takeSecond as takeRoute } from '../../queue-contract.ts';
import { callEvent } from '../call-event.ts';
import { changePresence } from '../change-presence.ts';
import { closeOffers } from '../end-offer.ts';
import { ownCall } from '../lease/lease-store.ts';
import { offerWaiting } from '../offer-waiting.ts';
import { partyIn } from '../party/party-store.ts';
import { lockPresence, presenceOf } from '../presence-store.ts';
import { type CallRow, insertLeg, saveAnswer, saveHold, talkingDesk } from '../store.ts';
import { callView } from '../view-store.ts';
import { closeOutside } from './close-outside.ts';
import { takeBack } from './leave-talk.ts';
import { lockCalls } from './second-store.ts';

/**
 * Put the caller one talks with on hold and answer one who waits, with the telephone that is up already: nothing rings, and the
 * second caller is answered at this moment. The process that holds the channels follows the tables (follow-tables.ts).
 */
export const takeSecond: Action<typeof takeRoute> = async (ctx, { body }) => {
  const userId = present(ctx.actor.id, 'call.take needs a session');
  if ((await callView(ctx.tx, body.callId, userId)) === null) return refuse('call.not_found');
  const before = await presenceOf(ctx.tx, ctx.tenantId, userId);
  if (before?.state !== 'talking' || before.call_id === null) return refuse('second.not_talking');
  const calls = await lockCalls(ctx.tx, [before.call_id, body.callId]);
  const [own, second] = [calls.get(before.call_id), calls.get(body.callId)];
  if (second === undefined || own === undefined) return refuse('call.not_found');
  const desk = await lockPresence(ctx.tx, ctx.tenantId, userId);
  if (desk?.state !== 'talking' || desk.call_id !== own.id) return refuse('second.not_talking');
  if (desk.parked_call_id !== null) return refuse('second.full');
  const leg = await talkingDesk(ctx.tx, own.id);
  if (own.state !== 'answered' || leg?.user_id !== userId) return refuse('second.not_talking');
  // Whom the desk brought in would be left with nobody.
  if ((await partyIn(ctx.tx, own.id)) !== null) return refuse('second.with_party');
  if (!isWaiting(second, own)) return refuse('call.not_possible', { state: second.state });
  const held = await putAside(ctx, own, userId);
  const stopped = [...(await closeOffers(ctx, second.id, 'taken')), ...(await closeOutside(ctx, second.id, 'taken'))];
  const given = await giveToLeaderOf(ctx, own, second);
  await saveAnswer(ctx.tx, { callId: second.id, userId, at: ctx.now });
  await insertLeg(ctx.tx, {
    id: newId<'leg'>(),
    tenantId: ctx.tenantId,
    callId: second.id,
    kind: 'desk',
    userId,
    channel: leg.pbx_channel,
    at: ctx.now,
  });
  const answered =
    second.answered_at === null
      ? callEvent(second.id, 'call.answered', { userId, answerMs: msBetween(second.arrived_at, ctx.now) })
      : callEvent(second.id, 'call.joined', { userId });
  const talking = await changePresence(ctx, {
    userId,
    state: 'talking',
    callId: second.id,
    parkedCallId: own.id,
    isResumeKept: true,
  });
  await appendEvents(ctx, [...held, ...given, answered, ...stopped, talking]);
  if (stopped.length > 0) await offerWaiting(ctx);
  return ok({});
};

/** In one machine, and in our hands: their channels meet in one bridge. */
function isWaiting(second: CallRow, own: CallRow): boolean {
  const waits = second.state === 'queued' || second.state === 'offered' || second.unattended_since !== null;
  return (
    waits &&
    second.outside_since === null &&
    second.pbx_app !== null &&
    own.pbx_app !== null &&
    second.pbx_system === own.pbx_system
  );
}

/** One process leads both calls of a desk, for it is one telephone: that of the first takes the second over (follow-tables.ts). */
async function giveToLeaderOf(ctx: ActionContext, own: CallRow, second: CallRow): Promise<NewEvent[]> {
  if (own.pbx_app === null || own.pbx_app === second.pbx_app) return [];
  const token = await ownCall(ctx.tx, second.id, own.pbx_app);
  return [callEvent(second.id, 'call.lease_taken', { app: own.pbx_app, token })];
}

/** The other of one's two calls; the one talked on until now is held. */
export const switchCalls: Action<typeof switchRoute> = async (ctx) => {
  const userId = present(ctx.actor.id, 'call.take needs a session');
  const before = await presenceOf(ctx.tx, ctx.tenantId, userId);
  if (before?.call_id == null || before.parked_call_id === null) return refuse('second.none');
  const calls = await lockCalls(ctx.tx, [before.call_id, before.parked_call_id]);
  const [own, parked] = [calls.get(before.call_id), calls.get(before.parked_call_id)];
  const desk = await lockPresence(ctx.tx, ctx.tenantId, userId);
  if (own === undefined || parked === undefined || desk?.call_id !== own.id || desk.parked_call_id !== parked.id)
    return refuse('second.none');
  if ((await partyIn(ctx.tx, own.id)) !== null) return refuse('second.with_party');
  const events = [...(await putAside(ctx, own, userId)), ...(await takeBack(ctx, parked, userId))];
  events.push(
    await changePresence(ctx, {
      userId,
      state: 'talking',
      callId: parked.id,
      parkedCallId: own.id,
      isResumeKept: true,
    }),
  );
  await appendEvents(ctx, events);
  return ok({});
};

/** Already on hold by the telephone: then it stays so, and the hold began then. */
async function putAside(ctx: ActionContext, own: CallRow, userId: string): Promise<NewEvent[]> {
  if (own.held_since !== null) return [];
  await saveHold(ctx.tx, own.id, ctx.now);
  return [callEvent(own.id, 'call.held', { userId })];
}
