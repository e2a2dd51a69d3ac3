import { access, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { featureOrder } from './check-imports.ts';

/** `weather-warnings` as `WeatherWarnings`, and a plural as its singular: `articles` is about one `article`. */
const singularOf = (name: string) => name.replace(/ies$/, 'y').replace(/s$/, '');

/** The files of a new feature by path inside it: the least that compiles, with one route, one action and one test each. */
export function anatomyOf(name: string): Readonly<Record<string, string>> {
  const word = singularOf(name);
  const type = word.replace(/(^|-)(\w)/g, (_whole, _dash, letter: string) => letter.toUpperCase());
  return {
    [`${word}.ts`]: `import { z } from 'zod';
import { type Id, idSchema } from '#platform/shared/ids.ts';

export type ${type}Id = Id<'${word}'>;
export const ${toCamel(word)}Id = idSchema<'${word}'>();

/** The words of ${name}: schema and states. Say here what one is; the word itself goes to docs/words.md. */
export const ${toCamel(word)} = z.object({ id: ${toCamel(word)}Id, state: z.enum(['open', 'closed']) });
export type ${type} = z.output<typeof ${toCamel(word)}>;
`,
    'rules.ts': `import { ok, type Result, refuse } from '#platform/shared/result.ts';
import type { ${type} } from './${word}.ts';

/** Close it, once. Pure: no I/O, no clock, no chance. */
export function close(state: ${type}): Result<${type}, '${word}.already_closed'> {
  if (state.state === 'closed') return refuse('${word}.already_closed');
  return ok({ ...state, state: 'closed' });
}
`,
    'rules.test.ts': `import { expect, test } from 'vitest';
import { newId } from '#platform/shared/ids.ts';
import { close } from './rules.ts';

const id = newId<'${word}'>();

test.each([
  ['open', { ok: true, value: { id, state: 'closed' } }],
  ['closed', { ok: false, refusal: { code: '${word}.already_closed', detail: {} } }],
] as const)('closing one that is %s', (state, outcome) => {
  expect(close({ id, state })).toEqual(outcome);
});
`,
    'texts.ts': `import type { RefusalText } from '#platform/shared/texts.ts';

export const refusals = {
  '${word}.already_closed': { status: 409, id: 'Sudah ditutup', en: 'Already closed' },
} as const satisfies Record<string, RefusalText>;
`,
    'contract.ts': `import { z } from 'zod';
import { pick, route } from '#platform/shared/contract.ts';
import { ${toCamel(word)}, ${toCamel(word)}Id } from './${word}.ts';
import { refusals } from './texts.ts';

/** Name the permission in features/people/permissions.ts and put it here. */
export const close${type} = route({
  method: 'POST',
  path: '/api/${name}/:id/close',
  summary: 'Close one',
  permission: 'signed_in',
  params: z.object({ id: ${toCamel(word)}Id }),
  output: ${toCamel(word)},
  refusals: pick(refusals, '${word}.already_closed'),
});
`,
    [`server/close-${word}.ts`]: `import { audience } from '#features/people/audience.ts';
import { type Action, bind } from '#platform/server/action.ts';
import { appendEvent } from '#platform/server/events/event.ts';
import { ok } from '#platform/shared/result.ts';
import { close${type} as route } from '../contract.ts';
import { close } from '../rules.ts';

const close${type}: Action<typeof route> = async (ctx, { params }) => {
  // Load it by features/${name}/server/store.ts once its table has a migration.
  const decided = close({ id: params.id, state: 'open' });
  if (!decided.ok) return decided;
  await appendEvent(ctx, {
    name: '${word.replaceAll('-', '_')}.closed',
    subject: { type: '${word}', id: params.id },
    audience: [audience.tenant()],
  });
  return ok(decided.value);
};

export const bound = bind(route, close${type});
`,
    'server/feature.ts': `import type { Feature } from '#platform/server/feature.ts';
import { bound } from './close-${word}.ts';

/** The only file apps/server imports: register it in apps/server/house.ts. */
export const feature: Feature = { name: '${name}', routes: [bound] };
`,
  };
}

function toCamel(word: string): string {
  return word.replace(/-(\w)/g, (_whole, letter: string) => letter.toUpperCase());
}

/** Why a feature of this name cannot be made; null when it can. */
export function judgeName(name: string | undefined): string | null {
  if (name === undefined || !/^[a-z]+(-[a-z]+)*$/.test(name))
    return 'Usage: node tools/new-feature.ts NAME (kebab-case, the word used in the control room)';
  if (!featureOrder.includes(name))
    return `"${name}" has no place in the flow: put it into featureOrder of tools/check-imports.ts first. There are: ${featureOrder.join(', ')}`;
  return null;
}

async function main(name: string | undefined): Promise<string | null> {
  const problem = judgeName(name);
  if (problem !== null || name === undefined) return problem;
  const folder = join(import.meta.dirname, '../features', name);
  const files = Object.entries(anatomyOf(name));
  for (const [path] of files) {
    const exists = await access(join(folder, path)).then(
      () => true,
      () => false,
    );
    if (exists) return `features/${name}/${path} is there already; nothing was written`;
  }
  for (const [path, text] of files) {
    await mkdir(join(folder, path, '..'), { recursive: true });
    await writeFile(join(folder, path), text, { flag: 'wx' });
    console.log(`features/${name}/${path}`);
  }
  return null;
}

if (import.meta.main) {
  const problem = await main(process.argv[2]);
  if (problem !== null) {
    console.error(problem);
    process.exitCode = 1;
  }
}
