import { sql } from 'kysely';
import type { ActionContext } from '#platform/server/action.ts';
import { type Db, row, rows, run } from '#platform/server/db/database.ts';
import type { Instant } from '#platform/shared/time.ts';
import type { KnockKind } from '../../line.ts';

export interface LogPosition {
  readonly key: string;
  readonly position: number;
}

export function readLogPosition(systemDb: Db, pbxSystem: string): Promise<LogPosition | null> {
  return row<LogPosition>(
    systemDb,
    sql`select key, position from security_log_positions where pbx_system = ${pbxSystem}`,
  );
}

export interface KnockCount {
  readonly minute: string;
  readonly source: string;
  readonly kind: KnockKind;
  readonly count: number;
}

/** Count what was read and move on, both or neither; what is older than thirty days goes. */
export async function saveKnocks(
  systemDb: Db,
  pbxSystem: string,
  counts: readonly KnockCount[],
  at: LogPosition,
): Promise<void> {
  await systemDb.transaction().execute(async (tx) => {
    await run(
      tx,
      sql`insert into knocks (minute, source, kind, count)
          select minute, source, kind, count from jsonb_to_recordset(${JSON.stringify(counts)}::jsonb)
            as counted (minute timestamptz, source inet, kind text, count integer)
          on conflict (minute, source, kind) do update set count = knocks.count + excluded.count`,
    );
    await run(
      tx,
      sql`insert into security_log_positions (pbx_system, key, position) values (${pbxSystem}, ${at.key}, ${at.position})
          on conflict (pbx_system) do update set key = excluded.key, position = excluded.position`,
    );
    if (counts.length > 0) await run(tx, sql`delete from knocks where minute < clock_timestamp() - interval '30 days'`);
  });
}

export interface KnockSource {
  readonly source: string;
  readonly kinds: KnockKind[];
  readonly count: number;
  readonly peakPerMinute: number;
  readonly firstAt: Instant;
  readonly lastAt: Instant;
}

/** The busiest hundred sources. */
export function selectSources(ctx: ActionContext, hours: number): Promise<KnockSource[]> {
  return rows<KnockSource>(
    ctx.tx,
    sql`with recent as (
          select * from knocks where minute > ${ctx.now}::timestamptz - ${hours} * interval '1 hour'),
        minutes as (select source, minute, sum(count)::int as count from recent group by source, minute)
        select host(source) as source, array(select distinct kind from recent r where r.source = m.source order by kind) as kinds,
          sum(count)::int as count, max(count) as "peakPerMinute", min(minute) as "firstAt", max(minute) as "lastAt"
        from minutes m group by source order by 3 desc limit 100`,
  );
}

export async function countKnocks(ctx: ActionContext, hours: number): Promise<number> {
  const found = await row<{ total: number }>(
    ctx.tx,
    sql`select coalesce(sum(count), 0)::int as total from knocks where minute > ${ctx.now}::timestamptz - ${hours} * interval '1 hour'`,
  );
  return found?.total ?? 0;
}

export async function countFailed(ctx: ActionContext, hours: number): Promise<number> {
  const found = await row<{ failed: number }>(
    ctx.tx,
    sql`select count(*)::int as failed from calls where tenant_id = ${ctx.tenantId} and state = 'failed'
          and arrived_at > ${ctx.now}::timestamptz - ${hours} * interval '1 hour'`,
  );
  return found?.failed ?? 0;
}

/** Minutes with twenty calls or more, the newest first. */
export function selectBusyMinutes(
  ctx: ActionContext,
  hours: number,
): Promise<{ at: Instant; calls: number; ofOneNumber: number }[]> {
  return rows(
    ctx.tx,
    sql`with per as (
          select date_trunc('minute', arrived_at) as minute, coalesce(caller_e164, id::text) as source, count(*)::int as calls from calls
          where tenant_id = ${ctx.tenantId} and purpose = 'public' and arrived_at > ${ctx.now}::timestamptz - ${hours} * interval '1 hour'
          group by 1, 2)
        select minute as at, sum(calls)::int as calls, max(calls) as "ofOneNumber" from per
        group by minute having sum(calls) >= 20 order by minute desc limit 100`,
  );
}
