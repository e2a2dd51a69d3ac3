import { sql } from 'kysely';
import type { ActionContext } from '#platform/server/action.ts';
import { row, rows, run } from '#platform/server/db/database.ts';
import { type Instant, plusMs } from '#platform/shared/time.ts';
import { goneAfterMs, type PresentMode } from '../../people-contract.ts';

export interface PresentRow {
  readonly id: string;
  readonly name: string;
  readonly mode: PresentMode;
  readonly since: Instant;
}

/** Who has the incident on a screen, each once; whoever types in one of their tabs types. */
export function peopleOn(ctx: ActionContext, incidentId: string): Promise<PresentRow[]> {
  return rows<PresentRow>(
    ctx.tx,
    sql`select u.id, u.display_name as name, case when bool_or(p.mode = 'edit') then 'edit' else 'look' end as mode, min(p.since) as since
        from incident_presences p join users u on u.id = p.user_id
        where p.tenant_id = ${ctx.tenantId} and p.incident_id = ${incidentId} and p.seen_at > ${plusMs(ctx.now, -goneAfterMs)}
        group by u.id, u.display_name order by min(p.since), u.id`,
  );
}

/** When the last of those who are here would be taken for gone if they said nothing more; null: nobody is here. */
export async function nextToGo(ctx: ActionContext, incidentId: string): Promise<Instant | null> {
  const found = await row<{ at: Instant | null }>(
    ctx.tx,
    sql`select min(seen_at) as at from incident_presences where tenant_id = ${ctx.tenantId} and incident_id = ${incidentId}`,
  );
  return found?.at ? plusMs(found.at, goneAfterMs) : null;
}

export async function savePresent(
  ctx: ActionContext,
  tab: { readonly tabId: string; readonly incidentId: string; readonly userId: string; readonly mode: PresentMode },
): Promise<void> {
  await run(
    ctx.tx,
    sql`insert into incident_presences (tab_id, incident_id, tenant_id, user_id, mode, since, seen_at)
        values (${tab.tabId}, ${tab.incidentId}, ${ctx.tenantId}, ${tab.userId}, ${tab.mode}, ${ctx.now}, ${ctx.now})
        on conflict (incident_id, tab_id) do update set mode = excluded.mode, seen_at = excluded.seen_at
          where incident_presences.user_id = excluded.user_id`,
  );
}

export async function removePresent(ctx: ActionContext, incidentId: string, tabId: string): Promise<void> {
  await run(
    ctx.tx,
    sql`delete from incident_presences where tenant_id = ${ctx.tenantId} and incident_id = ${incidentId} and tab_id = ${tabId}
          and user_id = ${ctx.actor.id}`,
  );
}

/** Those who have said nothing for too long. */
export async function removeGone(ctx: ActionContext, incidentId: string): Promise<void> {
  await run(
    ctx.tx,
    sql`delete from incident_presences where tenant_id = ${ctx.tenantId} and incident_id = ${incidentId}
          and seen_at <= ${plusMs(ctx.now, -goneAfterMs)}`,
  );
}

/** Locks the incident for presence alone, so that two who come at once see each other; its own lock is for those who change it. */
export async function lockPresences(ctx: ActionContext, incidentId: string): Promise<void> {
  await run(ctx.tx, sql`select pg_advisory_xact_lock(hashtextextended(${incidentId}, 112))`);
}
