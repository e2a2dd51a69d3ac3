import { audience } from '#features/people/audience.ts';
import type { Action } from '#platform/server/action.ts';
import { appendEvent, type NewEvent } from '#platform/server/events/event.ts';
import { newId } from '#platform/shared/ids.ts';
import { ok, present, refuse } from '#platform/shared/result.ts';
import type { CallEvents } from '../../call.ts';
import type {
  DeskMessage,
  listDeskMessages as listRoute,
  seeDeskMessage as seeRoute,
  sendDeskMessage as sendRoute,
} from '../../supervise-contract.ts';
import { presenceOf } from '../presence-store.ts';
import { hasDesk, insertMessage, type MessageRow, saveMessageSeen, unseenMessages } from './alarm-store.ts';

/** At the desk the words are read and gone with a key; the history keeps that they were sent and when they were read. */
export const sendDeskMessage: Action<typeof sendRoute> = async (ctx, { params, body }) => {
  const from = present(ctx.actor.id, 'call.supervise needs a session');
  const to = params.id;
  if (to === from) return refuse('message.own_desk');
  if (!(await hasDesk(ctx.tx, ctx.tenantId, to))) return refuse('message.unknown_desk');
  const desk = await presenceOf(ctx.tx, ctx.tenantId, to);
  const callId = desk?.state === 'talking' ? desk.call_id : null;
  const id = newId<'desk_message'>();
  const { tenantId, now: at } = ctx;
  await insertMessage(ctx.tx, { id, tenantId, to, from, callId, words: body.words, at });
  await appendEvent(ctx, messageEvent(to, 'desk.messaged', { messageId: id, callId }));
  return ok({ id });
};

export const seeDeskMessage: Action<typeof seeRoute> = async (ctx, { params }) => {
  const userId = present(ctx.actor.id, 'call.take needs a session');
  const fresh = await saveMessageSeen(ctx.tx, params.id, userId, ctx.now);
  if (fresh === null) return refuse('message.not_found');
  // A key pressed twice is one reading.
  if (fresh) await appendEvent(ctx, messageEvent(userId, 'desk.message_seen', { messageId: params.id }));
  return ok({});
};

export const listDeskMessages: Action<typeof listRoute> = async (ctx) => {
  const found = await unseenMessages(ctx.tx, ctx.tenantId, null);
  return ok({
    items: found.map((each) => ({
      ...messageViewOf(each),
      // A user's id comes from the users table alone.
      to: { id: each.to_user as Parameters<typeof sendDeskMessage>[1]['params']['id'], displayName: each.to_name },
    })),
  });
};

export function messageViewOf(found: MessageRow): DeskMessage {
  // Made by newId alone.
  return { id: found.id as DeskMessage['id'], from: found.from_name, words: found.words, sentAt: found.sent_at };
}

/** Heard by that desk and the supervisors: nobody else need know who is written to. */
function messageEvent<Name extends 'desk.messaged' | 'desk.message_seen'>(
  userId: string,
  name: Name,
  content: CallEvents[Name],
): NewEvent {
  return {
    name,
    subject: { type: 'user', id: userId },
    audience: [audience.user(userId), audience.supervisors()],
    content: { ...content },
  };
}
