import { sql } from 'kysely';
import type { SettingKind } from '#features/people/server/setting-versions.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { row, rows, run, type Tx } from '#platform/server/db/database.ts';
import type { Instant } from '#platform/shared/time.ts';
import { type DeliveryId, type WebhookContent, type WebhookId, webhookContent } from '../../webhook.ts';
import type { DeliveryView, WebhookView } from '../../webhook-contract.ts';

export function selectWebhooks(tx: Tx): Promise<WebhookView[]> {
  return rows<WebhookView>(
    tx,
    sql`select w.id, w.content, w.version,
          (select count(*)::int from webhook_deliveries d where d.webhook_id = w.id and d.state = 'waiting') as waiting,
          (select count(*)::int from webhook_deliveries d where d.webhook_id = w.id and d.state = 'dead') as dead,
          (select max(d.ended_at) from webhook_deliveries d where d.webhook_id = w.id and d.state = 'delivered') as "lastDeliveredAt"
        from webhooks w order by w.content ->> 'name', w.id`,
  );
}

export function findWebhook(tx: Tx, id: string): Promise<{ content: WebhookContent } | null> {
  return row<{ content: WebhookContent }>(tx, sql`select content from webhooks where id = ${id}`);
}

/** It is told of what happens from now on: what the chain holds already is history. */
export async function insertWebhook(
  ctx: ActionContext,
  webhook: { readonly id: WebhookId; readonly content: WebhookContent; readonly cipher: Buffer },
): Promise<void> {
  await run(
    ctx.tx,
    sql`insert into webhooks (id, tenant_id, content, cipher, followed_to, made_at)
        values (${webhook.id}, ${ctx.tenantId}, ${JSON.stringify(webhook.content)}::jsonb, ${webhook.cipher},
          coalesce((select max(chain_no) from event_seals where tenant_id = ${ctx.tenantId}), 0), ${ctx.now})`,
  );
}

export async function saveCipher(ctx: ActionContext, id: string, cipher: Buffer): Promise<boolean> {
  return (await run(ctx.tx, sql`update webhooks set cipher = ${cipher} where id = ${id}`)) > 0;
}

export async function insertTrial(ctx: ActionContext, id: DeliveryId, webhookId: string): Promise<void> {
  await run(
    ctx.tx,
    sql`insert into webhook_deliveries (id, tenant_id, webhook_id, made_at, due_at)
        values (${id}, ${ctx.tenantId}, ${webhookId}, ${ctx.now}, ${ctx.now})`,
  );
}

/** What was given up waits again, with all its attempts before it. Returns how many. */
export function reviveDead(ctx: ActionContext, webhookId: string): Promise<number> {
  return run(
    ctx.tx,
    sql`update webhook_deliveries set state = 'waiting', attempts = 0, due_at = ${ctx.now}, ended_at = null
        where webhook_id = ${webhookId} and state = 'dead'`,
  );
}

export function selectDeliveries(
  tx: Tx,
  filter: {
    readonly webhookId: string;
    readonly state: DeliveryView['state'] | null;
    readonly after: { readonly at: Instant; readonly id: string } | null;
    readonly limit: number;
  },
): Promise<DeliveryView[]> {
  return rows<DeliveryView>(
    tx,
    sql`select d.id, e.name as event, d.state, d.attempts, d.made_at as "madeAt", d.due_at as "dueAt", d.ended_at as "endedAt",
          d.status, d.problem
        from webhook_deliveries d left join events e on e.seq = d.seq
        where d.webhook_id = ${filter.webhookId} and (${filter.state}::text is null or d.state = ${filter.state}::text)
          and (${filter.after?.id ?? null}::uuid is null
            or (date_trunc('milliseconds', d.made_at), d.id) < (${filter.after?.at ?? null}::timestamptz, ${filter.after?.id ?? null}::uuid))
        order by date_trunc('milliseconds', d.made_at) desc, d.id desc limit ${filter.limit}`,
  );
}

export const webhookKind: SettingKind<typeof webhookContent> = {
  kind: 'webhook',
  schema: webhookContent,
  reader: 'webhook.read',
  writer: 'webhook.manage',
  load: (ctx, id) =>
    row<{ version: number; content: WebhookContent }>(
      ctx.tx,
      sql`select version, content from webhooks where tenant_id = ${ctx.tenantId} and id = ${id} for update`,
    ),
  save: async (ctx, id, content, version) => {
    await run(
      ctx.tx,
      sql`update webhooks set content = ${JSON.stringify(content)}::jsonb, version = ${version} where id = ${id}`,
    );
  },
};
