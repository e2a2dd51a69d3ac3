import type { ActionContext } from '#platform/server/action.ts';
import { appendEvents, type NewEvent } from '#platform/server/events/event.ts';
import { ok, type Result, refuse } from '#platform/shared/result.ts';
import { type Instant, msBetween } from '#platform/shared/time.ts';
import type { PartyOutcome } from '../../party.ts';
import type { AfterParty } from '../../party-rules.ts';
import { callEvent } from '../call-event.ts';
import { endCall } from '../end-call.ts';
import { offerWaiting } from '../offer-waiting.ts';
import { leaveTalk } from '../queue/leave-talk.ts';
import { lockWithPartner } from '../queue/second-store.ts';
import { type CallRow, closeLegs, lockCall, saveHold, saveUnattended, talkingDesk } from '../store.ts';
import { closeParty, notBefore } from './close-party.ts';
import { partyEvent } from './party-event.ts';
import { type PartyRow, partyIn, savePartyAnswer, savePartyMode } from './party-store.ts';

/** The third person picked up at `at`. A blind transfer is done with that. Refused: the desk took its caller back meanwhile. */
export async function answerParty(
  ctx: ActionContext,
  answer: { readonly callId: string; readonly partyId: string; readonly at: Instant },
): Promise<Result<PartyRow['mode'], 'party.none'>> {
  const call = await lockWithPartner(ctx.tx, answer.callId);
  const party = call === null ? null : await partyIn(ctx.tx, call.id);
  if (call === null || call.state !== 'answered' || party?.id !== answer.partyId) return refuse('party.none');
  if (party.answered_at !== null) return ok(party.mode);
  const at = notBefore(answer.at, party.called_at);
  await savePartyAnswer(ctx.tx, party.id, at);
  const content = { callId: call.id, ringMs: msBetween(party.called_at, at) };
  await appendEvents(ctx, [partyEvent(party, 'party.answered', content, { at, clock: 'asterisk' })]);
  if (party.mode !== 'blind') return ok(party.mode);
  await handOver(ctx, call, party, at);
  return ok('handed_over');
}

/** The desk leaves; those two go on. It wraps up as after any call, while the call goes on. */
export async function handOver(ctx: ActionContext, call: CallRow, party: PartyRow, at: Instant): Promise<void> {
  await savePartyMode(ctx.tx, party.id, 'handed_over', at);
  const events = await endHold(ctx, call, party.user_id, at);
  const desk = await talkingDesk(ctx.tx, call.id);
  const content = { callId: call.id, userId: desk?.user_id ?? null };
  events.push(partyEvent(party, 'party.handed_over', content, { at, clock: 'server' }));
  if (desk !== null) events.push(...(await freeDesk(ctx, call, desk, at)));
  await appendEvents(ctx, events);
}

/** The desk's telephone ended while a blind transfer rings, by hand: the ring goes on without it. */
export async function leaveRinging(
  ctx: ActionContext,
  left: { readonly callId: string; readonly channel: string; readonly at: Instant },
): Promise<Result<null, 'party.none'>> {
  const call = await lockWithPartner(ctx.tx, left.callId);
  const desk = call === null ? null : await talkingDesk(ctx.tx, call.id);
  if (call === null || desk?.pbx_channel !== left.channel) return refuse('party.none');
  await appendEvents(ctx, await freeDesk(ctx, call, desk, left.at));
  return ok(null);
}

/** Those who speak go on without the desk, whose telephone was hung up. Refused: a supervisor is the desk by now. */
export async function transferByHangUp(
  ctx: ActionContext,
  left: { readonly callId: string; readonly channel: string; readonly at: Instant },
): Promise<Result<null, 'party.none'>> {
  const call = await lockWithPartner(ctx.tx, left.callId);
  const party = call === null ? null : await partyIn(ctx.tx, call.id);
  const desk = call === null ? null : await talkingDesk(ctx.tx, call.id);
  if (call === null || party === null || (desk !== null && desk.pbx_channel !== left.channel))
    return refuse('party.none');
  await handOver(ctx, call, party, notBefore(left.at, party.answered_at ?? party.called_at));
  return ok(null);
}

async function freeDesk(
  ctx: ActionContext,
  call: CallRow,
  desk: { user_id: string; pbx_channel: string },
  at: Instant,
): Promise<NewEvent[]> {
  await closeLegs(ctx.tx, call.id, at, null, desk.pbx_channel);
  return leaveTalk(ctx, { call, userId: desk.user_id, at });
}

/** The third person is gone, or could not be reached; `after` says what becomes of the caller. */
export async function endParty(
  ctx: ActionContext,
  end: {
    readonly callId: string;
    readonly partyId: string;
    readonly outcome: PartyOutcome;
    readonly cause: number | null;
    readonly at: Instant;
    readonly after: AfterParty;
  },
): Promise<Result<null, 'party.none'>> {
  const call = await lockCall(ctx.tx, end.callId);
  const party = call === null ? null : await partyIn(ctx.tx, call.id);
  if (call === null || party?.id !== end.partyId) return refuse('party.none');
  const at = notBefore(end.at, party.answered_at ?? party.called_at);
  await appendEvents(ctx, [
    await closeParty(ctx, party, { ...end, at }),
    ...(await endHold(ctx, call, party.user_id, at)),
  ]);
  if (end.after === 'queue') {
    await saveUnattended(ctx.tx, call.id, at);
    await appendEvents(ctx, [callEvent(call.id, 'call.unattended', { userId: null, cause: end.cause }, at)]);
    await offerWaiting(ctx);
  }
  if (end.after === 'end') await endCall(ctx, { callId: call.id, by: 'outside', cause: end.cause, at });
  return ok(null);
}

/** The caller waits for the desk, which speaks with somebody else. */
export async function beginHold(ctx: ActionContext, call: CallRow, userId: string): Promise<NewEvent[]> {
  // The desk had the caller on hold already: it goes on.
  if (call.held_since !== null) return [];
  const at = notBefore(ctx.now, call.answered_at ?? ctx.now);
  await saveHold(ctx.tx, call.id, at);
  return [callEvent(call.id, 'call.held', { userId }, at)];
}

/** `userId`: who had put them on hold. */
export async function endHold(ctx: ActionContext, call: CallRow, userId: string, told: Instant): Promise<NewEvent[]> {
  if (call.held_since === null) return [];
  const at = notBefore(told, call.held_since);
  await saveHold(ctx.tx, call.id, null);
  return [callEvent(call.id, 'call.resumed', { userId, heldMs: msBetween(call.held_since, at) }, at)];
}
