import type { CallId, Disposition } from '#features/calls/call.ts';
import { judge } from '#features/calls/server/closing/judge.ts';
import { lockCall } from '#features/calls/server/store.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { present } from '#platform/shared/result.ts';

/** What the history of a call's class says where an audit corrected it. */
const auditReason = 'audit';

/** The one way in which an audit corrects what a call was closed as. Whether it may was asked of the audit, not of the call's desk. */
export async function correctClass(ctx: ActionContext, callId: CallId, code: Disposition): Promise<void> {
  const call = present(await lockCall(ctx.tx, callId), 'an audit is of a call that is kept');
  await judge(ctx, call, { code, reason: auditReason });
}
