import { sql } from 'kysely';
import { type Db, row, rows, run } from '#platform/server/db/database.ts';

export interface KeyRow {
  readonly tenant_id: string;
  readonly number: number;
  readonly outer_name: string;
  readonly wrapped: Buffer;
}

export async function newestKey(db: Db, tenantId: string): Promise<number | null> {
  const found = await row<{ number: number | null }>(
    db,
    sql`select max(number) as number from recording_keys where tenant_id = ${tenantId}`,
  );
  return found?.number ?? null;
}

export function keyByNumber(db: Db, tenantId: string, number: number): Promise<KeyRow | null> {
  return row<KeyRow>(db, sql`select * from recording_keys where tenant_id = ${tenantId} and number = ${number}`);
}

export function keysOf(db: Db, tenantId: string): Promise<KeyRow[]> {
  return rows<KeyRow>(db, sql`select * from recording_keys where tenant_id = ${tenantId} order by number for update`);
}

/** Of two transactions that make the same key, the first one's stays. */
export async function insertKey(db: Db, key: KeyRow): Promise<void> {
  await run(
    db,
    sql`insert into recording_keys (tenant_id, number, outer_name, wrapped)
        values (${key.tenant_id}, ${key.number}, ${key.outer_name}, ${key.wrapped}) on conflict do nothing`,
  );
}

export async function rewrapKey(db: Db, key: KeyRow): Promise<void> {
  await run(
    db,
    sql`update recording_keys set outer_name = ${key.outer_name}, wrapped = ${key.wrapped}
        where tenant_id = ${key.tenant_id} and number = ${key.number}`,
  );
}

export function wrappedFileKeys(
  db: Db,
  tenantId: string,
): Promise<{ id: string; key_number: number; wrapped_key: Buffer }[]> {
  return rows(
    db,
    sql`select id, key_number, wrapped_key from recordings
        where tenant_id = ${tenantId} and wrapped_key is not null order by id for update`,
  );
}

export async function rewrapFileKey(db: Db, key: { id: string; number: number; wrapped: Buffer }): Promise<void> {
  await run(
    db,
    sql`update recordings set key_number = ${key.number}, wrapped_key = ${key.wrapped} where id = ${key.id}`,
  );
}
