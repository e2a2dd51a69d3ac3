import { sql } from 'kysely';
import { type Db, row, run } from '#platform/server/db/database.ts';

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
