import { z } from 'zod';
import type { ActionContext } from '#platform/server/action.ts';
import { enqueueJob, type JobHandler } from '#platform/server/jobs/jobs.ts';
import { sendText, type TextGateway } from '#platform/server/text-messages/gateway.ts';
import { newId } from '#platform/shared/ids.ts';
import type { FollowUpContent } from '../../follow-up.ts';
import { linkMark } from '../../link.ts';
import { textWithLink } from '../../link-rules.ts';
import { addressOf, makeLink, sendToken } from '../link/make-link.ts';
import { tellFollowUp } from './advance.ts';
import {
  followUpOf,
  insertTry,
  lockFollowUp,
  lostCallOf,
  saveTryEnd,
  type TryRow,
  tryById,
} from './follow-up-store.ts';
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

/** The regency's gateway. */
export async function gatewayOf(ctx: ActionContext, plan: FollowUpContent): Promise<TextGateway> {
  return {
    url: plan.smsUrl,
    format: plan.smsFormat,
    toField: plan.smsToField,
    textField: plan.smsTextField,
    header: plan.smsHeader,
    secret: await readSmsSecret(ctx),
  };
}

/**
 * Given to the gateway once; what it refuses is noted and not repeated: a second text would be worse than none. With a link to the
 * caller's page where the text has a place for it and a public address is known (`publicUrl`, or the regency's own host name).
 */
export const sendFollowUpSms =
  (publicUrl: string | null): JobHandler =>
  async (ctx, given) => {
    const { tryId } = payload.parse(given);
    const tried = await tryById(ctx.tx, tryId);
    if (tried === null || tried.ended_at !== null) return;
    const isSent = await sendWithLink(ctx, tried, publicUrl);
    const result = isSent ? 'sms_sent' : 'sms_failed';
    const found = await lockFollowUp(ctx.tx, tried.follow_up_id);
    if (found === null || !(await saveTryEnd(ctx.tx, tryId, result, ctx.now))) return;
    const about = { tryId, kind: 'sms', callId: null, result } as const;
    const { reason } = found;
    await tellFollowUp(ctx, found.id, followUpOf(found), { name: 'follow_up.tried', about, reason, isAlarm: false });
  };

async function sendWithLink(ctx: ActionContext, tried: TryRow, publicUrl: string | null): Promise<boolean> {
  const plan = await readPlan(ctx);
  const lost = await lostCallOf(ctx.tx, tried.follow_up_id);
  const to = lost?.number ?? null;
  if (!plan.smsActive || lost === null || to === null) return false;
  const gateway = await gatewayOf(ctx, plan);
  const send = (link: string | null) => sendText(gateway, { to, text: textWithLink(plan.smsText, link) });
  const address = plan.smsText.includes(linkMark) ? await addressOf(ctx, publicUrl) : null;
  if (address === null) return send(null);
  const id = await makeLink(ctx, { callId: lost.id, userId: null, hours: plan.linkHours });
  return sendToken(ctx, { id, call_id: lost.id }, address, send);
}
