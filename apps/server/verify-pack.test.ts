import { generateKeyPairSync } from 'node:crypto';
import { afterEach, beforeEach, expect, type MockInstance, test, vi } from 'vitest';
import { sealPack } from '#features/callers/server/pack/pack-file.ts';
import { testDraft, testPdf, testSigner } from '#features/callers/server/pack/testing.ts';
import { publicKeyOf } from '#platform/server/events/head.ts';
import { isForPack, verifyPackFile } from './cli/verify-pack.ts';

// Without an installation, by a key that was published; with one: apps/server/packs.test.ts and e2e/evidence-pack.e2e.ts.

const { privateKey } = generateKeyPairSync('ed25519');
const file = sealPack(testPdf, testDraft, { ...testSigner, key: privateKey });
const published = publicKeyOf(privateKey).toString('base64');

let told: MockInstance<typeof console.log>;
beforeEach(() => {
  told = vi.spyOn(console, 'log').mockImplementation(() => undefined);
});
afterEach(() => told.mockRestore());
const said = () => told.mock.calls.flat().join('\n');

test('accepted with the published key, whichever base64 it is in', async () => {
  expect(await verifyPackFile('a.pdf', file, published)).toBe(0);
  expect(said()).toContain('signed 23 Nov 2026, 10:00:00 WIB by Kepala Dinas, P-00000001 (Kepala dinas)');
  expect(said()).toContain('The pack is in order.');
  expect(await verifyPackFile('a.pdf', file, publicKeyOf(privateKey).toString('base64url'))).toBe(0);
});

test('not proven with another key', async () => {
  const other = publicKeyOf(generateKeyPairSync('ed25519').privateKey).toString('base64');
  expect(await verifyPackFile('a.pdf', file, other)).toBe(1);
  expect(said()).toContain('WRONG signed with another key');
});

test('altered by one byte it says so', async () => {
  const altered = Buffer.from(file);
  altered[70] = (altered[70] ?? 0) ^ 1;
  expect(isForPack(altered)).toBe(true);
  expect(await verifyPackFile('a.pdf', altered, published)).toBe(1);
  expect(said()).toContain('ALTERED');
});

test('a PDF that is none says so; a table is for somebody else', async () => {
  expect(isForPack(testPdf)).toBe(true);
  await expect(verifyPackFile('b.pdf', testPdf, published)).rejects.toThrow('b.pdf is a PDF without the seal');
  expect(isForPack(Buffer.from('# sigap monev 2026-10\r\n'))).toBe(false);
});
