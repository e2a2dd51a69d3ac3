import type { ActionContext } from '#platform/server/action.ts';
import { newId } from '#platform/shared/ids.ts';
import { present } from '#platform/shared/result.ts';
import { openFollowUp } from '../../follow-up-rules.ts';
import { advance, tellFollowUp } from './advance.ts';
import { endedCall, insertFollowUp, lockFollowUpOfCall, saveAudited } from './follow-up-store.ts';
import { readPlan } from './settings-store.ts';

/**
 * Somebody who listened to a call again says that its caller was in need: the call's ladder, opened or reopened, lies before
 * people at once and ahead of the others, and supervisors hear it. The call is locked before.
 */
export async function liftByAudit(ctx: ActionContext, callId: string): Promise<string> {
  const found = (await lockFollowUpOfCall(ctx.tx, callId)) ?? (await begin(ctx, callId));
  const about = { wantedAt: ctx.now, auditedAt: ctx.now };
  // Every ladder may be lifted, in whatever state.
  await advance(ctx, found, { step: { type: 'audited' }, name: 'follow_up.audited', about });
  await saveAudited(ctx.tx, found.id, ctx.now);
  return found.id;
}

async function begin(ctx: ActionContext, callId: string) {
  const call = present(await endedCall(ctx.tx, callId), 'only calls that are over are audited');
  const canCall = call.caller_e164 !== null;
  const plan = await readPlan(ctx);
  // No machine calls: whoever hid is not given away by a telephone that rings.
  const opened = openFollowUp({ canCall, lostAt: call.ended_at ?? ctx.now, mayHarm: true }, plan, ctx.now);
  const id = newId<'follow_up'>();
  await insertFollowUp(ctx.tx, ctx.tenantId, { ...opened, id, callId, cause: 'audit' });
  const about = { callId, cause: 'audit', canCall };
  await tellFollowUp(ctx, id, opened, { name: 'follow_up.opened', about, reason: null, isAlarm: false });
  return present(await lockFollowUpOfCall(ctx.tx, callId), 'inserted above');
}
