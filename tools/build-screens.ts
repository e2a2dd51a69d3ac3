import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const stampFile = join(root, 'dist/screens.stamp');

/** What a build depends on. */
const sources = [
  'apps/console',
  'apps/field',
  'apps/portal',
  'features',
  'platform/ui',
  'platform/web',
  'platform/shared',
  'vite.config.ts',
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
    await build({ ...configOf(screen), logLevel: 'warn' });
    options.log(`${screen}: ${((performance.now() - start) / 1000).toFixed(1)} s`);
    built.push(screen);
  }
  await mkdir(join(root, 'dist'), { recursive: true });
  await writeFile(stampFile, stamp);
  return built;
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
