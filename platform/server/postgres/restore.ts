import { constants } from 'node:fs';
import { appendFile, copyFile, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { requireEmpty, verifyBackup } from './manifest.ts';
import { errorCode, PostgresProblem } from './problem.ts';
import { segmentName, segmentPosition } from './wal.ts';

export interface RestoreOptions {
  /** A folder made by backupCluster. */
  readonly backup: string;
  /** The launcher's folder: absent or empty. */
  readonly folder: string;
  /** The archive/ folder of the old cluster: with it everything after the backup is replayed too, up to `until`. */
  readonly archive?: string;
  /** Stop replaying at this moment; needs `archive` to reach beyond the backup. */
  readonly until?: Date;
  readonly log?: (line: string) => void;
}

/** Recovery settings of an earlier restore, which backups carry along; a new restore must not inherit its target. */
const recoverySetting = /^\s*(restore_command|recovery_target\w*|recovery_end_command|archive_cleanup_command)\b/;

async function writeRecovery(data: string, until: Date | undefined): Promise<void> {
  const file = join(data, 'postgresql.auto.conf');
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return '';
    throw error;
  });
  const kept = text.split('\n').filter((line) => !recoverySetting.test(line));
  await writeFile(file, kept.join('\n'));
  const lines = [
    // Relative to the data folder, where the server runs it; a missing segment is the normal end of the replay.
    `restore_command = 'test -f ../restore-wal/%f.gz && gzip -dc ../restore-wal/%f.gz > %p'`,
    ...(until
      ? [
          `recovery_target_time = '${until.toISOString().replace('T', ' ').replace('Z', '+00')}'`,
          `recovery_target_action = 'promote'`,
        ]
      : []),
  ];
  await appendFile(file, `\n${lines.join('\n')}\n`);
  await writeFile(join(data, 'recovery.signal'), '', { mode: 0o600 });
}

/** Bring along archived WAL from the backup's start on, and the histories of all timelines. */
async function copyArchive(archive: string, wal: string, startSegment: string): Promise<number> {
  let count = 0;
  for (const name of await readdir(archive)) {
    const segment = segmentName(name);
    const isWanted = segment
      ? segmentPosition(segment) >= segmentPosition(startSegment)
      : /^[0-9A-F]{8}\.history\.gz$/.test(name);
    if (!isWanted) continue;
    await copyFile(join(archive, name), join(wal, name));
    count += 1;
  }
  return count;
}

/**
 * Lay a backup out as a new cluster; the next startPostgres on `folder` replays its WAL and opens it, then archives into the new
 * folder's own archive/. The manifest is verified first, and nothing is written into a folder that is not empty.
 */
export async function restoreCluster(options: RestoreOptions): Promise<void> {
  const folder = resolve(options.folder);
  const backup = resolve(options.backup);
  await requireEmpty(folder);
  const manifest = await verifyBackup(backup);
  if (manifest.kind !== 'cluster') {
    throw new PostgresProblem('backup.not_a_backup', {
      folder: backup,
      reason: 'it is a dump; restore it into a database',
    });
  }
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const unfinished = join(folder, 'data.restoring');
  const wal = join(folder, 'restore-wal');
  try {
    await mkdir(wal, { mode: 0o700 });
    for (const path of manifest.folders) {
      await mkdir(join(unfinished, path.slice('data'.length)), { recursive: true, mode: 0o700 });
    }
    for (const { path } of manifest.files) {
      const [top, ...rest] = path.split('/');
      const target =
        top === 'data' ? join(unfinished, ...rest) : top === 'wal' ? join(wal, ...rest) : join(folder, path);
      await copyFile(join(backup, path), target, constants.COPYFILE_EXCL);
    }
    const archived = options.archive ? await copyArchive(resolve(options.archive), wal, manifest.startSegment) : 0;
    await writeRecovery(unfinished, options.until);
    await rename(unfinished, join(folder, 'data'));
    options.log?.(`Restore: ${manifest.files.length} files checked and laid out, ${archived} archived WAL files`);
  } catch (error) {
    for (const name of await readdir(folder)) await rm(join(folder, name), { recursive: true, force: true });
    throw error;
  }
}
