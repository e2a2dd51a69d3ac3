import { sql } from 'kysely';
import type { UserId } from '#features/people/person.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { rows, run } from '#platform/server/db/database.ts';
import { newId } from '#platform/shared/ids.ts';
import type { Instant } from '#platform/shared/time.ts';
import type { RotaShift } from '../contract.ts';
import type { PlannedShift } from '../shift.ts';

type ShiftId = RotaShift['id'];

export interface ShiftRow extends PlannedShift {
  readonly id: ShiftId;
  readonly userId: UserId;
  readonly drafted: boolean;
  readonly published: boolean;
}

const columns = sql`s.id, s.user_id as "userId", s.day::text as day, s.template, s.starts_at as "startsAt", s.ends_at as "endsAt",
  s.drafted, s.published`;

/** Shifts of some days, drafted or published. */
export function selectShifts(ctx: ActionContext, from: string, to: string): Promise<ShiftRow[]> {
  return rows<ShiftRow>(
    ctx.tx,
    sql`select ${columns} from shifts s where s.tenant_id = ${ctx.tenantId} and s.day between ${from}::date and ${to}::date
        order by s.starts_at, s.user_id`,
  );
}

export function lockShifts(ctx: ActionContext, ids: readonly string[]): Promise<ShiftRow[]> {
  return rows<ShiftRow>(
    ctx.tx,
    sql`select ${columns} from shifts s where s.tenant_id = ${ctx.tenantId} and s.id = any(${[...ids]}::uuid[]) order by s.id for update`,
  );
}

export interface Person {
  readonly id: UserId;
  readonly displayName: string;
}

/** Who works in the control room: those who take calls, direct or lead; and whoever has a shift in these days. */
export function selectPeople(ctx: ActionContext, from: string, to: string): Promise<Person[]> {
  return rows<Person>(
    ctx.tx,
    sql`select u.id, u.display_name as "displayName" from users u
        where u.tenant_id = ${ctx.tenantId}
          and ((u.disabled_at is null and u.roles && array['CALL_TAKER', 'DISPATCHER', 'SUPERVISOR'])
            or exists (select from shifts s where s.tenant_id = u.tenant_id and s.user_id = u.id and s.day between ${from}::date and ${to}::date))
        order by not u.roles && array['CALL_TAKER'], u.display_name, u.id`,
  );
}

/** Those of these people who can be planned. */
export async function plannable(ctx: ActionContext, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const found = await rows<{ id: string }>(
    ctx.tx,
    sql`select id from users where tenant_id = ${ctx.tenantId} and id = any(${[...ids]}::uuid[])
          and disabled_at is null and roles && array['CALL_TAKER', 'DISPATCHER', 'SUPERVISOR']`,
  );
  return new Set(found.map(({ id }) => id));
}

/** One that was taken out and not told yet comes back with the times that were told. */
export async function insertShifts(ctx: ActionContext, planned: readonly PlannedShift[]): Promise<number> {
  if (planned.length === 0) return 0;
  return run(
    ctx.tx,
    sql`insert into shifts as s (id, tenant_id, user_id, day, template, starts_at, ends_at, made_by, made_at)
        select n.id, ${ctx.tenantId}, n.user_id, n.day, n.template, n.starts_at, n.ends_at, ${ctx.actor.id}::uuid, ${ctx.now}
        from unnest(${planned.map(() => newId<'shift'>())}::uuid[], ${planned.map(({ userId }) => userId)}::uuid[],
          ${planned.map(({ day }) => day)}::date[], ${planned.map(({ template }) => template)}::text[],
          ${planned.map(({ startsAt }) => startsAt)}::timestamptz[], ${planned.map(({ endsAt }) => endsAt)}::timestamptz[])
          as n (id, user_id, day, template, starts_at, ends_at)
        on conflict (tenant_id, user_id, day, template) do update set drafted = true where not s.drafted`,
  );
}

/** Out of the plan: what nobody was told of is gone, the rest waits for the next publishing. */
export async function removeShifts(ctx: ActionContext, ids: readonly string[]): Promise<number> {
  const gone = await run(
    ctx.tx,
    sql`delete from shifts where tenant_id = ${ctx.tenantId} and id = any(${[...ids]}::uuid[]) and not published`,
  );
  const marked = await run(
    ctx.tx,
    sql`update shifts set drafted = false where tenant_id = ${ctx.tenantId} and id = any(${[...ids]}::uuid[]) and drafted`,
  );
  return gone + marked;
}

interface Change {
  readonly userId: string;
  readonly added: number;
  readonly removed: number;
}

/** What changes for whom when these days are published. */
export function unpublishedChanges(ctx: ActionContext, from: string, to: string): Promise<Change[]> {
  return rows<Change>(
    ctx.tx,
    sql`select user_id as "userId", count(*) filter (where drafted)::int as added, count(*) filter (where published)::int as removed
        from shifts where tenant_id = ${ctx.tenantId} and day between ${from}::date and ${to}::date and drafted <> published
        group by user_id order by user_id`,
  );
}

/** The draft becomes what is published; what was taken out is gone. */
export async function publishShifts(ctx: ActionContext, from: string, to: string): Promise<void> {
  await run(
    ctx.tx,
    sql`delete from shifts where tenant_id = ${ctx.tenantId} and day between ${from}::date and ${to}::date and not drafted`,
  );
  await run(
    ctx.tx,
    sql`update shifts set published = true where tenant_id = ${ctx.tenantId} and day between ${from}::date and ${to}::date and not published`,
  );
}

export async function insertTelling(
  ctx: ActionContext,
  told: Change & { readonly from: string; readonly to: string },
): Promise<string> {
  const id = newId<'rota_telling'>();
  await run(
    ctx.tx,
    sql`insert into rota_tellings (id, tenant_id, user_id, from_day, to_day, added, removed, told_by, told_at)
        values (${id}, ${ctx.tenantId}, ${told.userId}, ${told.from}, ${told.to}, ${told.added}, ${told.removed}, ${ctx.actor.id}, ${ctx.now})`,
  );
  return id;
}

export interface TellingRow {
  readonly id: string;
  readonly fromDay: string;
  readonly toDay: string;
  readonly added: number;
  readonly removed: number;
  readonly at: Instant;
}

export function unseenTellings(ctx: ActionContext, userId: string): Promise<TellingRow[]> {
  return rows<TellingRow>(
    ctx.tx,
    sql`select id, from_day::text as "fromDay", to_day::text as "toDay", added, removed, told_at as at from rota_tellings
        where tenant_id = ${ctx.tenantId} and user_id = ${userId} and seen_at is null order by told_at desc, id desc limit 100`,
  );
}

export function markSeen(ctx: ActionContext, userId: string, ids: readonly string[]): Promise<number> {
  return run(
    ctx.tx,
    sql`update rota_tellings set seen_at = coalesce(seen_at, ${ctx.now}) where tenant_id = ${ctx.tenantId} and user_id = ${userId}
          and id = any(${[...ids]}::uuid[])`,
  );
}

/** Those who take calls, in the order of their accounts' names. */
export async function selectDemoTakers(ctx: ActionContext): Promise<string[]> {
  const found = await rows<{ id: string }>(
    ctx.tx,
    sql`select id from users where tenant_id = ${ctx.tenantId} and roles && array['CALL_TAKER'] and disabled_at is null order by username`,
  );
  return found.map(({ id }) => id);
}
