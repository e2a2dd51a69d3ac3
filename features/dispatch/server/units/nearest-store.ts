import { sql } from 'kysely';
import type { ActionContext } from '#platform/server/action.ts';
import { row, rows } from '#platform/server/db/database.ts';
import type { Instant } from '#platform/shared/time.ts';
import type { UnitId, UnitKind, UnitSkill } from '../../unit.ts';

export interface Candidate {
  readonly id: UnitId;
  readonly kind: UnitKind;
  readonly from: 'position' | 'home';
  readonly latitude: number;
  readonly longitude: number;
}

/** Which units are meant. */
interface Fitting {
  /** Null: of any agency. */
  readonly agencyId: string | null;
  /** Null: of any kind. */
  readonly kinds: readonly UnitKind[] | null;
  readonly skill: UnitSkill | null;
  /** Older positions count as none. */
  readonly freshSince: Instant;
}

export interface Wanted extends Fitting {
  readonly to: { readonly latitude: number; readonly longitude: number };
  readonly limit: number;
}

/** Free and of the kind that is asked for; `u` is the unit. */
const fits = (ctx: ActionContext, wanted: Fitting) => sql`
  u.tenant_id = ${ctx.tenantId} and u.active and u.status in ('available', 'returning') and u.current_id is null
    and ${wanted.agencyId === null ? sql`true` : sql`u.agency_id = ${wanted.agencyId}::uuid`}
    and ${wanted.kinds === null ? sql`true` : sql`u.kind = any(${[...wanted.kinds]}::text[])`}
    and ${wanted.skill === null ? sql`true` : sql`u.skills @> array[${wanted.skill}]::text[]`}`;

/**
 * Free units nearest in a straight line, by two walks along the spatial indexes (nearest first, PostgreSQL's `<->` on points):
 * those with a fresh position, and the bases of those without one. Degrees are not metres, and kinds differ in speed: whoever
 * asks takes more than it needs and ranks them itself.
 */
export function nearestFree(ctx: ActionContext, wanted: Wanted): Promise<Candidate[]> {
  const to = sql`point(${wanted.to.longitude}, ${wanted.to.latitude})`;
  return rows<Candidate>(
    ctx.tx,
    sql`(select u.id, u.kind, 'position' as "from", p.place[1] as latitude, p.place[0] as longitude
          from unit_places p join units u on u.id = p.unit_id
          where p.tenant_id = ${ctx.tenantId} and p.at >= ${wanted.freshSince}::timestamptz and ${fits(ctx, wanted)}
          order by p.place <-> ${to} limit ${wanted.limit})
        union all
        (select u.id, u.kind, 'home', u.home[1], u.home[0] from units u
          where ${fits(ctx, wanted)} and u.home is not null
            and not exists (select from unit_places p where p.unit_id = u.id and p.at >= ${wanted.freshSince}::timestamptz)
          order by u.home <-> ${to} limit ${wanted.limit})`,
  );
}

export interface FreeUnit extends Candidate {
  readonly callSign: string;
}

/** All free, fitting units and from where each would drive; one whose place nobody knows is left out. */
export function freeUnits(ctx: ActionContext, wanted: Fitting): Promise<FreeUnit[]> {
  return rows<FreeUnit>(
    ctx.tx,
    sql`select u.id, u.kind, u.call_sign as "callSign", case when p.place is null then 'home' else 'position' end as "from",
          (coalesce(p.place, u.home))[1] as latitude, (coalesce(p.place, u.home))[0] as longitude
        from units u left join unit_places p on p.unit_id = u.id and p.at >= ${wanted.freshSince}::timestamptz
        where ${fits(ctx, wanted)} and coalesce(p.place, u.home) is not null
        order by u.call_sign`,
  );
}

export interface Destination {
  readonly to: 'point' | 'village';
  readonly latitude: number;
  readonly longitude: number;
  readonly districtCode: string | null;
}

/** Where an incident is, as far as anybody knows. */
export async function destinationOf(
  ctx: ActionContext,
  incidentId: string,
): Promise<{ readonly destination: Destination | null; readonly category: string | null }> {
  const found = await row<{
    place_source: string | null;
    latitude: number | null;
    longitude: number | null;
    v_latitude: number | null;
    v_longitude: number | null;
    district_code: string | null;
    category: string | null;
  }>(
    ctx.tx,
    sql`select p.place_source, p.latitude, p.longitude, coalesce(v.latitude, d.latitude) as v_latitude, coalesce(v.longitude, d.longitude) as v_longitude,
          i.district_code, t.category
        from incidents i left join incident_particulars p on p.incident_id = i.id left join regions v on v.code = i.village_code
        left join regions d on d.code = i.district_code left join incident_types t on t.id = i.incident_type_id
        where i.tenant_id = ${ctx.tenantId} and i.id = ${incidentId}`,
  );
  if (found === null) return { destination: null, category: null };
  const { district_code: districtCode, category } = found;
  if (found.latitude !== null && found.longitude !== null) {
    const { latitude, longitude } = found;
    // A point that only stands for its village is kept like any other.
    const to = found.place_source === 'village' ? 'village' : 'point';
    return { destination: { to, latitude, longitude, districtCode }, category };
  }
  if (found.v_latitude === null || found.v_longitude === null) return { destination: null, category };
  const at = { latitude: found.v_latitude, longitude: found.v_longitude };
  return { destination: { to: 'village', ...at, districtCode }, category };
}
