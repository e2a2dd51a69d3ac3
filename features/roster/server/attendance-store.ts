import { sql } from 'kysely';
import type { UserId } from '#features/people/person.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { row, rows, run } from '#platform/server/db/database.ts';
import { newId } from '#platform/shared/ids.ts';
import type { Instant } from '#platform/shared/time.ts';
import type { PresenceAt } from '../attendance-rules.ts';
import type { AttendanceRow, AttendanceView } from '../contract.ts';
import type { CorrectionVerdict, ShiftSpan } from '../shift.ts';

export interface WorkedShift extends ShiftSpan {
  readonly shiftId: AttendanceRow['shiftId'];
  readonly userId: UserId;
  readonly displayName: string;
  readonly day: string;
  readonly template: string;
  readonly correction: AttendanceView['correction'];
}

/** Published shifts of some days, of one person or of all, with the newest correction of each. */
export function selectWorkedShifts(
  ctx: ActionContext,
  { from, to }: { readonly from: string; readonly to: string },
  userId: string | null,
): Promise<WorkedShift[]> {
  return rows<WorkedShift>(
    ctx.tx,
    sql`select s.id as "shiftId", s.user_id as "userId", u.display_name as "displayName", s.day::text as day, s.template,
          s.starts_at as "startsAt", s.ends_at as "endsAt", c.correction
        from shifts s join users u on u.id = s.user_id
        left join lateral (
          select jsonb_build_object('verdict', c.verdict, 'reason', c.reason, 'by', b.display_name,
            'at', to_char(c.corrected_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) as correction
          from attendance_corrections c join users b on b.id = c.corrected_by
          where c.tenant_id = s.tenant_id and c.shift_id = s.id order by c.corrected_at desc, c.id desc limit 1) c on true
        where s.tenant_id = ${ctx.tenantId} and s.published and s.day between ${from}::date and ${to}::date
          and (${userId}::uuid is null or s.user_id = ${userId}::uuid)
        order by s.starts_at, u.display_name, s.id`,
  );
}

/** What people's presences did between two moments, and the last change of each before the first. */
export async function selectPresences(
  ctx: ActionContext,
  userIds: readonly string[],
  from: Instant,
  to: Instant,
): Promise<ReadonlyMap<string, PresenceAt[]>> {
  const found = await rows<PresenceAt & { readonly userId: string }>(
    ctx.tx,
    sql`select e.subject_id as "userId", e.occurred_at as at, e.content ->> 'state' as state
        from unnest(${[...new Set(userIds)]}::uuid[]) as p (user_id)
        cross join lateral (
          (select subject_id, occurred_at, content, seq from events where tenant_id = ${ctx.tenantId} and subject_type = 'user'
             and subject_id = p.user_id and name = 'presence.changed' and occurred_at <= ${from} order by seq desc limit 1)
          union all
          select subject_id, occurred_at, content, seq from events where tenant_id = ${ctx.tenantId} and subject_type = 'user'
            and subject_id = p.user_id and name = 'presence.changed' and occurred_at > ${from} and occurred_at < ${to}
        ) e order by e.seq`,
  );
  const byPerson = new Map<string, PresenceAt[]>();
  for (const { userId, at, state } of found) byPerson.set(userId, [...(byPerson.get(userId) ?? []), { at, state }]);
  return byPerson;
}

export function findPublished(
  ctx: ActionContext,
  id: string,
): Promise<{ readonly userId: string; readonly startsAt: Instant } | null> {
  return row(
    ctx.tx,
    sql`select user_id as "userId", starts_at as "startsAt" from shifts where tenant_id = ${ctx.tenantId} and id = ${id} and published`,
  );
}

export async function insertCorrection(
  ctx: ActionContext,
  shiftId: string,
  said: { readonly verdict: CorrectionVerdict; readonly reason: string },
): Promise<void> {
  await run(
    ctx.tx,
    sql`insert into attendance_corrections (id, tenant_id, shift_id, verdict, reason, corrected_by, corrected_at)
        values (${newId<'attendance_correction'>()}, ${ctx.tenantId}, ${shiftId}, ${said.verdict}, ${said.reason}, ${ctx.actor.id}, ${ctx.now})`,
  );
}
