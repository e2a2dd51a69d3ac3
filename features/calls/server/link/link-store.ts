import { sql } from 'kysely';
import type { ActionContext } from '#platform/server/action.ts';
import { type Db, row, rows, run, type Tx } from '#platform/server/db/database.ts';
import { present } from '#platform/shared/result.ts';
import type { Instant } from '#platform/shared/time.ts';
import type { CallerLinkId, CallerMessageId, MessageKind } from '../../link.ts';

/**
 * The call whose conversation a call has part in: of a call-back the one that was lost; itself, where a link was made for it; else
 * an earlier one of the same number whose link is still valid (who calls again goes on writing by the same link); else itself.
 */
export async function ownCallOf(tx: Tx, callId: string): Promise<string> {
  const found = await row<{ id: string }>(
    tx,
    sql`select coalesce(
          (select f.call_id from follow_up_tries t join follow_ups f on f.id = t.follow_up_id where t.call_id = c.id),
          (select l.call_id from caller_links l where l.call_id = c.id limit 1),
          (select l.call_id from caller_links l join calls o on o.id = l.call_id
            where o.tenant_id = c.tenant_id and o.caller_e164 = c.caller_e164 and o.arrived_at < c.arrived_at and c.direction = 'inbound'
              and l.result = 'sent' and l.expires_at > clock_timestamp() order by l.made_at desc limit 1),
          c.id) as id
        from calls c where c.id = ${callId}`,
  );
  return found?.id ?? callId;
}

/** The calls `c` that have part in the conversation of this call: it, its call-backs, later ones of its number. */
const partOf = (callId: string) => sql`(c.id = ${callId}
  or c.id in (select t.call_id from follow_up_tries t join follow_ups f on f.id = t.follow_up_id where f.call_id = ${callId})
  or exists (select from calls o where o.id = ${callId} and c.tenant_id = o.tenant_id and c.caller_e164 = o.caller_e164
    and c.direction = 'inbound' and c.arrived_at > o.arrived_at
    and not exists (select from caller_links l where l.call_id = c.id)))`;

/** Those of them that are not over, the latest first; a call-back that nobody has picked up is none yet. */
export function runningCallsOf(tx: Tx, callId: string): Promise<{ id: string }[]> {
  return rows(
    tx,
    sql`select c.id from calls c
        where (c.state in ('queued', 'offered', 'answered') or (c.state = 'arrived' and c.direction = 'inbound')) and ${partOf(callId)}
        order by c.arrived_at desc`,
  );
}

/** In E.164. */
export async function numberOfCall(tx: Tx, callId: string): Promise<string | null> {
  const found = await row<{ number: string | null }>(
    tx,
    sql`select caller_e164 as number from calls where id = ${callId}`,
  );
  return found?.number ?? null;
}

export interface LinkRow {
  readonly id: CallerLinkId;
  readonly call_id: string;
  readonly made_by: string | null;
  readonly made_at: Instant;
  readonly expires_at: Instant;
  readonly sent_at: Instant | null;
  readonly result: 'sent' | 'failed' | null;
  readonly opened_at: Instant | null;
}

const linkColumns = sql`id, call_id, made_by, made_at, expires_at, sent_at, result, opened_at`;

export async function insertLink(
  ctx: ActionContext,
  link: Pick<LinkRow, 'id' | 'call_id' | 'made_by'> & { readonly hours: number },
): Promise<void> {
  await run(
    ctx.tx,
    sql`insert into caller_links (id, tenant_id, call_id, made_by, made_at, expires_at)
        values (${link.id}, ${ctx.tenantId}, ${link.call_id}, ${link.made_by}, ${ctx.now},
          ${ctx.now}::timestamptz + ${link.hours} * interval '1 hour')`,
  );
}

/** One whose text has not gone out; null when it has, or another process is at it. */
export function lockUnsent(tx: Tx, id: string): Promise<LinkRow | null> {
  return row<LinkRow>(
    tx,
    sql`select ${linkColumns} from caller_links where id = ${id} and result is null for update skip locked`,
  );
}

export async function saveSent(
  ctx: ActionContext,
  link: { readonly id: string; readonly tokenHash: Buffer | null; readonly result: 'sent' | 'failed' },
): Promise<void> {
  await run(
    ctx.tx,
    sql`update caller_links set token_hash = ${link.tokenHash}, sent_at = ${ctx.now}, result = ${link.result} where id = ${link.id}`,
  );
}

/** The newest first. */
export function linksOfCall(tx: Tx, callId: string): Promise<LinkRow[]> {
  return rows<LinkRow>(
    tx,
    sql`select ${linkColumns} from caller_links where call_id = ${callId} order by made_at desc, id desc`,
  );
}

/** Whose link this is, before it is known which regency's; only while it is valid. */
export function linkOfHash(systemDb: Db, tokenHash: Buffer): Promise<{ id: string; tenant_id: string } | null> {
  return row(
    systemDb,
    sql`select id, tenant_id from caller_links where token_hash = ${tokenHash} and expires_at > clock_timestamp()`,
  );
}

export function linkById(tx: Tx, id: string): Promise<LinkRow | null> {
  return row<LinkRow>(tx, sql`select ${linkColumns} from caller_links where id = ${id}`);
}

/** False when it was opened before. */
export async function saveOpened(ctx: ActionContext, id: string): Promise<boolean> {
  const statement = sql`update caller_links set opened_at = ${ctx.now} where id = ${id} and opened_at is null`;
  return (await run(ctx.tx, statement)) === 1;
}

export interface CallerMessageRow {
  readonly id: CallerMessageId;
  readonly link_id: string | null;
  readonly number: number;
  readonly client_id: string;
  readonly kind: MessageKind;
  readonly words: string | null;
  readonly written_at: Instant;
  readonly seen_at: Instant | null;
  readonly erased_at: Instant | null;
  readonly by: string | null;
}

export function messagesOf(tx: Tx, callId: string, after = 0): Promise<CallerMessageRow[]> {
  return rows<CallerMessageRow>(
    tx,
    sql`select m.id, m.link_id, m.number, m.client_id, m.kind, m.words, m.written_at, m.seen_at, m.erased_at, u.display_name as by
        from caller_messages m left join users u on u.id = m.written_by
        where m.call_id = ${callId} and m.number > ${after} order by m.number`,
  );
}

export interface NewMessage {
  readonly id: CallerMessageId;
  readonly callId: string;
  readonly linkId: string | null;
  readonly clientId: string;
  readonly kind: MessageKind;
  readonly words: string | null;
  readonly writtenBy: string | null;
}

/** Its number; null: it was sent before. The call's row is locked, so numbers have no gap. */
export async function insertMessage(ctx: ActionContext, message: NewMessage): Promise<number | null> {
  const found = await row<{ number: number }>(
    ctx.tx,
    sql`insert into caller_messages (id, tenant_id, call_id, link_id, number, client_id, kind, words, written_by, written_at)
        select ${message.id}, ${ctx.tenantId}, ${message.callId}, ${message.linkId}::uuid,
          coalesce(max(number), 0) + 1, ${message.clientId}, ${message.kind}, ${message.words}::text, ${message.writtenBy}::uuid, ${ctx.now}
        from caller_messages where call_id = ${message.callId}
        on conflict (call_id, client_id) do nothing returning number`,
  );
  return found?.number ?? null;
}

export async function isKnownMessage(tx: Tx, callId: string, clientId: string): Promise<boolean> {
  const statement = sql`select 1 from caller_messages where call_id = ${callId} and client_id = ${clientId}`;
  return (await row(tx, statement)) !== null;
}

export async function countMessages(
  ctx: ActionContext,
  callId: string,
): Promise<{ readonly lastMinute: number; readonly inAll: number }> {
  const found = await row<{ lastMinute: number; inAll: number }>(
    ctx.tx,
    sql`select count(*) filter (where written_at > ${ctx.now}::timestamptz - interval '1 minute')::int as "lastMinute", count(*)::int as "inAll"
        from caller_messages where call_id = ${callId} and link_id is not null`,
  );
  return present(found, 'a count has one row');
}

/** When something was written by the link of a call, since a call of it is talked on. */
export async function writtenOf(tx: Tx, call: { id: string; answered_at: Instant }): Promise<Instant[]> {
  const found = await rows<{ at: Instant }>(
    tx,
    sql`select written_at as at from caller_messages
        where call_id = ${await ownCallOf(tx, call.id)} and link_id is not null and written_at >= ${call.answered_at} order by number`,
  );
  return found.map(({ at }) => at);
}

/** The last of those that were new to people; null: none was. */
export async function saveSeen(ctx: ActionContext, callId: string, upTo: number): Promise<number | null> {
  const found = await row<{ last: number | null }>(
    ctx.tx,
    sql`with seen as (
          update caller_messages set seen_at = ${ctx.now}
          where call_id = ${callId} and number <= ${upTo} and link_id is not null and seen_at is null returning number)
        select max(number) as last from seen`,
  );
  return found?.last ?? null;
}

export async function saveLook(ctx: ActionContext, callId: string, userId: string): Promise<void> {
  await run(
    ctx.tx,
    sql`insert into caller_message_looks (call_id, user_id, tenant_id, opened_at) values (${callId}, ${userId}, ${ctx.tenantId}, ${ctx.now})
        on conflict (call_id, user_id) do update set opened_at = excluded.opened_at`,
  );
}

/** This person has the call, a call-back of it, or gave a reason within this shift. */
export async function mayRead(ctx: ActionContext, callId: string, userId: string | null): Promise<boolean> {
  const found = await row<{ may: boolean }>(
    ctx.tx,
    sql`select exists (
            select from presences p where p.tenant_id = ${ctx.tenantId} and p.user_id = ${userId}::uuid
              and p.state in ('talking', 'wrap_up')
              and exists (select from calls c where c.id in (p.call_id, p.parked_call_id) and ${partOf(callId)}))
          or exists (
            select from caller_message_looks l where l.call_id = ${callId} and l.user_id = ${userId}::uuid
              and l.opened_at > ${ctx.now}::timestamptz - interval '12 hours') as may`,
  );
  return found?.may ?? false;
}

/** The regency as its callers know it, and the host names of its pages. */
export async function centreOf(ctx: ActionContext): Promise<{ name: string; crest: string | null; hosts: string[] }> {
  const found = await row<{ name: string; crest: string | null; hosts: string[] }>(
    ctx.tx,
    sql`select name, crest, hosts from tenants where id = ${ctx.tenantId}`,
  );
  return present(found, 'an action belongs to a tenant');
}
