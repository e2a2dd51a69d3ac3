import { sql } from 'kysely';
import type { ActionContext } from '#platform/server/action.ts';
import { row, rows } from '#platform/server/db/database.ts';
import { newId } from '#platform/shared/ids.ts';
import { present } from '#platform/shared/result.ts';
import type { Instant } from '#platform/shared/time.ts';
import type { Room } from '../alarm-rules.ts';

/** The room as it stands in this transaction. */
export async function selectRoom(ctx: ActionContext): Promise<Room> {
  const found = await row<Room>(
    ctx.tx,
    sql`select (select max(starts_at) from shifts where tenant_id = ${ctx.tenantId} and published
            and starts_at <= ${ctx.now} and ends_at > ${ctx.now}) as "runsSince",
          (select count(*)::int from presences where tenant_id = ${ctx.tenantId}
            and state in ('ready', 'offered', 'talking', 'wrap_up')) as "atPost",
          exists (select from roster_alarms where tenant_id = ${ctx.tenantId} and ended_at is null) as "isAlarmOpen"`,
  );
  return present(found, 'a select without a table has one row');
}

/** Null: another one is open already. */
export async function insertAlarm(ctx: ActionContext, why: 'start' | 'left'): Promise<string | null> {
  const made = await row<{ id: string }>(
    ctx.tx,
    sql`insert into roster_alarms (id, tenant_id, why, began_at) values (${newId<'roster_alarm'>()}, ${ctx.tenantId}, ${why}, ${ctx.now})
        on conflict (tenant_id) where ended_at is null do nothing returning id`,
  );
  return made?.id ?? null;
}

/** The one that was open; null: none. */
export function endAlarm(
  ctx: ActionContext,
  by: 'ready' | 'over',
): Promise<{ readonly id: string; readonly beganAt: Instant } | null> {
  return row(
    ctx.tx,
    sql`update roster_alarms set ended_at = ${ctx.now}, ended_by = ${by} where tenant_id = ${ctx.tenantId} and ended_at is null
        returning id, began_at as "beganAt"`,
  );
}

export interface AlarmRow {
  readonly id: string;
  readonly why: 'start' | 'left';
  readonly beganAt: Instant;
}

export function openAlarm(ctx: ActionContext): Promise<AlarmRow | null> {
  return row<AlarmRow>(
    ctx.tx,
    sql`select id, why, began_at as "beganAt" from roster_alarms where tenant_id = ${ctx.tenantId} and ended_at is null`,
  );
}

/** One published shift for each time at which shifts of these days begin or end from now on. */
export function shiftTimes(ctx: ActionContext, from: string, to: string) {
  return rows<{ id: string; startsAt: Instant; endsAt: Instant }>(
    ctx.tx,
    sql`select distinct on (starts_at, ends_at) id, starts_at as "startsAt", ends_at as "endsAt" from shifts
        where tenant_id = ${ctx.tenantId} and published and day between ${from}::date and ${to}::date and ends_at > ${ctx.now}
        order by starts_at, ends_at, id`,
  );
}
