import { type CallId, type Disposition, disposition } from '#features/calls/call.ts';
import { classifyCall } from '#features/calls/server/classify-call.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { ok } from '#platform/shared/result.ts';

/** The one way in which an audit corrects what a call was closed as; calls keeps its own history of it. */
export async function correctClass(ctx: ActionContext, callId: CallId, code: string) {
  const wanted: Disposition = disposition.parse(code);
  const corrected = await classifyCall(ctx, { params: { id: callId }, query: {}, body: { code: wanted } });
  return corrected.ok ? ok(undefined) : corrected;
}
