import { sql } from 'kysely';
import type { ActionContext } from '#platform/server/action.ts';
import { row, rows, run } from '#platform/server/db/database.ts';
import { present } from '#platform/shared/result.ts';
import type { Instant } from '#platform/shared/time.ts';
import type { DrillId, DrillLooks, DrillOutcome, DrillScenario } from '../../drill.ts';
import { looksOf } from './drill-store.ts';

export interface ShownDrill {
  readonly id: DrillId;
  readonly scenario: DrillScenario;
  readonly due_at: Instant;
  readonly planned_by: string | null;
  readonly planned_by_name: string | null;
  readonly asked_at: Instant | null;
  readonly ended_at: Instant | null;
  readonly outcome: DrillOutcome | null;
  readonly looks: DrillLooks;
  readonly call_id: string | null;
  readonly call_number: number | null;
  readonly answered_by: string | null;
  readonly answered_by_name: string | null;
}

/** What ran, and what people planned. What the schedule drew stays its secret until it has begun; what it drew in vain is told too. */
export function drillRows(
  ctx: ActionContext,
  page: { readonly limit: number; readonly after: { readonly at: Instant; readonly id: string } | null },
): Promise<ShownDrill[]> {
  return rows<ShownDrill>(
    ctx.tx,
    sql`select d.id, d.scenario, d.due_at, d.planned_by, p.display_name as planned_by_name, d.asked_at, d.ended_at, d.outcome, ${looksOf} as looks,
          c.id as call_id, c.number as call_number, c.answered_by, a.display_name as answered_by_name
        from drills d left join users p on p.id = d.planned_by
        left join calls c on c.id = d.call_id and d.revealed_at is not null left join users a on a.id = c.answered_by
        where d.tenant_id = ${ctx.tenantId}
          and (d.planned_by is not null or d.revealed_at is not null and d.outcome <> 'cancelled')
          and (${page.after?.id ?? null}::uuid is null
            or (date_trunc('milliseconds', d.due_at), d.id) < (${page.after?.at ?? null}::timestamptz, ${page.after?.id ?? null}::uuid))
        order by date_trunc('milliseconds', d.due_at) desc, d.id desc limit ${page.limit}`,
  );
}

export interface ScenarioCount {
  readonly scenario: DrillScenario;
  readonly reached: number;
  readonly not_reached: number;
  readonly without: number;
  readonly last_at: Instant | null;
}

export function scenarioCounts(ctx: ActionContext, from: Instant): Promise<ScenarioCount[]> {
  return rows<ScenarioCount>(
    ctx.tx,
    sql`select scenario, count(*) filter (where outcome = 'reached')::int as reached,
          count(*) filter (where outcome = 'not_reached')::int as not_reached,
          count(*) filter (where outcome not in ('reached', 'not_reached'))::int as without,
          max(due_at) filter (where outcome in ('reached', 'not_reached')) as last_at
        from drills where tenant_id = ${ctx.tenantId} and due_at >= ${from}::timestamptz and ended_at is not null and outcome <> 'cancelled'
        group by scenario`,
  );
}

/** What stood in the way of each drill of a period that was missed. */
export async function looksOfMissed(ctx: ActionContext, from: Instant): Promise<readonly DrillLooks[]> {
  const found = await rows<{ looks: DrillLooks }>(
    ctx.tx,
    sql`select ${looksOf} as looks from drills where tenant_id = ${ctx.tenantId} and due_at >= ${from}::timestamptz and outcome = 'missed'`,
  );
  return found.map(({ looks }) => looks);
}

/** Drills of a period that could be judged. */
export async function judgedBetween(ctx: ActionContext, from: Instant, to: Instant): Promise<number> {
  const found = await row<{ count: number }>(
    ctx.tx,
    sql`select count(*)::int as count from drills where tenant_id = ${ctx.tenantId} and due_at >= ${from}::timestamptz
          and due_at < ${to}::timestamptz and outcome in ('reached', 'not_reached')`,
  );
  return present(found, 'a count has one row').count;
}

export interface DeskDrillRow {
  readonly id: DrillId;
  readonly scenario: DrillScenario;
  readonly outcome: DrillOutcome;
  readonly call_id: string;
  readonly call_number: number;
}

/** The newest drill that somebody took in their last hours and has not read of. */
export function unseenDrill(ctx: ActionContext, userId: string): Promise<DeskDrillRow | null> {
  return row<DeskDrillRow>(
    ctx.tx,
    sql`select d.id, d.scenario, d.outcome, c.id as call_id, c.number as call_number from drills d join calls c on c.id = d.call_id
        where d.tenant_id = ${ctx.tenantId} and d.revealed_at > ${ctx.now}::timestamptz - interval '12 hours' and d.seen_at is null
          and c.answered_by = ${userId} order by d.revealed_at desc limit 1`,
  );
}

export async function saveSeen(ctx: ActionContext, id: string, userId: string): Promise<boolean> {
  const saved = await run(
    ctx.tx,
    sql`update drills d set seen_at = coalesce(seen_at, ${ctx.now}::timestamptz) from calls c
        where d.tenant_id = ${ctx.tenantId} and d.id = ${id} and c.id = d.call_id and c.answered_by = ${userId} and d.revealed_at is not null`,
  );
  return saved === 1;
}
