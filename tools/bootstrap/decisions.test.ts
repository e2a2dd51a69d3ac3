import { describe, expect, test } from 'vitest';
import {
  chooseRuntime,
  compareVersions,
  installCommand,
  installedMatches,
  installStamp,
  isForeground,
  type Lock,
  needsInstall,
  nodeWanted,
  shouldForward,
  splitArguments,
} from './decisions.mjs';

test.each([
  ['v20.20.2', '22.18.0', -1],
  ['22.18.0', '22.18.0', 0],
  ['v24.1.0', '22.18.0', 1],
  ['22.9.0', '22.18.0', -1],
  ['v25.0.0-nightly2026', '24.21.0', 1],
])('%s against %s', (a, b, sign) => {
  expect(Math.sign(compareVersions(a, b))).toBe(sign);
});

const machine = { version: 'v20.20.2', platform: 'linux', arch: 'x64', isMusl: false };
test.each([
  ['an old Node on Linux', machine, 'fetch'],
  ['an old Node on ARM', { ...machine, arch: 'arm64' }, 'fetch'],
  ['a Node that runs TypeScript', { ...machine, version: 'v22.18.0' }, 'this'],
  ['an early Node 23', { ...machine, version: 'v23.1.0' }, 'fetch'],
  ['a late Node 23', { ...machine, version: 'v23.6.0' }, 'this'],
  ['Node 18', { ...machine, version: 'v18.19.0' }, 'stop'],
  ['an old Node on musl', { ...machine, isMusl: true }, 'stop'],
  ['an old Node on a platform without package', { ...machine, arch: 'riscv64' }, 'stop'],
  ['an old Node on macOS', { ...machine, platform: 'darwin' }, 'stop'],
  ['Windows', { ...machine, platform: 'win32', version: 'v24.0.0' }, 'stop'],
])('%s', (_, facts, kind) => {
  const runtime = chooseRuntime(facts);
  expect(runtime.kind).toBe(kind);
  if (runtime.kind === 'fetch')
    expect(runtime).toMatchObject({ name: `node-linux-${facts.arch}`, version: nodeWanted });
  if (runtime.kind === 'stop') expect(runtime.message).toMatch(/Install Node|WSL/);
});

describe('installing', () => {
  const lock: Lock = {
    packages: {
      '': { version: '1.0.0' },
      'node_modules/a': { version: '1.0.0', integrity: 'sha512-a', optionalDependencies: { 'a-mac': '1.0.0' } },
      'node_modules/a-mac': { version: '1.0.0', integrity: 'sha512-m', optional: true },
    },
  };
  const a = { version: '1.0.0', integrity: 'sha512-a' };

  test.each([
    ['all there, another platform’s package missing', { packages: { 'node_modules/a': a } }, true],
    ['a package missing', { packages: {} }, false],
    ['another version', { packages: { 'node_modules/a': { ...a, version: '1.0.1' } } }, false],
    ['another file under the same version', { packages: { 'node_modules/a': { ...a, integrity: 'sha512-x' } } }, false],
    ['one too many', { packages: { 'node_modules/a': a, 'node_modules/b': a } }, false],
    ['an optional one too many', { packages: { 'node_modules/a': a, 'node_modules/b': { optional: true } } }, true],
    ['npm never ended', null, false],
  ])('%s', (_, installed, expected) => {
    expect(installedMatches(lock, installed)).toBe(expected);
  });

  test('is skipped for a right stamp, or when npm’s own note matches', () => {
    const wantedStamp = installStamp('abc', 'linux', 'x64');
    const installed = { packages: { 'node_modules/a': a } };
    expect(needsInstall({ stamp: wantedStamp, wantedStamp, lock: null, installed: null })).toBe(false);
    expect(needsInstall({ stamp: null, wantedStamp, lock, installed })).toBe(false);
    expect(needsInstall({ stamp: installStamp('old', 'linux', 'x64'), wantedStamp, lock, installed: null })).toBe(true);
    expect(installStamp('abc', 'linux', 'arm64')).not.toBe(wantedStamp);
  });

  test('uses npm ci for a whole lock file, and what works for one without the other platforms', () => {
    expect(installCommand(lock)).toEqual(['ci']);
    const { 'node_modules/a-mac': _, ...rest } = lock.packages ?? {};
    expect(installCommand({ packages: rest })).toEqual(['install', '--no-save']);
  });
});

test('options before the file are for Node, what follows is for the file', () => {
  expect(splitArguments(['--watch', 'main.ts', '--port', '1'])).toEqual({
    ...{ nodeOptions: ['--watch'], file: 'main.ts', rest: ['--port', '1'] },
  });
  expect(splitArguments([]).file).toBeUndefined();
});

test.each([
  { signal: 'SIGTERM', sentBefore: false, isForegroundOfTerminal: true, expected: true },
  { signal: 'SIGINT', sentBefore: false, isForegroundOfTerminal: true, expected: false },
  { signal: 'SIGINT', sentBefore: false, isForegroundOfTerminal: false, expected: true },
  { signal: 'SIGHUP', sentBefore: false, isForegroundOfTerminal: true, expected: false },
  { signal: 'SIGTERM', sentBefore: true, isForegroundOfTerminal: false, expected: false },
])('$signal, sent before: $sentBefore, at a terminal: $isForegroundOfTerminal', ({ expected, ...facts }) => {
  expect(shouldForward(facts)).toBe(expected);
});

test('the foreground of a terminal is read from /proc, whatever the process is called', () => {
  expect(isForeground('123 (node) S 100 123 123 34816 123 4194304')).toBe(true);
  expect(isForeground('123 (a ) b) S 100 123 123 34816 99 4194304')).toBe(false);
  expect(isForeground('123 (node) S 100 123 123 0 -1 4194304')).toBe(false);
});
