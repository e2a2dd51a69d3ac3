import { sql } from 'kysely';
import type { ActionContext } from '#platform/server/action.ts';
import { row, rows } from '#platform/server/db/database.ts';
import type { Instant } from '#platform/shared/time.ts';
import type { Stratum } from '../draw-rules.ts';
import type { CountedWay, SampleId } from '../quality.ts';
import type { SampleState } from '../rules.ts';

// What of the sample is whose.

export interface OwnSample {
  readonly id: SampleId;
  readonly callId: string;
  readonly number: number;
  readonly arrivedAt: Instant;
  readonly month: string;
  readonly stratum: Stratum;
  readonly state: SampleState;
  readonly answerBy: Instant;
  readonly countedAs: CountedWay | null;
  readonly appeal: string | null;
  readonly sheetId: string;
}

/** Those this person is shown, the newest first. */
export function ownSamples(ctx: ActionContext, takerId: string, limit: number): Promise<OwnSample[]> {
  return rows<OwnSample>(
    ctx.tx,
    sql`select s.id, s.call_id as "callId", c.number, c.arrived_at as "arrivedAt", s.month, s.stratum, s.state, s.answer_by as "answerBy",
          s.counted_as as "countedAs", s.appeal, s.sheet_id as "sheetId"
        from quality_samples s join calls c on c.id = s.call_id
        where s.tenant_id = ${ctx.tenantId} and s.taker_id = ${takerId} and s.shown_at is not null
        order by s.shown_at desc, s.id limit ${limit}`,
  );
}

/** Scores that count of one person, by month. */
export function countedScores(ctx: ActionContext, takerId: string): Promise<{ month: string; score: number }[]> {
  return rows(
    ctx.tx,
    sql`select s.month, q.score::float8 as score from quality_samples s join quality_sheets q on q.id = s.sheet_id
        where s.tenant_id = ${ctx.tenantId} and s.taker_id = ${takerId} and s.state = 'counted' and q.score is not null order by s.month desc`,
  );
}

/** Of one month: calls that could be drawn, that were, whose score counts, and that could not be assessed. */
export interface AssessedOfMonth {
  readonly eligible: number;
  readonly drawn: number;
  readonly counted: number;
  readonly setAside: number;
}

/** Null: the month has not been drawn. */
export function assessedOf(ctx: ActionContext, month: string): Promise<AssessedOfMonth | null> {
  return row<AssessedOfMonth>(
    ctx.tx,
    sql`select m.eligible, m.drawn,
          (select count(*)::int from quality_samples s where s.tenant_id = m.tenant_id and s.month = m.month and s.state = 'counted') as counted,
          (select count(*)::int from quality_samples s where s.tenant_id = m.tenant_id and s.month = m.month and s.state = 'set_aside') as "setAside"
        from quality_months m where m.tenant_id = ${ctx.tenantId} and m.month = ${month} and m.drawn_at is not null`,
  );
}
