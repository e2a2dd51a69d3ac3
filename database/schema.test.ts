import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { freshSchema, hashMigrations, judgeMigrations, knownMigrations, normaliseDump } from '#tools/dump-schema.ts';

test('schema.sql is what the migrations make of an empty PostgreSQL 15', async () => {
  const written = await readFile(join(import.meta.dirname, 'schema.sql'), 'utf8');
  expect(await freshSchema(), 'run `node tools/dump-schema.ts` and read the difference').toBe(written);
});

test('no migration was edited, removed or put before one that has run, and all are in the list', async () => {
  const [known, now] = [await knownMigrations(), await hashMigrations()];
  expect(judgeMigrations(known, now)).toEqual([]);
  expect(known, 'run `node tools/dump-schema.ts`').toEqual(now);
});

describe('the judge of migrations', () => {
  const one = { name: '202601010000-calls-first.sql', hash: 'a' };
  const two = { name: '202601020000-calls-second.sql', hash: 'b' };
  test.each([
    ['an edited one', [one], [{ ...one, hash: 'c' }], 'was edited'],
    ['a removed one', [one, two], [two], 'was removed'],
    ['one that comes too early', [two], [one, two], 'sorts before'],
    ['a wrong name', [], [{ name: 'calls.sql', hash: 'a' }], 'YYYYMMDDHHMM'],
  ])('refuses %s', (_what, known, now, message) => {
    expect(judgeMigrations(known, now)).toEqual([expect.stringContaining(message)]);
  });
  test('accepts a new last one', () => {
    expect(judgeMigrations([one], [one, two])).toEqual([]);
  });
});

test('a dump does not depend on the minor version that wrote it', () => {
  const dump =
    '-- Dumped by pg_dump version 15.20\n\\restrict abc\nSET x = 1;\n\n\nCREATE TABLE a ();\n\\unrestrict abc\n';
  expect(normaliseDump(dump)).toMatch(/^-- Written by .*\n\nCREATE TABLE a \(\);\n$/);
});
