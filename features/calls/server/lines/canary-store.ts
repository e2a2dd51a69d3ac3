import { sql } from 'kysely';
import type { ActionContext } from '#platform/server/action.ts';
import { type Db, rows, run } from '#platform/server/db/database.ts';
import type { Instant } from '#platform/shared/time.ts';
import type { CanaryOutcome, Coverage, LineContent, LineId, Reach, Registration } from '../../line.ts';
import type { CanaryView } from '../../line-contract.ts';

const view = sql`id, due_at as "dueAt", coverage, answer_ms as "answerMs", led, sip_status as "sipStatus", outcome`;

/** False while the line's last one is not over. */
export async function insertCanary(
  ctx: ActionContext,
  canary: { readonly id: string; readonly lineId: string; readonly dueAt: Instant },
): Promise<boolean> {
  const inserted = await run(
    ctx.tx,
    sql`insert into canaries (id, tenant_id, line_id, due_at) values (${canary.id}, ${ctx.tenantId}, ${canary.lineId}, ${canary.dueAt})
        on conflict (line_id) where ended_at is null do nothing`,
  );
  return inserted === 1;
}

/** End what was not ended by the next beat. */
export async function endLeftCanaries(ctx: ActionContext, lineId: string): Promise<void> {
  await run(
    ctx.tx,
    sql`update canaries set ended_at = ${ctx.now}, outcome = case when placed_at is null then 'no_telephony' else 'broken_off' end
        where tenant_id = ${ctx.tenantId} and line_id = ${lineId} and ended_at is null`,
  );
}

/** Thirteen months are enough for a year's comparison. */
export async function dropOldCanaries(ctx: ActionContext, lineId: string): Promise<void> {
  await run(
    ctx.tx,
    sql`delete from canaries where tenant_id = ${ctx.tenantId} and line_id = ${lineId} and due_at < ${ctx.now}::timestamptz - interval '400 days'`,
  );
}

export interface TakenCanary {
  readonly id: string;
  readonly tenantId: string;
  readonly lineId: LineId;
  readonly slug: string;
  readonly key: string;
  readonly content: LineContent;
  readonly registration: Registration | null;
  readonly reach: Reach | null;
}

/** Take up what is due; of two processes one gets each. */
export function takeCanaries(systemDb: Db): Promise<TakenCanary[]> {
  return rows<TakenCanary>(
    systemDb,
    sql`update canaries c set placed_at = clock_timestamp() from lines l, tenants t
        where c.placed_at is null and c.ended_at is null and l.id = c.line_id and t.id = c.tenant_id
          and c.id in (select id from canaries where placed_at is null and ended_at is null for update skip locked)
        returning c.id, c.tenant_id as "tenantId", c.line_id as "lineId", t.slug, l.key, l.content, l.registration, l.reach`,
  );
}

/** True unless it is over already. */
export async function saveCanaryEnd(
  ctx: ActionContext,
  end: {
    readonly id: string;
    readonly coverage: Coverage | null;
    readonly outcome: CanaryOutcome;
    readonly answerMs: number | null;
    readonly led: boolean | null;
    readonly status: number | null;
  },
): Promise<boolean> {
  const saved = await run(
    ctx.tx,
    sql`update canaries set ended_at = ${ctx.now}, outcome = ${end.outcome}, coverage = ${end.coverage}, answer_ms = ${end.answerMs},
          led = ${end.led}, sip_status = ${end.status}
        where tenant_id = ${ctx.tenantId} and id = ${end.id} and ended_at is null`,
  );
  return saved === 1;
}

export async function lastCanaries(ctx: ActionContext): Promise<ReadonlyMap<string, CanaryView>> {
  const found = await rows<CanaryView & { lineId: string }>(
    ctx.tx,
    sql`select l.id as "lineId", last.* from lines l cross join lateral (
          select ${view} from canaries where tenant_id = ${ctx.tenantId} and line_id = l.id and ended_at is not null
          order by due_at desc limit 1) last
        where l.tenant_id = ${ctx.tenantId}`,
  );
  return new Map(found.map(({ lineId, ...canary }) => [lineId, canary]));
}

const inMonth = (ctx: ActionContext, month: string) => {
  const start = sql`((${`${month}-01`}::date)::timestamp at time zone (select zone from tenants where id = ${ctx.tenantId}))`;
  const end = sql`((${`${month}-01`}::date + interval '1 month') at time zone (select zone from tenants where id = ${ctx.tenantId}))`;
  return sql`due_at >= ${start} and due_at < ${end}`;
};

export interface AvailabilityRow {
  readonly id: LineId;
  readonly name: string;
  readonly placed: number;
  readonly answered: number;
  readonly p50: number | null;
  readonly p95: number | null;
  readonly slowest: number | null;
  readonly firstAt: Instant | null;
  readonly downMinutes: number;
}

/** Of each line that had canaries in the month, also of one that is out of use by now. */
export function selectAvailability(ctx: ActionContext, month: string): Promise<AvailabilityRow[]> {
  return rows<AvailabilityRow>(
    ctx.tx,
    sql`with theirs as (
          select c.line_id, c.due_at, c.outcome = 'answered' as ok, c.answer_ms, l.content->>'name' as name,
            (l.content->'canary'->>'everyS')::int as every_s, l.created_at as made,
            l.content->>'way' <> 'centre' as further
          from canaries c join lines l on l.id = c.line_id
          where c.tenant_id = ${ctx.tenantId} and c.ended_at is not null and ${inMonth(ctx, month)})
        select line_id as id, name, count(*)::int as placed, (count(*) filter (where ok))::int as answered,
          (percentile_disc(0.5) within group (order by answer_ms) filter (where ok))::int as p50,
          (percentile_disc(0.95) within group (order by answer_ms) filter (where ok))::int as p95,
          max(answer_ms) filter (where ok) as slowest, min(due_at) as "firstAt",
          round(count(*) filter (where not ok) * min(every_s) / 60.0)::int as "downMinutes"
        from theirs group by line_id, name, further, made order by further, made`,
  );
}

export function selectCanaries(
  ctx: ActionContext,
  lineId: string,
  {
    month,
    only,
    before,
  }: { readonly month: string; readonly only: 'all' | 'failed'; readonly before?: Instant | undefined },
): Promise<CanaryView[]> {
  return rows<CanaryView>(
    ctx.tx,
    sql`select ${view} from canaries
        where tenant_id = ${ctx.tenantId} and line_id = ${lineId} and ended_at is not null and ${inMonth(ctx, month)}
          ${only === 'failed' ? sql`and outcome <> 'answered'` : sql``}
          ${before === undefined ? sql`` : sql`and due_at < ${before}`}
        order by due_at desc limit 200`,
  );
}
