import { sql } from 'kysely';
import type { ActionContext } from '#platform/server/action.ts';
import { row, rows, run } from '#platform/server/db/database.ts';
import type { MessageFile } from '#platform/server/messages/message.ts';
import type { Channel } from '#platform/shared/message.ts';
import type { Instant } from '#platform/shared/time.ts';
import type { MessageFailure, MessageId, MessagePurpose, MessageState } from '../../channel.ts';

export interface NewMessageRow {
  readonly id: MessageId;
  readonly channel: Channel;
  readonly purpose: MessagePurpose;
  readonly subject: { readonly type: string; readonly id: string };
  readonly agencyId: string | null;
  readonly audience: readonly string[];
  readonly giveUpAt: Instant;
  readonly to: string;
  readonly title: string;
  readonly text: string;
  readonly path: string | null;
  readonly html: string | null;
  readonly file: MessageFile | null;
}

export async function insertMessage(ctx: ActionContext, message: NewMessageRow): Promise<void> {
  await run(
    ctx.tx,
    sql`with made as (
          insert into messages (id, tenant_id, channel, purpose, subject_type, subject_id, agency_id, audience, state, queued_at,
            give_up_at, asked_by)
          values (${message.id}, ${ctx.tenantId}, ${message.channel}, ${message.purpose}, ${message.subject.type}, ${message.subject.id},
            ${message.agencyId}, ${[...message.audience]}::text[], 'queued', ${ctx.now}, ${message.giveUpAt},
            ${ctx.actor.kind === 'user' ? ctx.actor.id : null})
          returning id)
        insert into message_words (message_id, tenant_id, recipient, title, text, path, html, file_name, file)
        select id, ${ctx.tenantId}, ${message.to}, ${message.title}, ${message.text}, ${message.path}, ${message.html},
          ${message.file?.name ?? null}, ${message.file?.bytes ?? null}::bytea from made`,
  );
}

export interface MessageRow {
  readonly id: MessageId;
  readonly channel: Channel;
  readonly purpose: MessagePurpose;
  readonly subject_type: string;
  readonly subject_id: string;
  readonly agency_id: string | null;
  readonly audience: [string, ...string[]];
  readonly state: MessageState;
  readonly queued_at: Instant;
  readonly give_up_at: Instant;
  readonly attempts: number;
}

const columns = sql`m.id, m.channel, m.purpose, m.subject_type, m.subject_id, m.agency_id, m.audience, m.state, m.queued_at,
  m.give_up_at, m.attempts`;

/** A message that waits to be sent, with its words. Not locked: a gateway may take seconds, and its subject goes on. */
export function waitingMessage(
  ctx: ActionContext,
  id: string,
): Promise<
  | (MessageRow & {
      recipient: string;
      title: string;
      text: string;
      path: string | null;
      html: string | null;
      file_name: string | null;
      file: Buffer | null;
    })
  | null
> {
  return row(
    ctx.tx,
    sql`select ${columns}, w.recipient, w.title, w.text, w.path, w.html, w.file_name, w.file from messages m join message_words w on w.message_id = m.id
        where m.tenant_id = ${ctx.tenantId} and m.id = ${id} and m.state = 'queued' and w.erased_at is null`,
  );
}

export function lockMessage(ctx: ActionContext, id: string): Promise<MessageRow | null> {
  return row<MessageRow>(
    ctx.tx,
    sql`select ${columns} from messages m where m.tenant_id = ${ctx.tenantId} and m.id = ${id} for update`,
  );
}

export async function insertAttempt(
  ctx: ActionContext,
  tried: { readonly id: string; readonly number: number; readonly ms: number; readonly code: MessageFailure | null },
): Promise<void> {
  await run(
    ctx.tx,
    sql`with counted as (update messages set attempts = ${tried.number} where tenant_id = ${ctx.tenantId} and id = ${tried.id})
        insert into message_attempts (message_id, number, tenant_id, at, ms, code)
        values (${tried.id}, ${tried.number}, ${ctx.tenantId}, ${ctx.now}, ${tried.ms}, ${tried.code})`,
  );
}

export async function saveEnd(
  ctx: ActionContext,
  id: string,
  end: { readonly state: 'sent' | 'failed'; readonly code: MessageFailure | null; readonly at: Instant },
): Promise<void> {
  await run(
    ctx.tx,
    sql`update messages set state = ${end.state}, code = ${end.code}, ended_at = ${end.at} where tenant_id = ${ctx.tenantId} and id = ${id}`,
  );
}

/** Those that wait still about one subject; the ones cancelled. */
export function cancelRows(
  ctx: ActionContext,
  subjectId: string,
  purpose: MessagePurpose | null,
): Promise<MessageRow[]> {
  return rows<MessageRow>(
    ctx.tx,
    // One that is being settled at this moment has been sent: it is not waited for, nor does it wait for us.
    sql`with open as (
          select id from messages m where m.tenant_id = ${ctx.tenantId} and m.subject_id = ${subjectId} and m.state = 'queued'
            and ${purpose === null ? sql`true` : sql`m.purpose = ${purpose}`} for update skip locked)
        update messages m set state = 'cancelled', ended_at = ${ctx.now} from open where m.id = open.id
        returning ${columns}`,
  );
}

export async function eraseWords(ctx: ActionContext, id: string): Promise<void> {
  await run(
    ctx.tx,
    sql`update message_words set recipient = null, title = null, text = null, path = null, html = null, file_name = null, file = null,
          erased_at = ${ctx.now}
        where tenant_id = ${ctx.tenantId} and message_id = ${id} and erased_at is null`,
  );
}

export interface ListedMessage extends MessageRow {
  readonly agency: string | null;
  readonly recipient: string | null;
  readonly code: MessageFailure | null;
  readonly ended_at: Instant | null;
  readonly tries: readonly { at: Instant; ms: number; code: MessageFailure | null }[];
}

export interface MessageFilter {
  readonly state?: MessageState | undefined;
  readonly channel?: Channel | undefined;
  readonly subjectId?: string | undefined;
  readonly after?: string | undefined;
}

/** The newest first; `after` is the id of the last one of the page before. */
export function listRows(ctx: ActionContext, wanted: MessageFilter, limit: number): Promise<ListedMessage[]> {
  const is = (column: ReturnType<typeof sql>, value: string | undefined) =>
    value === undefined ? sql`true` : sql`${column} = ${value}`;
  return rows<ListedMessage>(
    ctx.tx,
    sql`select ${columns}, m.code, m.ended_at, g.name as agency, w.recipient,
          coalesce((select json_agg(json_build_object('ms', t.ms, 'code', t.code,
              'at', to_char(t.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by t.number)
            from message_attempts t where t.message_id = m.id), '[]'::json) as tries
        from messages m join message_words w on w.message_id = m.id left join agencies g on g.id = m.agency_id
        where m.tenant_id = ${ctx.tenantId} and ${is(sql`m.state`, wanted.state)} and ${is(sql`m.channel`, wanted.channel)}
          and ${is(sql`m.subject_id`, wanted.subjectId)}
          and ${wanted.after === undefined ? sql`true` : sql`(m.queued_at, m.id) < (select queued_at, id from messages where tenant_id = ${ctx.tenantId} and id = ${wanted.after}::uuid)`}
        order by m.queued_at desc, m.id desc limit ${limit}`,
  );
}
