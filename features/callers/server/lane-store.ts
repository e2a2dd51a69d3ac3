import { sql } from 'kysely';
import type { ActionContext } from '#platform/server/action.ts';
import { row, rows, run } from '#platform/server/db/database.ts';
import type { Instant } from '#platform/shared/time.ts';
import type { CaseLaneId, LaneEndReason } from '../lane.ts';

export interface LaneRow {
  readonly id: CaseLaneId;
  readonly case_id: string;
  readonly case_number: number;
  readonly days: number;
  readonly reason: string | null;
  readonly asked_at: Instant;
  readonly asked_by: string;
  readonly asked_by_name: string;
  readonly signed_at: Instant | null;
  readonly signed_by: string | null;
  readonly signed_by_name: string | null;
  readonly expires_at: Instant | null;
  readonly ended_at: Instant | null;
}

const columns = sql`l.id, l.case_id, k.number as case_number, l.days, l.reason, l.asked_at, l.asked_by, a.display_name as asked_by_name,
  l.signed_at, l.signed_by, s.display_name as signed_by_name, l.expires_at, l.ended_at`;
const from = sql`from caller_case_lanes l join caller_cases k on k.id = l.case_id join users a on a.id = l.asked_by
  left join users s on s.id = l.signed_by`;

export function openLanes(ctx: ActionContext): Promise<LaneRow[]> {
  return rows<LaneRow>(
    ctx.tx,
    sql`select ${columns} ${from} where l.tenant_id = ${ctx.tenantId} and l.ended_at is null order by l.signed_at is not null, l.asked_at limit 500`,
  );
}

/** The one of a case that is wanted or stands. */
export function laneOfCase(ctx: ActionContext, caseId: string): Promise<LaneRow | null> {
  return row<LaneRow>(
    ctx.tx,
    sql`select ${columns} ${from} where l.tenant_id = ${ctx.tenantId} and l.case_id = ${caseId} and l.ended_at is null`,
  );
}

export function lockLane(ctx: ActionContext, id: string): Promise<LaneRow | null> {
  return row<LaneRow>(
    ctx.tx,
    sql`select ${columns} ${from} where l.tenant_id = ${ctx.tenantId} and l.id = ${id} for update of l`,
  );
}

/** Whether the desk says so: signed, and its time is not over. */
export async function isInLane(ctx: ActionContext, caseId: string): Promise<boolean> {
  const found = await laneOfCase(ctx, caseId);
  return found?.expires_at != null && found.expires_at > ctx.now;
}

export async function insertLane(
  ctx: ActionContext,
  lane: {
    readonly id: string;
    readonly caseId: string;
    readonly days: number;
    readonly reason: string;
    readonly salt: Buffer;
  },
): Promise<void> {
  await run(
    ctx.tx,
    sql`insert into caller_case_lanes (id, tenant_id, case_id, days, reason, salt, asked_at, asked_by)
        values (${lane.id}, ${ctx.tenantId}, ${lane.caseId}, ${lane.days}, ${lane.reason}, ${lane.salt}, ${ctx.now}, ${ctx.actor.id})`,
  );
}

export async function saveSignature(ctx: ActionContext, id: string, expiresAt: Instant): Promise<void> {
  await run(
    ctx.tx,
    sql`update caller_case_lanes set signed_at = ${ctx.now}, signed_by = ${ctx.actor.id}, expires_at = ${expiresAt}
        where tenant_id = ${ctx.tenantId} and id = ${id}`,
  );
}

export async function saveLaneEnd(ctx: ActionContext, id: string, reason: LaneEndReason): Promise<void> {
  await run(
    ctx.tx,
    sql`update caller_case_lanes set ended_at = ${ctx.now}, ended_by = ${ctx.actor.id}, end_reason = ${reason}
        where tenant_id = ${ctx.tenantId} and id = ${id}`,
  );
}

/** With its case. */
export async function eraseLanes(ctx: ActionContext, caseId: string): Promise<void> {
  await run(
    ctx.tx,
    sql`update caller_case_lanes set reason = null, salt = '', erased_at = ${ctx.now} where tenant_id = ${ctx.tenantId} and case_id = ${caseId}`,
  );
}

/** Why each lane of a case was wanted, as far as the words are kept. */
export async function laneReasons(ctx: ActionContext, caseId: string): Promise<ReadonlyMap<string, string>> {
  const found = await rows<{ id: string; reason: string }>(
    ctx.tx,
    sql`select id, reason from caller_case_lanes where tenant_id = ${ctx.tenantId} and case_id = ${caseId} and reason is not null`,
  );
  return new Map(found.map(({ id, reason }) => [id, reason]));
}
