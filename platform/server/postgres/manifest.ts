import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readdir, readFile, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Transform, type TransformCallback } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { errorCode, PostgresProblem } from './problem.ts';
import { runProgram } from './program.ts';

/** A path inside the backup; a manifest from elsewhere must not lead out of it. */
const innerPath = z.string().refine((path) => !path.startsWith('/') && !path.split('/').includes('..'));
const fileEntry = z.object({ path: innerPath, size: z.number().int(), sha256: z.string().length(64) });
export type FileEntry = z.infer<typeof fileEntry>;

const shared = {
  format: z.literal(1),
  /** Start of the backup, RFC 3339. */
  time: z.iso.datetime(),
  serverVersion: z.string(),
  systemIdentifier: z.string(),
  /** Empty folders count too: PostgreSQL does not start without them. */
  folders: z.array(innerPath),
  files: z.array(fileEntry),
};

const clusterManifest = z.object({
  ...shared,
  kind: z.literal('cluster'),
  major: z.number().int(),
  timeline: z.number().int(),
  startLsn: z.string(),
  stopLsn: z.string(),
  /** First WAL segment a restore needs. */
  startSegment: z.string(),
});
const dumpManifest = z.object({ ...shared, kind: z.literal('dump'), database: z.string() });
const anyManifest = z.discriminatedUnion('kind', [clusterManifest, dumpManifest]);

export type ClusterManifest = z.infer<typeof clusterManifest>;
export type DumpManifest = z.infer<typeof dumpManifest>;
export type BackupManifest = z.infer<typeof anyManifest>;

const manifestName = 'manifest.json';

/** Refuse a folder with anything in it; absent is fine. */
export async function requireEmpty(folder: string): Promise<void> {
  const entries = await readdir(folder).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  });
  if (entries.length > 0) throw new PostgresProblem('backup.target_not_empty', { folder });
}

/** Copy a file, optionally through a transform such as gzip, and hash what was written. */
export async function copyHashed(source: string, root: string, path: string, through?: Transform): Promise<FileEntry> {
  const target = join(root, path);
  await mkdir(dirname(target), { recursive: true, mode: 0o700 });
  const hash = createHash('sha256');
  let size = 0;
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done: TransformCallback) {
      hash.update(chunk);
      size += chunk.length;
      done(null, chunk);
    },
  });
  const from = createReadStream(source, { highWaterMark: 1 << 20 });
  const to = createWriteStream(target, { flags: 'wx', mode: 0o600 });
  try {
    await (through ? pipeline(from, through, measure, to) : pipeline(from, measure, to));
  } catch (error) {
    await rm(target, { force: true });
    throw error;
  }
  return { path, size, sha256: hash.digest('hex') };
}

/** Write a small file of the backup. */
export async function writeHashed(root: string, path: string, text: string): Promise<FileEntry> {
  const target = join(root, path);
  await mkdir(dirname(target), { recursive: true, mode: 0o700 });
  const handle = await open(target, 'wx', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  return { path, size: Buffer.byteLength(text), sha256: createHash('sha256').update(text).digest('hex') };
}

/** Put everything on the disk, then the manifest: a backup that has one is whole, also after a power cut. */
export async function writeManifest(root: string, manifest: BackupManifest): Promise<void> {
  // One sync of the file system is far quicker than one for each of a thousand files; macOS knows no -f.
  const { status, output } = await runProgram('sync', process.platform === 'linux' ? ['-f', root] : [], {
    runAs: null,
  });
  if (status !== 0) throw new PostgresProblem('backup.program_failed', { program: 'sync', reason: output.trim() });
  await writeHashed(root, manifestName, `${JSON.stringify(anyManifest.parse(manifest), null, 1)}\n`);
}

/** Read a backup's manifest; throws PostgresProblem `backup.not_a_backup` when the folder holds none. */
export async function readManifest(backup: string): Promise<BackupManifest> {
  try {
    return anyManifest.parse(JSON.parse(await readFile(join(backup, manifestName), 'utf8')));
  } catch (error) {
    const reason = errorCode(error) === 'ENOENT' ? `${manifestName} is missing` : `${manifestName} is not readable`;
    throw new PostgresProblem('backup.not_a_backup', { folder: backup, reason });
  }
}

/** Check every file of a backup against its manifest; throws `backup.damaged` at the first difference. */
export async function verifyBackup(backup: string): Promise<BackupManifest> {
  const manifest = await readManifest(backup);
  for (const { path, size, sha256 } of manifest.files) {
    const file = join(backup, path);
    const found = await stat(file).catch(() => null);
    if (!found) throw new PostgresProblem('backup.damaged', { folder: backup, reason: `${path} is missing` });
    if (found.size !== size)
      throw new PostgresProblem('backup.damaged', { folder: backup, reason: `${path} has another size` });
    const hash = createHash('sha256');
    await pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), hash);
    if (hash.digest('hex') !== sha256) {
      throw new PostgresProblem('backup.damaged', { folder: backup, reason: `${path} has other content` });
    }
  }
  return manifest;
}
