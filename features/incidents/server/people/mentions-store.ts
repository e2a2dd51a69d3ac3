import { sql } from 'kysely';
import type { Role } from '#features/people/permissions.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { rows, run } from '#platform/server/db/database.ts';
import type { Instant } from '#platform/shared/time.ts';
import type { IncidentId, NoteId } from '../../incident.ts';

export interface Nameable {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly roles: Role[];
}

/** Active accounts; of these usernames, or all. */
export function accounts(ctx: ActionContext, usernames: readonly string[] | null): Promise<Nameable[]> {
  return rows<Nameable>(
    ctx.tx,
    sql`select id, username, display_name as name, roles from users where tenant_id = ${ctx.tenantId} and disabled_at is null
          and (${usernames === null} or lower(username) = any(${[...(usernames ?? [])]}::text[])) order by username`,
  );
}

export async function insertMention(
  ctx: ActionContext,
  mention: { readonly noteId: string; readonly userId: string; readonly incidentId: string },
): Promise<void> {
  await run(
    ctx.tx,
    sql`insert into note_mentions (note_id, user_id, tenant_id, incident_id, at)
        values (${mention.noteId}, ${mention.userId}, ${ctx.tenantId}, ${mention.incidentId}, ${ctx.now})`,
  );
}

export interface MentionRow {
  readonly noteId: NoteId;
  readonly incidentId: IncidentId;
  readonly number: number;
  readonly by: string | null;
  readonly at: Instant;
  readonly seenAt: Instant | null;
  readonly text: string | null;
}

export function mentionsOf(ctx: ActionContext, userId: string, limit: number): Promise<MentionRow[]> {
  return rows<MentionRow>(
    ctx.tx,
    sql`select m.note_id as "noteId", m.incident_id as "incidentId", i.number, u.display_name as by, m.at, m.seen_at as "seenAt", n.text
        from note_mentions m join incidents i on i.id = m.incident_id join incident_notes n on n.id = m.note_id left join users u on u.id = n.author_id
        where m.tenant_id = ${ctx.tenantId} and m.user_id = ${userId} order by m.at desc, m.note_id desc limit ${limit}`,
  );
}

/** How many of an incident were new to this person. */
export function saveSeen(ctx: ActionContext, userId: string, incidentId: string): Promise<number> {
  return run(
    ctx.tx,
    sql`update note_mentions set seen_at = ${ctx.now} where tenant_id = ${ctx.tenantId} and user_id = ${userId}
          and incident_id = ${incidentId} and seen_at is null`,
  );
}
