import { sql } from 'kysely';
import type { ActionContext } from '#platform/server/action.ts';
import { row, run } from '#platform/server/db/database.ts';
import { newId } from '#platform/shared/ids.ts';
import { present } from '#platform/shared/result.ts';
import type { CallerNumberId } from '../caller.ts';

export interface NumberRow {
  readonly id: CallerNumberId;
  readonly e164: string;
}

export function findNumber(ctx: ActionContext, e164: string): Promise<NumberRow | null> {
  return row<NumberRow>(
    ctx.tx,
    sql`select id, e164 from caller_numbers where tenant_id = ${ctx.tenantId} and e164 = ${e164}`,
  );
}

/** Null: nothing is kept under this id, or no longer. Locked: what is kept about it is changed one after another. */
export function lockNumber(ctx: ActionContext, id: string): Promise<NumberRow | null> {
  return row<NumberRow>(
    ctx.tx,
    sql`select id, e164 from caller_numbers where tenant_id = ${ctx.tenantId} and id = ${id} and e164 is not null for update`,
  );
}

export function readNumber(ctx: ActionContext, id: string): Promise<NumberRow | null> {
  return row<NumberRow>(
    ctx.tx,
    sql`select id, e164 from caller_numbers where tenant_id = ${ctx.tenantId} and id = ${id} and e164 is not null`,
  );
}

/** The number under its id, made where there is none; two at once make one. */
export async function keepNumber(ctx: ActionContext, e164: string): Promise<NumberRow> {
  await run(
    ctx.tx,
    sql`insert into caller_numbers (id, tenant_id, e164, added_at) values (${newId<'caller_number'>()}, ${ctx.tenantId}, ${e164}, ${ctx.now})
        on conflict (tenant_id, e164) where e164 is not null do nothing`,
  );
  const kept = await row<NumberRow>(
    ctx.tx,
    sql`select id, e164 from caller_numbers where tenant_id = ${ctx.tenantId} and e164 = ${e164} for update`,
  );
  return present(kept, 'made right above, or there before');
}

/** Whether anything is kept about the number still: a note or a case whose words are not erased. */
export async function isKeptAbout(ctx: ActionContext, numberId: string): Promise<boolean> {
  const found = await row(
    ctx.tx,
    sql`select 1 where exists (select from caller_notes where number_id = ${numberId} and erased_at is null)
          or exists (select from caller_cases where number_id = ${numberId} and erased_at is null)`,
  );
  return found !== null;
}

/** The number goes, its id stays: events carry it. */
export async function eraseNumber(ctx: ActionContext, id: string): Promise<void> {
  await run(
    ctx.tx,
    sql`update caller_numbers set e164 = null, erased_at = ${ctx.now} where tenant_id = ${ctx.tenantId} and id = ${id} and erased_at is null`,
  );
}

export async function hasCalled(ctx: ActionContext, e164: string): Promise<boolean> {
  const found = await row(
    ctx.tx,
    sql`select 1 from calls where tenant_id = ${ctx.tenantId} and caller_e164 = ${e164} limit 1`,
  );
  return found !== null;
}

export async function numberOfCall(
  ctx: ActionContext,
  callId: string,
): Promise<{ readonly e164: string | null } | null> {
  return row<{ e164: string | null }>(
    ctx.tx,
    sql`select caller_e164 as e164 from calls where tenant_id = ${ctx.tenantId} and id = ${callId}`,
  );
}
