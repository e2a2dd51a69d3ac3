import { sql } from 'kysely';
import { rows, type Tx } from '#platform/server/db/database.ts';

export interface LandmarkRow {
  readonly id: string;
  readonly kind: 'landmark' | 'road';
  readonly name: string;
  readonly words: string;
  readonly category: string | null;
  readonly address: string | null;
  readonly latitude: number;
  readonly longitude: number;
  readonly accuracyM: number | null;
  readonly villageCode: string | null;
}

/** Landmarks and roads of the layers in use. */
export function activeLandmarks(tx: Tx, tenantId: string): Promise<LandmarkRow[]> {
  return rows<LandmarkRow>(
    tx,
    sql`select m.id, m.kind, m.name, m.words, m.category, m.address, m.latitude, m.longitude, m.accuracy_m as "accuracyM",
          m.village_code as "villageCode"
        from place_layers l join landmarks m on m.layer_id = l.id
        where l.tenant_id = ${tenantId} and l.kind = 'landmark' and l.state = 'active' order by m.id`,
  );
}
