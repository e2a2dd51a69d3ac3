import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chunkBytes, openPlain, openSealed, SealBroken, sealedBytes, sealFile } from './sealed-file.ts';
import { keyInFolder, newKey, unwrapKey, wrapKey } from './wrapped-key.ts';

let folder: string;
let made = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sealed-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function* inParts(content: Buffer, step: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < content.length; at += step) yield content.subarray(at, at + step);
}

async function sealed(content: Buffer, step = 50_000) {
  const path = join(folder, `file-${made++}`);
  const key = newKey();
  const given = { subject: 'one', length: content.length, content: inParts(content, step) };
  return { path, key, ...(await sealFile(path, key, given)) };
}

async function readPart(path: string, key: Buffer, from: number, to: number, subject = 'one'): Promise<Buffer> {
  const reader = await openSealed(path, key, subject);
  try {
    const parts: Buffer[] = [];
    for await (const part of reader.read(from, to)) parts.push(part);
    return Buffer.concat(parts);
  } finally {
    await reader.close();
  }
}

/** Lengths about the borders of chunks, where mistakes live. */
const lengths = fc.oneof(
  fc.integer({ min: 0, max: 300 }),
  fc.integer({ min: chunkBytes - 3, max: chunkBytes + 3 }),
  fc.integer({ min: 2 * chunkBytes - 3, max: 2 * chunkBytes + 3 }),
  fc.integer({ min: 0, max: 4 * chunkBytes }),
);

test('any part of any content is what was sealed, and the hash is that of the file', async () => {
  await fc.assert(
    fc.asyncProperty(
      lengths,
      fc.integer({ min: 1, max: 100_000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      async (length, step, a, b) => {
        const content = randomBytes(length);
        const file = await sealed(content, step);
        const bytes = await readFile(file.path);
        expect([bytes.length, createHash('sha256').update(bytes).digest()]).toEqual([file.bytes, file.sha256]);
        expect((await readPart(file.path, file.key, 0, length - 1)).equals(content)).toBe(true);
        const from = Math.floor(Math.min(a, b) * length);
        const to = Math.floor(Math.max(a, b) * length);
        expect((await readPart(file.path, file.key, from, to)).equals(content.subarray(from, to + 1))).toBe(true);
        await rm(file.path);
      },
    ),
    { numRuns: 60 },
  );
});

test('a bit that was turned anywhere is refused', async () => {
  await fc.assert(
    fc.asyncProperty(
      lengths,
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      fc.integer({ min: 0, max: 7 }),
      async (length, where, bit) => {
        const file = await sealed(randomBytes(length));
        const bytes = await readFile(file.path);
        const at = Math.floor(where * bytes.length);
        bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
        await writeFile(file.path, bytes);
        await expect(readPart(file.path, file.key, 0, Math.max(0, length - 1))).rejects.toThrow(SealBroken);
        await rm(file.path);
      },
    ),
    { numRuns: 80 },
  );
});

test('every single bit of a small file counts', async () => {
  const file = await sealed(Buffer.from('a voice'));
  const bytes = await readFile(file.path);
  for (let at = 0; at < bytes.length * 8; at++) {
    const changed = Buffer.from(bytes);
    changed[at >> 3] = (changed[at >> 3] ?? 0) ^ (1 << (at & 7));
    await writeFile(file.path, changed);
    await expect(readPart(file.path, file.key, 0, 6), `bit ${at}`).rejects.toThrow(SealBroken);
  }
});

test('a file that was cut, extended, reordered, exchanged or opened with another key is refused', async () => {
  const length = 3 * chunkBytes;
  const file = await sealed(randomBytes(length));
  const bytes = await readFile(file.path);
  const step = chunkBytes + 16;
  const chunk = (index: number) => bytes.subarray(40 + index * step, 40 + (index + 1) * step);
  const refused = async (what: string, content: Buffer) => {
    await writeFile(file.path, content);
    await expect(readPart(file.path, file.key, 0, length - 1), what).rejects.toThrow(SealBroken);
  };
  await refused('without its end', bytes.subarray(0, bytes.length - step));
  await refused('longer', Buffer.concat([bytes, Buffer.alloc(1)]));
  await refused('chunks exchanged', Buffer.concat([bytes.subarray(0, 40), chunk(1), chunk(0), chunk(2)]));
  await refused('empty', Buffer.alloc(0));
  await writeFile(file.path, bytes);
  await expect(readPart(file.path, newKey(), 0, 1)).rejects.toThrow(SealBroken);
  await expect(readPart(file.path, file.key, 0, 1, 'another')).rejects.toThrow(SealBroken);
  expect(await readPart(file.path, file.key, 0, 0)).toEqual(await readPart(file.path, file.key, 0, 0));
  await truncate(file.path, 41);
  await expect(openSealed(file.path, file.key, 'one')).rejects.toThrow(SealBroken);
});

test('more or fewer bytes than announced are a fault, and a name is never written twice', async () => {
  for (const length of [9, 11])
    await expect(
      sealFile(join(folder, `wrong-${length}`), newKey(), {
        subject: 'one',
        length,
        content: inParts(Buffer.alloc(10), 3),
      }),
    ).rejects.toThrow(/announced/);
  const file = await sealed(Buffer.alloc(10));
  await expect(
    sealFile(file.path, newKey(), { subject: 'one', length: 1, content: inParts(Buffer.alloc(1), 1) }),
  ).rejects.toThrow(/EEXIST/);
  expect(file.bytes).toBe(sealedBytes(10));
});

test('a plain file is read in parts alike', async () => {
  const content = randomBytes(150_000);
  const path = join(folder, 'plain');
  await writeFile(path, content);
  const reader = await openPlain(path);
  const parts: Buffer[] = [];
  for await (const part of reader.read(70_000, 149_999)) parts.push(part);
  await reader.close();
  expect([reader.length, Buffer.concat(parts)]).toEqual([150_000, content.subarray(70_000)]);
});

test('a wrapped key opens with its outer key and for its purpose only; a key in a folder is made once', async () => {
  const [outer, key] = [newKey(), newKey()];
  const wrapped = wrapKey(outer, key, 'x');
  expect(unwrapKey(outer, wrapped, 'x')).toEqual(key);
  expect(() => unwrapKey(outer, wrapped, 'y')).toThrow(SealBroken);
  expect(() => unwrapKey(newKey(), wrapped, 'x')).toThrow(SealBroken);
  const keys = join(folder, 'keys');
  expect(await keyInFolder(keys, 'first', false)).toBeNull();
  const both = await Promise.all([keyInFolder(keys, 'first', true), keyInFolder(keys, 'first', true)]);
  expect(both[0]).toEqual(both[1]);
  expect(both[0]).toHaveLength(32);
});
