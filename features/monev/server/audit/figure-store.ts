import { sql } from 'kysely';
import type { ActionContext } from '#platform/server/action.ts';
import { row, rows } from '#platform/server/db/database.ts';
import type { Instant } from '#platform/shared/time.ts';
import type { Agreement, AuditId, Confidence, MatchWay, SecondCode } from '../../audit.ts';
import type { ToldCall } from '../../audit-rules.ts';
import { answerSeconds } from '../../kpi.ts';

/** Longer than this nobody waits in a queue; whoever came before and has no end was left. */
const oldAfter = sql`interval '1 hour'`;

export interface ToldShape extends ToldCall {
  readonly count: number;
  /** A few of them, the newest first. */
  readonly some: readonly { readonly callId: string; readonly number: number; readonly arrivedAt: Instant }[];
}

/**
 * How the events say that the public calls since then went, alike ones together. The calls are the rows; what is said of them comes
 * from the events alone, the ladder's state too.
 */
export function toldShapes(ctx: ActionContext, since: Instant): Promise<ToldShape[]> {
  return rows<ToldShape>(
    ctx.tx,
    sql`with told as (
          select c.id, c.number, c.arrived_at, c.arrived_at < ${ctx.now}::timestamptz - ${oldAfter} as is_old, s.since is null or c.arrived_at <= s.since as is_before,
            array(select distinct e.name from events e where e.tenant_id = c.tenant_id and e.subject_type = 'call' and e.subject_id = c.id
              and e.name in ('call.arrived', 'call.answered', 'call.overflowed', 'call.outside_answered', 'call.lost', 'call.failed', 'call.ended') order by 1) as names,
            l.state
          from calls c
          left join follow_up_settings s on s.tenant_id = c.tenant_id
          left join follow_ups f on f.call_id = c.id
          left join lateral (select e.content ->> 'state' as state from events e where e.tenant_id = c.tenant_id and e.subject_type = 'follow_up'
            and e.subject_id = f.id order by e.seq desc limit 1) l on true
          where c.tenant_id = ${ctx.tenantId} and c.direction = 'inbound' and c.purpose = 'public' and c.arrived_at >= ${since})
        select names, state as ladder, is_old as "isOld", is_before as "isBeforeLadders", count(*)::int as count,
          to_json((array_agg(json_build_object('callId', id, 'number', number, 'arrivedAt', to_char(arrived_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
            order by number desc))[1:20]) as some
        from told group by names, state, is_old, is_before`,
  );
}

/** District of a call's incident, else of the incident that matched it, else of the village nearest to where the caller was. */
const districtOf = (auditMatch: ReturnType<typeof sql>) => sql<string | null>`coalesce(
  (select i.district_code from incident_calls ic join incidents i on i.id = ic.incident_id where ic.call_id = c.id and i.district_code is not null limit 1),
  (select i.district_code from incidents i where i.id = ${auditMatch}),
  (select near.parent_code from (select v.parent_code from caller_places p, regions v
    where p.call_id = c.id and p.place ->> 'kind' = 'geodetic' and v.level = 'village' and v.code like t.region_code || '.%' and v.latitude is not null
    order by (v.latitude - (p.place #>> '{centre,latitude}')::float8) ^ 2 + (v.longitude - (p.place #>> '{centre,longitude}')::float8) ^ 2 limit 1) near))`;

const hoursOf = sql<string>`(case extract(hour from c.arrived_at at time zone t.zone)::int / 6
  when 0 then '00-06' when 1 then '06-12' when 2 then '12-18' else '18-24' end)`;

export interface AuditFact {
  readonly id: AuditId;
  readonly callId: string;
  readonly number: number;
  readonly arrivedAt: Instant;
  readonly firstCode: string;
  readonly secondCode: SecondCode;
  readonly confidence: Confidence;
  readonly agreement: Agreement;
  readonly isRandom: boolean;
  readonly matchIncidentId: string | null;
  readonly matchNumber: number | null;
  readonly matchBy: MatchWay | null;
  readonly judgedAt: Instant;
  readonly districtCode: string | null;
  readonly note: string | null;
  readonly hours: string;
}

/** Every judged audit of calls since then, the newest judgement first. */
export function judgedSince(ctx: ActionContext, since: Instant): Promise<AuditFact[]> {
  return rows<AuditFact>(
    ctx.tx,
    sql`select a.id, a.call_id as "callId", c.number, c.arrived_at as "arrivedAt", a.first_code as "firstCode", a.second_code as "secondCode",
          a.confidence, a.agreement, a.is_random as "isRandom", m.id as "matchIncidentId", m.number as "matchNumber", a.match_by as "matchBy",
          a.judged_at as "judgedAt", a.note, ${districtOf(sql`a.match_incident_id`)} as "districtCode", ${hoursOf} as hours
        from audits a join calls c on c.id = a.call_id join tenants t on t.id = a.tenant_id left join incidents m on m.id = a.match_incident_id
        where a.tenant_id = ${ctx.tenantId} and a.judged_at is not null and c.arrived_at >= ${since} order by a.judged_at desc, a.id desc`,
  );
}

export async function openSince(ctx: ActionContext, since: Instant): Promise<number> {
  const found = await row<{ count: number }>(
    ctx.tx,
    sql`select count(*)::int as count from audits a join calls c on c.id = a.call_id
        where a.tenant_id = ${ctx.tenantId} and a.judged_at is null and c.arrived_at >= ${since}`,
  );
  return found?.count ?? 0;
}

/** Answered public calls, and those of them within the time of the service level, by hours and by the district of their incident. */
export function answersSince(
  ctx: ActionContext,
  since: Instant,
): Promise<{ hours: string; district: string | null; whole: number; part: number }[]> {
  return rows(
    ctx.tx,
    sql`select ${hoursOf} as hours, d.code as district, count(*)::int as whole,
          (count(*) filter (where c.answered_at <= c.arrived_at + make_interval(secs => ${answerSeconds})))::int as part
        from calls c join tenants t on t.id = c.tenant_id
        left join lateral (select i.district_code as code from incident_calls ic join incidents i on i.id = ic.incident_id
          where ic.call_id = c.id and i.district_code is not null limit 1) d on true
        where c.tenant_id = ${ctx.tenantId} and c.direction = 'inbound' and c.purpose = 'public' and c.answered_at is not null and c.arrived_at >= ${since}
        group by 1, 2`,
  );
}

/** Names of these districts. */
export function districtNames(ctx: ActionContext, codes: readonly string[]): Promise<{ code: string; name: string }[]> {
  return rows(
    ctx.tx,
    sql`select code, name from regions where code = any(${[...codes]}) and level = 'district' order by name`,
  );
}
