import { z } from 'zod';
import { changedSetting, changeReason, settingRefusals, shownVersion } from '#features/people/setting-contract.ts';
import { instant, page, pageQuery, pick, route } from '#platform/shared/contract.ts';
import { deliveryId, deliveryProblem, deliveryState, webhookContent, webhookId } from './webhook.ts';
import { webhookRefusals } from './webhook-texts.ts';

const byId = z.object({ id: webhookId });
const found = pick(webhookRefusals, 'webhook.not_found');

export const webhookView = z.object({
  id: webhookId,
  content: webhookContent,
  version: z.number().int(),
  waiting: z.number().int(),
  dead: z.number().int(),
  lastDeliveredAt: instant.nullable(),
});
export type WebhookView = z.output<typeof webhookView>;

export const deliveryView = z.object({
  id: deliveryId,
  /** The name of the event; null: a trial. */
  event: z.string().nullable(),
  state: deliveryState,
  attempts: z.number().int(),
  madeAt: instant,
  /** When it is tried next. */
  dueAt: instant.nullable(),
  endedAt: instant.nullable(),
  /** Of the last attempt. */
  status: z.number().int().nullable(),
  problem: deliveryProblem.nullable(),
});
export type DeliveryView = z.output<typeof deliveryView>;

/** `whsec_` and the secret in base64, as the specification writes it. Shown once. */
const secret = z.string();

export const listWebhooks = route({
  method: 'GET',
  path: '/api/webhooks',
  summary: 'Systems that are told by HTTP what happens',
  permission: 'webhook.read',
  output: z.object({ items: z.array(webhookView) }),
});

export const createWebhook = route({
  method: 'POST',
  path: '/api/webhooks',
  summary: 'Tell another system; it is told of what happens from now on',
  permission: 'webhook.manage',
  body: z.object({ content: webhookContent, reason: changeReason }),
  output: changedSetting.extend({ secret }),
});

export const changeWebhook = route({
  method: 'POST',
  path: '/api/webhooks/:id/change',
  summary: 'Change a webhook or switch it off',
  permission: 'webhook.manage',
  params: byId,
  body: z.object({ version: shownVersion, reason: changeReason, content: webhookContent }),
  output: changedSetting,
  refusals: settingRefusals,
});

export const renewWebhookSecret = route({
  method: 'POST',
  path: '/api/webhooks/:id/secret',
  summary: 'Sign with a new secret from now on',
  permission: 'webhook.manage',
  params: byId,
  output: z.object({ secret }),
  refusals: found,
});

export const tryWebhook = route({
  method: 'POST',
  path: '/api/webhooks/:id/trial',
  summary: 'Send a trial',
  permission: 'webhook.manage',
  params: byId,
  output: z.object({ id: deliveryId }),
  refusals: pick(webhookRefusals, 'webhook.not_found', 'webhook.inactive'),
});

export const listDeliveries = route({
  method: 'GET',
  path: '/api/webhooks/:id/deliveries',
  summary: 'What a webhook was told, newest first',
  permission: 'webhook.read',
  params: byId,
  query: pageQuery.extend({ state: deliveryState.optional() }),
  output: page(deliveryView),
  refusals: found,
});

export const retryDeliveries = route({
  method: 'POST',
  path: '/api/webhooks/:id/retry',
  summary: 'Try again whatever could not be delivered',
  permission: 'webhook.manage',
  params: byId,
  output: z.object({ count: z.number().int() }),
  refusals: pick(webhookRefusals, 'webhook.not_found', 'webhook.inactive'),
});
