import { sql } from 'kysely';
import type { ActionContext } from '#platform/server/action.ts';
import { row, rows, run } from '#platform/server/db/database.ts';
import type { Instant } from '#platform/shared/time.ts';
import type { CallerNoteId } from '../caller.ts';
import type { NoteKind } from '../facts.ts';

export interface NoteRow {
  readonly id: CallerNoteId;
  readonly number_id: string;
  readonly kind: NoteKind;
  readonly text: string;
  readonly salt: Buffer;
  readonly expires_at: Instant;
  readonly written_at: Instant;
  readonly written_by: string | null;
  readonly written_by_name: string | null;
  readonly removed_at: Instant | null;
  readonly version: number;
}

const columns = sql`n.id, n.number_id, n.kind, n.text, n.salt, n.expires_at, n.written_at, n.written_by, u.display_name as written_by_name,
  n.removed_at, n.version`;

/** What whoever answers is shown: neither removed nor expired; the newest first. */
export function liveNotes(ctx: ActionContext, numberId: string): Promise<NoteRow[]> {
  return rows<NoteRow>(
    ctx.tx,
    sql`select ${columns} from caller_notes n left join users u on u.id = n.written_by
        where n.tenant_id = ${ctx.tenantId} and n.number_id = ${numberId} and n.erased_at is null and n.removed_at is null
          and n.expires_at > ${ctx.now} order by n.written_at desc`,
  );
}

/** With those that can still be put back. */
export function keptNotes(ctx: ActionContext, numberId: string): Promise<NoteRow[]> {
  return rows<NoteRow>(
    ctx.tx,
    sql`select ${columns} from caller_notes n left join users u on u.id = n.written_by
        where n.tenant_id = ${ctx.tenantId} and n.number_id = ${numberId} and n.erased_at is null
        order by n.removed_at is not null, n.written_at desc`,
  );
}

export function lockNote(ctx: ActionContext, id: string): Promise<NoteRow | null> {
  return row<NoteRow>(
    ctx.tx,
    sql`select ${columns} from caller_notes n left join users u on u.id = n.written_by
        where n.tenant_id = ${ctx.tenantId} and n.id = ${id} and n.erased_at is null for update of n`,
  );
}

export interface NoteContent {
  readonly kind: NoteKind;
  readonly text: string;
  readonly expiresAt: Instant;
}

export async function insertNote(
  ctx: ActionContext,
  note: NoteContent & { readonly id: string; readonly numberId: string; readonly salt: Buffer },
): Promise<void> {
  await run(
    ctx.tx,
    sql`insert into caller_notes (id, tenant_id, number_id, kind, text, salt, expires_at, written_at, written_by)
        values (${note.id}, ${ctx.tenantId}, ${note.numberId}, ${note.kind}, ${note.text}, ${note.salt}, ${note.expiresAt}, ${ctx.now}, ${ctx.actor.id})`,
  );
  await insertVersion(ctx, note.id, 1, note);
}

export async function saveNote(ctx: ActionContext, id: string, version: number, note: NoteContent): Promise<void> {
  await run(
    ctx.tx,
    sql`update caller_notes set kind = ${note.kind}, text = ${note.text}, expires_at = ${note.expiresAt}, version = ${version}
        where tenant_id = ${ctx.tenantId} and id = ${id}`,
  );
  await insertVersion(ctx, id, version, note);
}

async function insertVersion(ctx: ActionContext, id: string, version: number, note: NoteContent): Promise<void> {
  await run(
    ctx.tx,
    sql`insert into caller_note_versions (note_id, version, tenant_id, kind, text, expires_at, changed_at, changed_by)
        values (${id}, ${version}, ${ctx.tenantId}, ${note.kind}, ${note.text}, ${note.expiresAt}, ${ctx.now}, ${ctx.actor.id})`,
  );
}

/** Removed, or put back. */
export async function markNote(ctx: ActionContext, id: string, version: number, isRemoved: boolean): Promise<void> {
  await run(
    ctx.tx,
    sql`update caller_notes set version = ${version}, removed_at = ${isRemoved ? ctx.now : null}::timestamptz,
          removed_by = ${isRemoved ? ctx.actor.id : null}::uuid where tenant_id = ${ctx.tenantId} and id = ${id}`,
  );
}

/** Its words go, here and in its history; that there was one stays. */
export async function eraseNote(ctx: ActionContext, id: string): Promise<void> {
  await run(
    ctx.tx,
    sql`update caller_notes set text = null, salt = '', erased_at = ${ctx.now} where tenant_id = ${ctx.tenantId} and id = ${id}`,
  );
  await run(
    ctx.tx,
    sql`update caller_note_versions set text = null where tenant_id = ${ctx.tenantId} and note_id = ${id}`,
  );
}

export interface NoteVersionRow {
  readonly note_id: CallerNoteId;
  readonly version: number;
  readonly kind: NoteKind;
  readonly text: string;
  readonly expires_at: Instant;
  readonly changed_at: Instant;
  readonly changed_by: string | null;
  readonly changed_by_name: string | null;
}

/** What notes of a number said before, newest first. */
export function noteVersions(ctx: ActionContext, numberId: string): Promise<NoteVersionRow[]> {
  return rows<NoteVersionRow>(
    ctx.tx,
    sql`select v.note_id, v.version, v.kind, v.text, v.expires_at, v.changed_at, v.changed_by, u.display_name as changed_by_name
        from caller_note_versions v join caller_notes n on n.id = v.note_id left join users u on u.id = v.changed_by
        where v.tenant_id = ${ctx.tenantId} and n.number_id = ${numberId} and v.text is not null
        order by v.changed_at desc, v.version desc`,
  );
}
