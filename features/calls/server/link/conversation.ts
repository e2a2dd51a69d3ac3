import { logAccess } from '#features/people/server/log-access.ts';
import type { Action, ActionContext } from '#platform/server/action.ts';
import { appendEvent } from '#platform/server/events/event.ts';
import { newId } from '#platform/shared/ids.ts';
import { ok, present, refuse } from '#platform/shared/result.ts';
import type {
  ConversationView,
  openConversation as openRoute,
  readConversation as readRoute,
  seeMessages as seeRoute,
  writeToCaller as writeRoute,
} from '../../link-contract.ts';
import { callEvent } from '../call-event.ts';
import { lockCall } from '../store.ts';
import { callView } from '../view-store.ts';
import {
  type CallerMessageRow,
  insertMessage,
  type LinkRow,
  linksOfCall,
  mayRead,
  messagesOf,
  ownCallOf,
  saveLook,
  saveSeen,
} from './link-store.ts';
import { hindranceOf } from './make-link.ts';

/** The words for who talks with the caller or wraps the call up, as with the number (design.md §7); others open them. */
export const readConversation =
  (publicUrl: string | null): Action<typeof readRoute> =>
  async (ctx, { params }) => {
    const call = await callView(ctx.tx, params.id, ctx.actor.id);
    return call === null ? refuse('call.not_found') : ok(await conversationOf(ctx, call, publicUrl));
  };

export const openConversation =
  (publicUrl: string | null): Action<typeof openRoute> =>
  async (ctx, { params, body }) => {
    const call = await callView(ctx.tx, params.id, ctx.actor.id);
    if (call === null) return refuse('call.not_found');
    const callId = await ownCallOf(ctx.tx, call.id);
    await logAccess(ctx, { type: 'call', id: callId }, 'caller_words', body.reason);
    await saveLook(ctx, callId, present(ctx.actor.id, 'caller.show needs a session'));
    return ok(await conversationOf(ctx, call, publicUrl));
  };

/** Only while a link of the call is valid: else nobody would ever read it. */
export const writeToCaller =
  (publicUrl: string | null): Action<typeof writeRoute> =>
  async (ctx, { params, body }) => {
    const found = await callView(ctx.tx, params.id, ctx.actor.id);
    if (found === null) return refuse('call.not_found');
    const callId = await ownCallOf(ctx.tx, found.id);
    await lockCall(ctx.tx, callId);
    const userId = present(ctx.actor.id, 'call.take needs a session');
    if (!(await mayRead(ctx, callId, userId))) return refuse('link.not_shown');
    const [link] = await linksOfCall(ctx.tx, callId);
    if (link === undefined || !isOpen(ctx, link)) return refuse('link.none');
    const id = newId<'caller_message'>();
    const { words, id: clientId } = body;
    const written = { id, callId, linkId: null, clientId, kind: 'words', words, writtenBy: userId } as const;
    const count = await insertMessage(ctx, written);
    // Sent again after an answer that was lost.
    if (count !== null) {
      const told = { messageId: id, linkId: null, count, kind: 'words', userId } as const;
      await appendEvent(ctx, callEvent(callId, 'call.link_written', told));
    }
    return ok(await conversationOf(ctx, found, publicUrl));
  };

export const seeMessages: Action<typeof seeRoute> = async (ctx, { params, body }) => {
  const found = await callView(ctx.tx, params.id, ctx.actor.id);
  if (found === null) return refuse('call.not_found');
  const callId = await ownCallOf(ctx.tx, found.id);
  await lockCall(ctx.tx, callId);
  const userId = present(ctx.actor.id, 'call.take needs a session');
  if (!(await mayRead(ctx, callId, userId))) return refuse('link.not_shown');
  const count = await saveSeen(ctx, callId, body.upTo);
  if (count !== null) await appendEvent(ctx, callEvent(callId, 'call.link_seen', { count, userId }));
  return ok({});
};

/** What the centre may see of it, for this person. */
export async function conversationOf(
  ctx: ActionContext,
  call: { readonly id: string; readonly caller_e164: string | null; readonly purpose?: string },
  publicUrl: string | null,
): Promise<ConversationView> {
  const callId = await ownCallOf(ctx.tx, call.id);
  const [link] = await linksOfCall(ctx.tx, callId);
  const isShown = await mayRead(ctx, callId, ctx.actor.id);
  const found = link === undefined ? [] : await messagesOf(ctx.tx, callId);
  return {
    hindrance: await hindranceOf(ctx, call, publicUrl),
    link: link === undefined ? null : linkOf(ctx, link),
    isShown,
    unseen: found.filter((each) => each.link_id !== null && each.seen_at === null).length,
    items: found.map((each) => itemOf(each, isShown)),
  };
}

function linkOf(ctx: ActionContext, link: LinkRow): NonNullable<ConversationView['link']> {
  const { made_at: madeAt, expires_at: expiresAt, result, opened_at: openedAt } = link;
  return { madeAt, expiresAt, result, openedAt, isOpen: isOpen(ctx, link) };
}

const isOpen = (ctx: ActionContext, link: LinkRow) => link.result !== 'failed' && link.expires_at > ctx.now;

function itemOf(found: CallerMessageRow, isShown: boolean): ConversationView['items'][number] {
  return {
    id: found.id,
    number: found.number,
    side: found.link_id === null ? 'desk' : 'caller',
    kind: found.kind,
    words: isShown ? found.words : null,
    isErased: found.erased_at !== null,
    by: found.by,
    at: found.written_at,
    seenAt: found.seen_at,
  };
}
