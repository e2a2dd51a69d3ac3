import { sql } from 'kysely';
import { row, rows, type Tx } from '#platform/server/db/database.ts';
import type { AreaGeometry } from '../../geometry.ts';
import type { BoundaryLevel, BoundaryStatus } from '../../layer.ts';
import type { RegencyRef } from '../../position.ts';

/** What changes when anything that is known of the ground changes: which layers are in use, which regions are loaded. */
export async function groundMark(tx: Tx, tenantId: string): Promise<{ regency: RegencyRef; mark: string }> {
  const found = await row<{ code: string; name: string; mark: string }>(
    tx,
    sql`select t.region_code as code, coalesce(r.name, t.name) as name, concat_ws('|', t.region_code,
          (select string_agg(l.id::text, ',' order by l.id) from place_layers l
             where l.tenant_id = t.id and l.state = 'active' and l.kind <> 'tiles'),
          (select count(*) from region_neighbours n where n.regency_code = t.region_code),
          (select count(*) from regions v where v.code like t.region_code || '.%')) as mark
        from tenants t left join regions r on r.code = t.region_code where t.id = ${tenantId}`,
  );
  if (found === null) throw new Error(`Tenant ${tenantId} does not exist`);
  return { regency: { code: found.code, name: found.name }, mark: found.mark };
}

/** The regencies beside one, nearest first. */
export function neighboursOf(tx: Tx, regencyCode: string): Promise<(RegencyRef & { distanceM: number })[]> {
  return rows(
    tx,
    sql`select n.neighbour_code as code, r.name, n.distance_m as "distanceM" from region_neighbours n join regions r on r.code = n.neighbour_code
        where n.regency_code = ${regencyCode} and n.neighbour_code <> n.regency_code order by n.distance_m, n.neighbour_code`,
  );
}

export interface VillageRow {
  readonly code: string;
  readonly name: string;
  readonly districtCode: string;
  readonly districtName: string;
  readonly regencyCode: string;
  readonly postalCode: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
}

/** The villages of some regencies. */
export function villagesOf(tx: Tx, regencyCodes: readonly string[]): Promise<VillageRow[]> {
  return rows<VillageRow>(
    tx,
    sql`select v.code, v.name, d.code as "districtCode", d.name as "districtName", d.parent_code as "regencyCode",
          v.postal_code as "postalCode", v.latitude, v.longitude
        from regions v join regions d on d.code = v.parent_code
        where v.level = 'village' and d.parent_code = any(${[...regencyCodes]}::text[]) order by v.code`,
  );
}

export interface BoundaryRow {
  readonly layerId: string;
  readonly level: BoundaryLevel;
  readonly source: string;
  readonly vintage: string;
  readonly status: BoundaryStatus;
  readonly code: string;
  readonly geometry: AreaGeometry;
}

/** Every polygon of the layers in use, as it came. */
export function activeBoundaries(tx: Tx, tenantId: string): Promise<BoundaryRow[]> {
  return rows<BoundaryRow>(
    tx,
    sql`select l.id as "layerId", l.level, l.source, l.vintage, l.status, b.region_code as code, b.geometry
        from place_layers l join boundaries b on b.layer_id = l.id
        where l.tenant_id = ${tenantId} and l.kind = 'boundary' and l.state = 'active' order by l.id, b.region_code`,
  );
}

/** How many regions of a level a regency has. */
export async function countRegions(tx: Tx, regencyCode: string): Promise<Readonly<Record<BoundaryLevel, number>>> {
  const counted = await row<{ district: number; village: number }>(
    tx,
    sql`select count(*) filter (where level = 'district')::int as district, count(*) filter (where level = 'village')::int as village
        from regions where code like ${`${regencyCode}.%`}`,
  );
  return { regency: 1, district: counted?.district ?? 0, village: counted?.village ?? 0 };
}
