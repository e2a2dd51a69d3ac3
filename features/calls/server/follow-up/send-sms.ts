import { z } from 'zod';
import type { ActionContext } from '#platform/server/action.ts';
import { enqueueJob, type JobHandler } from '#platform/server/jobs/jobs.ts';
import { sendText } from '#platform/server/text-messages/gateway.ts';
import { newId } from '#platform/shared/ids.ts';
import { tellFollowUp } from './advance.ts';
import { followUpOf, insertTry, lockFollowUp, numberOf, saveTryEnd, tryById } from './follow-up-store.ts';
import { readPlan, readSmsSecret } from './settings-store.ts';

export const sendSmsTask = 'calls.follow_up_sms';
const payload = z.object({ tryId: z.uuid() });

/** One text for each lost call, beside the first call-back. */
export async function askForSms(ctx: ActionContext, followUpId: string): Promise<void> {
  const found = await lockFollowUp(ctx.tx, followUpId);
  if (found === null) return;
  const tryId = newId<'follow_up_try'>();
  await insertTry(ctx.tx, ctx.tenantId, { id: tryId, follow_up_id: found.id, kind: 'sms', asked_by: null }, ctx.now);
  await enqueueJob(ctx, sendSmsTask, { tryId }, { key: `sms:${tryId}` });
}

/** Given to the gateway once; what it refuses is noted and not repeated: a second text would be worse than none. */
export const sendFollowUpSms: JobHandler = async (ctx, given) => {
  const { tryId } = payload.parse(given);
  const tried = await tryById(ctx.tx, tryId);
  if (tried === null || tried.ended_at !== null) return;
  const plan = await readPlan(ctx);
  const to = await numberOf(ctx.tx, tried.follow_up_id);
  const gateway = {
    url: plan.smsUrl,
    format: plan.smsFormat,
    toField: plan.smsToField,
    textField: plan.smsTextField,
    header: plan.smsHeader,
    secret: await readSmsSecret(ctx),
  };
  const isSent = plan.smsActive && to !== null && (await sendText(gateway, { to, text: plan.smsText }));
  const result = isSent ? 'sms_sent' : 'sms_failed';
  const found = await lockFollowUp(ctx.tx, tried.follow_up_id);
  if (found === null || !(await saveTryEnd(ctx.tx, tryId, result, ctx.now))) return;
  const about = { tryId, kind: 'sms', callId: null, result } as const;
  const { reason } = found;
  await tellFollowUp(ctx, found.id, followUpOf(found), { name: 'follow_up.tried', about, reason, isAlarm: false });
};
