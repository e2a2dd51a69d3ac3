import { z } from 'zod';
import { changedSetting, changeReason, settingRefusals, shownVersion } from '#features/people/setting-contract.ts';
import { instant, page, pageQuery, pick, route } from '#platform/shared/contract.ts';
import { channel, pushSubscription } from '#platform/shared/message.ts';
import { channelContent, messageFailure, messageId, messagePurpose, messageState, secretChannels } from './channel.ts';
import { channelRefusals } from './channel-texts.ts';

export const channelsView = z.object({
  id: z.uuid(),
  content: channelContent,
  version: z.number().int(),
  /** The channels for which a password or key is kept; none is ever shown. */
  withSecret: z.array(z.enum(secretChannels)),
});
export type ChannelsView = z.output<typeof channelsView>;

export const readChannels = route({
  method: 'GET',
  path: '/api/channels',
  summary: 'How messages leave this centre',
  permission: 'setting.read',
  output: channelsView,
});

const secret = z.string().max(500).optional();

export const changeChannels = route({
  method: 'POST',
  path: '/api/channels/:id/change',
  summary: 'Change how messages leave this centre',
  permission: 'setting.change',
  params: z.object({ id: z.uuid() }),
  body: z.object({
    version: shownVersion,
    reason: changeReason,
    content: channelContent,
    /** Empty takes it away, left out leaves it. */
    secrets: z.object({ email: secret, sms: secret, whatsapp: secret }).default({}),
  }),
  output: changedSetting,
  refusals: settingRefusals,
});

/** Through the outbox, as every message: what became of it is in the list of messages. */
export const testChannel = route({
  method: 'POST',
  path: '/api/channels/test',
  summary: 'Send a test message by one channel',
  permission: 'setting.change',
  /** A number or address; left out for a notification, which goes to the own browsers. */
  body: z.object({ channel, to: z.string().trim().max(200).default('') }),
  output: z.object({ ids: z.array(messageId) }),
  refusals: pick(channelRefusals, 'channel.off', 'channel.bad_recipient'),
});

export const messageView = z.object({
  id: messageId,
  channel,
  purpose: messagePurpose,
  subject: z.object({ type: z.string(), id: z.uuid() }),
  agencyName: z.string().nullable(),
  /** Masked; null when it was erased. */
  recipient: z.string().nullable(),
  state: messageState,
  code: messageFailure.nullable(),
  queuedAt: instant,
  giveUpAt: instant,
  endedAt: instant.nullable(),
  attempts: z.array(z.object({ at: instant, ms: z.number().int(), code: messageFailure.nullable() })),
});
export type MessageView = z.output<typeof messageView>;

export const listMessages = route({
  method: 'GET',
  path: '/api/messages',
  summary: 'Messages that were to be sent, newest first, with what became of each try',
  permission: 'message.read',
  query: pageQuery.extend({
    state: messageState.optional(),
    channel: channel.optional(),
    subjectId: z.uuid().optional(),
  }),
  output: page(messageView),
});

/** Told by the browser itself when it shows one: the only proof that somebody's device has it. */
export const receiveMessage = route({
  method: 'POST',
  path: '/api/messages/:id/received',
  summary: 'This browser of mine has shown the notification',
  permission: 'signed_in',
  params: z.object({ id: messageId }),
  output: z.object({}),
  refusals: pick(channelRefusals, 'message.not_found'),
});

export const readPush = route({
  method: 'GET',
  path: '/api/push',
  summary: 'Whether notifications can be turned on, and the key for the browser',
  permission: 'signed_in',
  output: z.object({ isActive: z.boolean(), publicKey: z.string() }),
});

export const subscribePush = route({
  method: 'POST',
  path: '/api/push-subscriptions',
  summary: 'Send notifications to this browser of mine',
  permission: 'signed_in',
  body: pushSubscription,
  output: z.object({ id: z.uuid() }),
  refusals: pick(channelRefusals, 'channel.off', 'push.host_unknown'),
});

export const unsubscribePush = route({
  method: 'POST',
  path: '/api/push-subscriptions/end',
  summary: 'No more notifications to this browser',
  permission: 'signed_in',
  body: z.object({ endpoint: z.string().max(1000) }),
  output: z.object({}),
});
