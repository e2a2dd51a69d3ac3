import { describe, expect, test } from 'vitest';
import { checkExcuses, checkImports, checkTableOwners, judgeHouseImport } from './check-imports.ts';

const messagesOf = (path: string, text: string) => checkImports({ path, text }).map(({ message }) => message);

describe('who may import whom', () => {
  const forbidden = [
    ['platform/server/http/server.ts', 'features/people/contract.ts', 'platform knows no feature'],
    ['platform/shared/ids.ts', 'platform/server/action.ts', 'shared runs on both sides'],
    ['platform/server/action.ts', 'platform/web/api-client.ts', 'server and screens apart'],
    ['platform/web/api-client.ts', 'platform/server/action.ts', 'screens and server apart'],
    ['features/people/server/feature.ts', 'features/incidents/contract.ts', 'against the flow'],
    ['features/calls/rules.ts', 'features/incidents/incident.ts', 'against the flow, roots too'],
    ['features/dispatch/rules.ts', 'platform/server/action.ts', 'a root is pure'],
    ['features/dispatch/rules.ts', 'features/dispatch/server/store.ts', 'a root does not reach into its own server'],
    ['features/dispatch/console/Board.tsx', 'features/dispatch/server/store.ts', 'screens never import server'],
    ['features/dispatch/field/Task.tsx', 'platform/server/log/log.ts', 'screens never import server'],
    ['features/dispatch/server/store.ts', 'features/dispatch/console/Board.tsx', 'server never imports screens'],
    ['features/dispatch/server/feature.ts', 'apps/server/config.ts', 'features never import apps'],
    ['features/dispatch/rules.ts', 'tools/sources.ts', 'what ships needs no tools'],
    ['features/weather/rules.ts', 'features/people/person.ts', 'not in the order of the flow'],
    ['apps/server/main.ts', 'features/people/console/SignIn.tsx', 'the server app has no screens'],
    ['apps/console/main.tsx', 'features/people/server/feature.ts', 'the console has no server code'],
    ['apps/console/main.tsx', 'apps/field/main.tsx', 'apps are apart'],
  ] as const;
  test.each(forbidden)('%s -> %s is refused (%s)', (from, to) => {
    expect(judgeHouseImport(from, to)).toEqual(expect.any(String));
  });

  const allowed = [
    ['platform/server/http/server.ts', 'platform/shared/result.ts'],
    ['platform/ui/Table.tsx', 'platform/web/api-client.ts'],
    ['features/dispatch/rules.ts', 'features/incidents/incident.ts'],
    ['features/dispatch/server/send.ts', 'features/incidents/server/store.ts'],
    ['features/people/server/scene.test.ts', 'features/incidents/contract.ts'],
    ['features/dispatch/console/Board.tsx', 'features/people/permissions.ts'],
    ['apps/server/main.ts', 'features/people/server/feature.ts'],
    ['apps/console/main.tsx', 'features/people/console/SignIn.tsx'],
    ['bench/run.ts', 'apps/server/config.ts'],
  ] as const;
  test.each(allowed)('%s -> %s is allowed', (from, to) => {
    expect(judgeHouseImport(from, to)).toBeNull();
  });
});

describe('a file', () => {
  test('is caught however it imports', () => {
    const path = 'features/people/rules.ts';
    expect(messagesOf(path, "import { a } from '#features/calls/call.ts';")).toHaveLength(1);
    expect(messagesOf(path, "import type { A } from '#features/calls/call.ts';")).toHaveLength(1);
    expect(messagesOf(path, "const a = await import('#features/calls/call.ts');")).toHaveLength(1);
    expect(messagesOf(path, "export { a } from '#features/people/person.ts';")).toEqual([
      expect.stringContaining('no barrels'),
    ]);
    expect(messagesOf(path, "import { a } from '../people/person.ts';")).toEqual([]);
    expect(messagesOf(path, "import { a } from '../agencies/agency.ts';")).toHaveLength(2);
    expect(messagesOf(path, "import { a } from './person';")).toEqual([expect.stringContaining('ending')]);
  });

  test('of a feature root has no package but zod', () => {
    expect(messagesOf('features/people/rules.ts', "import { z } from 'zod';")).toEqual([]);
    expect(messagesOf('features/people/rules.ts', "import { readFile } from 'node:fs/promises';")).toHaveLength(1);
    expect(messagesOf('features/people/rules.test.ts', "import { test } from 'vitest';")).toEqual([]);
    expect(messagesOf('features/people/server/store.ts', "import { sql } from 'kysely';")).toEqual([]);
  });

  test('of the platform does not speak the trade, except in a comment', () => {
    expect(messagesOf('platform/server/http/x.ts', "const path = '/api/incidents';")).toHaveLength(1);
    expect(messagesOf('platform/server/http/x.ts', '// as in /api/incidents\nconst path = 1;')).toEqual([]);
  });

  test('of an app holds no SQL', () => {
    expect(messagesOf('apps/server/main.ts', 'await run(tx, sql`select 1`);')).toHaveLength(1);
  });
});

describe('SQL of a feature', () => {
  const statement = 'await run(tx, sql`select 1`);';
  test.each([
    statement,
    'const found = sql<{ id: string }>`select 1`;',
    "await db.selectFrom('users').execute();",
    "await db.insertInto('users').execute();",
    "await db.updateTable('users').execute();",
    "await db.deleteFrom('users').execute();",
    "const from = sql.table('users');",
    "await client.query('select 1');",
    'await pool.query<Row>(`select 1`);',
  ])('outside a store is refused: %s', (text) => {
    expect(messagesOf('features/people/server/sign-in.ts', text)).toEqual([expect.stringContaining('server/store.ts')]);
  });

  test.each([
    'features/people/server/store.ts',
    'features/people/server/user-store.ts',
    'features/people/server/sign-in.test.ts',
    'features/calls/server/testing.ts',
    'features/calls/server/test-room.ts',
    'platform/server/jobs/jobs.ts',
    'tools/dump-schema.ts',
  ])('is allowed in %s', (path) => {
    expect(messagesOf(path, statement)).toEqual([]);
  });

  test('is no store by the end of its name only', () => {
    expect(messagesOf('features/people/server/restore.ts', statement)).toHaveLength(1);
  });

  test('is found in code, not in words about it', () => {
    expect(messagesOf('features/people/server/sign-in.ts', '// as sql`select 1` does\nconst a = 1;')).toEqual([]);
    expect(messagesOf('features/people/console/use-users.ts', 'const found = useQuery(options);')).toEqual([]);
  });

  test('an excuse ends with its reason', () => {
    const path = 'features/people/server/centre.ts';
    expect(checkExcuses([{ path, text: statement }], [path])).toEqual([]);
    const over = [{ path, line: 1, message: expect.stringContaining('take it off') }];
    expect(checkExcuses([{ path, text: 'const a = 1;' }], [path])).toEqual(over);
    expect(checkExcuses([], [path])).toEqual(over);
  });
});

test('a table is written by one feature', () => {
  const owner = {
    path: 'features/calls/server/store.ts',
    text: 'const a = sql`insert into calls (id) values (1) on conflict do update set id = 2`;',
  };
  const reader = {
    path: 'features/incidents/server/store.ts',
    text: 'const a = sql`select * from calls for update skip locked`;',
  };
  const thief = { path: 'features/dispatch/server/store.ts', text: "const a = sql`update calls set state = 'ended'`;" };
  expect(checkTableOwners([owner, reader])).toEqual([]);
  expect(checkTableOwners([owner, reader, thief])).toEqual([
    { path: thief.path, line: 1, message: expect.stringContaining('calls is written by calls') },
  ]);
});
