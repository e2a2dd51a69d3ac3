import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { likelyPackages } from './closure.ts';
import { parseElfLinks, readElfLinks } from './elf.ts';
import { buildPrefix } from './prefix.ts';
import { mirrorIn } from './private-apt.ts';

test.each([
  ['libxml2.so.16', 'libxml2-16'],
  ['libssl.so.3', 'libssl3t64'],
  ['libgcc_s.so.1', 'libgcc-s1'],
  ['libsqlite3.so.0', 'libsqlite3-0'],
  ['libxslt.so.1', 'libxslt1.1'],
  ['libnssutil3.so', 'libnss3'],
  ['libm.so.6', 'libc6'],
  ['libz.so.1', 'zlib1g'],
])('%s is looked for in %s', (soname, name) => {
  const packages = [
    'libc6',
    'libgcc-s1',
    'libnss3',
    'libsqlite3-0',
    'libssl3t64',
    'libxml2-16',
    'libxslt1.1',
    'zlib1g',
  ];
  expect(likelyPackages(soname, packages)).toEqual([name]);
});

test('the links of an ELF file are read, and what is none has none', async () => {
  const links = await readElfLinks('/bin/sh');
  expect(links?.needed).toContain('libc.so.6');
  expect(parseElfLinks(Buffer.from('#!/bin/sh\n'.repeat(20)))).toBeUndefined();
});

test('the mirror is the one of the machine, in both formats of apt', () => {
  expect(mirrorIn('Types: deb\nURIs: http://mirror.example/debian/\nSuites: bookworm\n')).toBe(
    'http://mirror.example/debian',
  );
  expect(mirrorIn('deb [arch=amd64] http://m.example/debian trixie main\n')).toBe('http://m.example/debian');
  expect(mirrorIn('URIs: http://m.example/debian-security\n# deb http://m.example/debian x\n')).toBeUndefined();
});

test('an unknown suite is refused with a reason and leaves nothing behind', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'debian-test-'));
  const built = await buildPrefix({
    target: join(folder, 'prefix'),
    suite: 'no-such-suite',
    packages: ['hello'],
    plan: async () => ({ programs: [], files: [] }),
    log: () => undefined,
  });
  expect(built).toMatchObject({ ok: false, refusal: { code: 'debian.unreachable' } });
  expect(await readdir(folder)).toEqual([]);
  await rm(folder, { recursive: true, force: true });
});
