import { changeSetting, type SettingKind } from '#features/people/server/setting-versions.ts';
import type { Action, ActionContext } from '#platform/server/action.ts';
import { e164Of } from '#platform/server/e164.ts';
import { appendEvent } from '#platform/server/events/event.ts';
import { isPushHost } from '#platform/server/messages/push.ts';
import { ok, present, refuse } from '#platform/shared/result.ts';
import { plusMs } from '#platform/shared/time.ts';
import { channelContent, type MessageId, maskedRecipient, type SecretChannel, secretChannels } from '../../channel.ts';
import type * as routes from '../../channel-contract.ts';
import {
  channelPlan,
  channelRow,
  endSubscription,
  pushedTo,
  saveChannels,
  saveSecrets,
  saveSubscription,
  subscriptionsFor,
} from './channel-store.ts';
import { listRows, lockMessage } from './message-store.ts';
import { messageEvent, queueMessage } from './queue-message.ts';
import { type ChannelKeys, openSecrets, type Secrets, sealSecrets } from './senders.ts';

export const channelKind: SettingKind<typeof channelContent> = {
  kind: 'channels',
  schema: channelContent,
  load: async (ctx, id) => {
    const found = await channelRow(ctx, 'lock');
    return found.id === id ? { version: found.version, content: found.content } : null;
  },
  save: (ctx, _, content, version) => saveChannels(ctx, content, version),
};

export function channelActions(keys: ChannelKeys) {
  const readChannels: Action<typeof routes.readChannels> = async (ctx) => {
    const { secrets, ...shown } = await channelRow(ctx);
    const opened = openSecrets(await keys.secret(), secrets);
    return ok({ ...shown, withSecret: secretChannels.filter((each) => opened[each] !== undefined) });
  };

  /** Secrets are no part of the versions: an older one must not come back, and nobody reads them. */
  const changeChannels: Action<typeof routes.changeChannels> = async (ctx, { params, body }) => {
    const { secrets, ...change } = body;
    const changed = await changeSetting(ctx, channelKind, { id: params.id, ...change });
    const given = secretChannels.filter((each) => secrets[each] !== undefined);
    if (!changed.ok || given.length === 0) return changed;
    const secret = await keys.secret();
    const before = openSecrets(secret, (await channelRow(ctx, 'lock')).secrets);
    await saveSecrets(ctx, sealSecrets(secret, withNew(before, secrets)));
    return changed;
  };

  const readPush: Action<typeof routes.readPush> = async (ctx) => {
    const { content } = await channelPlan(ctx);
    return ok({ isActive: content.push.active, publicKey: (await keys.push()).publicKey });
  };

  return {
    ...{ readChannels, changeChannels, testChannel, listMessages },
    ...{ receiveMessage, readPush, subscribePush, unsubscribePush },
  };
}

function withNew(before: Secrets, given: Partial<Record<SecretChannel, string | undefined>>): Secrets {
  const all = secretChannels.map((each) => [each, given[each] ?? before[each] ?? ''] as const);
  return Object.fromEntries(all.filter(([, value]) => value !== ''));
}

const testPatienceMs = 60_000;

const testChannel: Action<typeof routes.testChannel> = async (ctx, { body }) => {
  const { channel } = body;
  if (!(await channelPlan(ctx)).content[channel].active) return refuse('channel.off');
  const userId = present(ctx.actor.id, 'setting.change needs a session');
  const recipients =
    channel === 'push' ? (await subscriptionsFor(ctx, { userId })).map(({ id }) => id) : recipientOf(channel, body.to);
  if (recipients.length === 0) return refuse('channel.bad_recipient');
  const ids: MessageId[] = [];
  for (const to of recipients)
    ids.push(
      await queueMessage(ctx, {
        channel,
        purpose: 'channel_test',
        subject: { type: 'user', id: userId },
        to,
        title: 'Uji kirim Call Center 112',
        text: 'Uji kirim dari Call Center 112. Pesan ini tidak perlu dibalas.',
        giveUpAt: plusMs(ctx.now, testPatienceMs),
      }),
    );
  return ok({ ids });
};

function recipientOf(channel: 'email' | 'sms' | 'whatsapp', to: string): string[] {
  const fits = channel === 'email' ? /^[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>]+$/.test(to) : e164Of(to) !== null;
  return fits ? [to] : [];
}

const listMessages: Action<typeof routes.listMessages> = async (ctx, { query }) => {
  const found = await listRows(ctx, query, query.limit + 1);
  const items = found.slice(0, query.limit).map((message) => ({
    id: message.id,
    channel: message.channel,
    purpose: message.purpose,
    subject: { type: message.subject_type, id: message.subject_id },
    agencyName: message.agency,
    recipient: message.recipient === null ? null : maskedRecipient(message.channel, message.recipient),
    state: message.state,
    code: message.code,
    queuedAt: message.queued_at,
    giveUpAt: message.give_up_at,
    endedAt: message.ended_at,
    attempts: [...message.tries],
  }));
  return ok({ items, next: found.length > query.limit ? (items.at(-1)?.id ?? null) : null });
};

const receiveMessage: Action<typeof routes.receiveMessage> = async (ctx, { params }) => {
  if ((await pushedTo(ctx, params.id, ownId(ctx))) === null) return refuse('message.not_found');
  const message = present(await lockMessage(ctx, params.id), 'it was just found');
  await appendEvent(ctx, messageEvent('message.received', message));
  return ok({});
};

const subscribePush: Action<typeof routes.subscribePush> = async (ctx, { body }) => {
  const { push } = (await channelPlan(ctx)).content;
  if (!push.active) return refuse('channel.off');
  if (!isPushHost(body.endpoint, push.hosts)) return refuse('push.host_unknown');
  return ok({ id: await saveSubscription(ctx, ownId(ctx), body) });
};

const unsubscribePush: Action<typeof routes.unsubscribePush> = async (ctx, { body }) => {
  await endSubscription(ctx, ownId(ctx), body.endpoint);
  return ok({});
};

function ownId(ctx: ActionContext): string {
  return present(ctx.actor.id, 'the route asks for a session');
}
