import { sql } from 'kysely';
import type { ActionContext } from '#platform/server/action.ts';
import { rows } from '#platform/server/db/database.ts';
import type { AnswerSet } from '../scorecard.ts';

/** Months with a draw, the oldest first, the last `limit` of them. */
export async function drawnMonths(ctx: ActionContext, limit: number): Promise<string[]> {
  const found = await rows<{ month: string }>(
    ctx.tx,
    sql`select month from quality_months where tenant_id = ${ctx.tenantId} and drawn_at is not null order by month desc limit ${limit}`,
  );
  return found.map(({ month }) => month).toReversed();
}

/** Sheets that count since this month, without whose they are. */
export function countedSheets(
  ctx: ActionContext,
  since: string,
): Promise<{ month: string; answers: AnswerSet; score: number | null }[]> {
  return rows(
    ctx.tx,
    sql`select s.month, q.answers, q.score::float8 as score from quality_samples s join quality_sheets q on q.id = s.sheet_id
        where s.tenant_id = ${ctx.tenantId} and s.state = 'counted' and s.month >= ${since}`,
  );
}

/** Calls that two assessed independently, and what their talk came to, if there was one; the newest first. */
export function assessedTwice(
  ctx: ActionContext,
  since: string,
): Promise<{ month: string; one: AnswerSet; other: AnswerSet; settled: AnswerSet | null; note: string | null }[]> {
  return rows(
    ctx.tx,
    sql`select s.month, a.answers as one, b.answers as other, d.answers as settled, d.note
        from quality_samples s
        join quality_sheets a on a.sample_id = s.id and a.kind = 'assessment'
        join quality_sheets b on b.sample_id = s.id and b.kind = 'assessment' and (b.filled_at, b.id) > (a.filled_at, a.id)
        left join quality_sheets d on d.sample_id = s.id and d.kind = 'settlement'
        where s.tenant_id = ${ctx.tenantId} and s.month >= ${since} order by b.filled_at desc, s.id`,
  );
}
