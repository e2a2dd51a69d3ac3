import { sql } from 'kysely';
import type { Cell } from '#features/calls/caller-place.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { rows } from '#platform/server/db/database.ts';
import type { Instant, Zone } from '#platform/shared/time.ts';

/** Uncertainty above which a place says nothing of the district it is in. */
const widestM = 5000;

export interface CallGroup {
  readonly district: string | null;
  readonly village: string | null;
  readonly weekday: number;
  readonly hour: number;
  readonly code: string;
  readonly count: number;
}

export interface LocatedCall extends Omit<CallGroup, 'district' | 'village' | 'count'> {
  /** A point the network or the telephone told, or a radio cell. */
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly cell: Cell | null;
}

interface Wanted {
  readonly from: Instant;
  readonly to: Instant;
  readonly codes: readonly string[];
  readonly zone: Zone;
}

/** Answered public calls of some dispositions, as monev counts them (features/monev/kpi.ts). */
const counted = (ctx: ActionContext, { from, to, codes }: Wanted) => sql`
  c.tenant_id = ${ctx.tenantId} and c.arrived_at >= ${from} and c.arrived_at < ${to} and c.direction = 'inbound' and c.purpose = 'public'
  and c.answered_at is not null and c.disposition = any(${[...codes]}::text[])`;

/** Where a desk put the incident of the call: the earliest that has a place. */
const written = sql`
  left join lateral (
    select i.district_code, i.village_code from incident_calls ic join incidents i on i.id = ic.incident_id
    where ic.call_id = c.id and i.district_code is not null order by ic.linked_at, i.id limit 1
  ) w on true`;

/** The narrowest place that came with the call: a point, or the cell it was made in. */
const told = sql`
  left join lateral (
    select p.place from caller_places p
    where p.call_id = c.id and (p.place ->> 'kind' = 'cell'
      or (p.place ->> 'kind' = 'geodetic' and coalesce((p.place ->> 'uncertaintyM')::float8, 0) <= ${widestM}::float8))
    order by p.place ->> 'kind' = 'cell', (p.place ->> 'uncertaintyM')::float8 nulls last, p.id limit 1
  ) n on w.district_code is null`;

const clock = (zone: Zone) => sql`
  extract(isodow from c.arrived_at at time zone ${zone})::int as weekday, extract(hour from c.arrived_at at time zone ${zone})::int as hour`;

/** Calls whose place a desk wrote, and calls without any, counted. */
export function groupCalls(ctx: ActionContext, wanted: Wanted): Promise<CallGroup[]> {
  return rows<CallGroup>(
    ctx.tx,
    sql`select w.district_code as district, w.village_code as village, ${clock(wanted.zone)}, c.disposition as code, count(*)::int as count
        from calls c ${written} ${told}
        where ${counted(ctx, wanted)} and n.place is null group by 1, 2, 3, 4, 5`,
  );
}

/** Calls whose place only the network told: whose district it is, the boundaries say. */
export function locatedCalls(ctx: ActionContext, wanted: Wanted): Promise<LocatedCall[]> {
  return rows<LocatedCall>(
    ctx.tx,
    sql`select (n.place #>> '{centre,latitude}')::float8 as latitude, (n.place #>> '{centre,longitude}')::float8 as longitude,
          n.place -> 'cell' as cell, ${clock(wanted.zone)}, c.disposition as code
        from calls c ${written} ${told}
        where ${counted(ctx, wanted)} and n.place is not null`,
  );
}
