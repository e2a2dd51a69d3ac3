import { sql } from 'kysely';
import type { ActionContext } from '#platform/server/action.ts';
import { type Db, row, rows, run } from '#platform/server/db/database.ts';
import type { Instant } from '#platform/shared/time.ts';

export interface DeskPhoneRow {
  readonly user_id: string;
  readonly sip_user: string;
  readonly made_at: Instant;
  readonly in_use: boolean;
  readonly registered: boolean;
}

export function deskPhoneOf(ctx: ActionContext, userId: string): Promise<DeskPhoneRow | null> {
  return row<DeskPhoneRow>(
    ctx.tx,
    sql`select user_id, sip_user, made_at, in_use, registered from desk_phones where tenant_id = ${ctx.tenantId} and user_id = ${userId}`,
  );
}

export async function usesDevice(ctx: ActionContext, userId: string): Promise<boolean> {
  return (await deskPhoneOf(ctx, userId))?.in_use === true;
}

/** A person who may take calls, or null. */
export async function takerById(
  ctx: ActionContext,
  userId: string,
  roles: readonly string[],
): Promise<{ readonly id: string } | null> {
  return row<{ id: string }>(
    ctx.tx,
    sql`select id from users where tenant_id = ${ctx.tenantId} and id = ${userId} and disabled_at is null and roles && ${[...roles]}::text[] for update`,
  );
}

export async function saveDeskPhone(
  ctx: ActionContext,
  phone: { readonly userId: string; readonly sipUser: string; readonly by: string },
): Promise<void> {
  await run(
    ctx.tx,
    sql`insert into desk_phones (user_id, tenant_id, sip_user, made_by, made_at)
        values (${phone.userId}, ${ctx.tenantId}, ${phone.sipUser}, ${phone.by}, ${ctx.now})
        on conflict (user_id) do update set sip_user = excluded.sip_user, made_by = excluded.made_by, made_at = excluded.made_at`,
  );
}

/** Whether it was in use; null: there was none. */
export async function deleteDeskPhone(ctx: ActionContext, userId: string): Promise<boolean | null> {
  const gone = await row<{ in_use: boolean }>(
    ctx.tx,
    sql`delete from desk_phones where tenant_id = ${ctx.tenantId} and user_id = ${userId} returning in_use`,
  );
  return gone?.in_use ?? null;
}

export async function saveInUse(ctx: ActionContext, userId: string, isInUse: boolean): Promise<void> {
  await run(
    ctx.tx,
    sql`update desk_phones set in_use = ${isInUse} where tenant_id = ${ctx.tenantId} and user_id = ${userId}`,
  );
}

/** The exchange sees it, or does no more; true: that is new. */
export async function noteDevice(ctx: ActionContext, userId: string, isRegistered: boolean): Promise<boolean> {
  const changed = await run(
    ctx.tx,
    sql`update desk_phones set registered = ${isRegistered}
        where tenant_id = ${ctx.tenantId} and user_id = ${userId} and registered <> ${isRegistered}`,
  );
  return changed === 1;
}

/** Over all regencies, for the process that rings them. */
export async function usersOfDevices(systemDb: Db): Promise<ReadonlySet<string>> {
  const found = await rows<{ user_id: string }>(systemDb, sql`select user_id from desk_phones where in_use`);
  return new Set(found.map(({ user_id }) => user_id));
}

/** In force until the hold that began then is over. */
export async function saveServerHold(ctx: ActionContext, callId: string, since: Instant): Promise<void> {
  await run(
    ctx.tx,
    sql`insert into server_holds (call_id, tenant_id, since) values (${callId}, ${ctx.tenantId}, ${since})
        on conflict (call_id) do update set since = excluded.since`,
  );
}

export async function isHeldHere(ctx: ActionContext, callId: string): Promise<boolean> {
  const found = await row(
    ctx.tx,
    sql`select 1 from server_holds h join calls c on c.id = h.call_id where h.call_id = ${callId} and h.since = c.held_since`,
  );
  return found !== null;
}
