import { sql } from 'kysely';
import { type Db, rows } from '#platform/server/db/database.ts';
import type { HistoryColumns } from './history-batch.ts';

/** What these rows said when they were brought in last; rows that were made here are not in it. */
export async function historyOf(
  systemDb: Db,
  tenantId: string,
  ids: readonly string[],
): Promise<Map<string, HistoryColumns>> {
  const found = await rows<{ row_id: string; columns: HistoryColumns }>(
    systemDb,
    sql`select distinct on (row_id) row_id, columns - 'digest' as columns from history_versions
        where tenant_id = ${tenantId} and row_id = any(${[...ids]}::uuid[]) order by row_id, version desc`,
  );
  return new Map(found.map((one) => [one.row_id, one.columns]));
}

/** A batch by its event and by its row; one of the two may be missing. */
export interface BatchPair {
  readonly id: string;
  readonly kind: string | null;
  readonly rows: number | null;
  readonly said_table: string | null;
  readonly said_rows: number | null;
  readonly said_sha256: string | null;
}

/** Batches in the order of their ids, from after this one. */
export function batchPairs(systemDb: Db, tenantId: string, after: string, size: number): Promise<BatchPair[]> {
  return rows<BatchPair>(
    systemDb,
    sql`select coalesce(b.id, e.subject_id) as id, b.kind, b.rows, e.content ->> 'table' as said_table,
          (e.content ->> 'rows')::int as said_rows, e.content ->> 'sha256' as said_sha256
        from (select * from history_batches where tenant_id = ${tenantId}) b
        full join (select * from events where tenant_id = ${tenantId} and subject_type = 'batch' and content ->> 'sha256' is not null) e
          on e.subject_id = b.id
        where coalesce(b.id, e.subject_id) > ${after} order by 1 limit ${size}`,
  );
}

/** What the rows of a batch said, in their order. */
export function batchVersions(
  systemDb: Db,
  tenantId: string,
  batchId: string,
): Promise<{ rowId: string; columns: HistoryColumns }[]> {
  return rows(
    systemDb,
    sql`select row_id as "rowId", columns from history_versions where tenant_id = ${tenantId} and batch_id = ${batchId} order by position`,
  );
}

/** Rows that came in a batch and are there no more, and rows that say they were brought in and came in none. */
export function strayHistory(systemDb: Db, tenantId: string, limit: number): Promise<{ id: string; found: string }[]> {
  return rows(
    systemDb,
    sql`select * from (
          select v.row_id::text as id, 'gone from ' || b.kind as found from history_versions v join history_batches b on b.id = v.batch_id
          where v.tenant_id = ${tenantId} and v.version = 1
            and not exists (select from incidents i where i.id = v.row_id) and not exists (select from assignments a where a.id = v.row_id)
          union all
          select h.row_id::text, 'version ' || h.version || ' of ' || h.kind || ' in no batch' from history_rows h
          where h.tenant_id = ${tenantId} and not exists (select from history_versions v where v.row_id = h.row_id and v.version = h.version)
        ) stray order by id limit ${limit}`,
  );
}
