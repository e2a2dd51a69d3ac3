import { z } from 'zod';
import type { ActionContext } from '#platform/server/action.ts';
import { e164Of } from '#platform/server/e164.ts';
import { appendEvent } from '#platform/server/events/event.ts';
import type { JobHandler } from '#platform/server/jobs/jobs.ts';
import { failed, type SendResult } from '#platform/server/messages/message.ts';
import { clearDeadline, type DeadlineHandler, setDeadline } from '#platform/server/timers/deadlines.ts';
import type { Channel } from '#platform/shared/message.ts';
import { type Instant, plusMs } from '#platform/shared/time.ts';
import { type MessageFailure, nextTryAfterMs } from '../../channel.ts';
import { channelPlan, forgetSubscription, subscriptionOf } from './channel-store.ts';
import { eraseWords, insertAttempt, lockMessage, type MessageRow, saveEnd, waitingMessage } from './message-store.ts';
import { askToSend, giveUpDeadline, messageEvent } from './queue-message.ts';
import { type ChannelKeys, portOf } from './senders.ts';

export const eraseDeadline = 'messages.erase';
const payload = z.object({ messageId: z.uuid() });

/**
 * One try. Should the process die between the channel's yes and the commit, the message is sent once more: twice is better than
 * not at all for what it is used for, and mail and push know it by its id.
 */
export const sendMessage =
  (keys: ChannelKeys): JobHandler =>
  async (ctx, given) => {
    const message = await waitingMessage(ctx, payload.parse(given).messageId);
    if (message === null) return;
    const to = await recipientOf(ctx, message.channel, message.recipient);
    const began = performance.now();
    const result = to.ok
      ? await (await portOf(ctx, keys))(message.channel, to.value, {
          id: message.id,
          title: message.title,
          text: message.text,
          expiresAt: message.give_up_at,
          ...(message.path === null ? {} : { path: message.path }),
          ...(message.html === null ? {} : { html: message.html }),
          ...(message.file === null || message.file_name === null
            ? {}
            : { file: { name: message.file_name, bytes: message.file } }),
        })
      : to.result;
    await settle(ctx, message.id, result, Math.round(performance.now() - began));
    if (!result.ok && result.code === 'gone' && message.channel === 'push')
      await forgetSubscription(ctx, message.recipient);
  };

async function recipientOf(
  ctx: ActionContext,
  channel: Channel,
  recipient: string,
): Promise<{ ok: true; value: string } | { ok: false; result: SendResult }> {
  if (channel === 'push') {
    const subscription = await subscriptionOf(ctx, recipient);
    if (subscription === null) return { ok: false, result: failed('gone', false) };
    return { ok: true, value: JSON.stringify(subscription) };
  }
  if (channel === 'email') return { ok: true, value: recipient };
  const number = e164Of(recipient);
  return number === null ? { ok: false, result: failed('bad_recipient', false) } : { ok: true, value: number };
}

async function settle(ctx: ActionContext, id: string, result: SendResult, ms: number): Promise<void> {
  const message = await lockMessage(ctx, id);
  if (message === null) return;
  const number = message.attempts + 1;
  await insertAttempt(ctx, { id, number, ms, code: result.ok ? null : result.code });
  // Cancelled, or given up, while the channel took it: that it went out is what counts.
  const isOver = message.state !== 'queued';
  if (result.ok)
    return message.state === 'sent'
      ? undefined
      : end(ctx, message, { at: plusMs(ctx.now, ms), code: null, tries: number });
  if (isOver) return;
  const again = plusMs(ctx.now, ms + nextTryAfterMs(number));
  if (result.retryable && again < message.give_up_at) return askToSend(ctx, message.id, number, again);
  await end(ctx, message, { at: plusMs(ctx.now, ms), code: result.code, tries: number });
}

/** Its time is over: whatever its tries said, it is failed now and told. */
export const giveUpMessage: DeadlineHandler = async (ctx, id) => {
  const message = await lockMessage(ctx, id);
  if (message?.state === 'queued') await end(ctx, message, { at: ctx.now, code: 'too_late', tries: message.attempts });
};

async function end(
  ctx: ActionContext,
  message: MessageRow,
  over: { readonly at: Instant; readonly code: MessageFailure | null; readonly tries: number },
): Promise<void> {
  const { at, code, tries } = over;
  await saveEnd(ctx, message.id, { state: code === null ? 'sent' : 'failed', code, at });
  await clearDeadline(ctx, giveUpDeadline, message.id);
  const { content } = await channelPlan(ctx);
  await setDeadline(ctx, eraseDeadline, message.id, plusMs(at, content.keepDays * 86_400_000));
  const name = code === null ? 'message.sent' : 'message.failed';
  await appendEvent(ctx, {
    ...messageEvent(name, message, { tries, ...(code === null ? {} : { code }) }),
    occurredAt: at,
  });
}

export const eraseMessage: DeadlineHandler = (ctx, id) => eraseWords(ctx, id);
