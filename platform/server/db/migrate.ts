import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import type { Db } from './database.ts';

/** Forward only: `YYYYMMDDHHMM-feature-what.sql`, run in the order of their names, each in the one transaction of the run. */
export async function readMigrations(folder: string): Promise<Record<string, Migration>> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort();
  const migrations: Record<string, Migration> = {};
  for (const file of files) {
    const text = await readFile(join(folder, file), 'utf8');
    migrations[file.slice(0, -'.sql'.length)] = { up: async (db) => void (await sql.raw(text).execute(db)) };
  }
  return migrations;
}

export interface MigrationOutcome {
  readonly applied: readonly string[];
}

/**
 * Bring the database to the schema of this code, under a lock (two processes may start at once).
 * Throws when the database is newer than the code: an older program must not write into a schema it does not know.
 */
export async function migrate(db: Db, folder: string): Promise<MigrationOutcome> {
  const migrations = await readMigrations(folder);
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => migrations },
    allowUnorderedMigrations: false,
  });
  const { error, results } = await migrator.migrateToLatest();
  if (error !== undefined) {
    const failed = results?.find((result) => result.status === 'Error');
    throw new Error(
      `Migration ${failed?.migrationName ?? ''} failed. The database is unchanged. If the message speaks of a corrupted or missing migration, the database is newer than this program: install the newer version. Cause: ${error instanceof Error ? error.message : String(error)}`,
      { cause: error },
    );
  }
  return { applied: (results ?? []).map((result) => result.migrationName) };
}
