import type { Action, ActionContext } from '#platform/server/action.ts';
import { appendEvent } from '#platform/server/events/event.ts';
import { ok, present, refuse } from '#platform/shared/result.ts';
import type { classifyCall as route } from '../contract.ts';
import { classify } from '../rules.ts';
import { callEvent } from './call-event.ts';
import { retimeWrapUp } from './queue/presence-due.ts';
import { lockCall, saveDisposition, wasTaker } from './store.ts';
import { callView } from './view-store.ts';
import { callViewOf } from './views.ts';

export const classifyCall: Action<typeof route> = async (ctx, { params, body }) => {
  const call = await lockCall(ctx.tx, params.id);
  if (call === null) return refuse('call.not_found');
  const decided = classify(call);
  if (!decided.ok) return decided;
  if (!(await mayAct(ctx, call.id))) return refuse('call.not_yours');
  const userId = present(ctx.actor.id, 'call.classify needs a session');
  // A key pressed twice is one classification.
  if (call.disposition !== body.code) {
    await saveDisposition(ctx.tx, call.id, body.code, userId, ctx.now);
    await appendEvent(ctx, callEvent(call.id, 'call.classified', { code: body.code, userId }));
    await retimeWrapUp(ctx, userId, { ...call, disposition: body.code });
  }
  return ok(callViewOf(present(await callView(ctx.tx, call.id, userId), 'locked above')));
};

/** Whoever talked in the call, and supervisors (who alone of the call takers may change settings of the room). */
export async function mayAct(ctx: ActionContext, callId: string): Promise<boolean> {
  if (ctx.actor.permissions.has('setting.read') || ctx.actor.id === null) return true;
  return wasTaker(ctx.tx, callId, ctx.actor.id);
}
