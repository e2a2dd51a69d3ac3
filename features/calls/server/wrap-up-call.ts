import type { Action } from '#platform/server/action.ts';
import { ok, present, refuse } from '#platform/shared/result.ts';
import type { finishWrapUp as route } from '../contract.ts';
import { mustBeClassified } from '../rules.ts';
import { finishWrapUpOf } from './set-presence.ts';
import { callOf, lockCall } from './store.ts';
import { callView } from './view-store.ts';
import { callViewOf } from './views.ts';

/** The form is done: the desk takes the next call. */
export const finishWrapUp: Action<typeof route> = async (ctx, { params }) => {
  const userId = present(ctx.actor.id, 'call.take needs a session');
  const call = await lockCall(ctx.tx, params.id);
  if (call === null) return refuse('call.not_found');
  if (mustBeClassified(callOf(call))) return refuse('call.unclassified');
  // Pressed twice, or from a second window: it is done already.
  if ((await finishWrapUpOf(ctx, userId, call)) || call.wrapped_up_at !== null)
    return ok(callViewOf(present(await callView(ctx.tx, call.id, userId), 'locked above')));
  // A call that was handed over goes on while its desk wraps up; any other is not over yet.
  return call.state === 'ended'
    ? refuse('call.not_yours')
    : refuse('call.not_possible', { state: call.state, step: 'wrap_up' });
};
