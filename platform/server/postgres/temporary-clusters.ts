import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readlink, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { type PostgresOptions, type RunningPostgres, startPostgres } from './launcher.ts';
import { errorCode } from './problem.ts';
import { parseLsn } from './wal.ts';

/** Debian 12's PostgreSQL, the oldest version the product supports; tests run on it too where it is installed. */
export const debian15 = '/usr/lib/postgresql/15/bin';

export type Engine = NonNullable<PostgresOptions['binaries']>;
export const engines: { name: string; binaries: Engine }[] = [
  { name: 'embedded', binaries: 'embedded' },
  ...(existsSync(join(debian15, 'postgres')) ? [{ name: 'Debian 15', binaries: { bin: debian15 } }] : []),
];

/** Real servers in temporary folders; `close` stops them all and removes the folders. */
export class TemporaryClusters {
  readonly lines: string[] = [];
  #folders: string[] = [];
  #servers: RunningPostgres[] = [];

  /** A folder of mode 0700, as mkdtemp makes it: root's servers, run as `nobody`, cannot walk into it. */
  async folder(): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), 'pg-test-'));
    this.#folders.push(folder);
    return folder;
  }

  async start(folder: string, options: Partial<PostgresOptions> = {}): Promise<RunningPostgres> {
    const log = (line: string) => this.lines.push(line);
    const server = await startPostgres({ folder, log, ...options });
    this.#servers.push(server);
    return server;
  }

  async close(): Promise<void> {
    for (const server of this.#servers) await server.stop();
    for (const folder of this.#folders) await rm(folder, { recursive: true, force: true });
  }
}

/** Run statements in one session and answer the rows of the last one. */
export async function ask<Row extends object>(url: string, ...statements: string[]): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    let rows: Row[] = [];
    for (const statement of statements) rows = (await client.query<Row>(statement)).rows;
    return rows;
  } finally {
    await client.end();
  }
}

/** A WAL address as text that sorts. */
export function sortable(lsn: string): string {
  return parseLsn(lsn).toString().padStart(20, '0');
}

export interface Writers {
  readonly acknowledged: number[];
  /** For each acknowledged row a WAL address, sortable, that was on disk after its commit. */
  readonly flushedTo: string[];
  stop(): Promise<void>;
}

/** Sessions that insert rows one by one and remember which were acknowledged; a broken connection ends them. */
export function startWriters(url: string, count: number): Writers {
  const acknowledged: number[] = [];
  const flushedTo: string[] = [];
  let next = 0;
  let isOver = false;
  const write = async () => {
    const client = new Client({ connectionString: url });
    client.on('error', () => {});
    try {
      await client.connect();
      while (!isOver) {
        const id = next++;
        await client.query('insert into note values ($1, $2)', [id, 'x'.repeat(200)]);
        acknowledged.push(id);
        const index = acknowledged.length - 1;
        const { rows } = await client.query<{ lsn: string }>('select pg_current_wal_flush_lsn()::text as lsn');
        flushedTo[index] = sortable(rows[0]?.lsn ?? '0/0');
      }
    } catch {
      // The server was killed under us: that is what some tests do.
    } finally {
      await client.end().catch(() => {});
    }
  };
  const writers = Array.from({ length: count }, write);
  const stop = async () => {
    isOver = true;
    await Promise.all(writers);
  };
  return { acknowledged, flushedTo, stop };
}

/** Start a server from another Node process, which then waits to be killed. Resolves with that process's pid and the port. */
export function startFromChild(
  folder: string,
  user: { uid: number; gid: number } | Record<string, never> = {},
): Promise<{ pid: number; port: number; kill(): Promise<void> }> {
  const launcher = fileURLToPath(new URL('launcher.ts', import.meta.url));
  const code = `
    import { startPostgres } from ${JSON.stringify(launcher)};
    const server = await startPostgres({ folder: ${JSON.stringify(folder)}, log: () => {} });
    console.log('PORT ' + server.port);
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module-typescript', '--eval', code], {
    cwd: fileURLToPath(new URL('../../..', import.meta.url)),
    stdio: ['ignore', 'pipe', 'pipe'],
    ...user,
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  return new Promise((resolve, reject) => {
    let output = '';
    const collect = (text: string) => {
      output += text;
      const port = /PORT (\d+)/.exec(output)?.[1];
      if (port === undefined || child.pid === undefined) return;
      const kill = () => {
        child.kill('SIGKILL');
        return ended;
      };
      resolve({ pid: child.pid, port: Number(port), kill });
    };
    child.stdout?.setEncoding('utf8').on('data', collect);
    child.stderr?.setEncoding('utf8').on('data', collect);
    child.once('close', () => reject(new Error(output)));
  });
}

/** Kill every process of a cluster at once, found by its working folder: the nearest to pulling the plug. */
export async function killCluster(folder: string): Promise<number> {
  const data = join(folder, 'data');
  const found: number[] = [];
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    if ((await readlink(`/proc/${name}/cwd`).catch(() => '')) === data) found.push(Number(name));
  }
  // All in one go: children that see their postmaster die end by themselves.
  for (const pid of found) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch (error) {
      if (errorCode(error) !== 'ESRCH') throw error;
    }
  }
  return found.length;
}
