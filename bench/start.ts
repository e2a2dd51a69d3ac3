import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort, mediaPorts } from '#platform/server/testing/free-port.ts';
import type { BenchResult } from './result.ts';

const root = join(import.meta.dirname, '..');
const idleSeconds = 60;

/**
 * `npm start` in a fresh clone with an empty home and an empty npm cache until the server is ready, what it fetched, the same
 * start again, and what every process holds after a minute without work. Debian's own apt lists and Node itself are there.
 */
export async function bench(): Promise<BenchResult> {
  const folder = await mkdtemp(join(tmpdir(), 'sigap-cold-'));
  const clone = join(folder, 'clone');
  const env = await coldEnvironment(folder);
  let server: ChildProcess | null = null;
  try {
    await promisify(execFile)('git', ['clone', '--quiet', '--depth', '1', `file://${root}`, clone]);
    const cold = await start(clone, env);
    server = cold.child;
    const fetched = await sizes(folder, clone);
    await stop(cold.child);
    const warm = await start(clone, env);
    server = warm.child;
    await sleep(idleSeconds * 1000);
    const memory = await memoryOf(folder, clone, warm.child.pid ?? 0);
    await stop(warm.child);
    server = null;
    return {
      name: 'start',
      ours: `cold ${(cold.ms / 1000).toFixed(1)} s, warm ${(warm.ms / 1000).toFixed(1)} s, idle ${memory.total} MiB`,
      reference: 'none',
      ratio: null,
      target: null,
      remark: `cold: fresh clone, empty home and npm cache, Node ${process.versions.node} at hand; ${fetched}. Idle ${idleSeconds} s after the warm start with the demo regencies, nobody signed in (PSS, MiB): ${memory.each}`,
    };
  } finally {
    if (server !== null) await stop(server);
    await rm(folder, { recursive: true, force: true });
  }
}

async function coldEnvironment(folder: string): Promise<NodeJS.ProcessEnv> {
  const home = join(folder, 'home');
  await mkdir(home);
  // What `npm run` adds must not lend the clone the programs of this folder.
  const path = (process.env['PATH'] ?? '').split(delimiter).filter((each) => !each.startsWith(root));
  const rtp = mediaPorts(200);
  const own = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(npm_(?!config_(user|global)config)|SIGAP_)/.test(name)),
  );
  return {
    ...own,
    PATH: [dirname(process.execPath), ...path].join(delimiter),
    HOME: home,
    npm_config_cache: join(folder, 'npm'),
    npm_config_userconfig: process.env['npm_config_userconfig'] ?? join(process.env['HOME'] ?? home, '.npmrc'),
    SIGAP_PORT: String(await freePort()),
    SIGAP_SIP_PORT: String(await freePort()),
    SIGAP_SIP_WS_PORT: String(await freePort()),
    SIGAP_RTP_PORTS: `${rtp.from}-${rtp.to}`,
  };
}

async function start(clone: string, env: NodeJS.ProcessEnv): Promise<{ child: ChildProcess; ms: number }> {
  const began = performance.now();
  const child = spawn('npm', ['start'], { cwd: clone, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  const url = `http://127.0.0.1:${env['SIGAP_PORT']}/health/ready`;
  for (;;) {
    const isReady = await fetch(url).then(
      (response) => response.ok,
      () => false,
    );
    if (isReady) return { child, ms: performance.now() - began };
    if (child.exitCode !== null || performance.now() - began > 600_000) {
      await stop(child);
      throw new Error(`npm start did not become ready:\n${output}`);
    }
    await sleep(50);
  }
}

/** The whole group of processes: npm does not pass every signal on. */
async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.pid === undefined) return;
  const ended = once(child, 'exit');
  process.kill(-child.pid, 'SIGTERM');
  await ended;
  // npm may end before what it started.
  await sleep(3000);
}

async function sizes(folder: string, clone: string): Promise<string> {
  const parts: [string, string][] = [
    ['npm packages fetched', join(folder, 'npm/_cacache/content-v2')],
    ['node_modules', join(clone, 'node_modules')],
    ['Asterisk and other programs (unpacked, with their archives)', join(clone, 'var/tools')],
    ['built screens', join(clone, 'dist')],
    ['database', join(clone, 'var/postgres')],
  ];
  const told: string[] = [];
  for (const [name, path] of parts) told.push(`${name} ${mib(existsSync(path) ? await bytesIn(path) : 0)}`);
  const archives = existsSync(join(clone, 'var'))
    ? await bytesIn(join(clone, 'var'), (name) => name.endsWith('.deb'))
    : 0;
  return `${told.join(', ')}, Debian archives kept ${mib(archives)}`;
}

const mib = (bytes: number) => `${(bytes / 2 ** 20).toFixed(1)} MiB`;

async function bytesIn(path: string, counts: (name: string) => boolean = () => true): Promise<number> {
  let sum = 0;
  for (const entry of await readdir(path, { recursive: true, withFileTypes: true })) {
    if (entry.isFile() && counts(entry.name))
      sum += (await stat(join(entry.parentPath, entry.name)).catch(() => null))?.size ?? 0;
  }
  return sum;
}

interface Running {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

/** Everything started from the clone, also what lives on without its parent, summed by kind. */
async function memoryOf(folder: string, clone: string, first: number): Promise<{ total: number; each: string }> {
  const all = await processes();
  // PostgreSQL is told its folder by an open descriptor, so its command line does not name it.
  const postmaster = Number((await readFile(await postmasterFile(clone), 'utf8').catch(() => '')).split('\n')[0]);
  const ours = new Set(
    all
      .filter((each) => each.pid === first || each.pid === postmaster || each.command.includes(folder))
      .map(({ pid }) => pid),
  );
  for (let size = 0; size !== ours.size; ) {
    size = ours.size;
    for (const each of all) if (ours.has(each.parent)) ours.add(each.pid);
  }
  const kinds = new Map<string, { count: number; kib: number }>();
  for (const { pid, command } of all) {
    if (!ours.has(pid)) continue;
    const kind = kindOf(command);
    const known = kinds.get(kind) ?? { count: 0, kib: 0 };
    kinds.set(kind, { count: known.count + 1, kib: known.kib + (await pssKib(pid)) });
  }
  const listed = [...kinds].sort(([, a], [, b]) => b.kib - a.kib);
  return {
    total: Math.round(listed.reduce((sum, [, { kib }]) => sum + kib, 0) / 1024),
    each: listed
      .map(([kind, { count, kib }]) => `${kind}${count > 1 ? ` (${count})` : ''} ${Math.round(kib / 1024)}`)
      .join(', '),
  };
}

async function postmasterFile(clone: string): Promise<string> {
  const folder = join(clone, 'var/postgres');
  const found = (await readdir(folder, { recursive: true }).catch(() => [])).find((name) =>
    name.endsWith('postmaster.pid'),
  );
  return join(folder, found ?? 'postmaster.pid');
}

function kindOf(command: string): string {
  if (/postgres/.test(command)) return 'PostgreSQL';
  if (/asterisk/.test(command)) return 'Asterisk';
  if (/apps\/server\/main\.ts/.test(command)) return /bootstrap/.test(command) ? 'bootstrap' : 'server';
  if (/^npm|npm-cli/.test(command)) return 'npm';
  return command.split(' ')[0]?.split('/').at(-1) ?? command;
}

async function processes(): Promise<Running[]> {
  const found: Running[] = [];
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const [command, status] = await Promise.all(
      ['cmdline', 'status'].map((file) => readFile(`/proc/${name}/${file}`, 'utf8').catch(() => '')),
    );
    const parent = Number(/^PPid:\s+(\d+)/m.exec(status ?? '')?.[1] ?? 0);
    found.push({ pid: Number(name), parent, command: (command ?? '').replaceAll('\0', ' ').trim() });
  }
  return found;
}

/** Proportional share where the kernel lets us read it, else the resident size. */
async function pssKib(pid: number): Promise<number> {
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
  const pss = /^Pss:\s+(\d+)/m.exec(rollup)?.[1];
  if (pss !== undefined) return Number(pss);
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0);
}
