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
    readonly unitId: string;
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
    sql`insert into incident_attachments (id, tenant_id, incident_id, assignment_id, unit_id, author_id, kind, mime, bytes, sha256, path,
          key_number, wrapped_key, taken_at, clamped, recorded_at)
        values (${made.id}, ${ctx.tenantId}, ${made.incidentId}, ${made.assignmentId}, ${made.unitId}, ${ctx.actor.id}, ${made.kind},
          ${made.mime}, ${made.bytes}, ${made.sha256}, ${made.path}, ${made.keyNumber}, ${made.wrappedKey}, ${made.takenAt},
          ${made.clamped}, ${ctx.now})`,
  );
}

/** Oldest first. Of an agency: what its own crews brought, not the others'. */
export function attachmentsOf(
  ctx: ActionContext,
  incidentId: string,
  onlyAgency: string | null,
): Promise<AttachmentItem[]> {
  return rows<AttachmentItem>(
    ctx.tx,
    sql`select t.id, t.kind, t.mime, t.bytes, t.taken_at as "takenAt", t.clamped, u.call_sign as "callSign", p.display_name as author,
          t.erased_at is not null as erased
        from incident_attachments t left join units u on u.id = t.unit_id left join users p on p.id = t.author_id
        where t.tenant_id = ${ctx.tenantId} and t.incident_id = ${incidentId}
          and ${onlyAgency === null ? sql`true` : sql`u.agency_id = ${onlyAgency}::uuid`}
        order by t.taken_at, t.id`,
  );
}

export async function isOfAgency(ctx: ActionContext, id: string, agencyId: string): Promise<boolean> {
  const found = await row(
    ctx.tx,
    sql`select 1 from incident_attachments t join units u on u.id = t.unit_id
        where t.tenant_id = ${ctx.tenantId} and t.id = ${id} and u.agency_id = ${agencyId}::uuid`,
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
