import { sql } from 'kysely';
import { type Db, row, rows, type Tx } from '#platform/server/db/database.ts';
import type { Zone } from '#platform/shared/time.ts';

export interface PublicRegency {
  readonly id: string;
  readonly name: string;
  readonly crest: string | null;
  readonly zone: Zone;
}

/** Asked without a session: by its slug. */
export function regencyBySlug(systemDb: Db, slug: string): Promise<PublicRegency | null> {
  return row<PublicRegency>(systemDb, sql`select id, name, crest, zone from tenants where slug = ${slug}`);
}

export interface MonthCounts {
  readonly month: string;
  readonly calls: number;
  readonly answered: number;
  readonly pranks: number;
  readonly minutes: number;
}

/**
 * The last whole months that had calls, newest first, in the regency's zone. Offered, answered and nuisance calls are those of the monthly
 * figures (features/monev/kpi.ts: OFFERED, ANSWERED, NUISANCE); a test holds both together.
 */
export function countMonths(
  tx: Db | Tx,
  { tenantId, zone, months }: { tenantId: string; zone: Zone; months: number },
): Promise<MonthCounts[]> {
  return rows<MonthCounts>(
    tx,
    sql`with had as (
          select c.*, c.state in ('answered', 'ended') and c.answered_at is not null as is_answered from calls c
          where c.tenant_id = ${tenantId} and c.direction = 'inbound' and c.purpose = 'public'
            and c.arrived_at < date_trunc('month', now() at time zone ${zone}) at time zone ${zone}
            and c.arrived_at >= (date_trunc('month', now() at time zone ${zone}) - make_interval(months => ${months}::int)) at time zone ${zone}
        ), judged as (
          select *, is_answered and disposition in ('PRANK_CHILD', 'PRANK_ADULT', 'PRANK_ABUSIVE', 'HOAX_CONFIRMED') as is_prank from had
        )
        select to_char(arrived_at at time zone ${zone}, 'YYYY-MM') as month, count(*)::int as calls,
          count(*) filter (where is_answered)::int as answered, count(*) filter (where is_prank)::int as pranks,
          coalesce(round(sum(extract(epoch from coalesce(wrapped_up_at, ended_at) - answered_at))
            filter (where is_prank and ended_at is not null) / 60), 0)::int as minutes
        from judged group by 1 order by 1 desc`,
  );
}
