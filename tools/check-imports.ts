import { posix } from 'node:path';
import { type Finding, type Parsed, parse, readSources, report, type Source } from './sources.ts';

/** In the order of the flow: a feature imports only features above it; something below is told by an event. */
export const featureOrder: readonly string[] = [
  'people',
  'agencies',
  'places',
  'calls',
  'callers',
  'roster',
  'knowledge',
  'incidents',
  'dispatch',
  'outcomes',
  'quality',
  'monev',
  'outreach',
  'openness',
];

const screenFolders = ['console', 'field', 'portal'];

/** Words of the trade that platform code must not know; comments may use them for examples. */
const tradeWords = /incident|agenc(y|ies)|dispatcher|ambulance|emergency|calltaker|panggilan|kejadian/i;

/** Where a file lives, as far as the law is concerned. */
interface Place {
  readonly zone: string;
  /** The app, the feature, or the part of platform. */
  readonly part: string;
  /** Of a feature: '' for its root, else the sub-folder that says where the code runs. */
  readonly side: string;
}

function placeOf(path: string): Place {
  const [zone = '', part = '', third = '', fourth] = path.split('/');
  return { zone, part, side: zone === 'features' && fourth !== undefined ? third : '' };
}

interface Import {
  readonly specifier: string;
  readonly offset: number;
  readonly isReexport: boolean;
}

function importsOf(source: Source): { imports: Import[]; parsed: Parsed } {
  const parsed = parse(source);
  const imports: Import[] = [];
  const add = (value: unknown, offset: number, isReexport: boolean) => {
    if (typeof value === 'object' && value !== null && 'value' in value && typeof value.value === 'string') {
      imports.push({ specifier: value.value, offset, isReexport });
    }
  };
  for (const node of parsed.program.body) {
    if (node.type === 'ImportDeclaration') add(node.source, node.start, false);
    if (node.type === 'ExportAllDeclaration' || node.type === 'ExportNamedDeclaration')
      add(node.source, node.start, true);
  }
  // Dynamic imports and import types in the middle of code.
  for (const found of source.text.matchAll(/\bimport\(\s*['"]([^'"]+)['"]\s*\)/g)) {
    imports.push({ specifier: found[1] ?? '', offset: found.index, isReexport: false });
  }
  return { imports, parsed };
}

/** The house path a specifier means, or null for a package. */
function resolveImport(from: string, specifier: string): string | null {
  if (specifier.startsWith('#')) return specifier.slice(1);
  if (specifier.startsWith('.')) return posix.join(posix.dirname(from), specifier);
  return null;
}

const isTest = (path: string) => /\.(test|e2e)\.tsx?$/.test(path) || path.startsWith('e2e/');

/** Also what only tests and benchmarks use: it sets a scene by writing any table. */
const isTestOnly = (path: string) => isTest(path) || /\/(test-[a-z-]+|testing)\.ts$/.test(path);

/** Why `from` must not import this house file; null when it may. */
export function judgeHouseImport(from: string, to: string): string | null {
  const [a, b] = [placeOf(from), placeOf(to)];
  if (['tools', 'bench', 'e2e', 'database'].includes(a.zone)) return null;
  if (a.zone === 'platform') return judgePlatform(a, b);
  if (a.zone === 'features') return judgeFeature(from, a, b);
  if (a.zone === 'apps') return judgeApp(a, b);
  return null;
}

function judgePlatform(a: Place, b: Place): string | null {
  // The gates share their reader of sources with nobody else; what ships never needs tools.
  if (b.zone !== 'platform') return `platform imports platform only, not ${b.zone}/`;
  if (b.part === a.part || b.part === 'shared') return null;
  if (a.part === 'shared') return 'platform/shared runs on both sides and imports nothing else of the house';
  if (a.part === 'server') return `platform/server never meets platform/${b.part}`;
  if (b.part === 'server') return `platform/${a.part} runs in the browser and never imports platform/server`;
  return null;
}

function judgeFeature(from: string, a: Place, b: Place): string | null {
  if (b.zone === 'apps') return 'features never import apps';
  if (b.zone !== 'features' && b.zone !== 'platform') return `features import features and platform, not ${b.zone}/`;
  if (a.side === '') {
    const isPure = (b.zone === 'platform' && b.part === 'shared') || (b.zone === 'features' && b.side === '');
    if (!isPure) return 'a file in the root of a feature imports only feature roots, platform/shared and zod';
  }
  if (
    a.side === 'server' &&
    (screenFolders.includes(b.side) || (b.zone === 'platform' && ['web', 'ui'].includes(b.part)))
  ) {
    return 'server code never imports screens';
  }
  if (screenFolders.includes(a.side) && (b.side === 'server' || (b.zone === 'platform' && b.part === 'server'))) {
    return 'screens never import server code';
  }
  if (b.zone !== 'features' || a.part === b.part) return null;
  const [mine, theirs] = [orderOf(a.part), orderOf(b.part)];
  if (mine < 0 || theirs < 0)
    return `feature ${mine < 0 ? a.part : b.part} is not in the order of the flow (tools/check-imports.ts)`;
  // A test may set the scene with any feature: it ships nowhere.
  return theirs < mine || isTest(from)
    ? null
    : `${a.part} comes before ${b.part} in the flow and cannot import it: let ${b.part} listen to an event`;
}

function orderOf(feature: string): number {
  return featureOrder.indexOf(feature);
}

function judgeApp(a: Place, b: Place): string | null {
  if (b.zone === 'apps') return a.part === b.part ? null : 'apps never import each other';
  const isServer = a.part === 'server';
  // Starting from a clone builds the screens.
  if (isServer && b.zone === 'tools') return null;
  if (b.zone !== 'features' && b.zone !== 'platform') return `apps import features and platform, not ${b.zone}/`;
  const isScreenCode = screenFolders.includes(b.side) || (b.zone === 'platform' && ['web', 'ui'].includes(b.part));
  const isServerCode = b.side === 'server' || (b.zone === 'platform' && b.part === 'server');
  if (isServer && isScreenCode) return 'the server app never imports screens';
  if (!isServer && isServerCode) return 'a screen app never imports server code';
  return null;
}

/** Why a file must not import this package; null when it may. */
export function judgePackage(from: string, specifier: string): string | null {
  const a = placeOf(from);
  const isShared = a.zone === 'platform' && a.part === 'shared';
  const isRoot = a.zone === 'features' && a.side === '';
  if (!isShared && !isRoot) return null;
  if (specifier === 'zod' || specifier.startsWith('zod/')) return null;
  if (isTest(from) && /^(vitest|fast-check|node:.*)$/.test(specifier)) return null;
  return `${isShared ? 'platform/shared' : 'the root of a feature'} runs on both sides: zod is the only package it may import`;
}

function judgeSpelling(from: string, { specifier, isReexport }: Import, to: string | null): string | null {
  if (to === null) return null;
  if (!/\.[a-z]+(\?[a-z]+)?$/.test(specifier)) return `write the file's ending: ${specifier}`;
  const home = (path: string) =>
    path
      .split('/')
      .slice(0, /^(apps|features|platform)\//.test(path) ? 2 : 1)
      .join('/');
  if (specifier.startsWith('.') && to.includes('/') && home(from) !== home(to))
    return `across folders import by #: #${to}`;
  if (isReexport) return 'no barrels: import it where it is made';
  return null;
}

/** SQL however it is written: kysely's tag and builder, or a statement as text for a session of the driver. */
const asking = new RegExp(
  [
    /\bsql(?:<[^`]*>)?`/,
    /\bsql\.(?:raw|table|ref|id|lit|join|val)\b/,
    /\.(?:selectFrom|selectNoFrom|insertInto|replaceInto|updateTable|deleteFrom|mergeInto)\(/,
    /\.query(?:<[^(]*>)?\(\s*['"`]\s*(?:select|insert|update|delete|merge|with)\b/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'i',
);

/** Files whose SQL has not moved to a store yet. It only gets shorter: one that is clean must leave it. */
export const notYetInStore: readonly string[] = [
  // The advisory lock of a backup, in a session of its own beside the pools.
  'apps/server/backup.ts',
];

/** Why a file holds no SQL; null where it may. */
function judgeSql(path: string): string | null {
  if (isTestOnly(path) || notYetInStore.includes(path)) return null;
  if (path.startsWith('apps/')) return 'apps are wiring only: SQL belongs to the store of a feature';
  if (!path.startsWith('features/') || /[/-]store\.ts$/.test(path)) return null;
  return 'SQL of a feature lives in server/store.ts, or in SUBJECT-store.ts where there are several';
}

/** Files excused from `judgeSql` that no longer need it, or are gone. */
export function checkExcuses(sources: readonly Source[], excused: readonly string[] = notYetInStore): Finding[] {
  return excused.flatMap((path) => {
    const source = sources.find((one) => one.path === path);
    const needsIt = source !== undefined && asking.test(blankComments(source, parse(source)));
    return needsIt ? [] : [{ path, line: 1, message: 'holds no SQL any more: take it off `notYetInStore`' }];
  });
}

/** All breaches of the import law in one file. */
export function checkImports(source: Source): Finding[] {
  const { imports, parsed } = importsOf(source);
  const findings: Finding[] = [];
  const add = (offset: number, message: string | null) => {
    if (message !== null) findings.push({ path: source.path, line: parsed.lineOf(offset), message });
  };
  for (const each of imports) {
    const to = resolveImport(source.path, each.specifier);
    add(each.offset, to === null ? judgePackage(source.path, each.specifier) : judgeHouseImport(source.path, to));
    add(each.offset, judgeSpelling(source.path, each, to));
  }
  if (source.path.startsWith('platform/') && !isTest(source.path)) {
    const code = blankComments(source, parsed);
    const word = tradeWords.exec(code);
    if (word !== null) add(word.index, `platform does not know the trade, but says "${word[0]}"`);
  }
  const refusal = judgeSql(source.path);
  if (refusal !== null) {
    const statement = asking.exec(blankComments(source, parsed));
    if (statement !== null) add(statement.index, refusal);
  }
  return findings;
}

/** The text with its comments as spaces, offsets unchanged. */
function blankComments(source: Source, parsed: Parsed): string {
  let text = source.text;
  for (const { start, end } of parsed.comments) {
    text = text.slice(0, start) + source.text.slice(start, end).replace(/[^\n]/g, ' ') + text.slice(end);
  }
  return text;
}

const writing =
  /\b(?:insert\s+into|update|delete\s+from|merge\s+into)\s+(?:only\s+)?([a-z_]+)\b(?=\s*(?:\(|set\b|where\b|as\b|using\b|select\b|values\b|default\b|[a-z]{1,2}\s|$))/gi;

/** Tables a feature's server code writes, with the place of the first statement. */
function writtenTables(source: Source): Map<string, number> {
  const parsed = parse(source);
  const tables = new Map<string, number>();
  const code = blankComments(source, parsed);
  for (const template of code.matchAll(/`[^`]*`/g)) {
    for (const found of template[0].matchAll(writing)) {
      const table = (found[1] ?? '').toLowerCase();
      // `for update skip locked`, `do update set`: no table follows.
      if (['set', 'skip', 'of', 'nowait'].includes(table) || tables.has(table)) continue;
      tables.set(table, parsed.lineOf(template.index + found.index));
    }
  }
  return tables;
}

/** A table is written by one feature only; the others call its actions. The owner is the feature earliest in the flow. */
export function checkTableOwners(sources: readonly Source[]): Finding[] {
  const writers = new Map<string, { feature: string; path: string; line: number }[]>();
  for (const source of sources) {
    const place = placeOf(source.path);
    if (place.zone !== 'features' || place.side !== 'server' || isTestOnly(source.path)) continue;
    for (const [table, line] of writtenTables(source)) {
      writers.set(table, [...(writers.get(table) ?? []), { feature: place.part, path: source.path, line }]);
    }
  }
  const findings: Finding[] = [];
  for (const [table, places] of writers) {
    const owner = places.map(({ feature }) => feature).sort((a, b) => orderOf(a) - orderOf(b))[0];
    for (const { feature, path, line } of places) {
      if (feature === owner) continue;
      findings.push({
        path,
        line,
        message: `${table} is written by ${owner}; ${feature} must call an action of ${owner} instead`,
      });
    }
  }
  return findings;
}

if (import.meta.main) {
  const sources = await readSources(process.cwd());
  const findings = [...sources.flatMap(checkImports), ...checkTableOwners(sources), ...checkExcuses(sources)];
  process.exitCode = report('imports', findings, sources.length) ? 0 : 1;
}
