import { access, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ok, type Result, refuse } from '#platform/shared/result.ts';
import { run } from './run.ts';
import type { DebianRefusal } from './texts.ts';

const defaultKeyring = '/usr/share/keyrings/debian-archive-keyring.gpg';
const defaultMirror = 'http://deb.debian.org/debian';

export interface DebianPackage {
  readonly name: string;
  readonly version: string;
}

/** apt with a state of its own: the machine's packages, lists and caches are neither read nor changed. */
export interface PrivateApt {
  readonly suite: string;
  readonly architecture: 'amd64' | 'arm64';
  /** The packages that installing `name` on an empty machine would bring, without recommendations. */
  closure(name: string): Promise<Result<readonly string[], DebianRefusal>>;
  /** Fetch packages (signature and hashes checked by apt) and return the paths of the .deb files. */
  download(names: readonly string[], folder: string): Promise<Result<readonly string[], DebianRefusal>>;
}

/**
 * Open a private apt for one suite below `folder` and read the suite's package lists.
 * Works as root and as ordinary user; needs the network once. The mirror is the one the machine itself uses.
 */
export async function openPrivateApt(options: {
  folder: string;
  suite: string;
  log: (line: string) => void;
}): Promise<Result<PrivateApt, DebianRefusal>> {
  const { folder, suite, log } = options;
  const architecture = await run('dpkg', ['--print-architecture']);
  const apt = await run('apt-get', ['--version']);
  if (architecture.status !== 0 || apt.status !== 0) return refuse('debian.no_apt');
  const name = architecture.stdout.trim();
  if (name !== 'amd64' && name !== 'arm64') return refuse('debian.architecture', { architecture: name });
  try {
    await access(defaultKeyring);
  } catch {
    return refuse('debian.no_keyring', { keyring: defaultKeyring });
  }
  const configuration = await writeConfiguration(folder, suite);
  const env = { ...process.env, APT_CONFIG: configuration, LC_ALL: 'C' };
  log(`reading the package lists of Debian ${suite}`);
  const update = await run('apt-get', ['update', '-qq', '-o', 'APT::Update::Error-Mode=any'], { env });
  if (update.status !== 0) return refuse('debian.unreachable', { suite, reason: lastLine(update.stderr) });
  return ok(createPrivateApt(suite, name, env));
}

function createPrivateApt(suite: string, architecture: 'amd64' | 'arm64', env: NodeJS.ProcessEnv): PrivateApt {
  return {
    suite,
    architecture,
    async closure(name) {
      const result = await run('apt-get', ['install', '--simulate', '-y', name], { env });
      if (result.status !== 0) return refuse('debian.not_found', { name, suite });
      return ok([...result.stdout.matchAll(/^Inst (\S+)/gm)].map((match) => match[1] ?? '').filter(Boolean));
    },
    async download(names, folder) {
      if (names.length === 0) return ok([]);
      await mkdir(folder, { recursive: true });
      const before = new Set(await readdir(folder));
      const result = await run('apt-get', ['download', '-q', ...names], { env, cwd: folder });
      if (result.status !== 0) {
        const unknown = /Unable to locate package (\S+)/.exec(result.stderr)?.[1];
        if (unknown !== undefined) return refuse('debian.not_found', { name: unknown, suite });
        return refuse('debian.unreachable', { suite, reason: lastLine(result.stderr) });
      }
      const files = (await readdir(folder)).filter((file) => file.endsWith('.deb') && !before.has(file));
      return ok(files.map((file) => join(folder, file)));
    },
  };
}

/**
 * Of the machine's own apt configuration only what concerns fetching (proxies, time-outs) is taken over: hooks of the
 * machine, such as those that empty its package cache, must not run because of us.
 */
async function writeConfiguration(folder: string, suite: string): Promise<string> {
  const state = join(folder, 'state');
  const cache = join(folder, 'cache');
  await mkdir(join(state, 'lists', 'partial'), { recursive: true });
  await mkdir(join(cache, 'archives', 'partial'), { recursive: true });
  await writeFile(join(state, 'status'), '');
  const sources = join(folder, 'sources.list');
  const mirror = await machineMirror();
  await writeFile(sources, `deb [signed-by=${defaultKeyring}] ${mirror} ${suite} main\n`);
  const machine = await run('apt-config', ['dump']);
  const fetching = machine.stdout.split('\n').filter((line) => line.startsWith('Acquire::'));
  const file = join(folder, 'apt.conf');
  await writeFile(
    file,
    [
      ...fetching,
      `Dir::State "${state}";`,
      `Dir::State::status "${join(state, 'status')}";`,
      `Dir::Cache "${cache}";`,
      `Dir::Etc::sourcelist "${sources}";`,
      ...['sourceparts', 'parts', 'main', 'preferences', 'preferencesparts', 'trusted', 'trustedparts'].map(
        (part) => `Dir::Etc::${part} "/dev/null";`,
      ),
      // As root apt would drop to the user _apt, who cannot write into a private folder.
      'APT::Sandbox::User "root";',
      'APT::Install-Recommends "false";',
      'Acquire::Languages "none";',
      'Acquire::Retries "3";',
      '',
    ].join('\n'),
  );
  return file;
}

/** The address from which the machine itself takes Debian, read from its sources (both formats of apt). */
async function machineMirror(): Promise<string> {
  const folder = '/etc/apt';
  const files = [join(folder, 'sources.list')];
  try {
    const parts = await readdir(join(folder, 'sources.list.d'));
    files.push(
      ...parts.filter((file) => /\.(list|sources)$/.test(file)).map((file) => join(folder, 'sources.list.d', file)),
    );
  } catch {
    // a machine without this folder has all its sources in sources.list
  }
  for (const file of files) {
    const text = await readFile(file, 'utf8').catch(() => '');
    const mirror = mirrorIn(text);
    if (mirror !== undefined) return mirror;
  }
  return defaultMirror;
}

/** The first address in an apt source text that ends in `/debian`; undefined when there is none. */
export function mirrorIn(text: string): string | undefined {
  for (const line of text.split('\n')) {
    const match = /^(?:deb\s+(?:\[[^\]]*\]\s+)?|URIs:\s*)(\S+)/i.exec(line.trim());
    const address = match?.[1];
    if (address !== undefined && /\/debian\/?$/.test(address)) return address.replace(/\/$/, '');
  }
  return undefined;
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}
