import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';

/*
 * A file that only its key opens and of which any part can be read by itself: STREAM (Hoang, Reyhanitabar, Rogaway, Vizár
 * 2015, "Online authenticated-encryption and its nonce-reuse misuse-resistance", §7) with AES-256-GCM.
 *
 *   head    40 bytes: "SEALED1\n", bytes of a chunk (u32), bytes of the content (u64), 20 bytes that name its subject
 *   chunk   its part of the content encrypted, then 16 bytes of tag; all chunks are full but the last
 *
 * The nonce of a chunk is its number and whether it is the last; the head is authenticated with each chunk. So a changed bit, a
 * chunk moved, left out or taken from another file, and a file that was cut or extended are all refused. A key seals one file.
 */
const magic = Buffer.from('SEALED1\n', 'latin1');
const headBytes = 40;
const tagBytes = 16;
/** Small enough that a leap in a player reads little, large enough that the tag weighs nothing. */
export const chunkBytes = 65_536;

/** The content of a sealed file is not what was sealed, or the key is not its key. */
export class SealBroken extends Error {}

function headOf(length: number, subject: string): Buffer {
  const head = Buffer.alloc(headBytes);
  magic.copy(head);
  head.writeUInt32BE(chunkBytes, 8);
  head.writeBigUInt64BE(BigInt(length), 12);
  createHash('sha256').update(subject).digest().copy(head, 20, 0, 20);
  return head;
}

function nonceOf(chunk: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(chunk, 7);
  nonce[11] = isLast ? 1 : 0;
  return nonce;
}

/** An empty content is one empty chunk, so that it too is authenticated. */
const chunksOf = (length: number) => Math.max(1, Math.ceil(length / chunkBytes));

/** Bytes on the disk of a content of so many bytes. */
export function sealedBytes(length: number): number {
  return headBytes + length + chunksOf(length) * tagBytes;
}

export interface Sealed {
  readonly bytes: number;
  /** Of the file as it lies on the disk: whoever has no key can check it. */
  readonly sha256: Buffer;
}

/**
 * Write `content` sealed into a new file; it is flushed before this returns. `length` must be the bytes that come: it stands in
 * the head. `subject` is what the content belongs to: a file put in the place of another is refused.
 */
export async function sealFile(
  path: string,
  key: Buffer,
  given: { readonly subject: string; readonly length: number; readonly content: AsyncIterable<Buffer> },
): Promise<Sealed> {
  const file = await open(path, 'wx', 0o600);
  const hash = createHash('sha256');
  const head = headOf(given.length, given.subject);
  const chunks = chunksOf(given.length);
  let chunk = 0;
  const write = async (bytes: Buffer) => {
    hash.update(bytes);
    await file.writeFile(bytes);
  };
  const seal = async (plain: Buffer) => {
    const cipher = createCipheriv('aes-256-gcm', key, nonceOf(chunk, chunk === chunks - 1)).setAAD(head);
    await write(Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]));
    chunk += 1;
  };
  try {
    await write(head);
    let waiting = Buffer.alloc(0);
    let come = 0;
    for await (const part of given.content) {
      come += part.length;
      waiting = waiting.length === 0 ? Buffer.from(part) : Buffer.concat([waiting, part]);
      for (; waiting.length >= chunkBytes && come <= given.length; waiting = waiting.subarray(chunkBytes))
        await seal(waiting.subarray(0, chunkBytes));
    }
    if (come !== given.length) throw new Error(`${given.length} bytes were announced and ${come} came`);
    if (chunk < chunks) await seal(waiting);
    await file.sync();
    return { bytes: sealedBytes(given.length), sha256: hash.digest() };
  } finally {
    await file.close();
  }
}

/** Content that can be read in parts, wherever it lies. */
export interface ContentReader {
  readonly length: number;
  /** Bytes `from` to `to`, both inclusive. */
  readonly read: (from: number, to: number) => AsyncGenerator<Buffer>;
  readonly close: () => Promise<void>;
}

/** Open a sealed file for reading. Throws `SealBroken` here or while reading; never gives a byte that was not sealed. */
export async function openSealed(path: string, key: Buffer, subject: string): Promise<ContentReader> {
  const file = await open(path, 'r');
  try {
    const head = await readAt(file, 0, headBytes);
    const length = head.length === headBytes ? Number(head.readBigUInt64BE(12)) : -1;
    if (length < 0 || !Number.isSafeInteger(length) || !head.equals(headOf(length, subject)))
      throw new SealBroken(`${path} is not the sealed file that should lie there`);
    if ((await file.stat()).size !== sealedBytes(length)) throw new SealBroken(`${path} was cut or extended`);
    return {
      length,
      read: (from, to) => unseal({ file, path, key, head, length }, from, Math.min(to, length - 1)),
      close: () => file.close(),
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}

interface OpenFile {
  readonly file: FileHandle;
  readonly path: string;
  readonly key: Buffer;
  readonly head: Buffer;
  readonly length: number;
}

async function* unseal(open: OpenFile, from: number, to: number): AsyncGenerator<Buffer> {
  const last = chunksOf(open.length) - 1;
  if (open.length === 0) await unsealChunk(open, 0, true);
  for (let chunk = Math.floor(from / chunkBytes); chunk * chunkBytes <= to; chunk++) {
    const plain = await unsealChunk(open, chunk, chunk === last);
    const at = chunk * chunkBytes;
    yield plain.subarray(Math.max(0, from - at), Math.min(plain.length, to - at + 1));
  }
}

async function unsealChunk({ file, path, key, head, length }: OpenFile, chunk: number, isLast: boolean) {
  const size = isLast ? length - chunk * chunkBytes : chunkBytes;
  const sealed = await readAt(file, headBytes + chunk * (chunkBytes + tagBytes), size + tagBytes);
  if (sealed.length !== size + tagBytes) throw new SealBroken(`${path} was cut`);
  const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(chunk, isLast)).setAAD(head);
  decipher.setAuthTag(sealed.subarray(size));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(0, size)), decipher.final()]);
  } catch (error) {
    throw new SealBroken(`${path} is not what was sealed, or this is not its key`, { cause: error });
  }
}

async function readAt(file: FileHandle, position: number, bytes: number): Promise<Buffer> {
  const into = Buffer.alloc(bytes);
  let read = 0;
  while (read < bytes) {
    const { bytesRead } = await file.read(into, read, bytes - read, position + read);
    if (bytesRead === 0) break;
    read += bytesRead;
  }
  return into.subarray(0, read);
}

/** A file that was never sealed, in the same hands. */
export async function openPlain(path: string): Promise<ContentReader> {
  const file = await open(path, 'r');
  const length = (await file.stat()).size;
  return {
    length,
    read: async function* (from, to) {
      for (let at = from; at <= Math.min(to, length - 1); at += chunkBytes)
        yield await readAt(file, at, Math.min(chunkBytes, Math.min(to, length - 1) - at + 1));
    },
    close: () => file.close(),
  };
}
