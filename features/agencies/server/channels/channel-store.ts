import { sql } from 'kysely';
import type { Role } from '#features/people/permissions.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { row, rows, run } from '#platform/server/db/database.ts';
import { newId } from '#platform/shared/ids.ts';
import type { PushSubscription } from '#platform/shared/message.ts';
import { present } from '#platform/shared/result.ts';
import { type ChannelContent, channelContent } from '../../channel.ts';

export interface ChannelRow {
  readonly id: string;
  readonly content: ChannelContent;
  readonly version: number;
  /** Encrypted with the installation's key for channels. */
  readonly secrets: Buffer | null;
}

const seed: ChannelContent = channelContent.parse({});

/** A regency has exactly one row. */
export async function channelRow(ctx: ActionContext, lock: 'lock' | 'read' = 'read'): Promise<ChannelRow> {
  const found = await row<ChannelRow>(
    ctx.tx,
    sql`select id, content, version, secrets from channel_settings where tenant_id = ${ctx.tenantId} ${lock === 'lock' ? sql`for update` : sql``}`,
  );
  const { content, ...rest } = present(found, 'a regency is seeded with its channels');
  return { ...rest, content: channelContent.parse(content) };
}

/** What counts on the path of work: without a row, or with one that does not fit any more, every channel is off. */
export async function channelPlan(
  ctx: ActionContext,
): Promise<{ readonly content: ChannelContent; readonly secrets: Buffer | null }> {
  const found = await row<{ content: unknown; secrets: Buffer | null }>(
    ctx.tx,
    sql`select content, secrets from channel_settings where tenant_id = ${ctx.tenantId}`,
  );
  const fit = channelContent.safeParse(found?.content);
  return fit.success ? { content: fit.data, secrets: found?.secrets ?? null } : { content: seed, secrets: null };
}

export async function saveChannels(ctx: ActionContext, content: ChannelContent, version: number): Promise<void> {
  await run(
    ctx.tx,
    sql`update channel_settings set content = ${JSON.stringify(content)}::jsonb, version = ${version} where tenant_id = ${ctx.tenantId}`,
  );
}

export async function saveSecrets(ctx: ActionContext, secrets: Buffer | null): Promise<void> {
  await run(ctx.tx, sql`update channel_settings set secrets = ${secrets} where tenant_id = ${ctx.tenantId}`);
}

export async function seedChannels(ctx: ActionContext): Promise<void> {
  await run(
    ctx.tx,
    sql`insert into channel_settings (id, tenant_id, content)
        values (${newId<'channel_setting'>()}, ${ctx.tenantId}, ${JSON.stringify(seed)}::jsonb) on conflict do nothing`,
  );
}

/** The same browser again is the same subscription, for whoever sits at it now. */
export async function saveSubscription(
  ctx: ActionContext,
  userId: string,
  { endpoint, keys }: PushSubscription,
): Promise<string> {
  const saved = await row<{ id: string }>(
    ctx.tx,
    sql`insert into push_subscriptions (id, tenant_id, user_id, endpoint, p256dh, auth, made_at)
        values (${newId<'push_subscription'>()}, ${ctx.tenantId}, ${userId}, ${endpoint}, ${keys.p256dh}, ${keys.auth}, ${ctx.now})
        on conflict (tenant_id, endpoint) do update set user_id = excluded.user_id, p256dh = excluded.p256dh, auth = excluded.auth
        returning id`,
  );
  return present(saved, 'an upsert returns its row').id;
}

export async function endSubscription(ctx: ActionContext, userId: string, endpoint: string): Promise<void> {
  await run(
    ctx.tx,
    sql`delete from push_subscriptions where tenant_id = ${ctx.tenantId} and user_id = ${userId} and endpoint = ${endpoint}`,
  );
}

/** A notification that went to a browser of this person; null for any other. */
export function pushedTo(ctx: ActionContext, messageId: string, userId: string): Promise<{ id: string } | null> {
  return row<{ id: string }>(
    ctx.tx,
    sql`select m.id from messages m join message_words w on w.message_id = m.id
        join push_subscriptions p on p.id::text = w.recipient and p.tenant_id = m.tenant_id
        where m.tenant_id = ${ctx.tenantId} and m.id = ${messageId} and m.channel = 'push' and p.user_id = ${userId}`,
  );
}

/** The push service says that it is there no more. */
export async function forgetSubscription(ctx: ActionContext, id: string): Promise<void> {
  await run(ctx.tx, sql`delete from push_subscriptions where tenant_id = ${ctx.tenantId} and id = ${id}`);
}

/** As a sender takes it; null when it was turned off, or its person may not sign in any more. */
export async function subscriptionOf(ctx: ActionContext, id: string): Promise<PushSubscription | null> {
  const found = await row<{ endpoint: string; p256dh: string; auth: string }>(
    ctx.tx,
    sql`select p.endpoint, p.p256dh, p.auth from push_subscriptions p join users u on u.id = p.user_id
        where p.tenant_id = ${ctx.tenantId} and p.id = ${id} and u.disabled_at is null`,
  );
  return found === null ? null : { endpoint: found.endpoint, keys: { p256dh: found.p256dh, auth: found.auth } };
}

/** Browsers of the people of an agency, of everybody with a role, or of one person. */
export function subscriptionsFor(
  ctx: ActionContext,
  whose: { readonly agencyId: string } | { readonly role: Role } | { readonly userId: string },
): Promise<{ id: string }[]> {
  const theirs =
    'agencyId' in whose
      ? sql`u.agency_id = ${whose.agencyId}`
      : 'role' in whose
        ? sql`${whose.role} = any(u.roles)`
        : sql`u.id = ${whose.userId}`;
  return rows<{ id: string }>(
    ctx.tx,
    sql`select p.id from push_subscriptions p join users u on u.id = p.user_id
        where p.tenant_id = ${ctx.tenantId} and ${theirs} and u.disabled_at is null order by p.id`,
  );
}
