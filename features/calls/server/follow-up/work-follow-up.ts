import type { Action } from '#platform/server/action.ts';
import { newId } from '#platform/shared/ids.ts';
import { ok, present, refuse } from '#platform/shared/result.ts';
import type {
  callFollowUp as callRoute,
  closeFollowUp as closeRoute,
  reopenFollowUp as reopenRoute,
} from '../../follow-up-contract.ts';
import { isFree } from '../../rules.ts';
import { deskOf, presenceOf } from '../presence-store.ts';
import { advance, askForCall } from './advance.ts';
import { insertFollowUpNote, lockFollowUp } from './follow-up-store.ts';
import { readPlan } from './settings-store.ts';

/** A person calls: the citizen is dialled first, and this person's desk rings the moment they pick up. */
export const callFollowUp: Action<typeof callRoute> = async (ctx, { params }) => {
  const found = await lockFollowUp(ctx.tx, params.id);
  if (found === null) return refuse('follow_up.not_found');
  const userId = present(ctx.actor.id, 'call.take needs a session');
  const presence = await presenceOf(ctx.tx, ctx.tenantId, userId);
  if (presence === null || !isFree(deskOf(presence))) return refuse('follow_up.desk_not_ready');
  const plan = await readPlan(ctx);
  const asked = await askForCall(ctx, found, { kind: 'hand', step: { type: 'call_by_hand' }, plan });
  return asked.ok ? ok({ id: found.id }) : asked;
};

/** Nobody makes a lost call disappear without a reason; their words lie apart, where they can be erased. */
export const closeFollowUp: Action<typeof closeRoute> = async (ctx, { params, body }) => {
  const found = await lockFollowUp(ctx.tx, params.id);
  if (found === null) return refuse('follow_up.not_found');
  if (body.reason === 'other' && body.note === '') return refuse('follow_up.note_missing');
  const closed = await advance(ctx, found, {
    step: { type: 'close' },
    name: 'follow_up.ended',
    reason: body.reason,
  });
  if (!closed.ok) {
    // It has a number or not: closing does not ask.
    const { code } = closed.refusal;
    return refuse(code === 'follow_up.no_number' ? 'follow_up.not_possible' : code);
  }
  if (body.note !== '') {
    const note = { id: newId<'follow_up_note'>(), tenantId: ctx.tenantId, followUpId: found.id, text: body.note };
    await insertFollowUpNote(ctx.tx, note, ctx.actor.id, ctx.now);
  }
  return ok({ id: found.id });
};

/** A mistake is taken back: it lies before people again. */
export const reopenFollowUp: Action<typeof reopenRoute> = async (ctx, { params }) => {
  const found = await lockFollowUp(ctx.tx, params.id);
  if (found === null) return refuse('follow_up.not_found');
  const opened = await advance(ctx, found, { step: { type: 'reopen' }, name: 'follow_up.reopened' });
  return opened.ok ? ok({ id: found.id }) : refuse('follow_up.not_possible');
};
