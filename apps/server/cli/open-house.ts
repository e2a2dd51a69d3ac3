import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { openDatabase } from '#platform/server/db/database.ts';
import { schemaState } from '#platform/server/db/pending.ts';
import { ensureDatabase, prepareDatabase, urlFor } from '#platform/server/db/prepare.ts';
import { createLog, type Log } from '#platform/server/log/log.ts';
import { type RunningPostgres, startPostgres } from '#platform/server/postgres/launcher.ts';
import { otherSessions } from '#platform/server/postgres/observe.ts';
import type { Config } from '../config.ts';
import { databaseName, migrationsFolder } from '../database.ts';
import { buildHouse, type House } from '../house.ts';
import { secretOf } from '../keys.ts';

/** The house without HTTP, telephony, timers and jobs: what a command works in. */
export interface OpenHouse {
  readonly house: House;
  readonly ownerUrl: string;
  readonly ownerPool: pg.Pool;
  /** The data folder of the cluster of our own; null for DATABASE_URL. */
  readonly clusterFolder: string | null;
}

const say = (line: string) => console.error(`  ${line}`);

/**
 * Work on the database's owner address: of DATABASE_URL, of the PostgreSQL that the running server has, or of one started for
 * the time of the command. A server that came up meanwhile and adopted it keeps it.
 */
export async function withOwner<Value>(
  config: Config,
  work: (ownerUrl: string, postgres: RunningPostgres | null) => Promise<Value>,
): Promise<Value> {
  if (config.databaseUrl !== null) return work(config.databaseUrl, null);
  await requireData(config);
  const postgres = await startPostgres({ folder: join(config.data, 'postgres'), log: say });
  try {
    return await work(await ensureDatabase(postgres.ownerUrl, databaseName), postgres);
  } finally {
    if (!postgres.adopted && (await otherSessions(postgres.ownerUrl)) === 0) await postgres.stop();
  }
}

/** Bring the database to this program's schema. */
export function migrateNow(config: Config): Promise<readonly string[]> {
  return withOwner(config, async (ownerUrl) => {
    const { value: rolePassword } = await secretOf(config.data, 'database-roles');
    const prepared = await prepareDatabase({
      ownerUrl,
      migrations: migrationsFolder,
      log: commandLog(config),
      rolePassword,
    });
    return prepared.applied;
  });
}

/** Open the database and put the features together, for the time of `work`. Refuses a schema of another version. */
export function withHouse<Value>(config: Config, work: (open: OpenHouse) => Promise<Value>): Promise<Value> {
  return withOwner(config, async (ownerUrl, postgres) => {
    const log = commandLog(config);
    const { value: password } = await secretOf(config.data, 'database-roles');
    const owner = openDatabase({ url: ownerUrl, maxConnections: 2, log, name: 'sigap-command' });
    const app = openDatabase({
      url: urlFor(ownerUrl, 'sigap_app', password),
      maxConnections: 4,
      log,
      name: 'sigap-command',
    });
    const system = openDatabase({
      url: urlFor(ownerUrl, 'sigap_system', password),
      maxConnections: 4,
      log,
      name: 'sigap-command',
    });
    try {
      await requireSchema(owner.pool);
      const house = await buildHouse({
        config,
        databases: { appDb: app.db, systemDb: system.db, systemPool: system.pool },
        log,
        exchange: () => null,
      });
      const clusterFolder = postgres === null ? null : join(config.data, 'postgres');
      return await work({ house, ownerUrl, ownerPool: owner.pool, clusterFolder });
    } finally {
      await Promise.all([app.close(), system.close(), owner.close()]);
    }
  });
}

function commandLog(config: Config): Log {
  return createLog({ level: config.logLevel });
}

async function requireSchema(pool: pg.Pool): Promise<void> {
  const { missing, unknown } = await schemaState(pool, migrationsFolder);
  if (missing.length > 0) {
    throw new Error(
      `The database lacks ${missing.length} migrations of this program: run \`npm run sigap -- migrate\` first.`,
    );
  }
  if (unknown.length > 0) {
    throw new Error(`The database is newer than this program (${unknown.join(', ')}): install the newer version.`);
  }
}

/** A wrong SIGAP_DATA must not quietly make a second, empty installation. */
async function requireData(config: Config): Promise<void> {
  if ((await stat(config.data).catch(() => null)) !== null) return;
  throw new Error(
    `There is no data folder ${config.data}: set SIGAP_DATA to the one of the installation, or run npm start.`,
  );
}
