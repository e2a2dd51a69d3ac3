import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Comment, type Program, parseSync } from 'oxc-parser';

/** One source file of the house; `path` is relative to the repository, with forward slashes. */
export interface Source {
  readonly path: string;
  readonly text: string;
}

/** What a gate found, in the form editors can jump to. */
export interface Finding {
  readonly path: string;
  readonly line: number;
  readonly message: string;
}

/** A source as the parser sees it. */
export interface Parsed {
  readonly program: Program;
  readonly comments: readonly Comment[];
  /** 1-based line of an offset. */
  readonly lineOf: (offset: number) => number;
}

export const houseFolders = ['apps', 'features', 'platform', 'database', 'e2e', 'bench', 'deploy', 'tools'] as const;

/** Every TypeScript file of the house that a person wrote: generated ones follow their generator's form. */
export async function readSources(root: string, folders: readonly string[] = houseFolders): Promise<Source[]> {
  const paths: string[] = [];
  for (const folder of folders) await collect(root, folder, paths);
  return Promise.all(paths.sort().map(async (path) => ({ path, text: await readFile(join(root, path), 'utf8') })));
}

async function collect(root: string, folder: string, paths: string[]): Promise<void> {
  const entries = await readdir(join(root, folder), { withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) {
      if (!['node_modules', 'dist', 'var'].includes(entry.name)) await collect(root, path, paths);
    } else if (/\.tsx?$/.test(entry.name) && !/\.(generated|d)\.ts$/.test(entry.name)) {
      paths.push(path);
    }
  }
}

/** Parse one source; a file that does not parse is a fault of that file, reported by the type checker with a better message. */
export function parse(source: Source): Parsed {
  const { program, comments } = parseSync(source.path, source.text);
  const starts = [0];
  for (let at = source.text.indexOf('\n'); at >= 0; at = source.text.indexOf('\n', at + 1)) starts.push(at + 1);
  return { program, comments, lineOf: (offset) => lineAt(starts, offset) };
}

function lineAt(starts: readonly number[], offset: number): number {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low + 1;
}

/** A node of the syntax tree, as far as a walk over all kinds needs to know it (ESTree). */
export interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

export function isNode(value: unknown): value is SyntaxNode {
  return (
    typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string' && 'start' in value
  );
}

/** Visit every node, parents first; `ancestors` runs from the root to the parent. */
export function walk(root: unknown, visit: (node: SyntaxNode, ancestors: readonly SyntaxNode[]) => void): void {
  const ancestors: SyntaxNode[] = [];
  const step = (value: unknown): void => {
    if (Array.isArray(value)) {
      for (const each of value) step(each);
    } else if (isNode(value)) {
      visit(value, ancestors);
      ancestors.push(value);
      for (const key of Object.keys(value)) step(value[key]);
      ancestors.pop();
    }
  };
  step(root);
}

/** Print findings as `path:line message`; true when there are none. */
export function report(gate: string, findings: readonly Finding[], checked: number): boolean {
  for (const { path, line, message } of findings) console.error(`${path}:${line} ${message}`);
  const verdict = findings.length === 0 ? 'in order' : `${findings.length} found`;
  console.log(`${gate}: ${checked} files, ${verdict}`);
  return findings.length === 0;
}
