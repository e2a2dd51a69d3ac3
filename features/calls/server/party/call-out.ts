import type { Action, ActionContext } from '#platform/server/action.ts';
import { appendEvents, type NewEvent } from '#platform/server/events/event.ts';
import { newId } from '#platform/shared/ids.ts';
import { ok, present, type Result, refuse } from '#platform/shared/result.ts';
import { type Instant, msBetween } from '#platform/shared/time.ts';
import type { CallId } from '../../call.ts';
import type { callOut as route } from '../../party-contract.ts';
import { dialledOut } from '../../party-rules.ts';
import { mustBeClassified } from '../../rules.ts';
import { callEvent } from '../call-event.ts';
import { changePresence } from '../change-presence.ts';
import { deskChannel, partyChannel } from '../channel-names.ts';
import { normaliseNumber } from '../normalise-number.ts';
import { ensurePresence, lockPresence, presenceOf } from '../presence-store.ts';
import { callOf, insertLeg, lockCall, saveAnswer, saveDisposition, saveWrapUp } from '../store.ts';
import { notBefore } from './close-party.ts';
import { findTarget, type Target } from './find-target.ts';
import { partyEvent } from './party-event.ts';
import { insertOutgoing, insertParty, partyIn, savePartyAnswer } from './party-store.ts';

export const callOut: Action<typeof route> = async (ctx, { body }) => {
  const target = await findTarget(ctx, body.to);
  return target.ok ? placeOut(ctx, { target: target.value, incidentId: body.incidentId }) : target;
};

/** A call of its own: the desk's telephone rings first, and takes it by itself, then theirs (outgoing-board.ts). */
export async function placeOut(
  ctx: ActionContext,
  { target, incidentId }: { readonly target: Target; readonly incidentId: string | undefined },
): Promise<
  Result<{ callId: CallId; number: number }, 'party.desk_not_free' | 'party.no_telephone' | 'call.unclassified'>
> {
  const userId = present(ctx.actor.id, 'call.take needs a session');
  const free = await freeDesk(ctx, userId);
  if (!free.ok) return free;
  const [id, partyId] = [newId<'call'>(), newId<'party'>()];
  const { number: dialled } = target;
  const channel = partyChannel(partyId);
  const at = ctx.now;
  const call = { id, tenantId: ctx.tenantId, channel, dialled: dialledOut, number: dialled, at };
  const number = await insertOutgoing(ctx.tx, { ...call, e164: normaliseNumber(dialled) });
  const row = { ...target, id: partyId, tenant_id: ctx.tenantId, call_id: id, user_id: userId } as const;
  await insertParty(ctx.tx, { ...row, asked: 'out', pbx_channel: channel, called_at: at });
  const desk = { tenantId: ctx.tenantId, callId: id, kind: 'desk', userId, channel: deskChannel(partyId), at } as const;
  await insertLeg(ctx.tx, { id: newId<'leg'>(), ...desk });
  const { entry_id: entryId, agency_id: agencyId, contact_id: contactId } = row;
  const content = { callId: id, userId, mode: 'out' as const, entryId, agencyId, contactId };
  await appendEvents(ctx, [
    ...free.value,
    callEvent(id, 'call.arrived', { number, direction: 'outbound' }),
    partyEvent(row, 'party.called', { ...content, ...(incidentId === undefined ? {} : { incidentId }) }),
    await changePresence(ctx, { userId, state: 'talking', callId: id }),
  ]);
  return ok({ callId: id, number });
}

/** A desk that wraps up is done with that by calling out. */
async function freeDesk(
  ctx: ActionContext,
  userId: string,
): Promise<Result<NewEvent[], 'party.desk_not_free' | 'party.no_telephone' | 'call.unclassified'>> {
  await ensurePresence(ctx.tx, ctx.tenantId, userId);
  const seen = present(await presenceOf(ctx.tx, ctx.tenantId, userId), 'ensured above');
  // The call is locked before the presence, as everywhere (store.ts, lockCall).
  const last = seen.call_id === null ? null : await lockCall(ctx.tx, seen.call_id);
  const presence = present(await lockPresence(ctx.tx, ctx.tenantId, userId), 'ensured above');
  if (presence.state === 'offered' || presence.state === 'talking' || presence.call_id !== seen.call_id)
    return refuse('party.desk_not_free');
  if (!presence.reachable) return refuse('party.no_telephone');
  if (last === null || last.wrapped_up_at !== null) return ok([]);
  if (mustBeClassified(callOf(last))) return refuse('call.unclassified');
  await saveWrapUp(ctx.tx, last.id, ctx.now);
  return ok([callEvent(last.id, 'call.wrapped_up', { userId })]);
}

/** They picked up. Refused: the call is over meanwhile. */
export async function answerOutgoing(
  ctx: ActionContext,
  answer: { readonly callId: string; readonly at: Instant },
): Promise<Result<null, 'call.not_possible'>> {
  const call = await lockCall(ctx.tx, answer.callId);
  const party = call === null ? null : await partyIn(ctx.tx, call.id);
  if (call?.state !== 'arrived' || party === null) return refuse('call.not_possible');
  const at = notBefore(answer.at, call.arrived_at);
  const userId = party.user_id;
  await saveAnswer(ctx.tx, { callId: call.id, userId, at });
  await savePartyAnswer(ctx.tx, party.id, at);
  // A call of the centre's own; the desk may say better what it was.
  await saveDisposition(ctx.tx, call.id, 'INTERNAL', null, at);
  const ringMs = msBetween(party.called_at, at);
  await appendEvents(ctx, [
    callEvent(call.id, 'call.answered', { userId, answerMs: msBetween(call.arrived_at, at) }, at),
    partyEvent(party, 'party.answered', { callId: call.id, ringMs }, { at, clock: 'asterisk' }),
    callEvent(call.id, 'call.classified', { code: 'INTERNAL', userId: null }, at),
  ]);
  return ok(null);
}
