import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';

const root = fileURLToPath(new URL('..', import.meta.url));
const stampFile = join(root, 'dist/screens.stamp');

/** What a build depends on. */
const sources = [
  'apps/console',
  'apps/field',
  'apps/portal',
  'apps/link',
  'apps/response',
  'features',
  'platform/ui',
  'platform/web',
  'platform/shared',
  'vite.config.ts',
  'tools/slim-screens.ts',
  'package-lock.json',
];

/** Files that never reach a browser; changing them must not cost a build. */
const ignored = /\.test\.tsx?$|(^|\/)server(\/|$)|\.md$/;

interface BuildOptions {
  readonly log: (line: string) => void;
}

/**
 * Build the screens when their sources changed since the last build; returns what was built. Throws what Vite throws.
 * Vite is loaded only when it is needed: a machine without development packages runs the screens it was given.
 */
export async function buildScreensIfChanged(options: BuildOptions): Promise<readonly string[]> {
  const stamp = await hashOfSources();
  const before = existsSync(stampFile) ? await readFile(stampFile, 'utf8') : '';
  if (before === stamp) return [];
  const [{ build }, { configOf, screens }] = await Promise.all([import('vite'), import('../vite.config.ts')]);
  const built: string[] = [];
  // Object.keys forgets the key type; `screens` is a constant of vite.config.ts.
  for (const screen of Object.keys(screens) as (keyof typeof screens)[]) {
    if (!existsSync(join(root, 'apps', screen, 'index.html'))) continue;
    const start = performance.now();
    const config = configOf(screen);
    // Beside and then swapped: a server that is running, or a second build at the same moment, never sees half a build.
    const fresh = join(root, `dist/.${screen}-${process.pid}`);
    await build({ ...config, build: { ...config.build, outDir: fresh }, logLevel: 'warn' });
    await compress(fresh);
    await swap(fresh, join(root, 'dist', screen));
    options.log(`${screen}: ${((performance.now() - start) / 1000).toFixed(1)} s`);
    built.push(screen);
  }
  await mkdir(join(root, 'dist'), { recursive: true });
  await writeFile(stampFile, stamp);
  return built;
}

async function swap(fresh: string, place: string): Promise<void> {
  const old = `${fresh}-old`;
  await rename(place, old).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
  await rename(fresh, place);
  await rm(old, { recursive: true, force: true });
}

/** Compressed copies beside the files: the best compression costs its time once here, not at every request. */
async function compress(folder: string): Promise<void> {
  const names = (await readdir(folder, { recursive: true })).filter((name) => /\.(js|css|html|svg|json)$/.test(name));
  await Promise.all(
    names.map(async (name) => {
      const content = await readFile(join(folder, name));
      await writeFile(join(folder, `${name}.br`), await promisify(brotliCompress)(content));
      await writeFile(join(folder, `${name}.gz`), await promisify(gzip)(content, { level: 9 }));
    }),
  );
}

/** One hash over the names and contents of all sources. */
async function hashOfSources(): Promise<string> {
  const hash = createHash('sha256');
  for (const source of sources) {
    const path = join(root, source);
    if (!existsSync(path)) continue;
    const names = source.includes('.') ? [''] : (await readdir(path, { recursive: true })).sort();
    for (const name of names) {
      if (ignored.test(name)) continue;
      const file = join(path, name);
      const content = await readFile(file).catch(() => null);
      if (content !== null) hash.update(`${source}/${name}\0`).update(content).update('\0');
    }
  }
  return hash.digest('hex');
}

if (import.meta.main) {
  const built = await buildScreensIfChanged({ log: console.log });
  console.log(built.length === 0 ? 'Screens are up to date.' : `Built: ${built.join(', ')}.`);
}
