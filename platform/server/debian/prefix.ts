import { randomBytes } from 'node:crypto';
import { chmod, copyFile, cp, link, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { ok, type Result } from '#platform/shared/result.ts';
import { closeLibraries, unpack } from './closure.ts';
import { type DebianPackage, openPrivateApt } from './private-apt.ts';
import type { DebianRefusal } from './texts.ts';

/** What a prefix was made of; `versions.json` in its root. A prefix without it is unfinished and is never used. */
export interface PrefixStamp {
  readonly suite: string;
  readonly architecture: 'amd64' | 'arm64';
  readonly packages: readonly DebianPackage[];
  /** Bytes of all .deb files fetched. */
  readonly downloaded: number;
  readonly madeAt: string;
}

/** A file or folder of the unpacked packages and its place in the prefix. */
export interface Placed {
  readonly from: string;
  readonly to: string;
}

export interface PrefixPlan {
  /** ELF files; their libraries and the loader come along into `lib/`. */
  readonly programs: readonly Placed[];
  /** Everything else: folders are copied whole. */
  readonly files: readonly Placed[];
}

/**
 * Build a folder with programs of a Debian suite and all they need to run, without root and without touching the machine.
 * `packages` are fetched at once, their libraries as they turn out to be needed. Atomic: `target` appears whole or not at
 * all; when two processes build the same target, the second keeps the work of the first.
 */
export async function buildPrefix(options: {
  target: string;
  suite: string;
  packages: readonly string[];
  plan: (root: string, triplet: string) => Promise<PrefixPlan>;
  log: (line: string) => void;
}): Promise<Result<PrefixStamp, DebianRefusal>> {
  const { target, suite, log } = options;
  const work = `${target}.part-${process.pid}-${randomBytes(3).toString('hex')}`;
  await mkdir(work, { recursive: true });
  try {
    const apt = await openPrivateApt({ folder: join(work, 'apt'), suite, log });
    if (!apt.ok) return apt;
    const candidates = new Set<string>();
    for (const name of options.packages) {
      const closure = await apt.value.closure(name);
      if (!closure.ok) return closure;
      for (const each of closure.value) candidates.add(each);
    }
    log(`fetching ${options.packages.join(', ')} from Debian ${suite}`);
    const root = join(work, 'root');
    const debs = join(work, 'debs');
    const first = await apt.value.download(options.packages, debs);
    if (!first.ok) return first;
    await unpack(first.value, root);
    const triplet = apt.value.architecture === 'amd64' ? 'x86_64-linux-gnu' : 'aarch64-linux-gnu';
    const plan = await options.plan(root, triplet);
    const libraries = await closeLibraries({
      apt: apt.value,
      folder: root,
      debs,
      binaries: plan.programs.map((program) => program.from),
      packages: [...candidates].filter((name) => !options.packages.includes(name)),
      log,
    });
    if (!libraries.ok) return libraries;
    const result = join(work, 'prefix');
    await place(result, plan, libraries.value);
    const stamp = await stampOf(debs, suite, apt.value.architecture);
    await writeFile(join(result, 'versions.json'), `${JSON.stringify(stamp, null, 2)}\n`);
    await putInPlace(result, target);
    log(`installed ${stamp.packages.length} packages, ${Math.round(stamp.downloaded / 1e5) / 10} MB fetched`);
    return ok(stamp);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** The stamp of a finished prefix, undefined when there is none. */
export async function readStamp(prefix: string): Promise<PrefixStamp | undefined> {
  const text = await readFile(join(prefix, 'versions.json'), 'utf8').catch(() => undefined);
  // Written by buildPrefix alone, whole or not at all.
  return text === undefined ? undefined : (JSON.parse(text) as PrefixStamp);
}

/** Make `target` the same tree as `source`, by hard links where both lie on one file system, else by copies. */
export async function linkPrefix(source: string, target: string): Promise<void> {
  const work = `${target}.part-${process.pid}-${randomBytes(3).toString('hex')}`;
  await linkTree(source, work);
  await putInPlace(work, target);
}

async function linkTree(source: string, target: string): Promise<void> {
  await mkdir(target, { recursive: true });
  for (const entry of await readdir(source, { withFileTypes: true })) {
    const from = join(source, entry.name);
    const to = join(target, entry.name);
    if (entry.isDirectory()) await linkTree(from, to);
    else await link(from, to).catch(() => copyFile(from, to));
  }
}

async function putInPlace(source: string, target: string): Promise<void> {
  const old = `${source}.old`;
  if ((await readStamp(target)) !== undefined) await rename(target, old).catch(() => undefined);
  else await rm(target, { recursive: true, force: true });
  await rename(source, target).catch(async (error: unknown) => {
    if ((await readStamp(target)) === undefined) throw error;
  });
  await rm(old, { recursive: true, force: true });
  await rm(source, { recursive: true, force: true });
}

async function place(result: string, plan: PrefixPlan, libraries: ReadonlyMap<string, string>): Promise<void> {
  const libraryFiles = [...libraries].map(([soname, from]) => ({ from, to: join('lib', soname) }));
  for (const { from, to } of [...plan.programs, ...libraryFiles]) {
    const target = join(result, to);
    await mkdir(dirname(target), { recursive: true });
    await copyFile(from, target);
    await chmod(target, 0o755);
  }
  for (const { from, to } of plan.files) {
    await mkdir(dirname(join(result, to)), { recursive: true });
    await cp(from, join(result, to), { recursive: true, dereference: true });
  }
}

async function stampOf(debs: string, suite: string, architecture: 'amd64' | 'arm64'): Promise<PrefixStamp> {
  const files = (await readdir(debs)).filter((file) => file.endsWith('.deb')).sort();
  let downloaded = 0;
  for (const file of files) downloaded += (await readFile(join(debs, file))).length;
  const packages = files.map((file) => {
    const [name = file, version = ''] = basename(file, '.deb').split('_');
    return { name, version: decodeURIComponent(version) };
  });
  return { suite, architecture, packages, downloaded, madeAt: new Date().toISOString() };
}

/** The dynamic loader of a prefix: programs are started through it, so their libraries never mix with the machine's. */
export async function loaderOf(prefix: string): Promise<string> {
  const names = await readdir(join(prefix, 'lib'));
  const loader = names.find((name) => name.startsWith('ld-linux'));
  if (loader === undefined) throw new Error(`No dynamic loader in ${prefix}/lib: remove the folder and start again.`);
  return join(prefix, 'lib', loader);
}
