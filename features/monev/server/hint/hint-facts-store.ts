import { sql } from 'kysely';
import { decayDays, type EarlierCall } from '#features/calls/hint-rules.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { row, rows } from '#platform/server/db/database.ts';
import type { SpherePoint } from '#platform/shared/sphere.ts';
import { type Instant, plusMs } from '#platform/shared/time.ts';

// What a hint is worked out from, as it stands when the call rings. Nothing here reads who somebody is or how they speak.

export interface RingingCall {
  readonly id: string;
  readonly arrivedAt: Instant;
  /** Null: withheld, malformed or without a SIM. */
  readonly caller: string | null;
  /** Where network or telephone said the caller is, if exactly enough; the newest. */
  readonly place: SpherePoint | null;
}

/** A place may be off by this much and still say something: the mast of a cell of many kilometres says nothing. */
const mostUncertainM = 1000;
/** Of a number that called more often the newest are counted. */
const mostCalls = 200;

const isExact = sql`p.place ->> 'kind' = 'geodetic' and coalesce((p.place ->> 'uncertaintyM')::float8, 0) <= ${mostUncertainM}`;
const centre = sql`jsonb_build_object('latitude', (p.place #>> '{centre,latitude}')::float8, 'longitude', (p.place #>> '{centre,longitude}')::float8)`;

/** Null: it is none of a citizen, or not here. */
export function ringingCall(ctx: ActionContext, callId: string): Promise<RingingCall | null> {
  return row<RingingCall>(
    ctx.tx,
    sql`select c.id, c.arrived_at as "arrivedAt", c.caller_e164 as caller,
          (select ${centre} from caller_places p where p.call_id = c.id and ${isExact} order by p.received_at desc limit 1) as place
        from calls c where c.tenant_id = ${ctx.tenantId} and c.id = ${callId} and c.direction = 'inbound' and c.purpose = 'public'`,
  );
}

/** The calls of a number before this one, the newest first; by the index `calls_caller`. */
export function earlierCalls(ctx: ActionContext, caller: string, before: Instant): Promise<EarlierCall[]> {
  return rows<EarlierCall>(
    ctx.tx,
    sql`select e.arrived_at as at, e.state, e.disposition as code, e.disposition_by as by, e.ended_silent as "isSilent",
          case when e.answered_at is not null and e.ended_at is not null
            then (extract(epoch from e.ended_at - e.answered_at) * 1000)::float8 end as "talkMs",
          (select count(*)::int from call_signs s where s.call_id = e.id and s.kind in ('key', 'tap')) as keys,
          case when f.id is not null then jsonb_build_object('isDone', f.state = 'done', 'outcome', f.outcome) end as "followUp",
          exists (select from incident_calls ic join incidents i on i.id = ic.incident_id
            where ic.call_id = e.id and i.state in ('DRAFT', 'VERIFIED', 'DISPATCHED', 'PENDING')) as "isOpen"
        from (select * from calls where tenant_id = ${ctx.tenantId} and caller_e164 = ${caller} and arrived_at < ${before}::timestamptz
            and arrived_at > ${plusMs(before, -decayDays * 86_400_000)}::timestamptz and direction = 'inbound' and purpose = 'public'
            order by arrived_at desc limit ${mostCalls}) e
          left join follow_ups f on f.call_id = e.id order by e.arrived_at desc`,
  );
}

/** A note of the number says that somebody there needs more than others; it has not ended. */
export async function hasVulnerable(ctx: ActionContext, caller: string): Promise<boolean> {
  const found = await row(
    ctx.tx,
    sql`select n.id from caller_numbers k join caller_notes n on n.number_id = k.id
        where k.tenant_id = ${ctx.tenantId} and k.e164 = ${caller} and n.kind in ('disability', 'illness', 'elderly', 'child', 'danger')
          and n.removed_at is null and n.erased_at is null and n.expires_at > ${ctx.now} limit 1`,
  );
  return found !== null;
}

/** Where somebody else reported something since then: incidents of others, and other callers whose place is known. One point for each place. */
export function otherPlaces(
  ctx: ActionContext,
  call: RingingCall,
  since: Instant,
): Promise<{ readonly about: string; readonly point: SpherePoint }[]> {
  return rows(
    ctx.tx,
    sql`select i.id as about, jsonb_build_object('latitude', p.latitude, 'longitude', p.longitude) as point
        from incidents i join incident_particulars p on p.incident_id = i.id
        where i.tenant_id = ${ctx.tenantId} and i.reported_at >= ${since} and i.state not in ('FALSE_REPORT', 'CANCELLED')
          and p.latitude is not null and p.longitude is not null
          and not exists (select from incident_calls ic join calls k on k.id = ic.call_id
            where ic.incident_id = i.id and k.caller_e164 = ${call.caller})
        union all
        select k.id, ${centre} from calls k join caller_places p on p.call_id = k.id
        where k.tenant_id = ${ctx.tenantId} and k.arrived_at >= ${since} and k.id <> ${call.id} and k.direction = 'inbound' and k.purpose = 'public'
          and (k.caller_e164 is null or k.caller_e164 is distinct from ${call.caller}) and ${isExact}`,
  );
}

/** The villages of the regency as points. */
export function villagePoints(ctx: ActionContext): Promise<SpherePoint[]> {
  return rows<SpherePoint>(
    ctx.tx,
    sql`select v.latitude, v.longitude from tenants t join regions d on d.parent_code = t.region_code join regions v on v.parent_code = d.code
        where t.id = ${ctx.tenantId} and v.latitude is not null and v.longitude is not null`,
  );
}
