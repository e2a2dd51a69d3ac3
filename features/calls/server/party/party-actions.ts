import type { Action, ActionContext } from '#platform/server/action.ts';
import { appendEvents } from '#platform/server/events/event.ts';
import { newId } from '#platform/shared/ids.ts';
import { ok, present, refuse } from '#platform/shared/result.ts';
import type * as routes from '../../party-contract.ts';
import type { PartyView } from '../../party-contract.ts';
import { changeParty, mayCall, type PartyChange } from '../../party-rules.ts';
import { partyChannel } from '../channel-names.ts';
import { presenceOf } from '../presence-store.ts';
import { lockWithPartner } from '../queue/second-store.ts';
import { type CallRow, lockCall, talkingDesk } from '../store.ts';
import { callView } from '../view-store.ts';
import { beginHold, endHold, endParty, handOver } from './change-party.ts';
import { findTarget } from './find-target.ts';
import { partyEvent } from './party-event.ts';
import { insertParty, type PartyRow, partiesOf, partyById, partyIn, savePartyMode } from './party-store.ts';

export const listParties: Action<typeof routes.listParties> = async (ctx, { params }) => {
  if ((await callView(ctx.tx, params.id, ctx.actor.id)) === null) return refuse('call.not_found');
  return ok({ items: (await partiesOf(ctx.tx, params.id)).map(viewOf) });
};

/** The rows are all that is written here; the process that holds the channels follows them (party-board.ts). */
export const callParty: Action<typeof routes.callParty> = async (ctx, { params, body }) => {
  const call = await lockCall(ctx.tx, params.id);
  if (call === null) return refuse('call.not_found');
  const open = await partyIn(ctx.tx, call.id);
  const decided = mayCall({ ...call, hasParty: open !== null });
  if (!decided.ok) return decided;
  if (!(await isMyTalk(ctx, call))) return refuse('call.not_yours');
  const target = await findTarget(ctx, body.to);
  if (!target.ok) return target;
  const id = newId<'party'>();
  const userId = present(ctx.actor.id, 'call.take needs a session');
  const row = { ...target.value, id, tenant_id: ctx.tenantId, call_id: call.id, user_id: userId, asked: body.ask };
  await insertParty(ctx.tx, { ...row, pbx_channel: partyChannel(id), called_at: ctx.now });
  const { entry_id: entryId, agency_id: agencyId, contact_id: contactId } = row;
  const content = { callId: call.id, userId, mode: body.ask, entryId, agencyId, contactId };
  await appendEvents(ctx, [partyEvent(row, 'party.called', content), ...(await beginHold(ctx, call, userId))]);
  return ok(viewOf(present(await partyById(ctx.tx, id), 'inserted above')));
};

export const stepParty: Action<typeof routes.stepParty> = async (ctx, { params, body }) => {
  const known = await partyById(ctx.tx, params.id);
  const call = known === null ? null : await lockWithPartner(ctx.tx, known.call_id);
  if (call === null) return refuse('call.not_found');
  const party = await partyIn(ctx.tx, call.id);
  if (party?.id !== params.id) return refuse('party.none');
  if (!(await isMyTalk(ctx, call))) return refuse('call.not_yours');
  const decided = changeParty({ mode: party.mode, isAnswered: party.answered_at !== null }, body.step);
  if (!decided.ok) return decided;
  await apply(ctx, call, party, decided.value);
  return ok(viewOf(present(await partyById(ctx.tx, party.id), 'locked above')));
};

async function apply(ctx: ActionContext, call: CallRow, party: PartyRow, change: PartyChange): Promise<void> {
  const at = ctx.now;
  if ('ends' in change) {
    const end = { callId: call.id, partyId: party.id, outcome: change.ends, cause: null, at };
    await endParty(ctx, { ...end, after: 'back_to_desk' });
    return;
  }
  if (change.mode === 'handed_over') return handOver(ctx, call, party, at);
  await savePartyMode(ctx.tx, party.id, change.mode, null);
  const userId = present(ctx.actor.id, 'call.take needs a session');
  const held =
    change.mode === 'consult' ? await beginHold(ctx, call, userId) : await endHold(ctx, call, party.user_id, at);
  const name = change.mode === 'consult' ? 'party.parted' : 'party.joined';
  await appendEvents(ctx, [partyEvent(party, name, { callId: call.id }), ...held]);
}

/** Only the desk that talks in it now: somebody else's key must not move a caller. */
async function isMyTalk(ctx: ActionContext, call: CallRow): Promise<boolean> {
  const desk = await talkingDesk(ctx.tx, call.id);
  if (desk === null || desk.user_id !== ctx.actor.id) return false;
  // Of its two calls, the one that it has not put aside.
  return (await presenceOf(ctx.tx, ctx.tenantId, desk.user_id))?.parked_call_id !== call.id;
}

function viewOf(party: PartyRow): PartyView {
  return {
    // Ids leave the database as newId made them.
    id: party.id as PartyView['id'],
    callId: party.call_id as PartyView['callId'],
    mode: party.mode,
    label: party.label,
    calledAt: party.called_at,
    answeredAt: party.answered_at,
    handedOverAt: party.handed_over_at,
    endedAt: party.ended_at,
    outcome: party.outcome,
  };
}
