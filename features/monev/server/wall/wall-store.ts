import { sql } from 'kysely';
import type { z } from 'zod';
import type { anyDisposition, CallState, PresenceState } from '#features/calls/call.ts';
import type { WaveKind } from '#features/calls/wave.ts';
import type { SurgeKind } from '#features/dispatch/surge.ts';
import type { Priority } from '#features/incidents/incident.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { rows } from '#platform/server/db/database.ts';
import type { Text } from '#platform/shared/texts.ts';
import type { Instant } from '#platform/shared/time.ts';

/** Citizens who wait for a desk, longest first; those that rang into the own tests are none. */
export function loadWaiting(ctx: ActionContext): Promise<{ number: number; since: Instant; isRinging: boolean }[]> {
  return rows(
    ctx.tx,
    sql`select c.number, coalesce(c.unattended_since, c.arrived_at) as since, c.state = 'offered' as "isRinging" from calls c
        where c.tenant_id = ${ctx.tenantId} and c.purpose in ('public', 'drill') and c.outside_since is null
          and ((c.direction = 'inbound' and c.state in ('arrived', 'queued', 'offered')) or c.unattended_since is not null)
        order by 2`,
  );
}

export function loadDesks(ctx: ActionContext): Promise<{ state: PresenceState; count: number; reachable: number }[]> {
  return rows(
    ctx.tx,
    sql`select p.state, count(*)::int as count, (count(*) filter (where p.reachable))::int as reachable
        from presences p join users u on u.id = p.user_id
        where p.tenant_id = ${ctx.tenantId} and p.state <> 'offline' and u.disabled_at is null group by 1`,
  );
}

const isReal = sql`i.tenant_id = ${sql.ref('n.id')} and i.purpose = 'public'`;

export function loadOpen(ctx: ActionContext): Promise<{ priority: Priority; count: number; oldest: Instant }[]> {
  return rows(
    ctx.tx,
    sql`select i.priority, count(*)::int as count, min(i.verified_at) as oldest from tenants n join incidents i on ${isReal}
        where n.id = ${ctx.tenantId} and i.state in ('VERIFIED', 'DISPATCHED', 'PENDING') group by 1 order by 1`,
  );
}

/** Open assignments by the first of their clocks that ran out. */
export function loadOverdue(
  ctx: ActionContext,
): Promise<{ name: Text; acknowledge: number; arrive: number; resolve: number }[]> {
  return rows(
    ctx.tx,
    sql`select json_build_object('id', g.name, 'en', g.name_en) as name,
          (count(*) filter (where late = 'acknowledge'))::int as acknowledge, (count(*) filter (where late = 'arrive'))::int as arrive,
          (count(*) filter (where late = 'resolve'))::int as resolve
        from (select a.agency_id, case
              when a.acknowledged_at is null and a.acknowledge_due_at < ${ctx.now} then 'acknowledge'
              when a.arrived_at is null and a.finished_at is null and a.arrive_due_at < ${ctx.now} then 'arrive'
              when a.finished_at is null and a.resolve_due_at < ${ctx.now} then 'resolve' end as late
            from tenants n join incidents i on ${isReal} join assignments a on a.incident_id = i.id
            where n.id = ${ctx.tenantId} and a.ended_at is null) open
          join agencies g on g.id = open.agency_id
        where late is not null group by g.id, g.name, g.name_en order by count(*) desc, g.name`,
  );
}

export function loadLinesDown(ctx: ActionContext): Promise<{ since: Instant; name: Text }[]> {
  return rows(
    ctx.tx,
    sql`select down_since as since, json_build_object('id', content->>'name', 'en', content->>'name') as name from lines
        where tenant_id = ${ctx.tenantId} and down_since is not null order by down_since`,
  );
}

export function loadOutages(ctx: ActionContext): Promise<{ since: Instant; until: Instant; name: Text }[]> {
  return rows(
    ctx.tx,
    sql`select o.begun_at as since, o.until, json_build_object('id', g.name, 'en', g.name_en) as name
        from agency_outages o join agencies g on g.id = o.agency_id
        where o.tenant_id = ${ctx.tenantId} and o.ended_at is null and o.begun_at <= ${ctx.now} and o.until > ${ctx.now} order by o.begun_at`,
  );
}

export function loadWaves(ctx: ActionContext): Promise<{ since: Instant; wave: WaveKind; name: Text | null }[]> {
  return rows(
    ctx.tx,
    sql`select w.began_at as since, w.kind as wave,
          case when r.name is null then null else json_build_object('id', r.name, 'en', r.name) end as name
        from waves w left join regions r on r.code = w.district_code
        where w.tenant_id = ${ctx.tenantId} and w.ended_at is null order by w.began_at`,
  );
}

export function loadSurges(ctx: ActionContext): Promise<{ since: Instant; surge: SurgeKind }[]> {
  return rows(
    ctx.tx,
    sql`select started_at as since, kind as surge from surges where tenant_id = ${ctx.tenantId} and ended_at is null order by started_at`,
  );
}

export interface RecentCall {
  readonly number: number;
  readonly at: Instant;
  readonly state: CallState;
  readonly disposition: z.output<typeof anyDisposition> | null;
  readonly type: Text | null;
  readonly district: string | null;
}

/** The last calls of citizens by kind and district; of a sensitive incident neither. */
export function loadRecent(ctx: ActionContext): Promise<RecentCall[]> {
  return rows<RecentCall>(
    ctx.tx,
    sql`select c.number, c.arrived_at as at, c.state, c.disposition,
          case when i.sensitive or t.id is null then null else json_build_object('id', t.name, 'en', t.name_en) end as type,
          case when i.sensitive then null else r.name end as district
        from calls c left join incident_calls ic on ic.call_id = c.id left join incidents i on i.id = ic.incident_id
          left join incident_types t on t.id = i.incident_type_id left join regions r on r.code = i.district_code
        where c.tenant_id = ${ctx.tenantId} and c.direction = 'inbound' and c.purpose = 'public'
        order by c.arrived_at desc limit 8`,
  );
}
