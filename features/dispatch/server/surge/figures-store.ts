import { sql } from 'kysely';
import type { Role } from '#features/people/permissions.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { row, rows } from '#platform/server/db/database.ts';
import { present } from '#platform/shared/result.ts';
import { type Instant, plusMs } from '#platform/shared/time.ts';
import type { SurgeFigures } from '../../surge-contract.ts';

/** Calls of a span of time: how many, how they ended, how long people waited for a person. */
export async function callFigures(
  ctx: ActionContext,
  span: { readonly from: Instant; readonly to: Instant },
): Promise<Pick<SurgeFigures, 'calls' | 'answered' | 'lost' | 'waitP50Ms' | 'waitP90Ms' | 'waitMaxMs'>> {
  const found = await row<Pick<SurgeFigures, 'calls' | 'answered' | 'lost' | 'waitP50Ms' | 'waitP90Ms' | 'waitMaxMs'>>(
    ctx.tx,
    sql`with heard as (select c.*, extract(epoch from c.answered_at - c.arrived_at) * 1000 as wait_ms from calls c
          where c.tenant_id = ${ctx.tenantId} and c.direction = 'inbound' and c.purpose = 'public'
            and c.arrived_at >= ${span.from} and c.arrived_at < ${span.to})
        select count(*) as calls, count(answered_at) as answered, count(*) filter (where state = 'lost') as lost,
          (percentile_disc(0.5) within group (order by wait_ms))::float8 as "waitP50Ms",
          (percentile_disc(0.9) within group (order by wait_ms))::float8 as "waitP90Ms", max(wait_ms)::float8 as "waitMaxMs"
        from heard`,
  );
  return present(found, 'a count returns a row');
}

export interface ReportedRow {
  readonly districtCode: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly linked: boolean;
}

/** Incidents that were reported in a span of time, also those that ended. */
export function reportedIn(
  ctx: ActionContext,
  span: { readonly from: Instant; readonly to: Instant },
): Promise<ReportedRow[]> {
  return rows<ReportedRow>(
    ctx.tx,
    sql`select i.district_code as "districtCode", p.latitude, p.longitude, (i.parent_id is not null or i.merged_into is not null) as linked
        from incidents i join incident_particulars p on p.incident_id = i.id
        where i.tenant_id = ${ctx.tenantId} and i.reported_at >= ${span.from} and i.reported_at < ${span.to}
          and i.state not in ('CANCELLED', 'FALSE_REPORT') and i.purpose = 'public'`,
  );
}

/** Agencies that were told anything in a surge, and those of them that answered anything. */
export async function toldFigures(
  ctx: ActionContext,
  surgeId: string,
): Promise<Pick<SurgeFigures, 'told' | 'acknowledged'>> {
  const found = await row<Pick<SurgeFigures, 'told' | 'acknowledged'>>(
    ctx.tx,
    sql`select count(distinct t.agency_id) as told, count(distinct t.agency_id) filter (where t.answer is not null) as acknowledged
        from surge_told t join surge_broadcasts b on b.id = t.broadcast_id where t.tenant_id = ${ctx.tenantId} and b.surge_id = ${surgeId}`,
  );
  return present(found, 'a count returns a row');
}

const publicCalls = sql`direction = 'inbound' and purpose = 'public'`;

/** Arrived and answered within the last minutes. */
export async function ratesOf(ctx: ActionContext, minutes: number): Promise<{ arrived: number; answered: number }> {
  const from = plusMs(ctx.now, -minutes * 60_000);
  const found = await row<{ arrived: number; answered: number }>(
    ctx.tx,
    sql`select count(*) filter (where arrived_at > ${from}::timestamptz) as arrived, count(*) filter (where answered_at > ${from}::timestamptz) as answered
        from calls where tenant_id = ${ctx.tenantId} and ${publicCalls}
          and arrived_at > ${plusMs(from, -3_600_000)}::timestamptz`,
  );
  return present(found, 'a count returns a row');
}

/** Waiting now, and since when the oldest. */
export async function queueNow(ctx: ActionContext): Promise<{ waiting: number; oldestSince: Instant | null }> {
  const found = await row<{ waiting: number; oldestSince: Instant | null }>(
    ctx.tx,
    sql`select count(*) as waiting, min(arrived_at) as "oldestSince" from calls
        where tenant_id = ${ctx.tenantId} and ${publicCalls} and state in ('arrived', 'queued', 'offered')`,
  );
  return present(found, 'a count returns a row');
}

/** How many calls of the last hour have run their whole course, and the seconds each took its desk on average. */
export async function handledLately(ctx: ActionContext): Promise<{ calls: number; seconds: number | null }> {
  const found = await row<{ calls: number; seconds: number | null }>(
    ctx.tx,
    sql`select count(*) as calls, avg(extract(epoch from coalesce(wrapped_up_at, ended_at) - answered_at))::float8 as seconds from calls
        where tenant_id = ${ctx.tenantId} and ${publicCalls} and ended_at is not null and answered_by is not null
          and answered_at > ${plusMs(ctx.now, -3_600_000)}::timestamptz`,
  );
  return present(found, 'a count returns a row');
}

export interface DeskCounts {
  readonly ready: number;
  readonly talking: number;
  readonly wrapUp: number;
  readonly onBreak: number;
  readonly unreachable: number;
}

export async function desksNow(ctx: ActionContext): Promise<DeskCounts> {
  const found = await row<DeskCounts>(
    ctx.tx,
    sql`select count(*) filter (where state in ('ready', 'offered') and reachable) as ready, count(*) filter (where state = 'talking') as talking,
          count(*) filter (where state = 'wrap_up') as "wrapUp", count(*) filter (where state = 'break') as "onBreak",
          count(*) filter (where state in ('ready', 'offered') and not reachable) as unreachable
        from presences where tenant_id = ${ctx.tenantId}`,
  );
  return present(found, 'a count returns a row');
}

/** Calls at a number outside or at the neighbouring centre: ringing there, spoken there, picked up there in the last hour. */
export async function outsideNow(ctx: ActionContext): Promise<{ ringing: number; taken: number; lastHour: number }> {
  const found = await row<{ ringing: number; taken: number; lastHour: number }>(
    ctx.tx,
    sql`select (select count(*) from outside_offers where tenant_id = ${ctx.tenantId} and ended_at is null) as ringing,
          (select count(*) from calls where tenant_id = ${ctx.tenantId} and outside_since is not null and ended_at is null) as taken,
          (select count(*) from calls where tenant_id = ${ctx.tenantId} and ${publicCalls} and state = 'overflowed'
            and arrived_at > ${plusMs(ctx.now, -3_600_000)}::timestamptz) as "lastHour"`,
  );
  return present(found, 'a count returns a row');
}

export interface Callable {
  readonly id: string;
  readonly name: string;
  readonly roles: Role[];
  readonly email: string | null;
  readonly lastSeenAt: Instant | null;
}

/** Who takes calls or dispatches and is not signed in; whoever was here last comes first. */
export function awayPeople(ctx: ActionContext): Promise<Callable[]> {
  return rows<Callable>(
    ctx.tx,
    sql`select u.id, u.display_name as name, u.roles, u.email, (select max(s.seen_at) from sessions s where s.user_id = u.id) as "lastSeenAt"
        from users u where u.tenant_id = ${ctx.tenantId} and u.disabled_at is null and u.roles && array['CALL_TAKER', 'DISPATCHER']
          and not exists (select from sessions s where s.user_id = u.id and s.state = 'open' and s.expires_at > ${ctx.now}
            and s.seen_at > ${plusMs(ctx.now, -600_000)}::timestamptz)
        order by "lastSeenAt" desc nulls last, u.display_name limit 100`,
  );
}
