import { sql } from 'kysely';
import type { z } from 'zod';
import type { ActionContext } from '#platform/server/action.ts';
import { row, rows, run } from '#platform/server/db/database.ts';
import type { Instant } from '#platform/shared/time.ts';
import type { AttachmentKind } from '../../field.ts';
import type { AttachmentItem, attachmentId } from '../../field-contract.ts';

/** Whose crew brought it, or on whose assignment it was put: by its link, or at its own screen. */
const agencyOf = sql`coalesce((select u.agency_id from units u where u.id = t.unit_id), (select a.agency_id from assignments a where a.id = t.assignment_id))`;

export interface AttachmentRow {
  readonly id: z.output<typeof attachmentId>;
  readonly tenant_id: string;
  readonly incident_id: string;
  readonly kind: AttachmentKind;
  readonly mime: string;
  readonly sha256: Buffer;
  readonly path: string;
  readonly key_number: number | null;
  readonly wrapped_key: Buffer | null;
  readonly erased_at: Instant | null;
  /** Whose crew, link or screen it came from; null: the control room. */
  readonly agency_id: string | null;
}

export function lockAttachment(ctx: ActionContext, id: string): Promise<AttachmentRow | null> {
  return row<AttachmentRow>(
    ctx.tx,
    sql`select t.id, t.tenant_id, t.incident_id, t.kind, t.mime, t.sha256, t.path, t.key_number, t.wrapped_key, t.erased_at, ${agencyOf} as agency_id
        from incident_attachments t where t.tenant_id = ${ctx.tenantId} and t.id = ${id} for update`,
  );
}

export async function insertAttachment(
  ctx: ActionContext,
  made: {
    readonly id: string;
    readonly incidentId: string;
    /** Null: of the control room, for itself. */
    readonly assignmentId: string | null;
    /** A unit brought it, somebody by a response link, or (both null) somebody put it in at a screen. */
    readonly unitId: string | null;
    readonly linkId?: string;
    readonly kind: AttachmentKind;
    readonly mime: string;
    readonly bytes: number;
    readonly sha256: Buffer;
    readonly path: string;
    readonly keyNumber: number;
    readonly wrappedKey: Buffer;
    readonly takenAt: Instant;
    readonly clamped: boolean;
  },
): Promise<void> {
  await run(
    ctx.tx,
    sql`insert into incident_attachments (id, tenant_id, incident_id, assignment_id, unit_id, link_id, author_id, kind, mime, bytes, sha256, path,
          key_number, wrapped_key, taken_at, clamped, recorded_at)
        values (${made.id}, ${ctx.tenantId}, ${made.incidentId}, ${made.assignmentId}, ${made.unitId}, ${made.linkId ?? null},
          ${ctx.actor.kind === 'user' ? ctx.actor.id : null}, ${made.kind},
          ${made.mime}, ${made.bytes}, ${made.sha256}, ${made.path}, ${made.keyNumber}, ${made.wrappedKey}, ${made.takenAt},
          ${made.clamped}, ${ctx.now})`,
  );
}

/** Nobody by name: the body that was sent the link. */
const byLink = sql`(select g.name from response_links l join assignments a on a.id = l.assignment_id join agencies g on g.id = a.agency_id where l.id = t.link_id)`;

/** How many came by one link. */
export async function countByLink(ctx: ActionContext, linkId: string): Promise<number> {
  const found = await row<{ count: number }>(
    ctx.tx,
    sql`select count(*)::int as count from incident_attachments where tenant_id = ${ctx.tenantId} and link_id = ${linkId}`,
  );
  return found?.count ?? 0;
}

/** Oldest first. Of an agency: what its own crews brought, not the others'. */
export function attachmentsOf(
  ctx: ActionContext,
  incidentId: string,
  onlyAgency: string | null,
): Promise<AttachmentItem[]> {
  return rows<AttachmentItem>(
    ctx.tx,
    sql`select t.id, t.kind, t.mime, t.bytes, t.taken_at as "takenAt", t.clamped, u.call_sign as "callSign", 
          coalesce(p.display_name, ${byLink}) as author,
          case when t.link_id is not null then 'link' when t.unit_id is not null then 'crew' else 'desk' end as way, t.erased_at is not null as erased
        from incident_attachments t left join units u on u.id = t.unit_id left join users p on p.id = t.author_id
        where t.tenant_id = ${ctx.tenantId} and t.incident_id = ${incidentId}
          and ${onlyAgency === null ? sql`true` : sql`${agencyOf} = ${onlyAgency}::uuid`}
        order by t.taken_at, t.id`,
  );
}

export async function saveErased(ctx: ActionContext, id: string): Promise<void> {
  await run(
    ctx.tx,
    sql`update incident_attachments set erased_at = ${ctx.now}, wrapped_key = null, key_number = null
        where tenant_id = ${ctx.tenantId} and id = ${id}`,
  );
}
