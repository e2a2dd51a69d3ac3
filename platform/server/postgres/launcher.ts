import { mkdir, readdir, readFile, realpath, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Binaries, findBinaries } from './binaries.ts';
import {
  createCluster,
  inspectData,
  ownerRole,
  type Place,
  passwordFile,
  readPassword,
  requireSameMajor,
  runOnData,
} from './cluster.ts';
import { askIdentity, mayRun, pidState, readPidFile, readSystemIdentifier, waitUntilUnused } from './live-server.ts';
import { canReach, chooseUser, giveTree, makePassable, makePrivate } from './ownership.ts';
import { tryPort } from './port.ts';
import { errorCode, PostgresProblem } from './problem.ts';
import { writePrivateFile, writeSettings } from './settings.ts';
import { withStartLock } from './start-lock.ts';

export interface PostgresOptions {
  /** Holds everything: data/, archive/ (WAL), run/ (socket), log/, owner-password, port. Made when absent. */
  readonly folder: string;
  /** `embedded`: the npm package's programs; else the folder of an installation, such as /usr/lib/postgresql/15/bin. */
  readonly binaries?: 'embedded' | { readonly bin: string };
  /** On 127.0.0.1. Without it the port of the last start, or a free one. */
  readonly port?: number;
  readonly log: (line: string) => void;
  /** PostgreSQL settings that win over the launcher's. */
  readonly settings?: Readonly<Record<string, string>>;
}

export interface RunningPostgres {
  /** postgres:// address of the superuser, password included: keep it out of logs. */
  readonly ownerUrl: string;
  /** True when the server was already running, left by a process that was killed. */
  readonly adopted: boolean;
  /** As the server says it, for example `18.4`. */
  readonly version: string;
  readonly port: number;
  /** Fast shutdown: open transactions are rolled back, acknowledged ones are safe. Calling it twice is one stop. */
  stop(): Promise<void>;
}

/** Where copies of the programs go when the server's user cannot reach the original: it must be outside a 0700 home. */
const rootCopies = '/var/cache/embedded-postgres';

function ownerUrl(password: string, port: number): string {
  return `postgres://${ownerRole}:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`;
}

/** The longest address a Unix socket may have, with the end that both sides put to it. */
const longestSocketPath = 107;

/**
 * What everybody connects by: the server's Unix socket, which costs each statement about a tenth less than TCP on loopback and
 * half of its outliers (measured); TCP where the folder's name is too long for one.
 */
function socketUrl(place: Place, password: string, port: number): string {
  const url = ownerUrl(password, port);
  const folder = join(place.folder, 'run');
  const isShort = Buffer.byteLength(`${folder}/.s.PGSQL.${port}`) <= longestSocketPath;
  return isShort ? `${url}?host=${encodeURIComponent(folder)}` : url;
}

async function preparePlace(options: PostgresOptions): Promise<Place> {
  const wanted = resolve(options.folder);
  await mkdir(wanted, { recursive: true, mode: 0o700 });
  const folder = await realpath(wanted);
  const dataFolder = join(folder, 'data');
  const runAs = await chooseUser(dataFolder);
  await makePassable(folder, runAs);
  for (const name of ['archive', 'run', 'log']) await makePrivate(join(folder, name), runAs);
  return { folder, dataFolder, runAs, isReachable: await canReach(folder, runAs) };
}

/** The last lines of what PostgreSQL wrote, for the message of a start that failed. */
async function logTail(place: Place): Promise<string> {
  const logs = join(place.folder, 'log');
  const names = (await readdir(logs)).filter((name) => name.endsWith('.log'));
  const files = await Promise.all(
    names.map(async (name) => ({ name, changed: (await stat(join(logs, name))).mtimeMs })),
  );
  const newest = files.sort((a, b) => b.changed - a.changed).slice(0, 2);
  const texts = await Promise.all(
    newest.reverse().map(async ({ name }) => {
      const lines = (await readFile(join(logs, name), 'utf8')).trim().split('\n');
      // start.log holds this start only; the day's log holds everything since midnight.
      return name === 'start.log'
        ? lines
        : lines.filter((line) => /FATAL|ERROR|PANIC|HINT|could not/.test(line)).slice(-4);
    }),
  );
  return texts.flat().slice(-8).join('\n');
}

/**
 * Take over the server that is already running on this folder, or find that there is none. Waits while it is starting or
 * stopping; clears a pid file whose number now belongs to some other program.
 */
async function adopt(place: Place, password: string, log: (line: string) => void): Promise<RunningPostgres | null> {
  const { dataFolder } = place;
  for (let round = 0; ; round += 1) {
    const pidFile = await readPidFile(dataFolder);
    const state = pidFile ? await pidState(pidFile.pid, dataFolder) : 'gone';
    if (!pidFile || state === 'gone') return null;
    if (state === 'foreign' || state === 'zombie') {
      await waitUntilUnused(dataFolder);
      log(
        `PostgreSQL: postmaster.pid names process ${pidFile.pid}, which is not a server on this folder; it was removed`,
      );
      await rm(join(dataFolder, 'postmaster.pid'), { force: true });
      return null;
    }
    const identity = pidFile.port > 0 ? await askIdentity(ownerUrl(password, pidFile.port)) : null;
    if (identity === 'wrong_password' && state === 'ours') {
      throw new PostgresProblem('postgres.wrong_password', { file: passwordFile(place.folder) });
    }
    if (identity && identity !== 'wrong_password' && !identity.isInRecovery) {
      const isSame =
        identity.systemIdentifier === (await readSystemIdentifier(dataFolder)) &&
        (state === 'ours' || identity.dataDirectory === dataFolder);
      if (isSame) return runningServer(place, password, pidFile.port, identity.version, true);
    }
    if (round % 50 === 20)
      log(`PostgreSQL: waiting for the server that is already running (${pidFile.status || 'starting'})`);
    if (round === 600) {
      throw new PostgresProblem('postgres.still_in_use', { pids: pidFile.pid, folder: dataFolder });
    }
    await sleep(200);
  }
}

function runningServer(
  place: Place,
  password: string,
  port: number,
  version: string,
  adopted: boolean,
): RunningPostgres {
  let stopping: Promise<void> | undefined;
  return {
    ownerUrl: socketUrl(place, password, port),
    adopted,
    version,
    port,
    stop: () => {
      stopping ??= stopServer(place);
      return stopping;
    },
  };
}

/** Ask the postmaster for a fast shutdown and wait for its end. SIGINT is what `pg_ctl stop -m fast` sends. */
async function stopServer(place: Place): Promise<void> {
  const { dataFolder } = place;
  const pidFile = await readPidFile(dataFolder);
  if (!pidFile || !(await mayRun(dataFolder, pidFile.pid))) return;
  process.kill(pidFile.pid, 'SIGINT');
  for (let round = 0; ; round += 1) {
    const now = await readPidFile(dataFolder);
    if (!now || !(await mayRun(dataFolder, pidFile.pid))) break;
    if (round === 1_200) {
      throw new PostgresProblem('postgres.stop_failed', { folder: dataFolder, reason: await logTail(place) });
    }
    await sleep(50);
  }
  await waitUntilUnused(dataFolder);
}

async function choosePort(options: PostgresOptions, place: Place): Promise<number> {
  if (options.port !== undefined) {
    if ((await tryPort(options.port)) === null)
      throw new PostgresProblem('postgres.port_taken', { port: options.port });
    return options.port;
  }
  const stored = Number(await readFile(join(place.folder, 'port'), 'utf8').catch(() => '0'));
  const found = (stored > 0 && stored < 65_536 ? await tryPort(stored) : null) ?? (await tryPort(0));
  if (found === null) throw new PostgresProblem('postgres.port_taken', { port: stored });
  if (stored > 0 && found !== stored) options.log(`PostgreSQL: port ${stored} is taken, using ${found}`);
  return found;
}

/** Wait until the server takes writes: after a restore it first replays WAL, for as long as that takes. */
async function waitUntilOpen(place: Place, url: string, log: (line: string) => void): Promise<string> {
  for (let round = 0; ; round += 1) {
    const identity = await askIdentity(url);
    if (identity === 'wrong_password') {
      throw new PostgresProblem('postgres.wrong_password', { file: passwordFile(place.folder) });
    }
    if (identity && !identity.isInRecovery) return identity.version;
    const pidFile = await readPidFile(place.dataFolder);
    if (!pidFile || !(await mayRun(place.dataFolder, pidFile.pid))) {
      throw new PostgresProblem('postgres.start_failed', { folder: place.folder, reason: await logTail(place) });
    }
    if (round % 50 === 10) log('PostgreSQL: recovering');
    await sleep(100);
  }
}

async function start(
  options: PostgresOptions,
  place: Place,
  binaries: Binaries,
  password: string,
): Promise<RunningPostgres> {
  const { folder, dataFolder, runAs } = place;
  await waitUntilUnused(dataFolder);
  // Sockets and their lock files of a killed server: nobody uses this folder, but a zombie would keep them "in use".
  for (const name of await readdir(join(folder, 'run'))) await rm(join(folder, 'run', name));
  await giveTree(dataFolder, runAs);
  if (await stat(join(folder, 'restore-wal')).catch(() => null)) await giveTree(join(folder, 'restore-wal'), runAs);
  for (let attempt = 1; ; attempt += 1) {
    const port = await choosePort(options, place);
    await writeSettings(dataFolder, port, options.settings ?? {}, runAs);
    await rm(join(folder, 'log', 'start.log'), { force: true });
    const { status, output } = await runOnData(place, dataFolder, join(binaries.bin, 'pg_ctl'), (data) => [
      ...['start', '-w', '-t', '600', '-s', '-D', data, '-l', `${data}/../log/start.log`],
    ]);
    if (status === 0) {
      await writePrivateFile(join(folder, 'port'), `${port}\n`, null);
      const version = await waitUntilOpen(place, ownerUrl(password, port), options.log);
      await rm(join(folder, 'restore-wal'), { recursive: true, force: true });
      return runningServer(place, password, port, version, false);
    }
    const reason = `${await logTail(place)}\n${output.trim()}`.trim();
    // Somebody took the port between our look and PostgreSQL's: choose again, unless the caller insists on it.
    const isPortTaken = /could not bind|Address already in use/.test(reason);
    if (isPortTaken && options.port !== undefined) throw new PostgresProblem('postgres.port_taken', { port });
    if (!isPortTaken || attempt === 3) throw new PostgresProblem('postgres.start_failed', { folder, reason });
  }
}

/**
 * Start PostgreSQL on `folder`, or take over the one that already runs there; make the cluster when there is none.
 * The server outlives this process (a killed parent must not end it): `stop()` ends it, the next start adopts it.
 * Throws PostgresProblem, whose message says what to do.
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const folder = resolve(options.folder);
  const onWait = () => options.log('PostgreSQL: another process is starting it, waiting');
  return withStartLock(`postgres:${folder}`, onWait, async () => {
    try {
      const place = await preparePlace(options);
      const copies = process.getuid?.() === 0 ? rootCopies : join(place.folder, 'programs');
      const binaries = await findBinaries(options.binaries ?? 'embedded', place.runAs, copies);
      if ((await inspectData(place.dataFolder, options.log)) === 'absent') {
        options.log(`PostgreSQL: making a new database in ${place.dataFolder}`);
        await createCluster(place, binaries);
      }
      await requireSameMajor(place.dataFolder, binaries);
      const password = await readPassword(place.folder);
      const adopted = await adopt(place, password, options.log);
      return adopted ?? (await start(options, place, binaries, password));
    } catch (error) {
      const code = errorCode(error);
      if (code !== 'EACCES' && code !== 'EPERM') throw error;
      const owner = (await stat(folder).catch(() => null))?.uid ?? -1;
      throw new PostgresProblem('postgres.not_owner', { folder, owner, uid: process.getuid?.() ?? -1 });
    }
  });
}
