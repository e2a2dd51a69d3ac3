import { randomBytes } from 'node:crypto';
import { audience } from '#features/people/audience.ts';
import { changeSetting, recordSettingVersion } from '#features/people/server/setting-versions.ts';
import type { Action, ActionContext } from '#platform/server/action.ts';
import { encrypt } from '#platform/server/cipher.ts';
import { appendEvent } from '#platform/server/events/event.ts';
import { newId } from '#platform/shared/ids.ts';
import { ok, type Result, refuse } from '#platform/shared/result.ts';
import type { DeliveryId, WebhookId } from '../../webhook.ts';
import type * as routes from '../../webhook-contract.ts';
import * as store from './webhook-store.ts';

/** `sealWith`: what encrypts the signing secrets in the database. */
export function webhookActions(options: { readonly sealWith: () => Promise<string> }) {
  const makeSecret = async () => {
    const secret = `whsec_${randomBytes(32).toString('base64')}`;
    return { secret, cipher: encrypt(await options.sealWith(), secret) };
  };

  const listWebhooks: Action<typeof routes.listWebhooks> = async (ctx) =>
    ok({ items: await store.selectWebhooks(ctx.tx) });

  const createWebhook: Action<typeof routes.createWebhook> = async (ctx, { body: { content, reason } }) => {
    const id: WebhookId = newId();
    const { secret, cipher } = await makeSecret();
    await store.insertWebhook(ctx, { id, content, cipher });
    await recordSettingVersion(ctx, { kind: store.webhookKind.kind, subjectId: id, version: 1, content, reason });
    return ok({ id, version: 1, secret });
  };

  const changeWebhook: Action<typeof routes.changeWebhook> = (ctx, { params, body }) =>
    changeSetting(ctx, store.webhookKind, { id: params.id, ...body });

  const renewWebhookSecret: Action<typeof routes.renewWebhookSecret> = async (ctx, { params }) => {
    const { secret, cipher } = await makeSecret();
    if (!(await store.saveCipher(ctx, params.id, cipher))) return refuse('webhook.not_found');
    await tell(ctx, 'webhook.secret_renewed', params.id, {});
    return ok({ secret });
  };

  const tryWebhook: Action<typeof routes.tryWebhook> = async (ctx, { params }) => {
    const found = await activeWebhook(ctx, params.id);
    if (!found.ok) return found;
    const id: DeliveryId = newId();
    await store.insertTrial(ctx, id, params.id);
    return ok({ id });
  };

  const retryDeliveries: Action<typeof routes.retryDeliveries> = async (ctx, { params }) => {
    const found = await activeWebhook(ctx, params.id);
    if (!found.ok) return found;
    const count = await store.reviveDead(ctx, params.id);
    if (count > 0) await tell(ctx, 'webhook.retried', params.id, { count });
    return ok({ count });
  };

  return {
    listWebhooks,
    createWebhook,
    changeWebhook,
    renewWebhookSecret,
    tryWebhook,
    listDeliveries,
    retryDeliveries,
  };
}

const listDeliveries: Action<typeof routes.listDeliveries> = async (ctx, { params, query }) => {
  if ((await store.findWebhook(ctx.tx, params.id)) === null) return refuse('webhook.not_found');
  const found = await store.selectDeliveries(ctx.tx, {
    webhookId: params.id,
    state: query.state ?? null,
    after: readCursor(query.after),
    limit: query.limit + 1,
  });
  const items = found.slice(0, query.limit);
  const last = items.at(-1);
  return ok({ items, next: found.length > query.limit && last !== undefined ? `${last.madeAt}~${last.id}` : null });
};

async function activeWebhook(
  ctx: ActionContext,
  id: string,
): Promise<Result<null, 'webhook.not_found' | 'webhook.inactive'>> {
  const found = await store.findWebhook(ctx.tx, id);
  if (found === null) return refuse('webhook.not_found');
  return found.content.active ? ok(null) : refuse('webhook.inactive');
}

function tell(ctx: ActionContext, name: string, id: string, content: Readonly<Record<string, number>>): Promise<void> {
  return appendEvent(ctx, { name, subject: { type: 'webhook', id }, audience: [audience.tenant()], content });
}

/** `2026-11-21T13:00:00.000Z~id`; anything else is the first page. */
function readCursor(text: string | undefined): { at: string; id: string } | null {
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)~([0-9a-f-]{36})$/.exec(text ?? '');
  return match === null ? null : { at: match[1] ?? '', id: match[2] ?? '' };
}
