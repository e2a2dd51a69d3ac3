import { sql } from 'kysely';
import type { ActionContext } from '#platform/server/action.ts';
import { type Db, row, rows, run } from '#platform/server/db/database.ts';
import type { Instant } from '#platform/shared/time.ts';
import type { CalendarShift } from '../calendar.ts';

export function feedOf(ctx: ActionContext, userId: string): Promise<{ readonly madeAt: Instant } | null> {
  return row(
    ctx.tx,
    sql`select made_at as "madeAt" from calendar_feeds where tenant_id = ${ctx.tenantId} and user_id = ${userId}`,
  );
}

export async function saveFeed(ctx: ActionContext, userId: string, hash: Buffer): Promise<void> {
  await run(
    ctx.tx,
    sql`insert into calendar_feeds (tenant_id, user_id, token_hash, made_at) values (${ctx.tenantId}, ${userId}, ${hash}, ${ctx.now})
        on conflict (tenant_id, user_id) do update set token_hash = excluded.token_hash, made_at = excluded.made_at`,
  );
}

export async function deleteFeed(ctx: ActionContext, userId: string): Promise<boolean> {
  const gone = await run(
    ctx.tx,
    sql`delete from calendar_feeds where tenant_id = ${ctx.tenantId} and user_id = ${userId}`,
  );
  return gone === 1;
}

/** Whose address this is; nobody's once their account is disabled. */
export function ownerOfFeed(
  systemDb: Db,
  hash: Buffer,
): Promise<{ readonly tenantId: string; readonly userId: string } | null> {
  return row(
    systemDb,
    sql`select f.tenant_id as "tenantId", f.user_id as "userId" from calendar_feeds f join users u on u.id = f.user_id
        where f.token_hash = ${hash} and u.disabled_at is null`,
  );
}

/** Published shifts from a month ago on. The name of a template is the one it has now, else its letter. */
export function calendarShifts(
  systemDb: Db,
  { tenantId, userId }: { readonly tenantId: string; readonly userId: string },
): Promise<CalendarShift[]> {
  return rows<CalendarShift>(
    systemDb,
    sql`select s.id, s.starts_at as "startsAt", s.ends_at as "endsAt", 'Piket 112: ' || coalesce(
            (select t ->> 'name' from roster_settings r, jsonb_array_elements(r.content -> 'templates') t
             where r.tenant_id = s.tenant_id and t ->> 'code' = s.template), s.template) as title
        from shifts s where s.tenant_id = ${tenantId} and s.user_id = ${userId} and s.published
          and s.ends_at > clock_timestamp() - interval '31 days' order by s.starts_at, s.id limit 1000`,
  );
}
