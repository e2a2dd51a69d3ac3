import { sql } from 'kysely';
import type { ActionContext } from '#platform/server/action.ts';
import { type Db, row, rows, run, type Tx } from '#platform/server/db/database.ts';
import { newId } from '#platform/shared/ids.ts';
import { present } from '#platform/shared/result.ts';
import type { Instant } from '#platform/shared/time.ts';
import type { EvidenceCode } from '../../evidence.ts';

/** What somebody said a call was. Number 0 is what stood before judgements were kept one by one, or what the system had said. */
export interface Judgement {
  readonly number: number;
  /** Null: the class was taken back. */
  readonly code: string | null;
  readonly before: string | null;
  readonly evidence: readonly EvidenceCode[];
  /** Null: the system, or history brought in. */
  readonly userId: string | null;
  readonly userName: string | null;
  readonly at: Instant;
  readonly reason: string | null;
}

/** Everything that was said of a call, oldest first; the last one stands. One that was never corrected since has one row of its columns. */
export async function judgementsOf(tx: Tx, callId: string): Promise<readonly Judgement[]> {
  return rows<Judgement>(
    tx,
    sql`select j.number, j.code, j.before, j.evidence, j.user_id as "userId", u.display_name as "userName", j.judged_at as at, j.reason
          from call_judgements j left join users u on u.id = j.user_id where j.call_id = ${callId}
        union all
        select 0, c.disposition, null, '{}', c.disposition_by, u.display_name, coalesce(c.disposition_at, c.ended_at, c.arrived_at), null
          from calls c left join users u on u.id = c.disposition_by
          where c.id = ${callId} and c.disposition is not null and not exists (select from call_judgements j where j.call_id = c.id)
        order by 1`,
  );
}

/** What stands, with the number of the judgement; of a locked call. */
export function lastJudgement(
  tx: Tx,
  callId: string,
): Promise<{ number: number; code: string | null; evidence: EvidenceCode[] } | null> {
  return row(
    tx,
    sql`select number, code, evidence from call_judgements where call_id = ${callId} order by number desc limit 1`,
  );
}

/** What the columns of a call say becomes its first row, before a judgement is written over them. */
export async function keepColumns(ctx: ActionContext, callId: string): Promise<void> {
  await run(
    ctx.tx,
    sql`insert into call_judgements (id, tenant_id, call_id, number, code, user_id, judged_at)
        select ${newId<'judgement'>()}, c.tenant_id, c.id, 0, c.disposition, c.disposition_by, coalesce(c.disposition_at, c.ended_at, ${ctx.now})
        from calls c where c.id = ${callId} and c.disposition is not null
          and not exists (select from call_judgements j where j.call_id = c.id)`,
  );
}

/** Written once and never changed: a correction is a further one. Returns its number; the call is locked. */
export async function insertJudgement(
  ctx: ActionContext,
  judgement: Pick<Judgement, 'code' | 'before' | 'evidence' | 'reason'> & {
    readonly callId: string;
    readonly userId: string;
  },
): Promise<number> {
  const { callId, code, before, evidence, userId, reason } = judgement;
  const written = await row<{ number: number }>(
    ctx.tx,
    sql`insert into call_judgements (id, tenant_id, call_id, number, code, before, evidence, user_id, judged_at, reason)
        select ${newId<'judgement'>()}, ${ctx.tenantId}, ${callId}, coalesce(max(j.number), 0) + 1, ${code}, ${before}, ${[...evidence]}::text[],
          ${userId}, ${ctx.now}, ${reason}
        from call_judgements j where j.call_id = ${callId} returning number`,
  );
  return present(written, 'an aggregate has one row').number;
}

/** Abusive calls of each person since then, by the class that stands now: a call that was called so by mistake counts no more. */
export function abusiveCalls(
  tx: Db | Tx,
  tenantId: string,
  since: Instant,
  userId: string | null = null,
): Promise<{ user_id: string; display_name: string; abusive: number }[]> {
  return rows(
    tx,
    sql`select u.id as user_id, u.display_name, count(distinct c.id) as abusive
        from calls c join call_legs l on l.call_id = c.id and l.kind = 'desk' join users u on u.id = l.user_id
        where c.tenant_id = ${tenantId} and c.arrived_at >= ${since} and c.disposition = 'PRANK_ABUSIVE'
          and (${userId}::uuid is null or l.user_id = ${userId}::uuid)
        group by u.id, u.display_name order by abusive desc, u.display_name`,
  );
}

/** The break that follows the call in hand; whoever is ready by their own press before has none. */
export async function saveBreakAfter(tx: Tx, tenantId: string, userId: string, reason: string): Promise<void> {
  await run(
    tx,
    sql`update presences set resume_state = 'break', resume_reason = ${reason}, version = version + 1
        where tenant_id = ${tenantId} and user_id = ${userId}`,
  );
}
