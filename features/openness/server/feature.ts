import { bindAll } from '#platform/server/bind-all.ts';
import type { Feature } from '#platform/server/feature.ts';
import * as webhookRoutes from '../webhook-contract.ts';
import { startWebhooks, type WebhookOptions } from './webhooks/follow-chain.ts';
import { webhookActions } from './webhooks/webhook-actions.ts';

export interface Openness {
  readonly feature: Feature;
  /** The loop that tells other systems; any number of processes may run it. */
  readonly startWebhooks: () => { stop: () => Promise<void> };
}

export function createOpenness(options: WebhookOptions): Openness {
  return {
    feature: { name: 'openness', routes: [...bindAll(webhookRoutes, webhookActions(options))] },
    startWebhooks: () => startWebhooks(options),
  };
}
