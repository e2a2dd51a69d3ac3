import { join } from 'node:path';
import type pg from 'pg';
import { type Db, openDatabase } from '#platform/server/db/database.ts';
import { ensureDatabase, type PreparedDatabase, prepareDatabase } from '#platform/server/db/prepare.ts';
import type { Log } from '#platform/server/log/log.ts';
import { type RunningPostgres, startPostgres } from '#platform/server/postgres/launcher.ts';
import type { Config } from './config.ts';
import { secretOf } from './keys.ts';
import type { Progress } from './progress.ts';

export const migrationsFolder = join(import.meta.dirname, '../../database/migrations');

/** The one database on a PostgreSQL of our own. */
export const databaseName = 'sigap';

export interface Databases {
  readonly prepared: PreparedDatabase;
  /** Null when DATABASE_URL names a server of the operator's. */
  readonly postgres: RunningPostgres | null;
  readonly appDb: Db;
  readonly systemDb: Db;
  readonly systemPool: pg.Pool;
  readonly ownerPool: pg.Pool;
  readonly close: () => Promise<void>;
}

/** Start or reach PostgreSQL, bring the schema up to date, open the pools of the three roles. */
export async function openDatabases(config: Config, log: Log, progress: Progress): Promise<Databases> {
  const postgres = config.databaseUrl === null ? await startEmbedded(config, progress) : null;
  const { value: rolePassword } = await secretOf(config.data, 'database-roles');
  const prepared = await progress.step('database schema', async () => {
    const ownerUrl = config.databaseUrl ?? (await ensureDatabase(ownerOf(postgres), databaseName));
    return prepareDatabase({ ownerUrl, migrations: migrationsFolder, log, rolePassword });
  });
  const app = openDatabase({ url: prepared.appUrl, maxConnections: 20, log, name: `sigap-app:${config.node}` });
  const system = openDatabase({
    url: prepared.systemUrl,
    maxConnections: 12,
    log,
    name: `sigap-system:${config.node}`,
  });
  const owner = openDatabase({ url: prepared.ownerUrl, maxConnections: 6, log, name: `sigap-jobs:${config.node}` });
  return {
    prepared,
    postgres,
    appDb: app.db,
    systemDb: system.db,
    systemPool: system.pool,
    ownerPool: owner.pool,
    close: async () => {
      await Promise.all([app.close(), system.close(), owner.close()]);
    },
  };
}

function startEmbedded(config: Config, progress: Progress): Promise<RunningPostgres> {
  return progress.step('PostgreSQL', (say) => startPostgres({ folder: join(config.data, 'postgres'), log: say }));
}

function ownerOf(postgres: RunningPostgres | null): string {
  if (postgres === null) throw new Error('Neither DATABASE_URL nor an embedded PostgreSQL: one of them always exists');
  return postgres.ownerUrl;
}
