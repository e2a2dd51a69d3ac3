import { sql } from 'kysely';
import type { ActionContext } from '#platform/server/action.ts';
import { row, rows, run } from '#platform/server/db/database.ts';
import type { Instant } from '#platform/shared/time.ts';
import type { UserId } from '../person.ts';

/** What a setting says from a version on. */
export interface SettingVersion {
  readonly kind: string;
  readonly subjectId: string;
  readonly version: number;
  readonly content: unknown;
  readonly reason: string | null;
}

/** Once per version: what is there already stays. */
export async function insertVersion(ctx: ActionContext, said: SettingVersion, changedBy: string | null): Promise<void> {
  await run(
    ctx.tx,
    sql`insert into setting_versions (tenant_id, kind, subject_id, version, content, changed_by, changed_at, reason)
        values (${ctx.tenantId}, ${said.kind}, ${said.subjectId}, ${said.version}, ${JSON.stringify(said.content)}::jsonb,
          ${changedBy}, ${ctx.now}, ${said.reason})
        on conflict (tenant_id, kind, subject_id, version) do nothing`,
  );
}

export interface VersionRow {
  readonly version: number;
  readonly content: Record<string, unknown>;
  readonly changed_at: Instant;
  readonly changed_by: UserId | null;
  readonly display_name: string | null;
  readonly reason: string | null;
}

/** The kept versions of a setting, the newest first, 500 at most. */
export function selectVersions(ctx: ActionContext, kind: string, id: string): Promise<VersionRow[]> {
  return rows<VersionRow>(
    ctx.tx,
    sql`select v.version, v.content, v.changed_at, v.changed_by, u.display_name, v.reason
          from setting_versions v left join users u on u.id = v.changed_by
          where v.kind = ${kind} and v.subject_id = ${id} order by v.version desc limit 500`,
  );
}

/** What a setting said in a version; null when that version was not kept. */
export function findVersion(
  ctx: ActionContext,
  kind: string,
  id: string,
  version: number,
): Promise<{ content: unknown } | null> {
  return row<{ content: unknown }>(
    ctx.tx,
    sql`select content from setting_versions where kind = ${kind} and subject_id = ${id} and version = ${version}`,
  );
}
