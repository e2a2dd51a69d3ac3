import type { ActionContext } from '#platform/server/action.ts';
import { appendEvent } from '#platform/server/events/event.ts';
import { ok, type Result } from '#platform/shared/result.ts';
import { msBetween } from '#platform/shared/time.ts';
import { callEvent } from './call-event.ts';
import { type HoldChange, lockTalk } from './hold-call.ts';
import { saveHold } from './store.ts';

/** The desk took its caller back. A hold that ends with the call, or with its desk, is ended by that and not here. */
export async function resumeCall(
  ctx: ActionContext,
  { callId, channel, at: told }: HoldChange,
): Promise<Result<null, 'call.not_possible'>> {
  const talk = await lockTalk(ctx, { callId, channel }, false);
  if (!talk.ok) return talk;
  const { call, desk } = talk.value;
  const since = call.held_since ?? told;
  const at = told < since ? since : told;
  await saveHold(ctx.tx, call.id, null);
  const content = { userId: desk.user_id, heldMs: msBetween(since, at) };
  await appendEvent(ctx, callEvent(call.id, 'call.resumed', content, at));
  return ok(null);
}
