import { z } from 'zod';
import { type Id, idSchema } from '#platform/shared/ids.ts';
import { type Channel, sendFailures } from '#platform/shared/message.ts';

export type MessageId = Id<'message'>;
export const messageId = idSchema<'message'>();

/** An open one is `queued`; `sent`: the next server on the way took it, which does not mean that it arrived. */
export const messageStates = ['queued', 'sent', 'failed', 'cancelled'] as const;
export const messageState = z.enum(messageStates);
export type MessageState = z.output<typeof messageState>;

/** What it is sent for; the words of each are in channel-texts.ts. A feature that sends enters its own here. */
export const messagePurposes = [
  'channel_test',
  'assignment_alert',
  'assignment_superior',
  'assignment_reminder',
  'response_link',
  'surge_broadcast',
  'surge_question',
  'caller_milestone',
  'unit_task',
  'unit_question',
  'signature_wanted',
  'obstacle_overdue',
  'meeting_minutes',
  'agency_brief',
  'agency_explanation_wanted',
] as const;
export const messagePurpose = z.enum(messagePurposes);
export type MessagePurpose = z.output<typeof messagePurpose>;

/** Why one failed: as the channel said last, or `too_late` where no try was made in time. */
export const messageFailures = [...sendFailures, 'too_late'] as const;
export const messageFailure = z.enum(messageFailures);
export type MessageFailure = z.output<typeof messageFailure>;

const fieldName = z.string().regex(/^[\w.-]{1,40}$/);
const address = z.url({ protocol: /^https?$/ }).or(z.literal(''));

/** A gateway that takes one text for one number by HTTP. */
export const textGateway = z
  .object({
    active: z.boolean().default(false),
    url: address.default(''),
    format: z.enum(['json', 'form']).default('json'),
    toField: fieldName.default('to'),
    textField: fieldName.default('text'),
    /** The header in which the gateway expects the regency's key. */
    header: z
      .string()
      .regex(/^[A-Za-z-]{1,40}$/)
      .default('Authorization'),
  })
  .refine(({ active, url }) => !active || url !== '', { path: ['url'], message: 'a gateway has an address' });
export type TextGatewayContent = z.output<typeof textGateway>;

const hostName = z.string().regex(/^[a-z0-9.-]{1,200}(:\d{1,5})?$/);

const mail = z
  .object({
    active: z.boolean().default(false),
    host: hostName.or(z.literal('')).default(''),
    port: z.number().int().min(1).max(65_535).default(587),
    security: z.enum(['tls', 'starttls', 'none']).default('starttls'),
    username: z.string().max(200).default(''),
    from: z.email().or(z.literal('')).default(''),
  })
  .refine(({ active, host, from }) => !active || (host !== '' && from !== ''), {
    path: ['host'],
    message: 'mail needs a server and a sender',
  });

/** The push services of the browsers: Chrome and Edge on Android and desks, Firefox, Safari, Edge on Windows. */
const pushHosts = ['fcm.googleapis.com', 'push.services.mozilla.com', 'push.apple.com', 'notify.windows.com'] as const;

const push = z.object({
  active: z.boolean().default(false),
  /** Whom a push service may write to about us. */
  contact: z.email().or(z.literal('')).default(''),
  /** Host names to which notifications may be sent. */
  hosts: z
    .array(hostName)
    .max(20)
    .default([...pushHosts]),
});

/** Calls of the machine to telephones on duty. They leave by the centre's own lines, so there is nothing to turn on. */
const telephone = z.object({
  ringSeconds: z.number().int().min(5).max(120).default(30),
  /** How long somebody who picked up may take to press a key, each of the two times they are asked. */
  pressSeconds: z.number().int().min(5).max(120).default(15),
});

/** How messages leave this centre. Secrets lie elsewhere; all of it off is the seed. */
export const channelContent = z.object({
  email: mail.prefault({}),
  sms: textGateway.prefault({}),
  whatsapp: textGateway.prefault({}),
  push: push.prefault({}),
  telephone: telephone.prefault({}),
  /** Days after which recipient and words of a message are erased. */
  keepDays: z.number().int().min(1).max(3650).default(90),
});
export type ChannelContent = z.output<typeof channelContent>;

/** The channels that have a password or a key. */
export const secretChannels = ['email', 'sms', 'whatsapp'] as const satisfies readonly Channel[];
export type SecretChannel = (typeof secretChannels)[number];

/** A try of one message that failed is repeated after so long: 5, 15, 45 s … 5 minutes at most. */
export function nextTryAfterMs(attempts: number): number {
  return Math.min(300_000, 5000 * 3 ** Math.max(0, Math.min(attempts - 1, 10)));
}

/** Enough of an address to know whose it is, for who has the directory: `•••• 4321`, `r•••@sidoarjokab.go.id`. */
export function maskedRecipient(kind: Channel, recipient: string): string {
  if (kind === 'push') return '•••';
  if (kind !== 'email') return `•••• ${recipient.slice(-4)}`;
  const at = recipient.lastIndexOf('@');
  return at < 1 ? '•••' : `${recipient.slice(0, 1)}•••${recipient.slice(at)}`;
}
