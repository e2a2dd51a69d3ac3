import { audience } from '#features/people/audience.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { appendEvents, type EventContent } from '#platform/server/events/event.ts';
import { enqueueJob } from '#platform/server/jobs/jobs.ts';
import type { MessageFile } from '#platform/server/messages/message.ts';
import { clearDeadline, setDeadline } from '#platform/server/timers/deadlines.ts';
import { newId } from '#platform/shared/ids.ts';
import type { Channel } from '#platform/shared/message.ts';
import { type Instant, plusMs } from '#platform/shared/time.ts';
import type { MessageId, MessagePurpose } from '../../channel.ts';
import { cancelRows, insertMessage, type MessageRow } from './message-store.ts';

export const sendTask = 'messages.send';
export const giveUpDeadline = 'messages.give_up';

/** Somebody reads it within so long or it is told as failed, unless the sender says otherwise. */
const defaultPatienceMs = 10 * 60_000;

export interface MessageToQueue {
  readonly channel: Channel;
  readonly purpose: MessagePurpose;
  readonly subject: { readonly type: string; readonly id: string };
  /** A mail address, a number as people write it, or the id of a push subscription. */
  readonly to: string;
  readonly title: string;
  readonly text: string;
  /** Where a tap on a notification leads, a path of ours. */
  readonly path?: string;
  /** Mail alone: the same in HTML, and one file with it. Both are erased with the words. */
  readonly html?: string;
  readonly file?: MessageFile;
  /** After which it is of no use, failed, and told. */
  readonly giveUpAt?: Instant;
  /** Whose agency it goes to. */
  readonly agencyId?: string;
  /** Who hears what became of it; the control room where left out. */
  readonly topics?: readonly [string, ...string[]];
}

/**
 * Write a message with what it is about, in the caller's transaction: it is sent by a job once that has committed, and
 * `message.sent` or `message.failed` (subject the message; purpose, subjectType, subjectId, channel in its content) says what became of it.
 */
export async function queueMessage(ctx: ActionContext, wanted: MessageToQueue): Promise<MessageId> {
  const id: MessageId = newId();
  const giveUpAt = wanted.giveUpAt ?? plusMs(ctx.now, defaultPatienceMs);
  const { channel, purpose, subject, to, title, text } = wanted;
  await insertMessage(ctx, {
    id,
    channel,
    purpose,
    subject,
    agencyId: wanted.agencyId ?? null,
    audience: wanted.topics ?? [audience.tenant()],
    giveUpAt,
    to,
    title,
    text,
    path: wanted.path ?? null,
    html: wanted.html ?? null,
    file: wanted.file ?? null,
  });
  await setDeadline(ctx, giveUpDeadline, id, giveUpAt);
  await askToSend(ctx, id, 0);
  return id;
}

/** `tries` so many were made; each has a job of its own. */
export async function askToSend(ctx: ActionContext, id: MessageId, tries: number, runAt?: Instant): Promise<void> {
  const key = `message:${id}:${tries}`;
  await enqueueJob(ctx, sendTask, { messageId: id }, runAt === undefined ? { key } : { key, runAt });
}

/** What waits about a subject is not sent any more; what a channel is taking at this moment still may be. */
export async function cancelMessages(
  ctx: ActionContext,
  subjectId: string,
  purpose: MessagePurpose | null = null,
): Promise<void> {
  const cancelled = await cancelRows(ctx, subjectId, purpose);
  for (const message of cancelled) await clearDeadline(ctx, giveUpDeadline, message.id);
  await appendEvents(
    ctx,
    cancelled.map((message) => messageEvent('message.cancelled', message)),
  );
}

/** Ids and codes only: to whom and in which words lies in rows that can be erased. */
export function messageEvent(name: string, message: MessageRow, more: EventContent = {}) {
  return {
    name,
    subject: { type: 'message', id: message.id },
    audience: message.audience,
    content: {
      channel: message.channel,
      purpose: message.purpose,
      subjectType: message.subject_type,
      subjectId: message.subject_id,
      agencyId: message.agency_id,
      ...more,
    },
  };
}
