import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { createGzip } from 'node:zlib';
import { Client } from 'pg';
import { passwordFile } from './cluster.ts';
import {
  type ClusterManifest,
  copyHashed,
  type FileEntry,
  requireEmpty,
  writeHashed,
  writeManifest,
} from './manifest.ts';
import { errorCode, PostgresProblem } from './problem.ts';
import { segmentsBetween } from './wal.ts';

export interface BackupOptions {
  readonly ownerUrl: string;
  /** The cluster's data folder on this machine. */
  readonly dataFolder: string;
  /** Made by the backup; must be absent or empty. */
  readonly target: string;
  readonly log: (line: string) => void;
}

/** Folders whose content a running server makes anew: https://www.postgresql.org/docs/current/continuous-archiving.html (25.3.4.1). */
const emptied = new Set([
  ...['pg_wal', 'pg_replslot', 'pg_dynshmem', 'pg_notify', 'pg_serial', 'pg_snapshots', 'pg_stat_tmp', 'pg_subtrans'],
]);
const skipped =
  /^(postmaster\.pid|postmaster\.opts|current_logfiles|backup_label.*|tablespace_map.*|pgsql_tmp.*|.*\.tmp|.*\.part|pg_internal\.init.*)$/;

interface Copied {
  readonly folders: string[];
  readonly files: FileEntry[];
}

/** Copy the data folder while the server writes to it. A file that vanishes meanwhile was dropped; WAL replays the rest. */
async function copyData(dataFolder: string, root: string, inside: string, copied: Copied): Promise<void> {
  const here = join('data', inside);
  copied.folders.push(here);
  await mkdir(join(root, here), { recursive: true, mode: 0o700 });
  const entries = await readdir(join(dataFolder, inside), { withFileTypes: true }).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  });
  for (const entry of entries) {
    const path = join(inside, entry.name);
    if (skipped.test(entry.name) || emptied.has(inside) || path === join('global', 'pg_control')) continue;
    if (entry.isDirectory()) await copyData(dataFolder, root, path, copied);
    else if (entry.isFile()) {
      const file = await copyHashed(join(dataFolder, path), root, join('data', path)).catch((error: unknown) => {
        if (errorCode(error) === 'ENOENT') return null;
        throw error;
      });
      if (file) copied.files.push(file);
    }
  }
}

/** pg_wal must have its sub-folders, or the restored server refuses to start. */
async function walSubfolders(dataFolder: string): Promise<string[]> {
  const entries = await readdir(join(dataFolder, 'pg_wal'), { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map((entry) => join('data', 'pg_wal', entry.name));
}

interface ServerFacts {
  readonly serverVersion: string;
  readonly systemIdentifier: string;
  readonly segmentBytes: string;
}

async function readFacts(client: Client): Promise<ServerFacts> {
  const { rows } = await client.query<ServerFacts & { tablespaces: string }>(`
    select split_part(current_setting('server_version'), ' ', 1) as "serverVersion",
           (select system_identifier::text from pg_control_system()) as "systemIdentifier",
           (select setting from pg_settings where name = 'wal_segment_size') as "segmentBytes",
           (select count(*) from pg_tablespace where spcname not in ('pg_default', 'pg_global')) as "tablespaces"`);
  const facts = rows[0];
  if (!facts) throw new Error('PostgreSQL answered the question for its version with no row');
  if (Number(facts.tablespaces) > 0) throw new PostgresProblem('backup.tablespaces');
  return facts;
}

/** The WAL from start to stop. A replication slot kept it from being recycled; stop switched segments, so all are complete. */
async function copyWal(
  dataFolder: string,
  root: string,
  segments: readonly string[],
  bytes: number,
): Promise<FileEntry[]> {
  const wal = join(dataFolder, 'pg_wal');
  const files: FileEntry[] = [];
  for (const segment of segments) {
    const found = await stat(join(wal, segment)).catch(() => null);
    if (found?.size !== bytes) throw new PostgresProblem('backup.wal_missing', { segment });
    files.push(await copyHashed(join(wal, segment), root, join('wal', `${segment}.gz`), createGzip({ level: 1 })));
  }
  for (const name of await readdir(wal)) {
    if (!/^[0-9A-F]{8}\.history$/.test(name)) continue;
    files.push(await copyHashed(join(wal, name), root, join('wal', `${name}.gz`), createGzip({ level: 1 })));
  }
  return files;
}

/** One backup in one session: the server ends backup mode and drops the slot by itself when the session dies. */
async function takeBackup(client: Client, options: BackupOptions, root: string): Promise<ClusterManifest> {
  const dataFolder = resolve(options.dataFolder);
  const time = new Date().toISOString();
  const facts = await readFacts(client);
  await client.query(`select pg_create_physical_replication_slot($1, true, true)`, [
    `backup_${process.pid}_${Date.now()}`,
  ]);
  await client.query(`select pg_backup_start($1, fast => true)`, [`backup ${time}`]);
  const copied: Copied = { folders: [], files: [] };
  await copyData(dataFolder, root, '', copied);
  copied.folders.push(...(await walSubfolders(dataFolder)));
  // Last, as pg_basebackup does: nothing it says is older than the files beside it.
  copied.files.push(await copyHashed(join(dataFolder, 'global', 'pg_control'), root, 'data/global/pg_control'));
  const { rows } = await client.query<{ lsn: string; labelfile: string }>(
    `select lsn::text, labelfile from pg_backup_stop(wait_for_archive => false)`,
  );
  const stop = rows[0];
  const label = /^START WAL LOCATION: (\S+) \(file ([0-9A-F]{24})\)/m.exec(stop?.labelfile ?? '');
  const [, startLsn, startSegment] = label ?? [];
  if (!stop || !startLsn || !startSegment) throw new Error(`Unknown backup label: ${stop?.labelfile}`);
  copied.files.push(await writeHashed(root, 'data/backup_label', stop.labelfile));
  const timeline = Number.parseInt(startSegment.slice(0, 8), 16);
  const bytes = Number(facts.segmentBytes);
  const segments = segmentsBetween(timeline, startLsn, stop.lsn, bytes);
  copied.files.push(...(await copyWal(dataFolder, root, segments, bytes)));
  const secret = passwordFile(dirname(dataFolder));
  // A restored cluster asks for the same password; without the file nobody could open it.
  if (await stat(secret).catch(() => null)) copied.files.push(await copyHashed(secret, root, 'owner-password'));
  const { serverVersion, systemIdentifier } = facts;
  return {
    ...{ format: 1, kind: 'cluster', time, serverVersion, systemIdentifier, major: Number.parseInt(serverVersion, 10) },
    ...{ timeline, startLsn, stopLsn: stop.lsn, startSegment, folders: copied.folders, files: copied.files },
  };
}

/**
 * Copy a running cluster without stopping it: everything acknowledged before this returns can be restored from `target` alone
 * (data/, wal/, manifest.json with a SHA-256 per file). Needs the server's files on this machine and its superuser; no other program.
 * The target appears complete or not at all. Keep it private: it holds all data and the owner's password.
 */
export async function backupCluster(options: BackupOptions): Promise<ClusterManifest> {
  const target = resolve(options.target);
  await requireEmpty(target);
  const unfinished = `${target}.part`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { recursive: true, mode: 0o700 });
  const client = new Client({ connectionString: options.ownerUrl });
  client.on('error', () => {});
  const started = Date.now();
  try {
    await client.connect();
    const manifest = await takeBackup(client, options, unfinished);
    await writeManifest(unfinished, manifest);
    await rm(target, { recursive: true, force: true });
    await rename(unfinished, target);
    const megabytes = manifest.files.reduce((sum, file) => sum + file.size, 0) / 1e6;
    options.log(`Backup: ${megabytes.toFixed(0)} MB in ${((Date.now() - started) / 1000).toFixed(1)} s, ${target}`);
    return manifest;
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    throw error;
  } finally {
    await client.end().catch(() => {});
  }
}
