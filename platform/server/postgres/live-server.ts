import { existsSync } from 'node:fs';
import { open, readdir, readFile, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { errorCode, PostgresProblem } from './problem.ts';

/** What a postmaster wrote into postmaster.pid; the status is missing while it is very young. */
export interface PidFile {
  readonly pid: number;
  readonly port: number;
  readonly status: string;
}

/** Layout: https://www.postgresql.org/docs/current/storage-file-layout.html and miscinit.c (LOCK_FILE_LINE_*). */
export async function readPidFile(dataFolder: string): Promise<PidFile | null> {
  const text = await readFile(join(dataFolder, 'postmaster.pid'), 'utf8').catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  });
  if (text === null) return null;
  const lines = text.split('\n');
  return { pid: Number(lines[0]), port: Number(lines[3] ?? 0), status: (lines[7] ?? '').trim() };
}

/** The first eight bytes of global/pg_control: the cluster's identity, unchanged until a new initdb. */
export async function readSystemIdentifier(dataFolder: string): Promise<string> {
  const file = await open(join(dataFolder, 'global', 'pg_control'));
  try {
    const { buffer } = await file.read(Buffer.alloc(8), 0, 8, 0);
    return buffer.readBigUInt64LE().toString();
  } finally {
    await file.close();
  }
}

export type PidState = 'gone' | 'zombie' | 'ours' | 'foreign' | 'unknown';

/**
 * Is process `pid` a server on this folder? A number alone proves nothing: after a reboot or in a new container it may belong
 * to anybody. Every PostgreSQL process works in its data folder, which Linux shows; elsewhere the answer must come from SQL.
 */
export async function pidState(pid: number, dataFolder: string): Promise<PidState> {
  // A standalone backend writes its pid negated.
  const process_ = Math.abs(pid);
  if (!Number.isInteger(process_) || process_ <= 1) return 'gone';
  if (process.platform === 'linux') {
    try {
      return (await readlink(`/proc/${process_}/cwd`)) === dataFolder ? 'ours' : 'foreign';
    } catch (error) {
      if (errorCode(error) !== 'ENOENT') return 'foreign';
      // A container whose process 1 reaps nobody keeps a killed postmaster as a zombie, which PostgreSQL takes for alive.
      return existsSync(`/proc/${process_}`) ? 'zombie' : 'gone';
    }
  }
  try {
    process.kill(process_, 0);
    return 'unknown';
  } catch (error) {
    return errorCode(error) === 'ESRCH' ? 'gone' : 'unknown';
  }
}

/** Processes that still work in this data folder: the children a killed postmaster leaves behind for a moment. */
async function processesIn(dataFolder: string): Promise<number[]> {
  if (process.platform !== 'linux') return [];
  const found: number[] = [];
  for (const name of await readdir('/proc')) {
    if (/^\d+$/.test(name) && (await pidState(Number(name), dataFolder)) === 'ours') found.push(Number(name));
  }
  return found;
}

/** Wait until nobody works in the data folder any more, at most 20 s: a second server on live data would destroy it. */
export async function waitUntilUnused(dataFolder: string): Promise<void> {
  for (let round = 0; ; round += 1) {
    const pids = await processesIn(dataFolder);
    if (pids.length === 0) return;
    if (round === 100)
      throw new PostgresProblem('postgres.still_in_use', { pids: pids.join(', '), folder: dataFolder });
    await sleep(200);
  }
}

/** Does a server of this folder still run, or may one? */
export async function mayRun(dataFolder: string, pid: number): Promise<boolean> {
  const state = await pidState(pid, dataFolder);
  return state === 'ours' || state === 'unknown';
}

export interface Identity {
  readonly systemIdentifier: string;
  readonly dataDirectory: string;
  readonly version: string;
  readonly isInRecovery: boolean;
}

/**
 * Who answers at this address? Null while the server refuses for a passing reason (starting, stopping, not listening).
 * A wrong password is an answer of its own: some other server, or the password file was replaced.
 */
export async function askIdentity(ownerUrl: string): Promise<Identity | 'wrong_password' | null> {
  const client = new Client({ connectionString: ownerUrl, connectionTimeoutMillis: 5_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<Identity>(`
      select (select system_identifier::text from pg_control_system()) as "systemIdentifier",
             current_setting('data_directory') as "dataDirectory",
             split_part(current_setting('server_version'), ' ', 1) as "version",
             pg_is_in_recovery() as "isInRecovery"`);
    return rows[0] ?? null;
  } catch (error) {
    return errorCode(error) === '28P01' ? 'wrong_password' : null;
  } finally {
    await client.end().catch(() => {});
  }
}
