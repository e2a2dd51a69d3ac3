import { z } from 'zod';
import type { Action } from '#platform/server/action.ts';
import { enqueueJob, type JobHandler } from '#platform/server/jobs/jobs.ts';
import { sendText } from '#platform/server/text-messages/gateway.ts';
import { ok, present, refuse } from '#platform/shared/result.ts';
import { msBetween } from '#platform/shared/time.ts';
import type { sendLink as sendRoute } from '../../link-contract.ts';
import { linkPauseMs, maxLinks } from '../../link-limits.ts';
import { textWithLink } from '../../link-rules.ts';
import { mayAct } from '../classify-call.ts';
import { gatewayOf } from '../follow-up/send-sms.ts';
import { readPlan } from '../follow-up/settings-store.ts';
import { lockCall } from '../store.ts';
import { conversationOf } from './conversation.ts';
import { linksOfCall, lockUnsent, numberOfCall, ownCallOf } from './link-store.ts';
import { addressOf, hindranceOf, makeLink, sendToken } from './make-link.ts';

export const sendLinkTask = 'calls.caller_link_sms';
const payload = z.object({ linkId: z.uuid() });

/** By the desk of a running call; the text goes out a moment later, by the regency's SMS gateway. */
export const sendLink =
  (publicUrl: string | null): Action<typeof sendRoute> =>
  async (ctx, { params }) => {
    const call = await lockCall(ctx.tx, params.id);
    if (call === null) return refuse('call.not_found');
    if (!(await mayAct(ctx, call.id))) return refuse('call.not_yours');
    const hindrance = await hindranceOf(ctx, call, publicUrl);
    if (hindrance !== null) return refuse(`link.${hindrance}`);
    const callId = await ownCallOf(ctx.tx, call.id);
    const before = await linksOfCall(ctx.tx, callId);
    const last = before[0]?.made_at;
    if (last !== undefined && msBetween(last, ctx.now) < linkPauseMs) return refuse('link.just_sent');
    if (before.length >= maxLinks) return refuse('link.too_many');
    const userId = present(ctx.actor.id, 'call.take needs a session');
    const linkId = await makeLink(ctx, { callId, userId, hours: (await readPlan(ctx)).linkHours });
    await enqueueJob(ctx, sendLinkTask, { linkId }, { key: `link:${linkId}` });
    return ok(await conversationOf(ctx, call, publicUrl));
  };

export const sendLinkText =
  (publicUrl: string | null): JobHandler =>
  async (ctx, given) => {
    const { linkId } = payload.parse(given);
    const link = await lockUnsent(ctx.tx, linkId);
    if (link === null) return;
    const plan = await readPlan(ctx);
    // Not locked: a gateway may take seconds, and the call goes on.
    const to = await numberOfCall(ctx.tx, link.call_id);
    const gateway = await gatewayOf(ctx, plan);
    await sendToken(ctx, link, await addressOf(ctx, publicUrl), async (url) => {
      if (to === null || !plan.smsActive) return false;
      return sendText(gateway, { to, text: textWithLink(plan.linkText, url) });
    });
  };
