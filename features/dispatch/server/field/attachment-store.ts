import { sql } from 'kysely';
import type { z } from 'zod';
import type { ActionContext } from '#platform/server/action.ts';
import { row, rows, run } from '#platform/server/db/database.ts';
import type { Instant } from '#platform/shared/time.ts';
import type { AttachmentKind } from '../../field.ts';
import type { AttachmentItem, attachmentId } from '../../field-contract.ts';

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
}

export function lockAttachment(ctx: ActionContext, id: string): Promise<AttachmentRow | null> {
  return row<AttachmentRow>(
    ctx.tx,
    sql`select id, tenant_id, incident_id, kind, mime, sha256, path, key_number, wrapped_key, erased_at from incident_attachments
        where tenant_id = ${ctx.tenantId} and id = ${id} for update`,
  );
}

export async function insertAttachment(
  ctx: ActionContext,
  made: {
    readonly id: string;
    readonly incidentId: string;
    readonly assignmentId: string;
    /** Either a unit brought it, or somebody by a response link. */
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

/** Whose crew, or whose link, brought it. */
const agencyOf = sql`coalesce(u.agency_id, (select a.agency_id from response_links l join assignments a on a.id = l.assignment_id where l.id = t.link_id))`;
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
          coalesce(p.display_name, ${byLink}) as author, t.erased_at is not null as erased
        from incident_attachments t left join units u on u.id = t.unit_id left join users p on p.id = t.author_id
        where t.tenant_id = ${ctx.tenantId} and t.incident_id = ${incidentId}
          and ${onlyAgency === null ? sql`true` : sql`${agencyOf} = ${onlyAgency}::uuid`}
        order by t.taken_at, t.id`,
  );
}

export async function isOfAgency(ctx: ActionContext, id: string, agencyId: string): Promise<boolean> {
  const found = await row(
    ctx.tx,
    sql`select 1 from incident_attachments t join units u on u.id = t.unit_id
        where t.tenant_id = ${ctx.tenantId} and t.id = ${id} and ${agencyOf} = ${agencyId}::uuid`,
  );
  return found !== null;
}

export async function saveErased(ctx: ActionContext, id: string): Promise<void> {
  await run(
    ctx.tx,
    sql`update incident_attachments set erased_at = ${ctx.now}, wrapped_key = null, key_number = null
        where tenant_id = ${ctx.tenantId} and id = ${id}`,
  );
}
