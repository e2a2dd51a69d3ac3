import { sql } from 'kysely';
import type { ActionContext } from '#platform/server/action.ts';
import { row, rows, run } from '#platform/server/db/database.ts';
import { present } from '#platform/shared/result.ts';
import type { Instant, Zone } from '#platform/shared/time.ts';
import type { DrawableCall, DrawnCall } from '../draw-rules.ts';
import type { SampleId } from '../quality.ts';

// The draw of a month.

export async function zoneOf(ctx: ActionContext): Promise<Zone> {
  const found = await row<{ zone: Zone }>(ctx.tx, sql`select zone from tenants where id = ${ctx.tenantId}`);
  return present(found, 'every session and job carries the id of a tenant that exists').zone;
}

export interface QualityMonth {
  readonly month: string;
  readonly seed: Buffer;
  readonly commitment: string;
  readonly perTaker: number;
  readonly doubleShare: number;
}

/** The newest month that has a seed; null: none has. */
export async function lastMonth(ctx: ActionContext): Promise<string | null> {
  const statement = sql`select max(month) as month from quality_months where tenant_id = ${ctx.tenantId}`;
  return (await row<{ month: string | null }>(ctx.tx, statement))?.month ?? null;
}

/** False: it has a seed, which stays. */
export async function insertMonth(ctx: ActionContext, made: QualityMonth): Promise<boolean> {
  const inserted = await run(
    ctx.tx,
    sql`insert into quality_months (tenant_id, month, seed, commitment, per_taker, double_share, committed_at)
        values (${ctx.tenantId}, ${made.month}, ${made.seed}, ${made.commitment}, ${made.perTaker}, ${made.doubleShare}, ${ctx.now}) on conflict do nothing`,
  );
  return inserted === 1;
}

/** Months before this one whose draw has not been made, the oldest first; locked. */
export function undrawnMonths(ctx: ActionContext, before: string): Promise<QualityMonth[]> {
  return rows<QualityMonth>(
    ctx.tx,
    sql`select month, seed, commitment, per_taker as "perTaker", double_share::float8 as "doubleShare" from quality_months
        where tenant_id = ${ctx.tenantId} and month < ${before} and drawn_at is null order by month for update`,
  );
}

export async function saveDraw(ctx: ActionContext, month: string, eligible: number, drawn: number): Promise<void> {
  await run(
    ctx.tx,
    sql`update quality_months set drawn_at = ${ctx.now}, eligible = ${eligible}, drawn = ${drawn} where tenant_id = ${ctx.tenantId} and month = ${month}`,
  );
}

/**
 * What may be drawn of a time: public calls that somebody answered and closed, over, with a recording, and never drawn before. In the
 * order of their ids, as anybody repeats the draw.
 */
export function drawableCalls(ctx: ActionContext, bounds: { from: Instant; to: Instant }): Promise<DrawableCall[]> {
  return rows<DrawableCall>(
    ctx.tx,
    sql`select c.id, c.answered_by as "takerId", c.disposition from calls c
        where c.tenant_id = ${ctx.tenantId} and c.direction = 'inbound' and c.purpose = 'public' and c.state = 'ended'
          and c.arrived_at >= ${bounds.from} and c.arrived_at < ${bounds.to} and c.answered_by is not null and c.disposition is not null
          and exists (select from recordings r where r.call_id = c.id and r.state = 'stored')
          and not exists (select from quality_samples s where s.call_id = c.id)
        order by c.id`,
  );
}

export async function insertSample(ctx: ActionContext, id: SampleId, month: string, call: DrawnCall): Promise<void> {
  await run(
    ctx.tx,
    sql`insert into quality_samples (id, tenant_id, call_id, month, taker_id, stratum, is_double, state, opened_at)
        values (${id}, ${ctx.tenantId}, ${call.id}, ${month}, ${call.takerId}, ${call.stratum}, ${call.isDouble}, 'assess', ${ctx.now})`,
  );
}

/** Draws of late, the newest first; a seed is told only once it has been drawn by. */
export function recentDraws(ctx: ActionContext, limit: number) {
  return rows<{
    month: string;
    seed: string | null;
    commitment: string;
    perTaker: number;
    eligible: number | null;
    drawn: number | null;
    isLate: boolean;
  }>(
    ctx.tx,
    sql`select m.month, case when m.drawn_at is not null then encode(m.seed, 'hex') end as seed, m.commitment, m.per_taker as "perTaker", m.eligible, m.drawn,
          m.committed_at >= ((m.month || '-01')::date::timestamp at time zone t.zone) as "isLate"
        from quality_months m join tenants t on t.id = m.tenant_id where m.tenant_id = ${ctx.tenantId} order by m.month desc limit ${limit}`,
  );
}
