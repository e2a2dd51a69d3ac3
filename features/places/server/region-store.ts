import { sql } from 'kysely';
import { type Db, row, rows, run } from '#platform/server/db/database.ts';

/** A region and where it belongs. */
export interface Region {
  readonly code: string;
  readonly parentCode: string | null;
  readonly level: (typeof levels)[number];
  readonly name: string;
}

/** Parents before children, because rows reference their parent. */
const levels = ['province', 'regency', 'district', 'village'] as const;

/** A region as it is kept. */
export interface PlacedRegion extends Region {
  readonly postalCode: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
}

/** Write regions, parents first; what is there already stays. */
export async function saveRegions(systemDb: Db, regions: readonly PlacedRegion[]): Promise<void> {
  await systemDb.transaction().execute(async (tx) => {
    for (const level of levels) {
      const batch = regions.filter((region) => region.level === level);
      await run(
        tx,
        sql`insert into regions (code, parent_code, level, name, postal_code, latitude, longitude)
            select code, "parentCode", level, name, "postalCode", latitude, longitude
            from jsonb_to_recordset(${JSON.stringify(batch)}::jsonb) as given
              (code text, "parentCode" text, level text, name text, "postalCode" text, latitude float8, longitude float8)
            on conflict (code) do nothing`,
      );
    }
  });
}

/** How many villages of a regency are there already. */
export async function countVillages(systemDb: Db, regencyCode: string): Promise<number> {
  const counted = await row<{ count: number }>(
    systemDb,
    sql`select count(*) from regions where level = 'village' and code like ${`${regencyCode}.%`}`,
  );
  return counted?.count ?? 0;
}

/** Whether it was looked for regencies beside it; one that has none has the row of itself. */
export async function hasNeighbours(systemDb: Db, regencyCode: string): Promise<boolean> {
  return (
    (await row(systemDb, sql`select 1 from region_neighbours where regency_code = ${regencyCode} limit 1`)) !== null
  );
}

/** Keep which regencies lie beside one. The row of itself says that it was looked for them. */
export async function saveNeighbours(
  systemDb: Db,
  regencyCode: string,
  neighbours: readonly { readonly code: string; readonly distanceM: number }[],
): Promise<void> {
  const given = [{ code: regencyCode, distanceM: 0 }, ...neighbours];
  await run(
    systemDb,
    sql`insert into region_neighbours (regency_code, neighbour_code, distance_m)
        select ${regencyCode}, code, "distanceM" from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as g (code text, "distanceM" int)
        on conflict (regency_code, neighbour_code) do update set distance_m = excluded.distance_m`,
  );
}

/** Regencies of tenants that were loaded before neighbours were looked for. */
export function regenciesWithoutNeighbours(systemDb: Db): Promise<{ code: string }[]> {
  return rows(
    systemDb,
    sql`select distinct t.region_code as code from tenants t join regions r on r.code = t.region_code
        where not exists (select from region_neighbours n where n.regency_code = t.region_code)`,
  );
}
