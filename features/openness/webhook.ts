import { z } from 'zod';
import { type Id, idSchema } from '#platform/shared/ids.ts';

export type WebhookId = Id<'webhook'>;
export const webhookId = idSchema<'webhook'>();
export type DeliveryId = Id<'webhook_delivery'>;
export const deliveryId = idSchema<'webhook_delivery'>();

/** What another system can be told of; each stands for the events whose names begin with it. */
export const webhookTopics = ['call', 'incident', 'assignment'] as const;
export const webhookTopic = z.enum(webhookTopics);
export type WebhookTopic = (typeof webhookTopics)[number];

/** Machines in the house may be told without TLS (RFC 1918, RFC 4193, loopback); whatever leaves it may not. */
const privateHost = /^(localhost|127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|\[::1\]|\[f[cd])/;

const target = z
  .string()
  .max(500)
  .refine((text) => {
    if (!URL.canParse(text)) return false;
    const { protocol, hostname, username, password } = new URL(text);
    if (username !== '' || password !== '') return false;
    return protocol === 'https:' || (protocol === 'http:' && privateHost.test(hostname));
  });

/** What of a webhook is editable. */
export const webhookContent = z.object({
  name: z.string().trim().min(2).max(80),
  url: target,
  topics: z.array(webhookTopic).min(1),
  active: z.boolean(),
});
export type WebhookContent = z.output<typeof webhookContent>;

export const deliveryState = z.enum(['waiting', 'delivered', 'dead']);
export const deliveryProblem = z.enum(['status', 'timeout', 'unreachable', 'redirect', 'secret']);
export type DeliveryProblem = z.output<typeof deliveryProblem>;

/** What came of one attempt. */
export type Attempt =
  | { readonly ok: true; readonly status: number }
  | { readonly ok: false; readonly status: number | null; readonly problem: DeliveryProblem };
