import { sql } from 'kysely';
import { row, run, type Tx } from '#platform/server/db/database.ts';
import type { Instant } from '#platform/shared/time.ts';
import { historyMs, lifeCueMinutes, prankLimits } from '../../history.ts';
import { passGraceMs } from '../../history-rules.ts';

/**
 * HistoryFacts of the number of a waiting call `c`, as JSON: of its last hundred calls before this one, which is more than the limits
 * ask for and keeps a number with thousands of calls as quick as any other (index calls_caller).
 */
export const pastOfNumber = sql`(select jsonb_build_object(
    'pranks', count(*) filter (where h.is_prank),
    'closers', count(distinct h.disposition_by) filter (where h.is_prank),
    'emergencies', count(*) filter (where h.is_recent and h.disposition in ('EMERGENCY_NEW', 'EMERGENCY_DUP', 'EMERGENCY_FOLLOWUP', 'URGENT_NONLIFE')),
    'unhelped', count(*) filter (where h.is_recent and (h.state in ('lost', 'failed') or h.ended_silent or h.disposition = 'DROPPED_EARLY')))
  from (select p.state, p.ended_silent, p.disposition, p.disposition_by,
      p.disposition in ('PRANK_CHILD', 'PRANK_ADULT', 'PRANK_ABUSIVE', 'HOAX_CONFIRMED') as is_prank,
      p.arrived_at > c.arrived_at - ${lifeCueMinutes} * interval '1 minute' as is_recent
    from calls p where p.tenant_id = c.tenant_id and p.caller_e164 = c.caller_e164 and p.arrived_at < c.arrived_at
      and p.arrived_at > c.arrived_at - ${prankLimits.days} * interval '1 day' and p.direction = 'inbound' and p.purpose = 'public'
    order by p.arrived_at desc limit 100) h)`;

/** Kept waiting because of its history, in favour of another; once in its life. */
export async function savePassing(
  tx: Tx,
  { callId, byCallId }: { readonly callId: string; readonly byCallId: string },
  now: Instant,
): Promise<void> {
  await run(
    tx,
    sql`update calls set passed_at = ${now}, passed_by = ${byCallId}, version = version + 1 where id = ${callId} and passed_at is null`,
  );
}

/** One that waits still, was passed, and has rung nowhere since although its time is over (isPassBroken). */
export function brokenPass(tx: Tx, tenantId: string, now: Instant): Promise<{ id: string; late_ms: number } | null> {
  return row(
    tx,
    sql`select c.id, (extract(epoch from ${now}::timestamptz - c.passed_at) * 1000 - ${historyMs})::integer as late_ms from calls c
        where c.tenant_id = ${tenantId} and c.passed_at < ${now}::timestamptz - ${historyMs + passGraceMs} * interval '1 millisecond'
          and c.state = 'queued' and c.outside_since is null
          and not exists (select from call_offers o where o.call_id = c.id and o.offered_at >= c.passed_at)
        order by c.passed_at limit 1`,
  );
}

/** History orders nothing here from now on; false: it does not already. */
export async function stopHistory(tx: Tx, tenantId: string, now: Instant): Promise<boolean> {
  const stopped = await run(
    tx,
    sql`update queue_settings set history_stopped_at = ${now} where tenant_id = ${tenantId} and history_stopped_at is null`,
  );
  return stopped === 1;
}

/** What ordering by history has cost in the last 30 days: how many it kept waiting, and how long the longest until it rang or left. */
export async function historyCost(
  tx: Tx,
  tenantId: string,
  now: Instant,
): Promise<{ stoppedAt: Instant | null; passed: number; longestMs: number | null }> {
  const found = await row<{ stopped_at: Instant | null; passed: number; longest_ms: number | null }>(
    tx,
    sql`select (select history_stopped_at from queue_settings where tenant_id = ${tenantId}) as stopped_at, count(*)::integer as passed,
          (extract(epoch from max(coalesce((select min(o.offered_at) from call_offers o where o.call_id = c.id and o.offered_at >= c.passed_at),
            c.ended_at, ${now}) - c.passed_at)) * 1000)::integer as longest_ms
        from calls c where c.tenant_id = ${tenantId} and c.passed_at > ${now}::timestamptz - interval '30 days'`,
  );
  return { stoppedAt: found?.stopped_at ?? null, passed: found?.passed ?? 0, longestMs: found?.longest_ms ?? null };
}
