import { sql } from 'kysely';
import { normaliseNumber } from '#features/calls/server/normalise-number.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { rows } from '#platform/server/db/database.ts';
import type { Instant } from '#platform/shared/time.ts';
import { auditedCodes } from '../../audit.ts';
import type { AsideCall, NearIncident } from '../../audit-rules.ts';

export type MatchableCall = AsideCall & { readonly code: string; readonly by: string | null; readonly day: string };

/** Calls since then that were put aside and have no match yet, with the places that were told during them. */
export function putAside(ctx: ActionContext, since: Instant): Promise<MatchableCall[]> {
  return rows<MatchableCall>(
    ctx.tx,
    sql`select c.id, c.arrived_at as "arrivedAt", c.caller_e164 as caller, c.disposition as code, c.disposition_by as by,
          to_char(c.arrived_at at time zone t.zone, 'YYYY-MM-DD') as day,
          (select coalesce(jsonb_agg(jsonb_build_object('latitude', (p.place #>> '{centre,latitude}')::float8,
              'longitude', (p.place #>> '{centre,longitude}')::float8, 'uncertaintyM', (p.place ->> 'uncertaintyM')::float8)), '[]')
            from caller_places p where p.call_id = c.id and p.place ->> 'kind' = 'geodetic') as places
        from calls c join tenants t on t.id = c.tenant_id
        where c.tenant_id = ${ctx.tenantId} and c.arrived_at >= ${since} and c.direction = 'inbound' and c.purpose = 'public' and c.state = 'ended'
          and c.disposition = any(${[...auditedCodes]})
          and not exists (select from audits a where a.call_id = c.id and a.match_incident_id is not null) order by c.id`,
  );
}

/** Incidents of citizens reported since then; those made from drills and tests speak against no call. */
export async function incidentsSince(ctx: ActionContext, since: Instant): Promise<NearIncident[]> {
  const found = await rows<Omit<NearIncident, 'numbers'> & { numbers: string[]; callback: string | null }>(
    ctx.tx,
    sql`select i.id, i.state, i.priority, i.reported_at as "reportedAt", p.callback_number as callback,
          case when p.latitude is not null and p.longitude is not null
            then jsonb_build_object('latitude', p.latitude, 'longitude', p.longitude) end as point,
          array(select c.caller_e164 from incident_calls ic join calls c on c.id = ic.call_id
            where ic.incident_id = i.id and c.caller_e164 is not null) as numbers,
          array(select ic.call_id from incident_calls ic where ic.incident_id = i.id) as "callIds"
        from incidents i left join incident_particulars p on p.incident_id = i.id
        where i.tenant_id = ${ctx.tenantId} and i.reported_at >= ${since}
          and not exists (select from incident_calls ic join calls c on c.id = ic.call_id
            where ic.incident_id = i.id and ic.relation = 'opened' and c.purpose <> 'public') order by i.id`,
  );
  return found.map(({ callback, ...incident }) => {
    const number = normaliseNumber(callback);
    return number === null ? incident : { ...incident, numbers: [...incident.numbers, number] };
  });
}
