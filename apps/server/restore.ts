import { mkdir, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { prepareDatabase } from '#platform/server/db/prepare.ts';
import { silentLog } from '#platform/server/log/log.ts';
import { restoreExternal } from '#platform/server/postgres/external-dump.ts';
import { startPostgres } from '#platform/server/postgres/launcher.ts';
import { copyHashed, requireEmpty } from '#platform/server/postgres/manifest.ts';
import { errorCode } from '#platform/server/postgres/problem.ts';
import { restoreCluster } from '#platform/server/postgres/restore.ts';
import { type HouseManifest, houseFolder, readHouseManifest } from './backup.ts';
import { databaseName, migrationsFolder } from './database.ts';
import { secretOf } from './keys.ts';

export interface RestoreOptions {
  readonly backup: string;
  /** The new data folder: absent or empty. */
  readonly into: string;
  /** Where a dump goes: an empty database. A copied cluster needs none. */
  readonly databaseUrl: string | null;
  /** The `postgres/archive` folder of the lost installation: everything after the backup is replayed too, up to `until`. */
  readonly archive?: string;
  readonly until?: Date;
  readonly log: (line: string) => void;
}

/**
 * Lay a backup out as a new installation. The folder appears whole or not at all; the database is opened once, so that a
 * restore that says "done" has been replayed, and its epoch rises: screens of the lost one are told to start afresh.
 */
export async function restoreHouse(options: RestoreOptions): Promise<HouseManifest> {
  const backup = resolve(options.backup);
  const into = resolve(options.into);
  await requireEmpty(into);
  const manifest = await readHouseManifest(backup);
  const work = `${into}.part`;
  await rm(work, { recursive: true, force: true });
  await mkdir(work, { recursive: true, mode: 0o700 });
  try {
    for (const file of manifest.files) await layOut(backup, work, file);
    options.log(`${manifest.files.length} files beside the database checked and laid out`);
    await (manifest.database === 'cluster' ? restoreOwn(options, work) : restoreDump(options, work));
    await rm(into, { recursive: true, force: true });
    await rename(work, into);
    return manifest;
  } catch (error) {
    await rm(work, { recursive: true, force: true });
    if (errorCode(error) === 'EBUSY' || errorCode(error) === 'EXDEV')
      throw new Error(`${into} is a mount point: name a folder inside it.`, { cause: error });
    throw error;
  }
}

async function layOut(backup: string, work: string, file: HouseManifest['files'][number]): Promise<void> {
  const inner = file.path.slice(houseFolder.length + 1);
  if (!file.path.startsWith(`${houseFolder}/`) || inner.split('/').includes('..'))
    throw new Error(`The backup is damaged: ${file.path} leads out of it.`);
  const copied = await copyHashed(join(backup, file.path), work, inner).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  });
  if (copied?.sha256 !== file.sha256)
    throw new Error(
      `The backup is damaged: ${file.path} is ${copied === null ? 'missing' : 'not what was written'}. Use another one.`,
    );
}

async function restoreOwn(options: RestoreOptions, work: string): Promise<void> {
  const folder = join(work, 'postgres');
  const { archive, until, log } = options;
  await restoreCluster({
    backup: options.backup,
    folder,
    log,
    ...(archive === undefined ? {} : { archive }),
    ...(until === undefined ? {} : { until }),
  });
  const postgres = await startPostgres({ folder, log });
  try {
    const url = new URL(postgres.ownerUrl);
    url.pathname = `/${databaseName}`;
    await raiseEpoch(url.href);
  } finally {
    await postgres.stop();
  }
}

async function restoreDump(options: RestoreOptions, work: string): Promise<void> {
  const { backup, databaseUrl, log } = options;
  if (databaseUrl === null)
    throw new Error('This backup holds a dump of an external database: set DATABASE_URL to an empty database for it.');
  await makeRoles(databaseUrl);
  await restoreExternal({ backup, url: databaseUrl, log });
  await raiseEpoch(databaseUrl);
  const { value: rolePassword } = await secretOf(work, 'database-roles');
  await prepareDatabase({ ownerUrl: databaseUrl, migrations: migrationsFolder, log: silentLog, rolePassword });
}

async function ask(url: string, ...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

/** A base backup keeps the system identifier, so nothing else would tell a screen that its cursor is of a lost future. */
function raiseEpoch(url: string): Promise<void> {
  return ask(url, 'update installation set epoch = epoch + 1');
}

/** Roles belong to the server, not to a database: a dump names them and does not make them. */
function makeRoles(url: string): Promise<void> {
  const make = (role: string) =>
    `do $$ begin if not exists (select from pg_roles where rolname = '${role}') then create role ${role} nologin; end if; end $$`;
  return ask(url, make('sigap_app'), make('sigap_system'));
}
