import { readFile } from 'node:fs/promises';
import { parseSync } from 'oxc-parser';
import type { Plugin } from 'vite';
import { isNode, walk } from './sources.ts';

/*
 * What libraries and our own contracts bring along and no browser ever runs. The budget of the first load
 * (tools/first-load.ts) is what these are for.
 */

/**
 * React Aria brings its announcements in some thirty languages, Indonesian not among them. English is the fallback it
 * takes anyway; the others would only be downloaded.
 */
export function onlyEnglishStrings(): Plugin {
  return {
    name: 'only-english-strings',
    enforce: 'pre',
    load(id) {
      const isOther = /react-(?:aria|stately)[\w-]*\/.*\/intl\/.*\/(?!en-US)[a-z]{2}-[A-Z]{2}\.mjs$/.test(id);
      return isOther ? `export { default } from '${id.replace(/[a-z]{2}-[A-Z]{2}\.mjs$/, 'en-US.mjs')}';` : null;
    },
  };
}

/** Only the server describes its schemas (OpenAPI); zod hangs a describer on every schema for that. */
const describers = /\/zod\/v4\/core\/(?:json-schema-processors|to-json-schema)\.js$/;
/**
 * The exchange neither subscribes nor notifies nor sends texts, and its OPTIONS are answered without; nor does the telephone. It
 * refuses REFER on its side, and the exchange has no module for it. JsSIP refuses what comes in and nobody listens to.
 */
const subscriptions =
  /\/jssip\/lib\/(?:(?:Subscriber|Notifier|Message|Options)|RTCSession\/Refer(?:Subscriber|Notifier))\.js$/;

/** Where JsSIP writes what it does; nobody reads it in a control room, and the exchange logs the same traffic. */
const logger = /\/jssip\/lib\/Logger\.js$/;
/** The means by which it would write; nothing else here has it. */
const debug = /\/debug\/src\/(?:browser|index)\.js$/;

/** Zod says in English what does not fit; screens say in their own words that something does not, and never show these. */
const messages = /\/zod\/v4\/locales\/en\.js$/;

/** Zod writes a function for each schema where it may; our content security policy forbids that, in every page of ours. */
const schemas = /\/zod\/v4\/core\/schemas\.js$/;
const mayCompile = 'const fastEnabled = jit && allowsEval.value;';

/** JsSIP looks into its own package for its title and version alone. */
const packageFile = /\/jssip\/package\.json$/;

/** Leaves out of libraries what every use of them pulls in and nothing here calls; a call after all says so. */
export function withoutUnusedParts(): Plugin {
  return {
    name: 'without-unused-parts',
    enforce: 'pre',
    transform(code, id) {
      if (schemas.test(id)) {
        if (!code.includes(mayCompile))
          throw new Error('Zod compiles in another way now: look at tools/slim-screens.ts');
        return { code: code.replace(mayCompile, 'const fastEnabled = false;'), map: null };
      }
      return /\/jssip\/lib\/.*\.js$/.test(id) ? { code: withoutWords(code), map: null } : null;
    },
    async load(id) {
      if (describers.test(id)) {
        const names = exportedNames(await readFile(id, 'utf8')).map((name) => `absent as ${name}`);
        const code = `function absent() { throw new Error('Not part of the screens') }\nexport { ${names.join(', ')} };`;
        return { code, moduleSideEffects: false };
      }
      if (packageFile.test(id)) {
        const { title, version } = JSON.parse(await readFile(id, 'utf8'));
        return JSON.stringify({ title, version });
      }
      // Without words of a locale zod says "Invalid input".
      if (messages.test(id)) return 'export default () => ({ localeError: () => undefined });';
      if (logger.test(id)) return 'module.exports = class { debug() {} warn() {} error() {} };';
      if (debug.test(id)) return 'module.exports = () => () => {};';
      if (!subscriptions.test(id)) return null;
      return `module.exports = class { constructor() { throw new Error('Not part of the screens') } static init_incoming(request) { request.reply(405) } }`;
    },
  };
}

function exportedNames(code: string): string[] {
  const declared = [...code.matchAll(/^export (?:const|function) (\w+)/gm)];
  const renamed = [...code.matchAll(/^export \{ \w+ as (\w+) \};/gm)];
  return [...declared, ...renamed].flatMap(([, name]) => name ?? []);
}

/** JsSIP without the words of its log and without the descriptions of what its grammar expected, which it throws away itself. */
export function withoutWords(code: string): string {
  const cuts: { start: number; end: number }[] = [];
  walk(parseSync('jssip.cjs', code).program, (node) => {
    const { expression, test } = node;
    const isLogged =
      node.type === 'ExpressionStatement' &&
      isNode(expression) &&
      expression.type === 'CallExpression' &&
      isNode(expression.callee) &&
      isNode(expression.callee.object) &&
      expression.callee.object.name === 'logger';
    const isExpectation =
      node.type === 'IfStatement' && isNode(test) && isNode(test.left) && test.left.name === 'reportFailures';
    if (isLogged || isExpectation) cuts.push(node);
  });
  return cuts
    .sort((one, other) => other.start - one.start)
    .reduce((rest, { start, end }) => `${rest.slice(0, start)};${rest.slice(end)}`, code);
}

/** Of a route only the server needs these: it checks what comes in, refuses, and describes itself. */
const serversHalf = ['summary', 'params', 'query', 'body', 'refusals'];

/** A contract as browsers need it: method, path, permission and the shape of the answer. Types are not touched. */
export function browsersHalf(code: string): string {
  const cuts: { start: number; end: number }[] = [];
  walk(parseSync('contract.ts', code).program, (node) => {
    if (node.type !== 'CallExpression' || !isNode(node.callee) || node.callee.name !== 'route') return;
    const [options] = Array.isArray(node.arguments) ? node.arguments : [];
    if (!isNode(options) || !Array.isArray(options.properties)) return;
    for (const member of options.properties) {
      if (isNode(member) && isNode(member.key) && serversHalf.includes(String(member.key.name))) cuts.push(member);
    }
  });
  let rest = code;
  for (const { start, end } of cuts.sort((one, other) => other.start - one.start)) {
    const comma = /^\s*,/.exec(rest.slice(end))?.[0].length ?? 0;
    rest = rest.slice(0, start) + rest.slice(end + comma);
  }
  return rest;
}

export function onlyBrowsersHalf(): Plugin {
  return {
    name: 'only-browsers-half',
    enforce: 'pre',
    transform(code, id) {
      return /\/features\/[\w-]+\/(?:[\w-]+-)?contract\.ts$/.test(id) ? { code: browsersHalf(code), map: null } : null;
    },
  };
}
