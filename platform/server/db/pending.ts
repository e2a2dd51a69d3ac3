import type pg from 'pg';
import { readMigrations } from './migrate.ts';

export interface SchemaState {
  /** Migrations of this program that the database does not have yet. */
  readonly missing: readonly string[];
  /** Migrations of the database that this program does not know: it is older than the database. */
  readonly unknown: readonly string[];
}

/** Compare a database with this program's migrations without changing it; an empty database lacks all of them. */
export async function schemaState(pool: pg.Pool, folder: string): Promise<SchemaState> {
  const known = Object.keys(await readMigrations(folder));
  const there = await pool.query<{ name: string | null }>("select to_regclass('kysely_migration')::text as name");
  const applied =
    there.rows[0]?.name == null
      ? []
      : (await pool.query<{ name: string }>('select name from kysely_migration order by name')).rows.map(
          ({ name }) => name,
        );
  return {
    missing: known.filter((name) => !applied.includes(name)),
    unknown: applied.filter((name) => !known.includes(name)),
  };
}
