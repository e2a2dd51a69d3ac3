import { bindAll } from '#platform/server/bind-all.ts';
import type { Feature } from '#platform/server/feature.ts';
import * as eidoRoutes from '../eido-contract.ts';
import * as webhookRoutes from '../webhook-contract.ts';
import { readEido } from './eido/read-eido.ts';
import { startWebhooks, type WebhookOptions } from './webhooks/follow-chain.ts';
import { webhookActions } from './webhooks/webhook-actions.ts';

export interface Openness {
  readonly feature: Feature;
  /** The loop that tells other systems; any number of processes may run it. */
  readonly startWebhooks: () => { stop: () => Promise<void> };
}

/** `publicUrl`: where people reach this installation; its domain makes the ids of what is exported unique. */
export function createOpenness({
  publicUrl = null,
  ...options
}: WebhookOptions & { readonly publicUrl?: string | null }): Openness {
  return {
    feature: {
      name: 'openness',
      routes: [
        ...bindAll(webhookRoutes, webhookActions(options)),
        ...bindAll(eidoRoutes, { readEido: readEido(publicUrl) }),
      ],
    },
    startWebhooks: () => startWebhooks(options),
  };
}
