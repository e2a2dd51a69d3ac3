import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { buildScreensIfChanged } from './build-screens.ts';

/**
 * Bytes of compressed script (gzip) until the landing screen of a role stands and can do its work (design.md §9), a kB
 * being 1000. Browsers on TLS get brotli, about an eighth less.
 */
export const budget = 250_000;

const root = fileURLToPath(new URL('..', import.meta.url));

/** What a role loads at once beside its landing screen, as the manifest names it. */
export const alsoAtOnce: Readonly<Record<string, readonly string[]>> = {
  // The telephone stands around every page, and that of a call taker registers at once.
  CALL_TAKER: ['../../features/calls/console/DeskDock.tsx', '../../features/calls/console/sip-agent.ts'],
  SUPERVISOR: ['../../features/calls/console/DeskDock.tsx'],
};

/** One file of the build, by the module it was made for (Vite's manifest.json). */
export interface ManifestEntry {
  readonly file: string;
  readonly isEntry?: boolean;
  readonly imports?: readonly string[];
}

export type Manifest = Readonly<Record<string, ManifestEntry>>;

/** Downloaded beside the landing screen by everybody but call takers (apps/console/router.tsx). */
const officeTable = 'office-workspaces.tsx';

/** The tables of the screens, in the order of the router. */
export async function readTables(): Promise<string> {
  const texts = ['workspaces.tsx', officeTable].map((name) => readFile(join(root, 'apps/console', name), 'utf8'));
  return (await Promise.all(texts)).join('\n');
}

/** The screen each role starts on, as the manifest names it; `table` is the text of the tables. */
export function landingsOf(table: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const workspace of table.split(/^ {4}path: /m).slice(1)) {
    const source = /import\(\s*'([^']+)'/.exec(workspace)?.[1];
    const roles = /landing: \[([^\]]*)\]/.exec(workspace)?.[1];
    if (source === undefined || roles === undefined) continue;
    const module = source.startsWith('#') ? `../../${source.slice(1)}` : source.replace(/^\.\//, '');
    for (const [, role] of roles.matchAll(/'([A-Z_]+)'/g)) {
      // The first match in the table wins, as in the router.
      if (role !== undefined && !found.has(role)) found.set(role, module);
    }
  }
  return found;
}

/** The files a role downloads first. Throws when the build has no such module: the table and the build disagree. */
export function firstFiles(manifest: Manifest, modules: readonly string[]): ReadonlySet<string> {
  const files = new Set<string>();
  const add = (name: string) => {
    const entry = manifest[name];
    if (entry === undefined) throw new Error(`The build has no file of its own for ${name}; see tools/first-load.ts`);
    if (files.has(entry.file)) return;
    files.add(entry.file);
    for (const one of entry.imports ?? []) add(one);
  };
  for (const [name, entry] of Object.entries(manifest)) if (entry.isEntry === true) add(name);
  for (const name of modules) add(name);
  return files;
}

/** What is wrong with these first loads, a line for each role above the budget. */
export function overBudget(bytesByRole: ReadonlyMap<string, number>, limit: number = budget): string[] {
  return [...bytesByRole]
    .filter(([, bytes]) => bytes > limit)
    .map(
      ([role, bytes]) =>
        `${role}: the first load is ${kB(bytes)}, at most ${kB(limit)}. Let a dialog, form or panel come later by part() ` +
        '(platform/web/part.tsx), or keep what only the server needs out of its imports',
    );
}

const kB = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;

/** Bytes of the first load of every role, from the build that lies in `folder`. */
export async function measureFirstLoads(folder: string, table: string): Promise<ReadonlyMap<string, number>> {
  // Vite wrote it a moment ago.
  const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as Manifest;
  const bytes = new Map<string, number>();
  for (const [role, landing] of landingsOf(table)) {
    const office = role === 'CALL_TAKER' ? [] : [officeTable];
    const files = firstFiles(manifest, [landing, ...office, ...(alsoAtOnce[role] ?? [])]);
    const sizes = await Promise.all(
      [...files].map(async (file) => {
        const zipped = await promisify(gzip)(await readFile(join(folder, file)), { level: 9 });
        return zipped.length;
      }),
    );
    bytes.set(
      role,
      sizes.reduce((sum, one) => sum + one, 0),
    );
  }
  return bytes;
}

if (import.meta.main) {
  await buildScreensIfChanged({ log: console.log });
  const bytes = await measureFirstLoads(join(root, 'dist/console'), await readTables());
  const wrong = overBudget(bytes);
  for (const line of wrong) console.log(line);
  console.log(`first load: ${[...bytes].map(([role, one]) => `${role} ${kB(one)}`).join(', ')}`);
  process.exitCode = wrong.length === 0 ? 0 : 1;
}
