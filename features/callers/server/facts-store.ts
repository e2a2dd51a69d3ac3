import { sql } from 'kysely';
import type { DrillScenario } from '#features/calls/drill.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { row, rows } from '#platform/server/db/database.ts';
import type { Instant } from '#platform/shared/time.ts';
import { plusMs } from '#platform/shared/time.ts';
import { type KnownCall, knownDays, mostKnownCalls } from '../facts.ts';

export interface AskedCall {
  readonly id: string;
  readonly raw: string | null;
  readonly e164: string | null;
  readonly arrived_at: Instant;
  readonly answered_at: Instant | null;
  readonly ended_at: Instant | null;
  /** False: placed by ourselves. It counts in no history and opens no case. */
  readonly is_public: boolean;
  /** What is staged with it while its desk does not know. */
  readonly drill: DrillScenario | null;
  /** It rings at the asking person's desk, or they talk on it or wrap it up. */
  readonly mine: boolean;
}

export function findAskedCall(ctx: ActionContext, id: string): Promise<AskedCall | null> {
  return row<AskedCall>(
    ctx.tx,
    sql`select c.id, c.caller_raw as raw, c.caller_e164 as e164, c.arrived_at, c.answered_at, c.ended_at, c.purpose = 'public' as is_public,
          (select d.scenario from drills d where d.call_id = c.id and d.revealed_at is null) as drill,
          exists (select from presences p where p.tenant_id = c.tenant_id and p.user_id = ${ctx.actor.id}::uuid
            and (p.call_id = c.id and p.state in ('offered', 'talking', 'wrap_up') or p.parked_call_id = c.id))
          or exists (select from call_offers o where o.call_id = c.id and o.user_id = ${ctx.actor.id}::uuid and o.ended_at is null) as mine
        from calls c where c.tenant_id = ${ctx.tenantId} and c.id = ${id}`,
  );
}

/** One more than is counted, so that it is known whether there are more. Answered by the index `calls_caller` alone. */
export function knownCalls(ctx: ActionContext, e164: string, before: Instant): Promise<KnownCall[]> {
  return rows<KnownCall>(ctx.tx, knownCallsOf(ctx.tenantId, e164, before));
}

/** The statement by itself: bench/caller-facts.ts measures it. */
export function knownCallsOf(tenantId: string, e164: string, before: Instant) {
  return sql`select state, disposition, coalesce(disposition_by, answered_by) as by, arrived_at as at from calls
    where tenant_id = ${tenantId} and caller_e164 = ${e164} and arrived_at < ${before}::timestamptz
      and arrived_at >= ${plusMs(before, -knownDays * 86_400_000)}::timestamptz and direction = 'inbound' and purpose = 'public'
    order by arrived_at desc limit ${mostKnownCalls + 1}`;
}

/** The last calls of a number in which somebody may have said a name. */
export async function answeredCalls(ctx: ActionContext, e164: string, limit: number): Promise<string[]> {
  const found = await rows<{ id: string }>(
    ctx.tx,
    sql`select id from calls where tenant_id = ${ctx.tenantId} and caller_e164 = ${e164} and answered_at is not null and purpose = 'public'
        order by arrived_at desc limit ${limit}`,
  );
  return found.map(({ id }) => id);
}

/** Whether this person was shown this since then. */
export async function wasShown(
  ctx: ActionContext,
  subject: { readonly type: string; readonly id: string },
  field: string,
  since: Instant | null,
): Promise<boolean> {
  const found = await row(
    ctx.tx,
    sql`select 1 from access_log where tenant_id = ${ctx.tenantId} and user_id = ${ctx.actor.id}::uuid
          and subject_type = ${subject.type} and subject_id = ${subject.id} and field = ${field}
          and (${since}::timestamptz is null or at > ${since}::timestamptz) limit 1`,
  );
  return found !== null;
}
