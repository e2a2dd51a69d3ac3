import { randomBytes } from 'node:crypto';
import { chown, open, readdir, readFile, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Binaries } from './binaries.ts';
import { makePrivate } from './ownership.ts';
import { errorCode, PostgresProblem } from './problem.ts';
import { type Ended, type RunAs, runProgram } from './program.ts';
import { writePrivateFile } from './settings.ts';

/** The one superuser; applications make roles of their own from it. */
export const ownerRole = 'postgres';

export interface Place {
  /** Absolute and free of symbolic links, as /proc shows it. */
  readonly folder: string;
  readonly dataFolder: string;
  readonly runAs: RunAs;
  /**
   * False when root dropped to a user who cannot walk to the folder (it lies under /root, or a 0700 `mktemp -d`). Then every
   * program inherits the data folder as an open descriptor and is told `-D /proc/self/fd/3`; PostgreSQL's processes work inside
   * it and need no other path.
   */
  readonly isReachable: boolean;
}

/** Run a PostgreSQL program on a data folder; `args` gets the name by which that program can reach it. */
export function runOnData(
  place: Place,
  dataFolder: string,
  program: string,
  args: (data: string) => readonly string[],
): Promise<Ended> {
  const { isReachable, runAs } = place;
  return isReachable
    ? runProgram(program, args(dataFolder), { runAs })
    : runProgram(program, args('/proc/self/fd/3'), { runAs, openFolder: dataFolder });
}

export function passwordFile(folder: string): string {
  return join(folder, 'owner-password');
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null)) !== null;
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * What lies in the data folder? A cluster of ours appears by a rename and is therefore whole. Anything else is moved aside,
 * never deleted, or refused when it could hold somebody's rows.
 */
export async function inspectData(dataFolder: string, log: (line: string) => void): Promise<'cluster' | 'absent'> {
  const entries = await readdir(dataFolder).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  });
  if (entries === null) return 'absent';
  if (entries.length === 0) {
    await rmdir(dataFolder);
    return 'absent';
  }
  const hasControl = await exists(join(dataFolder, 'global', 'pg_control'));
  const hasVersion = entries.includes('PG_VERSION');
  if (hasControl && hasVersion) return 'cluster';
  if (hasControl) throw new PostgresProblem('postgres.damaged_folder', { folder: dataFolder, missing: 'PG_VERSION' });
  // `base/5` or higher holds databases initdb made last: with them and without pg_control this once was a working cluster.
  if (await exists(join(dataFolder, 'base', '5'))) {
    throw new PostgresProblem('postgres.damaged_folder', { folder: dataFolder, missing: 'global/pg_control' });
  }
  const aside = `${dataFolder}.unfinished-${Date.now()}`;
  await rename(dataFolder, aside);
  log(`PostgreSQL: a half-made data folder was moved to ${aside}`);
  return 'absent';
}

/** Refuse data of another major version: its files cannot be read by these programs. */
export async function requireSameMajor(dataFolder: string, binaries: Binaries): Promise<void> {
  const found = Number((await readFile(join(dataFolder, 'PG_VERSION'), 'utf8')).trim());
  if (found !== binaries.major) {
    throw new PostgresProblem('postgres.other_major', { folder: dataFolder, found, wanted: binaries.major });
  }
}

function localeArguments(major: number): string[] {
  const locale = process.platform === 'darwin' ? '--locale=C' : '--locale=C.UTF-8';
  // The builtin provider (PostgreSQL 17) sorts by code point itself: a new ICU or glibc can never corrupt an index.
  return major >= 17 ? [locale, '--locale-provider=builtin', '--builtin-locale=C.UTF-8'] : [locale];
}

/** Make a new cluster under a temporary name and rename it: killed at any moment, the next start finds all of it or nothing. */
export async function createCluster(place: Place, binaries: Binaries): Promise<void> {
  const { folder, dataFolder, runAs } = place;
  for (const name of await readdir(folder)) {
    if (name.startsWith('data.new')) await rm(join(folder, name), { recursive: true, force: true });
  }
  const fresh = `${dataFolder}.new`;
  await makePrivate(fresh, runAs);
  const password = randomBytes(24).toString('base64url');
  const handOver = join(folder, '.initdb-password');
  await rm(handOver, { force: true });
  await writeFile(handOver, `${password}\n`, { mode: 0o600, flag: 'wx' });
  try {
    if (runAs) await chown(handOver, runAs.uid, runAs.gid);
    const { status, output } = await runOnData(place, fresh, join(binaries.bin, 'initdb'), (data) => [
      ...['-D', data, `--pwfile=${data}/../.initdb-password`, `--username=${ownerRole}`],
      ...['--auth=scram-sha-256', '--encoding=UTF8', '--data-checksums', ...localeArguments(binaries.major)],
    ]);
    if (status !== 0)
      throw new PostgresProblem('postgres.initdb_failed', { folder, reason: output.trim().slice(-1_000) });
  } finally {
    await rm(handOver, { force: true });
  }
  // The password before the cluster it opens: a cluster without one would be locked for ever.
  await writePrivateFile(passwordFile(folder), `${password}\n`, null);
  await rename(fresh, dataFolder);
  await syncFolder(folder);
}

export async function readPassword(folder: string): Promise<string> {
  const file = passwordFile(folder);
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') throw new PostgresProblem('postgres.no_password', { file });
    throw error;
  });
  return text.trim();
}
