import { sql } from 'kysely';
import { row, rows, type Tx } from '#platform/server/db/database.ts';
import { kindOf, type Place } from '../place.ts';

interface RegionRow {
  readonly code: string;
  readonly name: string;
  readonly postal_code: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly district_code: string;
  readonly district_name: string;
}

/** Villages carry their district, a district itself. */
const selectPlaces = sql`
  select r.code, r.name, r.postal_code, r.latitude, r.longitude,
    coalesce(d.code, r.code) as district_code, coalesce(d.name, r.name) as district_name
  from regions r left join regions d on d.code = r.parent_code and r.level = 'village'`;

/** The Kemendagri code of the tenant's regency, e.g. `35.15`. */
export async function regencyOf(tx: Tx, tenantId: string): Promise<string> {
  const found = await row<{ region_code: string }>(tx, sql`select region_code from tenants where id = ${tenantId}`);
  if (found === null) throw new Error(`Tenant ${tenantId} does not exist`);
  return found.region_code;
}

/** All villages and districts of a regency. */
export async function placesOf(tx: Tx, regencyCode: string): Promise<Place[]> {
  const found = await rows<RegionRow>(
    tx,
    sql`${selectPlaces} where r.level in ('village', 'district') and r.code like ${`${regencyCode}.%`} order by r.code`,
  );
  return found.map(toPlace);
}

/** One village or district; null when it is none, or of another regency. */
export async function findPlace(tx: Tx, regencyCode: string, code: string): Promise<Place | null> {
  if (!code.startsWith(`${regencyCode}.`)) return null;
  const found = await row<RegionRow>(
    tx,
    sql`${selectPlaces} where r.level in ('village', 'district') and r.code = ${code}`,
  );
  return found === null ? null : toPlace(found);
}

export interface NearVillage {
  readonly code: string;
  readonly name: string;
  readonly district: string;
  /** Of the village's own point (`perkiraan`). */
  readonly latitude: number;
  readonly longitude: number;
  readonly distanceM: number;
}

/** Farther away no village says anything of a place. */
const nearM = 20_000;

/** The village whose point lies nearest, with the distance in metres; null: none within 20 km. */
export async function nearestVillage(
  tx: Tx,
  regencyCode: string,
  { latitude, longitude }: { readonly latitude: number; readonly longitude: number },
): Promise<NearVillage | null> {
  // On a plane through the point: at these distances within a thousandth of the sphere.
  const found = await row<NearVillage>(
    tx,
    sql`select r.code, r.name, d.name as district, r.latitude, r.longitude, round(111195 * sqrt(
            power(r.latitude - ${latitude}::float8, 2)
            + power((r.longitude - ${longitude}::float8) * cos(radians(${latitude}::float8)), 2)))::int as "distanceM"
        from regions r join regions d on d.code = r.parent_code
        where r.level = 'village' and r.code like ${`${regencyCode}.%`} and r.latitude is not null and r.longitude is not null
        order by "distanceM", r.code limit 1`,
  );
  return found === null || found.distanceM > nearM ? null : found;
}

function toPlace(found: RegionRow): Place {
  return {
    code: found.code,
    kind: kindOf(found.code),
    name: found.name,
    districtCode: found.district_code,
    districtName: found.district_name,
    postalCode: found.postal_code,
    point:
      found.latitude === null || found.longitude === null
        ? null
        : { latitude: found.latitude, longitude: found.longitude },
    method: 'perkiraan',
  };
}
