import { sql } from 'kysely';
import type { UserId } from '#features/people/person.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { row, rows, run } from '#platform/server/db/database.ts';
import { newId } from '#platform/shared/ids.ts';
import type { LeaveId, LeaveKind } from '../shift.ts';

export interface LeaveRow {
  readonly id: LeaveId;
  readonly userId: UserId;
  readonly kind: LeaveKind;
  readonly fromDay: string;
  readonly toDay: string;
}

/** Leaves that touch these days and were not withdrawn. */
export function selectLeaves(ctx: ActionContext, from: string, to: string): Promise<LeaveRow[]> {
  return rows<LeaveRow>(
    ctx.tx,
    sql`select id, user_id as "userId", kind, from_day::text as "fromDay", to_day::text as "toDay" from leaves
        where tenant_id = ${ctx.tenantId} and withdrawn_at is null and from_day <= ${to}::date and to_day >= ${from}::date
        order by from_day, id`,
  );
}

export async function insertLeave(ctx: ActionContext, leave: Omit<LeaveRow, 'id'>): Promise<LeaveId> {
  const id: LeaveId = newId();
  await run(
    ctx.tx,
    sql`insert into leaves (id, tenant_id, user_id, kind, from_day, to_day, noted_by, noted_at)
        values (${id}, ${ctx.tenantId}, ${leave.userId}, ${leave.kind}, ${leave.fromDay}, ${leave.toDay}, ${ctx.actor.id}, ${ctx.now})`,
  );
  return id;
}

/** Whose it was; null: there is none, or it was withdrawn before. */
export function markWithdrawn(ctx: ActionContext, id: string): Promise<{ readonly userId: UserId } | null> {
  return row(
    ctx.tx,
    sql`update leaves set withdrawn_at = ${ctx.now} where tenant_id = ${ctx.tenantId} and id = ${id} and withdrawn_at is null
        returning user_id as "userId"`,
  );
}
