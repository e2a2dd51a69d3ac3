import { sql } from 'kysely';
import type { ActionContext } from '#platform/server/action.ts';
import { row, run } from '#platform/server/db/database.ts';
import { plusMs } from '#platform/shared/time.ts';

const dayMs = 86_400_000;

/** Whether somebody talked in a call before, and who does now; the call is locked, so that it cannot change hands meanwhile. */
export async function handsOf(
  ctx: ActionContext,
  callId: string,
  userId: string,
): Promise<{ readonly isNow: boolean; readonly wasBefore: boolean } | null> {
  const call = await row(ctx.tx, sql`select id from calls where id = ${callId} for update`);
  if (call === null) return null;
  return row(
    ctx.tx,
    sql`select coalesce(bool_or(left_at is null or exists (select from presences p where p.user_id = ${userId} and p.call_id = ${callId}
             and p.state = 'wrap_up')), false) as "isNow",
          coalesce(bool_or(left_at is not null), false) as "wasBefore"
        from call_legs where call_id = ${callId} and user_id = ${userId} and kind = 'desk'`,
  );
}

/** What was typed about a call and not saved, and by whom. */
export function wordsOf(
  ctx: ActionContext,
  callId: string,
): Promise<{ readonly userId: string; readonly from: string; readonly content: unknown } | null> {
  return row(
    ctx.tx,
    sql`select w.user_id as "userId", u.display_name as "from", w.content
        from typed_words w join users u on u.id = w.user_id where w.call_id = ${callId}`,
  );
}

/** Words that nobody saved or took for a day are of no use to anybody, and go with the next ones that are kept. */
export async function saveWords(ctx: ActionContext, callId: string, userId: string, words: unknown): Promise<void> {
  await run(ctx.tx, sql`delete from typed_words where at < ${plusMs(ctx.now, -dayMs)}`);
  await run(
    ctx.tx,
    sql`insert into typed_words (call_id, tenant_id, user_id, content, at)
        values (${callId}, ${ctx.tenantId}, ${userId}, ${JSON.stringify(words)}::jsonb, ${ctx.now})
        on conflict (call_id) do update set user_id = excluded.user_id, content = excluded.content, at = excluded.at`,
  );
}

export async function removeWords(ctx: ActionContext, callId: string): Promise<void> {
  await run(ctx.tx, sql`delete from typed_words where call_id = ${callId}`);
}
