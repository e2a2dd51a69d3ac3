import { link, mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import pg from 'pg';
import { z } from 'zod';
import { rotatedCelFiles } from '#platform/server/asterisk/cel-files.ts';
import { backupCluster } from '#platform/server/postgres/backup.ts';
import { dumpExternal } from '#platform/server/postgres/external-dump.ts';
import { type BackupManifest, copyHashed, type FileEntry, writeHashed } from '#platform/server/postgres/manifest.ts';
import { errorCode } from '#platform/server/postgres/problem.ts';
import { pruneBackups } from '#platform/server/postgres/prune.ts';

/**
 * A backup of the whole installation is a folder named by its moment:
 *
 *   manifest.json, data/, wal/   the cluster, or database.dump of an external one (platform/server/postgres)
 *   house/                       keys, recordings, attachments, the desks' accounts, Asterisk's record of calls, the variables
 *   house.json                   what lies in house/, with a SHA-256 per file; written last, so with it the backup is whole
 *
 * The database goes first: whatever it speaks of is copied after it. A recording never changes, so those that the backup
 * before already has are hard links to it, and seven daily backups cost little more than one.
 */
const fileEntry = z.object({ path: z.string(), size: z.number().int(), sha256: z.string().length(64) });
const houseManifest = z.object({
  format: z.literal(1),
  /** Begin of the backup, RFC 3339. */
  time: z.iso.datetime(),
  database: z.enum(['cluster', 'dump']),
  files: z.array(fileEntry),
});
export type HouseManifest = z.output<typeof houseManifest>;

export const houseFolder = 'house';
const manifestName = 'house.json';

export interface TakenBackup {
  readonly path: string;
  readonly manifest: HouseManifest;
}

export interface BackupOptions {
  readonly data: string;
  /** Folder that holds the backups. */
  readonly backups: string;
  /** With superuser's rights for a cluster of our own; as in DATABASE_URL for an external one. */
  readonly ownerUrl: string;
  /** The launcher's folder of our own cluster; null: an external server, reached by pg_dump. */
  readonly clusterFolder: string | null;
  /** How many backups stay in the folder; null leaves all, for a folder that is not ours to tidy. */
  readonly keep: number | null;
  readonly env: NodeJS.ProcessEnv;
  readonly log: (line: string) => void;
}

/** Somebody else is taking a backup of this database at this moment. */
export class BackupBusy extends Error {
  constructor() {
    super('Another backup of this installation is being taken; wait for its end.');
  }
}

/** Any fixed number, the same in every process: whoever holds this advisory lock takes a backup. */
const backupLock = '7324911202';

/** Take a backup while everything runs. It appears whole or not at all. */
export async function takeBackup(options: BackupOptions): Promise<TakenBackup> {
  const client = new pg.Client({ connectionString: options.ownerUrl });
  client.on('error', () => {});
  await client.connect();
  try {
    const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_lock($1) as held', [backupLock]);
    if (rows[0]?.held !== true) throw new BackupBusy();
    return await takeAlone(options);
  } finally {
    // The lock goes with the session.
    await client.end().catch(() => {});
  }
}

async function takeAlone(options: BackupOptions): Promise<TakenBackup> {
  const { clusterFolder, ownerUrl, log } = options;
  const backups = resolve(options.backups);
  await mkdir(backups, { recursive: true, mode: 0o700 });
  for (const name of await readdir(backups)) {
    // Left by a backup that was killed; nobody else works here while we hold the lock.
    if (/^\d{4}-\d{2}-\d{2}T[\d-]+Z(\.part)+$/.test(name))
      await rm(join(backups, name), { recursive: true, force: true });
  }
  const time = new Date().toISOString();
  const path = join(backups, time.replaceAll(':', '-').replace('.', '-'));
  const unfinished = `${path}.part`;
  const previous = (await listBackups(backups))[0] ?? null;
  try {
    const database: BackupManifest =
      clusterFolder === null
        ? await dumpExternal({ url: ownerUrl, target: unfinished, log })
        : await backupCluster({ ownerUrl, dataFolder: join(clusterFolder, 'data'), target: unfinished, log });
    const files = await copyHouse(options, unfinished, previous);
    const manifest: HouseManifest = { format: 1, time, database: database.kind, files };
    await writeHashed(unfinished, manifestName, `${JSON.stringify(manifest, null, 1)}\n`);
    await rename(unfinished, path);
    await tidy(options, backups, database);
    return { path, manifest };
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    throw error;
  }
}

async function tidy(options: BackupOptions, backups: string, database: BackupManifest): Promise<void> {
  if (options.keep === null) return;
  const { clusterFolder, keep, log } = options;
  const archive = clusterFolder === null ? {} : { archive: join(clusterFolder, 'archive') };
  await pruneBackups({ backups, keep, log, systemIdentifier: database.systemIdentifier, ...archive });
}

/** What belongs to the installation beside its database, relative to the data folder; folders with all that is in them. */
const record = 'logs/cel.json';
const kept = ['keys', 'recordings', 'attachments', 'prompts', 'asterisk/endpoints.json', record];

async function copyHouse(options: BackupOptions, root: string, previous: TakenBackup | null): Promise<FileEntry[]> {
  const earlier = new Map(previous?.manifest.files.map((file) => [file.path, file]) ?? []);
  const files: FileEntry[] = [];
  const keep = async (source: string): Promise<void> => {
    const path = join(houseFolder, relative(options.data, source));
    const linked = await linkEarlier(source, path, root, previous, earlier.get(path));
    // A part of a call that ends at this moment is joined and removed: then the joined file is there, or comes with the next backup.
    const copied = linked ?? (await copyHashed(source, root, path).catch(absent));
    if (copied !== null) files.push(copied);
  };
  for (const source of (await Promise.all(kept.map((path) => filesUnder(join(options.data, path))))).flat())
    await keep(source);
  // Listed only now: when the record was rotated while it was copied, it is among them.
  for (const source of await rotatedCelFiles(join(options.data, record))) await keep(source);
  files.push(await writeHashed(root, join(houseFolder, 'configuration.json'), configurationOf(options.env)));
  return files;
}

/** Recordings below a year never change after they were renamed into place. */
const unchanging = /^house\/(?:recordings|attachments)\/\d{4}\//;

async function linkEarlier(
  source: string,
  path: string,
  root: string,
  previous: TakenBackup | null,
  entry: FileEntry | undefined,
): Promise<FileEntry | null> {
  if (previous === null || entry === undefined || !unchanging.test(path)) return null;
  if ((await stat(source).catch(absent))?.size !== entry.size) return null;
  await mkdir(dirname(join(root, path)), { recursive: true, mode: 0o700 });
  // Another file system, or one without links: it is copied.
  const isLinked = await link(join(previous.path, path), join(root, path)).then(
    () => true,
    () => false,
  );
  return isLinked ? entry : null;
}

/** A file, or all files below a folder but those that are still being written under another name. */
async function filesUnder(path: string): Promise<string[]> {
  const found = await stat(path).catch(absent);
  if (found === null) return [];
  if (found.isFile()) return [path];
  const names = await readdir(path).catch(absent);
  const inner = await Promise.all(
    (names ?? []).filter((name) => !name.endsWith('.part')).map((name) => filesUnder(join(path, name))),
  );
  return inner.flat().sort();
}

/** The variables this process was started with, for whoever builds the machine anew; the password of the database is not among them. */
function configurationOf(env: NodeJS.ProcessEnv): string {
  const entries = Object.entries(env).filter(([name]) => name.startsWith('SIGAP_'));
  const { DATABASE_URL: address } = env;
  if (address !== undefined) {
    const url = new URL(address);
    url.password = '';
    entries.push(['DATABASE_URL', url.href]);
  }
  return `${JSON.stringify(Object.fromEntries(entries.sort()), null, 1)}\n`;
}

function absent(error: unknown): null {
  if (errorCode(error) === 'ENOENT') return null;
  throw error;
}

/** Read what a backup says it holds beside the database. */
export async function readHouseManifest(path: string): Promise<HouseManifest> {
  const text = await readFile(join(path, manifestName), 'utf8').catch(absent);
  if (text === null) throw new Error(`${path} is not a backup of an installation: ${manifestName} is missing.`);
  return houseManifest.parse(JSON.parse(text));
}

/** The whole backups of a folder, newest first. */
export async function listBackups(folder: string): Promise<TakenBackup[]> {
  const names = (await readdir(folder).catch(absent)) ?? [];
  const found = await Promise.all(
    names
      .filter((name) => !name.endsWith('.part'))
      .map(async (name) => {
        const path = join(folder, name);
        const manifest = await readHouseManifest(path).catch(() => null);
        return manifest === null ? [] : [{ path, manifest }];
      }),
  );
  return found.flat().sort((a, b) => b.manifest.time.localeCompare(a.manifest.time));
}
