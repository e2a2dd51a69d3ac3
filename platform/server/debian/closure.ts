import { readdir, realpath } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { ok, type Result, refuse } from '#platform/shared/result.ts';
import { readElfLinks } from './elf.ts';
import type { PrivateApt } from './private-apt.ts';
import { run } from './run.ts';
import type { DebianRefusal } from './texts.ts';

/** A library by the name under which it is asked for, and the real file behind it. */
export type Libraries = Map<string, string>;

/**
 * Find the shared libraries that `binaries` need, directly or through others, unpacking further packages into `folder` as
 * they turn out to be needed. Candidates are `packages` (the names apt itself would install): a library's package is guessed
 * from its name and, if the guess fails, searched for in all that remain. So a renamed package of a moving suite is found.
 */
export async function closeLibraries(options: {
  apt: PrivateApt;
  folder: string;
  debs: string;
  binaries: readonly string[];
  packages: readonly string[];
  log: (line: string) => void;
}): Promise<Result<Libraries, DebianRefusal>> {
  const { apt, folder, debs, log } = options;
  const remaining = new Set(options.packages);
  for (;;) {
    const { found, missing } = await followLinks(options.binaries, await libraryFolders(folder, apt.architecture));
    if (missing.size === 0) return ok(found);
    const wanted = [...missing].flatMap((soname) => likelyPackages(soname, remaining));
    const names = wanted.length > 0 ? [...new Set(wanted)] : [...remaining].filter((name) => name.startsWith('lib'));
    if (names.length === 0) {
      return refuse('debian.incomplete', { suite: apt.suite, missing: [...missing].join(', ') });
    }
    for (const name of names) remaining.delete(name);
    log(`fetching ${names.length} more packages for ${missing.size} libraries`);
    const files = await apt.download(names, debs);
    if (!files.ok) return files;
    await unpack(files.value, folder);
  }
}

/** Unpack .deb files into a folder, without their install scripts. */
export async function unpack(files: readonly string[], folder: string): Promise<void> {
  for (const file of files) {
    const result = await run('dpkg-deb', ['-x', file, folder]);
    if (result.status !== 0)
      throw new Error(`${basename(file)} cannot be unpacked into ${folder}: ${result.stderr.trim()}`);
  }
}

/**
 * The folders in which Debian keeps libraries of an architecture, below an unpacked root: the general ones first, then those
 * of single collections (`pulseaudio/`), which programs find by a path of their own.
 */
async function libraryFolders(root: string, architecture: 'amd64' | 'arm64'): Promise<string[]> {
  const triplet = architecture === 'amd64' ? 'x86_64-linux-gnu' : 'aarch64-linux-gnu';
  const general = [`usr/lib/${triplet}`, 'usr/lib64', 'usr/lib', `lib/${triplet}`, 'lib64', 'lib'].map((path) =>
    join(root, path),
  );
  const inner = await readdir(join(root, 'usr/lib', triplet), { withFileTypes: true }).catch(() => []);
  return [
    ...general,
    ...inner.filter((entry) => entry.isDirectory()).map((entry) => join(entry.parentPath, entry.name)),
  ];
}

async function followLinks(binaries: readonly string[], folders: readonly string[]) {
  const found: Libraries = new Map();
  const missing = new Set<string>();
  const queue = [...binaries];
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    const links = await readElfLinks(file);
    for (const soname of links?.needed ?? []) {
      if (found.has(soname) || missing.has(soname)) continue;
      const library = await locate(soname, folders);
      if (library === undefined) missing.add(soname);
      else {
        found.set(soname, library);
        queue.push(library);
      }
    }
  }
  return { found, missing };
}

async function locate(soname: string, folders: readonly string[]): Promise<string | undefined> {
  for (const folder of folders) {
    const file = await realpath(join(folder, soname)).catch(() => undefined);
    if (file !== undefined) return file;
  }
  return undefined;
}

/**
 * Packages whose name a library's name suggests: `libxml2.so.16` is in `libxml2-16`, `libssl.so.3` in `libssl3t64`,
 * `libgcc_s.so.1` in `libgcc-s1`. Libraries of the C library and of NSS go by the name of their collection.
 */
export function likelyPackages(soname: string, packages: Iterable<string>): string[] {
  const collections: readonly [RegExp, RegExp][] = [
    [/^(ld-linux|lib(c|m|dl|rt|pthread|resolv|util|anl|mvec)\.so)/, /^libc6$/],
    [/^lib(crypto|ssl)\.so/, /^libssl\d/],
    [/^lib(nss|smime|ssl|softokn)\w*3\.so/, /^libnss3$/],
    [/^lib(nspr|plc|plds)4\.so/, /^libnspr4$/],
    [/^libe?xslt\.so/, /^libxslt1/],
    [/^libz\.so/, /^zlib1g$/],
  ];
  const collection = collections.find(([library]) => library.test(soname))?.[1];
  const match = /^(lib[^.]+)\.so(?:\.(\d+))?/.exec(soname);
  const plain = (text: string) => text.toLowerCase().replace(/t64$/, '').replace(/[-_.]/g, '');
  const wanted = match === null ? undefined : plain(`${match[1]}${match[2] ?? ''}`);
  return [...packages].filter(
    (name) => collection?.test(name) || plain(name) === wanted || plain(name) === `${wanted}0`,
  );
}
