import { sql } from 'kysely';
import { row, type Tx } from '#platform/server/db/database.ts';

export interface TilesRow {
  readonly sha256: string;
}

/** The tiles of that name which this tenant uses now; null: none, or another tenant's. */
export function tilesRow(tx: Tx, tenantId: string, slug: string): Promise<TilesRow | null> {
  return row<TilesRow>(
    tx,
    sql`select sha256 from place_layers where tenant_id = ${tenantId} and kind = 'tiles' and state = 'active' and slug = ${slug}`,
  );
}
