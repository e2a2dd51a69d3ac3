import { basename, dirname } from 'node:path';
import {
  type Finding,
  isNode,
  type Parsed,
  parse,
  readSources,
  report,
  type Source,
  type SyntaxNode,
  walk,
} from './sources.ts';

export const limits = { file: 400, function: 60, component: 120 } as const;

/** Names that say nothing: what is in such a file belongs to a word of the trade or of the machine. */
const emptyNames = [
  'utils',
  'util',
  'helpers',
  'helper',
  'common',
  'misc',
  'manager',
  'service',
  'handler',
  'base',
  'impl',
  'data',
  'info',
];
/** Of these also a part of a name is empty: `call-manager.ts`. The others make honest words, such as open-data.ts. */
const emptyParts = ['utils', 'util', 'helpers', 'helper', 'misc', 'manager', 'handler', 'impl'];

/** Tools that look for a default export, by the file they read it from. */
const readsDefaultExport =
  /(^|\/)[a-z-]+\.config\.ts$|platform\/server\/testing\/[a-z-]+-setup\.ts$|^e2e\/.*setup\.ts$/;

const isTest = (path: string) => /\.(test|e2e)\.tsx?$/.test(path);

/** All breaches of size and form in one file. */
export function checkForm(source: Source): Finding[] {
  const parsed = parse(source);
  return [
    ...checkName(source, parsed),
    ...checkFile(source, parsed),
    ...checkFunctions(source, parsed),
    ...checkTypes(source, parsed),
  ];
}

function checkName(source: Source, parsed: Parsed): Finding[] {
  const findings: Finding[] = [];
  const add = (message: string) => findings.push({ path: source.path, line: 1, message });
  const stem = basename(source.path).split('.')[0] ?? '';
  for (const name of [...dirname(source.path).split('/'), stem]) {
    const isEmpty =
      emptyNames.includes(name.toLowerCase()) ||
      name
        .toLowerCase()
        .split('-')
        .some((part) => emptyParts.includes(part));
    if (isEmpty) add(`"${name}" says nothing as a name: use the word of what is inside`);
  }
  if (stem === 'index') add('no barrels: name the file after what it holds');
  const hasComponent = source.path.endsWith('.tsx') && !isTest(source.path) && exportsComponent(parsed);
  if (hasComponent && !/^[A-Z][A-Za-z0-9]*$/.test(stem) && !exportedNames(parsed).some((name) => /^[a-z]/.test(name))) {
    add('a file that exports components only is named like its component, in PascalCase');
  }
  if (!hasComponent && !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(stem) && !source.path.endsWith('.tsx'))
    add('file names are kebab-case');
  return findings;
}

function exportedNames(parsed: Parsed): string[] {
  const names: string[] = [];
  for (const node of parsed.program.body) {
    if (node.type !== 'ExportNamedDeclaration' || node.declaration === null) continue;
    const { declaration } = node;
    if (declaration.type === 'FunctionDeclaration' && declaration.id !== null) names.push(declaration.id.name);
    if (declaration.type === 'VariableDeclaration') {
      for (const each of declaration.declarations) if (each.id.type === 'Identifier') names.push(each.id.name);
    }
  }
  return names;
}

function exportsComponent(parsed: Parsed): boolean {
  return exportedNames(parsed).some((name) => /^[A-Z][a-z]/.test(name));
}

/** Lines that are tables or SQL: their length is the length of their subject, not of a thought. */
function exemptLines(parsed: Parsed): Set<number> {
  const exempt = new Set<number>();
  const mark = (node: SyntaxNode) => {
    for (let line = parsed.lineOf(node.start); line <= parsed.lineOf(node.end); line++) exempt.add(line);
  };
  walk(parsed.program, (node, ancestors) => {
    if (node.type === 'TaggedTemplateExpression' && isNode(node.tag) && /^sql$/.test(String(node.tag.name))) mark(node);
    // A text of several lines: SQL, or a file that is written.
    if (node.type === 'TemplateLiteral' && parsed.lineOf(node.end) > parsed.lineOf(node.start) + 2) mark(node);
    const isTopLevel = ancestors.every(({ type }) =>
      ['Program', 'ExportNamedDeclaration', 'VariableDeclaration', 'VariableDeclarator'].includes(type),
    );
    if (node.type === 'VariableDeclarator' && isTopLevel && isTable(node.init)) mark(node);
  });
  return exempt;
}

/** A literal of literals, without a function in it; `as const` and `satisfies` around it do not count. */
function isTable(value: unknown): boolean {
  if (!isNode(value)) return false;
  if (['TSAsExpression', 'TSSatisfiesExpression'].includes(value.type)) return isTable(value.expression);
  if (value.type !== 'ArrayExpression' && value.type !== 'ObjectExpression') return false;
  let isPlain = true;
  walk(value, ({ type }) => {
    if (/Function/.test(type)) isPlain = false;
  });
  return isPlain;
}

function checkFile(source: Source, parsed: Parsed): Finding[] {
  const lines = source.text.replace(/\n$/, '').split('\n').length;
  if (lines <= limits.file) return [];
  const counted = lines - exemptLines(parsed).size;
  if (counted <= limits.file) return [];
  return [
    {
      path: source.path,
      line: limits.file,
      message: `${counted} lines without tables and SQL, at most ${limits.file}`,
    },
  ];
}

function checkFunctions(source: Source, parsed: Parsed): Finding[] {
  const limit = source.path.endsWith('.tsx') ? limits.component : limits.function;
  const exempt = exemptLines(parsed);
  const findings: Finding[] = [];
  walk(parsed.program, (node, ancestors) => {
    if (!['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression'].includes(node.type)) return;
    // The callback of `describe` is a heading with tests under it, not a thought to be held at once.
    const parent = ancestors.at(-1);
    if (isTest(source.path) && parent?.type === 'CallExpression' && /^describe/.test(textOf(source, parent.callee)))
      return;
    const [first, last] = [parsed.lineOf(node.start), parsed.lineOf(node.end)];
    let counted = 0;
    for (let line = first; line <= last; line++) if (!exempt.has(line)) counted += 1;
    if (counted > limit)
      findings.push({ path: source.path, line: first, message: `a function of ${counted} lines, at most ${limit}` });
  });
  return findings;
}

function textOf(source: Source, node: unknown): string {
  return isNode(node) ? source.text.slice(node.start, node.end) : '';
}

function checkTypes(source: Source, parsed: Parsed): Finding[] {
  const findings: Finding[] = [];
  const commented = commentedLines(parsed);
  const add = (node: SyntaxNode, message: string) =>
    findings.push({ path: source.path, line: parsed.lineOf(node.start), message });
  walk(parsed.program, (node, ancestors) => {
    if (node.type === 'TSAnyKeyword') add(node, 'no any: name the type, or unknown and narrow it');
    if (node.type === 'ExportDefaultDeclaration' && !readsDefaultExport.test(source.path))
      add(node, 'no default export: a thing has one name');
    if (node.type === 'TSEnumDeclaration') add(node, 'no enum: Node runs erasable syntax only');
    if (node.type === 'TSNonNullExpression') {
      if (!isExplained(parsed, node, ancestors, commented)) add(node, 'a `!` carries the reason in a comment');
    }
    if (isCast(node) && !isTest(source.path) && !isExplained(parsed, node, ancestors, commented)) {
      add(node, 'a cast carries the reason in a comment');
    }
  });
  return findings;
}

function isCast(node: SyntaxNode): boolean {
  if (node.type === 'TSTypeAssertion') return true;
  if (node.type !== 'TSAsExpression') return false;
  const annotation = node.typeAnnotation;
  if (!isNode(annotation) || annotation.type === 'TSUnknownKeyword') return false;
  const name =
    annotation.type === 'TSTypeReference' && isNode(annotation.typeName) ? annotation.typeName.name : undefined;
  return name !== 'const';
}

function commentedLines(parsed: Parsed): Set<number> {
  const lines = new Set<number>();
  for (const { start, end } of parsed.comments) {
    for (let line = parsed.lineOf(start); line <= parsed.lineOf(end); line++) lines.add(line);
  }
  return lines;
}

/** A comment on the line of the cast or up to two above it, or just above the statement, member or function it is part of. */
function isExplained(
  parsed: Parsed,
  node: SyntaxNode,
  ancestors: readonly SyntaxNode[],
  commented: ReadonlySet<number>,
): boolean {
  const line = parsed.lineOf(node.start);
  if ([line, line - 1, line - 2, parsed.lineOf(node.end)].some((each) => commented.has(each))) return true;
  const holders = ancestors.filter(
    ({ type }) => /Statement$|Declaration$|^Property|Function/.test(type) && type !== 'BlockStatement',
  );
  return holders.slice(-3).some((holder) => commented.has(parsed.lineOf(holder.start) - 1));
}

if (import.meta.main) {
  const sources = await readSources(process.cwd());
  process.exitCode = report('sizes and form', sources.flatMap(checkForm), sources.length) ? 0 : 1;
}
