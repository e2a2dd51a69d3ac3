import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const consoleFolder = join(root, 'apps/console');

/** A screen as its table says it: its address, and whether the rail leads there. */
interface Screen {
  readonly path: string;
  readonly hasRail: boolean;
}

function screensOf(table: string): Screen[] {
  return table
    .split(/^ {4}path: '/m)
    .slice(1)
    .map((part) => ({ path: part.slice(0, part.indexOf("'")), hasRail: /^ {4}rail: /m.test(part) }));
}

/** Whether a text of the screens leads to an address: by its letters, with anything in the place of an id. */
function leadsTo(path: string, sources: readonly string[]): boolean {
  const parts = path
    .split('/')
    .map((part) => (part.startsWith('$') ? '\\$\\{[^}]+\\}' : part.replace(/[^\w-]/g, '\\$&')));
  const address = new RegExp(`['"\`]${parts.join('/')}(?=['"\`?])`);
  return sources.some((source) => address.test(source));
}

/** Screens that neither the rail nor any other screen leads to. */
function unreachable(screens: readonly Screen[], sources: readonly string[]): string[] {
  return screens.filter(({ path, hasRail }) => !hasRail && !leadsTo(path, sources)).map(({ path }) => path);
}

const tables = readdirSync(consoleFolder).filter((name) => name.endsWith('workspaces.tsx'));
const screens = tables.flatMap((name) => screensOf(readFileSync(join(consoleFolder, name), 'utf8')));
const sources = ['apps/console', 'features', 'platform/web'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.ts$|workspaces\.tsx$|\/server\//.test(name))
    .map((name) => readFileSync(join(root, folder, name), 'utf8')),
);

/** The kit is for those who build screens: it is opened by its address. */
const byAddress = ['/kit'];

test('every screen is led to from somewhere', () => {
  expect(screens.length).toBeGreaterThan(20);
  expect(unreachable(screens, sources)).toEqual(byAddress);
});

test('this test can fail', () => {
  expect(unreachable([{ path: '/incidents/$id/forgotten', hasRail: false }], sources)).toEqual([
    '/incidents/$id/forgotten',
  ]);
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a text of a source file
  expect(unreachable([{ path: '/lamps/$id', hasRail: false }], ['go(`/lamps/${id}?tab=notes`)'])).toEqual([]);
});
