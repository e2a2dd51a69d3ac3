import { sql } from 'kysely';
import type { ActionContext } from '#platform/server/action.ts';
import { type Db, row, run } from '#platform/server/db/database.ts';
import type { PictureType } from '#platform/server/pictures/read-picture.ts';

export interface Crest {
  readonly sha256: string;
  readonly mime: PictureType;
  readonly bytes: Buffer;
  readonly width: number;
  readonly height: number;
}

/** Keep it; the same once more changes nothing. What nobody ever put in force goes after a day. */
export async function saveCrest(ctx: ActionContext, crest: Crest): Promise<void> {
  await run(
    ctx.tx,
    sql`delete from crests c where tenant_id = ${ctx.tenantId} and kept_at < ${ctx.now}::timestamptz - interval '1 day'
          and not exists (select from tenants t where t.id = c.tenant_id and t.crest = c.sha256)
          and not exists (select from setting_versions v where v.tenant_id = c.tenant_id and v.kind = 'centre' and v.content->>'crest' = c.sha256)`,
  );
  await run(
    ctx.tx,
    sql`insert into crests (tenant_id, sha256, mime, bytes, width, height, kept_at)
        values (${ctx.tenantId}, ${crest.sha256}, ${crest.mime}, ${crest.bytes}, ${crest.width}, ${crest.height}, ${ctx.now})
        on conflict (tenant_id, sha256) do update set kept_at = excluded.kept_at`,
  );
}

export async function hasCrest(ctx: ActionContext, sha256: string): Promise<boolean> {
  const found = await row(ctx.tx, sql`select 1 from crests where tenant_id = ${ctx.tenantId} and sha256 = ${sha256}`);
  return found !== null;
}

/** By its hash alone: any page may show it. */
export function loadCrest(systemDb: Db, sha256: string): Promise<Pick<Crest, 'mime' | 'bytes'> | null> {
  return row(systemDb, sql`select mime, bytes from crests where sha256 = ${sha256} limit 1`);
}

/** What stands on the door of a regency: its name and its coat of arms. */
export function loadDoor(ctx: ActionContext): Promise<{ name: string; crest: string | null } | null> {
  return row(ctx.tx, sql`select name, crest from tenants where id = ${ctx.tenantId}`);
}
