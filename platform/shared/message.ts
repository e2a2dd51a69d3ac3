import { z } from 'zod';

/** What can carry a short message to one recipient. */
export const channels = ['email', 'sms', 'whatsapp', 'push'] as const;
export const channel = z.enum(channels);
export type Channel = (typeof channels)[number];

/**
 * Why it was not taken: `not_configured` (this channel is off), `unreachable` (no connection, no answer in time), `refused` (the
 * other side says no to this message or to us), `busy` (later, please), `bad_recipient`, `gone` (the recipient is there no more).
 */
export const sendFailures = ['not_configured', 'unreachable', 'refused', 'busy', 'bad_recipient', 'gone'] as const;
export type SendFailure = (typeof sendFailures)[number];

/** What a browser hands out when somebody allows notifications (Push API). */
export const pushSubscription = z.object({
  endpoint: z.url({ protocol: /^https?$/ }).max(1000),
  keys: z.object({
    /** Uncompressed P-256 point, base64url. */
    p256dh: z.string().regex(/^[\w-]{87}=?$/),
    auth: z.string().regex(/^[\w-]{22}={0,2}$/),
  }),
});
export type PushSubscription = z.output<typeof pushSubscription>;
