import { access, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { buildPrefix, linkPrefix, loaderOf, type PrefixStamp, readStamp } from '#platform/server/debian/prefix.ts';
import { run } from '#platform/server/debian/run.ts';
import type { DebianRefusal } from '#platform/server/debian/texts.ts';
import { ok, type Result, refuse } from '#platform/shared/result.ts';
import { asteriskModules } from './modules.ts';
import type { AsteriskRefusal } from './texts.ts';

/** Debian 12 and 13 have no Asterisk; the suite after them does. */
const suite = 'forky';

/** An Asterisk that can be started. */
export interface AsteriskProgram {
  /** As in `22.10.1`. */
  readonly version: string;
  /** Command and first arguments: the prefix's own loader and libraries, or the system's binary. */
  readonly command: readonly [string, ...string[]];
  readonly modules: string;
  /** Folder with `documentation/` and `rest-api/`. */
  readonly share: string;
}

/**
 * Asterisk from Debian in a private prefix. Fetched once into `cache` (a folder shared by tests and starts), then linked to
 * `prefix`; without network when either is there. `refresh` looks for a newer version in Debian.
 */
export async function installAsterisk(options: {
  prefix: string;
  cache: string;
  log: (line: string) => void;
  refresh?: boolean;
}): Promise<Result<AsteriskProgram, DebianRefusal | AsteriskRefusal>> {
  const { prefix, cache, log } = options;
  const there = options.refresh === true ? undefined : await usable(prefix);
  if (there !== undefined) return programOf(prefix, there);
  const cached = options.refresh === true ? undefined : await newestCached(cache);
  const source = cached === undefined ? await fetchAsterisk(cache, log) : ok(cached);
  if (!source.ok) return source;
  const stamp = await readStamp(source.value);
  if (stamp === undefined)
    throw new Error(`${source.value} lost its versions.json: remove the folder and start again.`);
  await linkPrefix(source.value, prefix);
  return programOf(prefix, stamp);
}

/** The Asterisk that the machine itself has, refused when it is too old for what we use. */
export async function findSystemAsterisk(): Promise<Result<AsteriskProgram, AsteriskRefusal>> {
  const binary = await firstThere(['/usr/sbin/asterisk', '/usr/local/sbin/asterisk', '/opt/asterisk/sbin/asterisk']);
  if (binary === undefined) return refuse('asterisk.absent');
  const printed = await run(binary, ['-V']);
  const version = /Asterisk (?:certified-)?(\d+\.\d+(?:\.\d+)?)/.exec(printed.stdout)?.[1];
  if (version === undefined) return refuse('asterisk.absent');
  const checked = checkVersion(version);
  if (!checked.ok) return checked;
  const folders = await libraryFolder();
  if (folders === undefined) return refuse('asterisk.modules_missing', { version, modules: 'modules/' });
  const present = new Set(await readdir(folders));
  const missing = asteriskModules.filter((name) => !present.has(`${name}.so`));
  if (missing.length > 0) return refuse('asterisk.modules_missing', { version, modules: missing.join(', ') });
  const share = (await firstThere(['/usr/share/asterisk', '/var/lib/asterisk'])) ?? '/var/lib/asterisk';
  return ok({ version, command: [binary], modules: folders, share });
}

/**
 * 22.10.1 brought the security fixes without which ARI over WebSocket and `live_dangerously` are unsafe; 23 is another
 * branch with other behaviour.
 */
export function checkVersion(version: string): Result<string, AsteriskRefusal> {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  if (major >= 23) return refuse('asterisk.too_new', { version });
  const enough = major === 22 && (minor > 10 || (minor === 10 && patch >= 1));
  return enough ? ok(version) : refuse('asterisk.too_old', { version });
}

async function fetchAsterisk(
  cache: string,
  log: (line: string) => void,
): Promise<Result<string, DebianRefusal | AsteriskRefusal>> {
  const fresh = join(cache, 'asterisk-fetched');
  const built = await buildPrefix({
    target: fresh,
    suite,
    packages: ['asterisk', 'asterisk-modules', 'libnss3'],
    plan,
    log,
  });
  if (!built.ok) return built;
  const version = checkVersion(versionOf(built.value));
  if (!version.ok) return version;
  const target = join(cache, `asterisk-${version.value}-${built.value.architecture}`);
  await linkPrefix(fresh, target);
  await rm(fresh, { recursive: true, force: true });
  return ok(target);
}

/** NSS, which ciphers SRTP, opens these by name when the first encrypted call comes: no link of any file shows them. */
const loadedLater = ['libsoftokn3.so', 'libfreebl3.so', 'libfreeblpriv3.so'];

async function plan(root: string, triplet: string) {
  const modules = join(root, 'usr/lib', triplet, 'asterisk/modules');
  const share = join(root, 'usr/share/asterisk');
  return {
    programs: [
      { from: join(root, 'usr/sbin/asterisk'), to: 'sbin/asterisk' },
      ...loadedLater.map((name) => ({ from: join(root, 'usr/lib', triplet, name), to: `lib/${name}` })),
      ...asteriskModules.map((name) => ({ from: join(modules, `${name}.so`), to: `modules/${name}.so` })),
    ],
    files: [
      { from: join(share, 'rest-api'), to: 'share/rest-api' },
      // Configuration options are checked against this document at start.
      { from: join(share, 'documentation'), to: 'share/documentation' },
    ],
  };
}

async function programOf(prefix: string, stamp: PrefixStamp): Promise<Result<AsteriskProgram, never>> {
  const libraries = join(prefix, 'lib');
  return ok({
    version: versionOf(stamp),
    command: [await loaderOf(prefix), '--library-path', libraries, join(prefix, 'sbin/asterisk')],
    modules: join(prefix, 'modules'),
    share: join(prefix, 'share'),
  });
}

function versionOf(stamp: PrefixStamp): string {
  const version = stamp.packages.find((each) => each.name === 'asterisk')?.version ?? '';
  return /^(?:\d+:)?(\d+\.\d+(?:\.\d+)?)/.exec(version)?.[1] ?? '0';
}

/** The stamp of a finished prefix of a fit version with all the modules we want today; an older program may have wanted fewer. */
async function usable(prefix: string): Promise<PrefixStamp | undefined> {
  const stamp = await readStamp(prefix);
  if (stamp === undefined || !checkVersion(versionOf(stamp)).ok) return undefined;
  const present = new Set(await readdir(join(prefix, 'modules')).catch(() => []));
  return asteriskModules.every((name) => present.has(`${name}.so`)) ? stamp : undefined;
}

async function newestCached(cache: string): Promise<string | undefined> {
  const names = await readdir(cache).catch(() => []);
  const found: { folder: string; stamp: PrefixStamp }[] = [];
  for (const name of names.filter((each) => /^asterisk-\d[^/]*$/.test(each) && !each.includes('.part-'))) {
    const folder = join(cache, name);
    const stamp = await usable(folder);
    if (stamp !== undefined) found.push({ folder, stamp });
  }
  found.sort((a, b) => b.stamp.madeAt.localeCompare(a.stamp.madeAt));
  return found[0]?.folder;
}

async function libraryFolder(): Promise<string | undefined> {
  return firstThere(
    ['/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu', '/usr/lib64', '/usr/lib'].map((folder) =>
      join(folder, 'asterisk/modules'),
    ),
  );
}

async function firstThere(paths: readonly string[]): Promise<string | undefined> {
  for (const path of paths)
    if (
      await access(path).then(
        () => true,
        () => false,
      )
    )
      return path;
  return undefined;
}
