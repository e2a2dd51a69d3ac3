import { sql } from 'kysely';
import type { SettingKind } from '#features/people/server/setting-versions.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { row, rows, run } from '#platform/server/db/database.ts';
import { present } from '#platform/shared/result.ts';
import type { Instant } from '#platform/shared/time.ts';
import { type AuditSetting, auditSetting } from '../../audit.ts';

// Draws of the days and the one setting of them.

async function selectSetting(ctx: ActionContext, lock: 'lock' | 'read') {
  return row<{ share: number; version: number }>(
    ctx.tx,
    sql`select share::float8 as share, version from audit_settings where tenant_id = ${ctx.tenantId} ${lock === 'lock' ? sql`for update` : sql``}`,
  );
}

/** What holds for this regency; one without a row has the usual. */
export async function readSetting(
  ctx: ActionContext,
  lock: 'lock' | 'read' = 'read',
): Promise<{ content: AuditSetting; version: number }> {
  await run(
    ctx.tx,
    sql`insert into audit_settings (tenant_id) select ${ctx.tenantId}
        where not exists (select from audit_settings where tenant_id = ${ctx.tenantId}) on conflict do nothing`,
  );
  const { share, version } = present(await selectSetting(ctx, lock), 'made just now where there was none');
  return { content: { share }, version };
}

export const auditKind: SettingKind<typeof auditSetting> = {
  kind: 'audit',
  schema: auditSetting,
  load: async (ctx, id) => (id === ctx.tenantId ? readSetting(ctx, 'lock') : null),
  save: async (ctx, _id, { share }, version) => {
    await run(
      ctx.tx,
      sql`update audit_settings set share = ${share}, version = ${version} where tenant_id = ${ctx.tenantId}`,
    );
  },
};

export interface AuditDay {
  readonly day: string;
  readonly seed: Buffer;
  readonly commitment: string;
  readonly share: number;
  readonly committed_at: Instant;
  readonly drawn_at: Instant | null;
  readonly eligible: number | null;
  readonly drawn: number | null;
}

const columns = sql`to_char(day, 'YYYY-MM-DD') as day, seed, commitment, share::float8 as share, committed_at, drawn_at, eligible, drawn`;

/** The newest day that has a seed; null: none has. */
export async function lastDay(ctx: ActionContext): Promise<string | null> {
  const statement = sql`select to_char(max(day), 'YYYY-MM-DD') as day from audit_days where tenant_id = ${ctx.tenantId}`;
  return (await row<{ day: string | null }>(ctx.tx, statement))?.day ?? null;
}

/** False: it has a seed, which stays. */
export async function insertDay(
  ctx: ActionContext,
  made: Pick<AuditDay, 'day' | 'seed' | 'commitment' | 'share'>,
): Promise<boolean> {
  const inserted = await run(
    ctx.tx,
    sql`insert into audit_days (tenant_id, day, seed, commitment, share, committed_at)
        values (${ctx.tenantId}, ${made.day}, ${made.seed}, ${made.commitment}, ${made.share}, ${ctx.now}) on conflict do nothing`,
  );
  return inserted === 1;
}

/** Days before this one whose draw has not been made, the oldest first; locked. */
export function undrawnDays(ctx: ActionContext, before: string): Promise<AuditDay[]> {
  return rows<AuditDay>(
    ctx.tx,
    sql`select ${columns} from audit_days where tenant_id = ${ctx.tenantId} and day < ${before} and drawn_at is null order by day for update`,
  );
}

export async function saveDraw(ctx: ActionContext, day: string, eligible: number, drawn: number): Promise<void> {
  await run(
    ctx.tx,
    sql`update audit_days set drawn_at = ${ctx.now}, eligible = ${eligible}, drawn = ${drawn} where tenant_id = ${ctx.tenantId} and day = ${day}`,
  );
}

/** The draws of late, the newest first; a seed is told only once it has been drawn by. */
export function recentDraws(
  ctx: ActionContext,
  limit: number,
): Promise<(Omit<AuditDay, 'seed'> & { readonly seed: string | null; readonly is_late: boolean })[]> {
  return rows(
    ctx.tx,
    sql`select to_char(d.day, 'YYYY-MM-DD') as day, case when d.drawn_at is not null then encode(d.seed, 'hex') end as seed, d.commitment,
          d.share::float8 as share, d.committed_at, d.drawn_at, d.eligible, d.drawn,
          d.committed_at >= (d.day::timestamp at time zone t.zone) as is_late
        from audit_days d join tenants t on t.id = d.tenant_id where d.tenant_id = ${ctx.tenantId} order by d.day desc limit ${limit}`,
  );
}
