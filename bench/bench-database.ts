import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '#platform/server/db/database.ts';
import { ensureDatabase, type PreparedDatabase, prepareDatabase } from '#platform/server/db/prepare.ts';
import { silentLog } from '#platform/server/log/log.ts';
import { startPostgres } from '#platform/server/postgres/launcher.ts';

/** A migrated database on a PostgreSQL of its own with production settings (fsync on), gone afterwards. */
export async function openBenchDatabase(): Promise<{
  prepared: PreparedDatabase;
  version: string;
  close: () => Promise<void>;
}> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  const server = await startPostgres({ folder, log: () => undefined, settings: { archive_mode: 'off' } });
  const ownerUrl = await ensureDatabase(server.ownerUrl, 'bench');
  const prepared = await prepareDatabase({
    ownerUrl,
    migrations: join(import.meta.dirname, '../database/migrations'),
    log: silentLog,
  });
  return {
    prepared,
    version: server.version,
    close: async () => {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A pool on it. */
export function openPool(url: string, maxConnections: number) {
  return openDatabase({ url, maxConnections, log: silentLog, name: 'bench' });
}

/** What a test database offers, on this one. */
export function openPools(prepared: PreparedDatabase) {
  const [app, system, owner] = [
    openPool(prepared.appUrl, 20),
    openPool(prepared.systemUrl, 12),
    openPool(prepared.ownerUrl, 6),
  ];
  return {
    database: {
      name: 'bench',
      ...prepared,
      db: app.db,
      systemDb: system.db,
      systemPool: system.pool,
      ownerPool: owner.pool,
      place: () => ({ db: app.db, listeners: {}, log: silentLog }),
      close: async () => void (await Promise.all([app.close(), system.close(), owner.close()])),
    },
  };
}
