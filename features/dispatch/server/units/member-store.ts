import { sql } from 'kysely';
import type { ActionContext } from '#platform/server/action.ts';
import { row, rows, run } from '#platform/server/db/database.ts';
import { present } from '#platform/shared/result.ts';
import type { UnitMemberId } from '../../unit.ts';

const crew = (agencyId: string) => sql`agency_id = ${agencyId} and disabled_at is null and 'FIELD_CREW' = any(roles)`;

export function crewAccounts(ctx: ActionContext, agencyId: string): Promise<{ id: string; name: string }[]> {
  return rows(
    ctx.tx,
    sql`select id, display_name as name from users where tenant_id = ${ctx.tenantId} and ${crew(agencyId)} order by display_name`,
  );
}

export async function isCrewOf(ctx: ActionContext, userId: string, agencyId: string): Promise<boolean> {
  const found = await row(
    ctx.tx,
    sql`select 1 from users where tenant_id = ${ctx.tenantId} and id = ${userId} and ${crew(agencyId)}`,
  );
  return found !== null;
}

/** An account that is in it already stays the member it is. */
export async function insertMember(
  ctx: ActionContext,
  member: {
    readonly id: UnitMemberId;
    readonly unitId: string;
    readonly userId: string | null;
    readonly name: string | null;
  },
): Promise<UnitMemberId> {
  const made = await row<{ id: UnitMemberId }>(
    ctx.tx,
    sql`insert into unit_members (id, tenant_id, unit_id, user_id, name, joined_at)
        values (${member.id}, ${ctx.tenantId}, ${member.unitId}, ${member.userId}, ${member.name}, ${ctx.now})
        on conflict (unit_id, user_id) where left_at is null do nothing returning id`,
  );
  if (made !== null) return made.id;
  const there = await row<{ id: UnitMemberId }>(
    ctx.tx,
    sql`select id from unit_members where unit_id = ${member.unitId} and user_id = ${member.userId} and left_at is null`,
  );
  return present(there, 'the insert met it').id;
}

/** False: no such member in it. */
export async function endMember(
  ctx: ActionContext,
  member: { readonly id: string; readonly memberId: string },
  erase: boolean,
): Promise<boolean> {
  const ended = await run(
    ctx.tx,
    sql`update unit_members set left_at = coalesce(left_at, ${ctx.now}::timestamptz),
          name = ${erase ? sql`null` : sql`name`}, erased_at = ${erase ? sql`${ctx.now}::timestamptz` : sql`erased_at`}
        where tenant_id = ${ctx.tenantId} and unit_id = ${member.id} and id = ${member.memberId}`,
  );
  return ended === 1;
}

export async function memberCount(ctx: ActionContext, unitId: string): Promise<number> {
  const found = await row<{ count: number }>(
    ctx.tx,
    sql`select count(*)::int as count from unit_members where tenant_id = ${ctx.tenantId} and unit_id = ${unitId} and left_at is null`,
  );
  return present(found, 'a count has one row').count;
}
