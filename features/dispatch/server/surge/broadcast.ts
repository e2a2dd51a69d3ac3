import { channelPlan, subscriptionsFor } from '#features/agencies/server/channels/channel-store.ts';
import { cancelMessages, queueMessage } from '#features/agencies/server/channels/queue-message.ts';
import { centreOf } from '#features/calls/server/link/link-store.ts';
import { audience } from '#features/people/audience.ts';
import { mayReach } from '#features/people/server/reach.ts';
import type { Action, ActionContext } from '#platform/server/action.ts';
import { appendEvent, type EventContent } from '#platform/server/events/event.ts';
import { newId } from '#platform/shared/ids.ts';
import type { Channel } from '#platform/shared/message.ts';
import { ok, present, refuse } from '#platform/shared/result.ts';
import { fill } from '#platform/shared/texts.ts';
import { plusMs } from '#platform/shared/time.ts';
import { onDuty } from '../../ladder-rules.ts';
import type { BroadcastId } from '../../surge.ts';
import type * as routes from '../../surge-contract.ts';
import { toRemind } from '../../surge-rules.ts';
import { broadcastWords, surgeKindTexts } from '../../surge-texts.ts';
import { type ContactRow, contactsOf } from '../ladder/ladder-store.ts';
import {
  type BroadcastRow,
  insertBroadcast,
  lockBroadcast,
  ownBroadcasts,
  saveAnswer,
  saveReminded,
  selectBroadcasts,
  toldOf,
} from './broadcast-store.ts';
import { findSurge, lockSurge, tellable, zoneOf } from './surge-store.ts';

export const listBroadcasts: Action<typeof routes.listBroadcasts> = async (ctx, { params }) => {
  if ((await findSurge(ctx, params.id)) === null) return refuse('surge.not_found');
  return ok({ items: await selectBroadcasts(ctx, params.id) });
};

export const sendBroadcast: Action<typeof routes.sendBroadcast> = async (ctx, { params, body }) => {
  const surge = await lockSurge(ctx, params.id);
  if (surge === null) return refuse('surge.not_found');
  if (surge.endedAt !== null) return refuse('surge.over');
  const wanted = body.agencyIds === undefined ? null : [...new Set(body.agencyIds)];
  const agencies = await tellable(ctx, wanted);
  if (agencies.length === 0 || (wanted !== null && agencies.length !== wanted.length))
    return refuse('surge.agency_unknown');
  const id: BroadcastId = newId();
  const { words } = body;
  await insertBroadcast(ctx, { id, surgeId: surge.id, words, agencyIds: agencies.map((agency) => agency.id) });
  const broadcast = { id, surgeId: surge.id, kind: surge.kind, words, isOver: false };
  await tell(ctx, broadcast, agencies, false);
  await appendBroadcastEvent(ctx, 'surge.broadcast_sent', broadcast, agencies, { agencies: agencies.length });
  const sent = (await selectBroadcasts(ctx, surge.id)).find((one) => one.id === id);
  return ok(present(sent, 'it was written above'));
};

export const remindBroadcast: Action<typeof routes.remindBroadcast> = async (ctx, { params }) => {
  const broadcast = await lockBroadcast(ctx, params.id);
  if (broadcast === null) return refuse('surge.broadcast_not_found');
  if (broadcast.isOver) return refuse('surge.over');
  const decided = toRemind((await toldOf(ctx, params.id)).map((one) => ({ ...one, id: one.agencyId })));
  if (!decided.ok) return decided;
  const silent = decided.value;
  await saveReminded(
    ctx,
    params.id,
    silent.map((one) => one.id),
  );
  await tell(ctx, broadcast, silent, true);
  await appendBroadcastEvent(ctx, 'surge.broadcast_reminded', broadcast, silent, { agencies: silent.length });
  return ok({ reminded: silent.length });
};

export const answerBroadcast: Action<typeof routes.answerBroadcast> = async (ctx, { params, body }) => {
  const { agencyId, answer, units } = body;
  // Somebody else's broadcast is answered like one that does not exist.
  if (!mayReach(ctx.actor, 'surge.answer', agencyId)) return refuse('surge.broadcast_not_found');
  const broadcast = await lockBroadcast(ctx, params.id);
  if (broadcast === null) return refuse('surge.broadcast_not_found');
  if (broadcast.isOver) return refuse('surge.over');
  if (!(await saveAnswer(ctx, { broadcastId: params.id, agencyId, answer, units })))
    return refuse('surge.broadcast_not_found');
  await appendBroadcastEvent(ctx, 'surge.broadcast_answered', broadcast, [{ id: agencyId }], {
    agencyId,
    answer,
    units,
  });
  return ok({ answeredAt: ctx.now });
};

export const listOwnBroadcasts: Action<typeof routes.listOwnBroadcasts> = async (ctx) =>
  ok({ items: ctx.actor.groupId === null ? [] : await ownBroadcasts(ctx, ctx.actor.groupId) });

function appendBroadcastEvent(
  ctx: ActionContext,
  name: string,
  { id, surgeId }: BroadcastRow,
  agencies: readonly { readonly id: string }[],
  content: EventContent,
): Promise<void> {
  return appendEvent(ctx, {
    name,
    subject: { type: 'surge', id: surgeId },
    audience: [audience.tenant(), ...agencies.map((agency) => audience.agency(agency.id))],
    content: { broadcastId: id, ...content },
  });
}

/** Read on the screen within minutes; as a message it may wait for a gateway that everybody uses at this moment. */
const usefulMs = 30 * 60_000;

/** By every channel that is on: notifications to an agency's browsers, and to each contact on duty a text and a mail. */
async function tell(
  ctx: ActionContext,
  broadcast: BroadcastRow,
  agencies: readonly { readonly id: string; readonly hasAccounts: boolean }[],
  isReminder: boolean,
): Promise<void> {
  const { content } = await channelPlan(ctx);
  const { name: regency } = await centreOf(ctx);
  const zone = await zoneOf(ctx);
  const title = fill(broadcastWords.title, 'id', { regency, kind: surgeKindTexts[broadcast.kind].id.toLowerCase() });
  for (const { id: agencyId, hasAccounts } of agencies) {
    const values = { words: broadcast.words, answer: (hasAccounts ? broadcastWords.answer : broadcastWords.call).id };
    const text = fill(isReminder ? broadcastWords.remind : broadcastWords.text, 'id', values);
    const send = (channel: Channel, to: string) =>
      queueMessage(ctx, {
        channel,
        purpose: 'surge_broadcast',
        subject: { type: 'surge_broadcast', id: broadcast.id },
        to,
        title,
        text,
        path: '/tasks',
        agencyId,
        giveUpAt: plusMs(ctx.now, usefulMs),
        topics: [audience.tenant(), audience.agency(agencyId)],
      });
    if (content.push.active)
      for (const browser of await subscriptionsFor(ctx, { agencyId })) await send('push', browser.id);
    for (const contact of onDuty(await contactsOf(ctx, agencyId), ctx.now, zone))
      for (const [channel, to] of waysTo(contact, (one) => content[one].active)) await send(channel, to);
  }
}

/** WhatsApp before SMS, and mail beside either: it is kept, and read by more than one. */
function waysTo(contact: ContactRow, isOn: (channel: Channel) => boolean): [Channel, string][] {
  const { phone, email } = contact;
  const text = (['whatsapp', 'sms'] as const).find(isOn);
  return [
    ...(phone !== null && text !== undefined ? [[text, phone] as [Channel, string]] : []),
    ...(email !== null && isOn('email') ? [['email', email] as [Channel, string]] : []),
  ];
}

/** It is over: what still waits to be sent wakes nobody any more. */
export async function dropUnsent(ctx: ActionContext, surgeId: string): Promise<void> {
  for (const { id } of await selectBroadcasts(ctx, surgeId)) await cancelMessages(ctx, id, 'surge_broadcast');
}
