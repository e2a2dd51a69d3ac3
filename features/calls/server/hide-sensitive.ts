import type { Action, ActionContext } from '#platform/server/action.ts';
import { refuse } from '#platform/shared/result.ts';
import type { showCaller } from '../contract.ts';
import type { openConversation, readConversation } from '../link-contract.ts';
import type { showCallerPlaces } from '../place-contract.ts';
import { ownCallOf } from './link/link-store.ts';
import type { IncidentsBehind } from './recording/incidents-behind.ts';

/** Whether a call belongs to a sensitive incident that this person does not handle; a call-back is the call it follows. */
async function isHidden(ctx: ActionContext, incidents: IncidentsBehind, callId: string): Promise<boolean> {
  if (!(await incidents.mayHear(ctx, callId))) return true;
  const own = await ownCallOf(ctx.tx, callId);
  return own !== callId && !(await incidents.mayHear(ctx, own));
}

type Showing = typeof showCaller | typeof showCallerPlaces | typeof openConversation;

/** A reason opens a number, a place or words; not those of a sensitive incident to who does not handle it. */
export function unlessSensitive<R extends Showing>(incidents: IncidentsBehind, action: Action<R>): Action<R> {
  return async (ctx, input) => {
    // Each of these routes has the call's id in its path and declares the refusal; TypeScript loses both through the union.
    const { id } = input.params as { readonly id: string };
    if (await isHidden(ctx, incidents, id)) return refuse('call.sensitive') as Awaited<ReturnType<Action<R>>>;
    return action(ctx, input);
  };
}

/** What was opened before an incident became sensitive closes again. */
export function withoutWords(
  incidents: IncidentsBehind,
  action: Action<typeof readConversation>,
): Action<typeof readConversation> {
  return async (ctx, input) => {
    const read = await action(ctx, input);
    if (!read.ok || !read.value.isShown || !(await isHidden(ctx, incidents, input.params.id))) return read;
    const items = read.value.items.map((item) => ({ ...item, words: null }));
    return { ok: true, value: { ...read.value, isShown: false, items } };
  };
}
