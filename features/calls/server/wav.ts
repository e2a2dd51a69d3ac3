import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';

/** Asterisk's `wav`: 8 kHz, 16 bits, one channel, little-endian. */
const rate = 8000;
const headerBytes = 44;
/** Samples that are worked on at once: 4 s. */
const block = 32_000;

/** The header of PCM data of a length in bytes (RIFF WAVE, Microsoft 1991). */
export function wavHeader(channels: 1 | 2, dataBytes: number): Buffer {
  const header = Buffer.alloc(headerBytes);
  header.write('RIFF', 0, 'latin1');
  header.writeUInt32LE(36 + dataBytes, 4);
  header.write('WAVEfmt ', 8, 'latin1');
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(channels, 22);
  header.writeUInt32LE(rate, 24);
  header.writeUInt32LE(rate * channels * 2, 28);
  header.writeUInt16LE(channels * 2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36, 'latin1');
  header.writeUInt32LE(dataBytes, 40);
  return header;
}

export interface JoinedWav {
  readonly durationMs: number;
  readonly bytes: number;
  readonly sha256: Buffer;
}

interface Side {
  readonly file: FileHandle;
  readonly from: number;
  readonly samples: number;
}

/**
 * Two recordings of one moment side by side in one stereo file: left the caller, right the desk. A side that is absent or
 * shorter is silent. Written whole and flushed before it is returned; the hash is over the whole file.
 */
export async function joinStereo(left: string | null, right: string | null, target: string): Promise<JoinedWav> {
  const sides = await Promise.all([openSide(left), openSide(right)]);
  const samples = Math.max(...sides.map((side) => side?.samples ?? 0));
  const out = await open(target, 'w', 0o600);
  try {
    const hash = createHash('sha256');
    const header = wavHeader(2, samples * 4);
    hash.update(header);
    await out.write(header);
    for (let at = 0; at < samples; at += block) {
      const count = Math.min(block, samples - at);
      const [a, b] = await Promise.all(sides.map((side) => readSamples(side, at, count)));
      const both = interleave(a, b, count);
      hash.update(both);
      await out.write(both);
    }
    await out.sync();
    return { durationMs: Math.round((samples * 1000) / rate), bytes: headerBytes + samples * 4, sha256: hash.digest() };
  } finally {
    await out.close();
    for (const side of sides) await side?.file.close();
  }
}

/** What is known of a file that was joined before. */
export async function measureWav(file: string): Promise<JoinedWav> {
  const handle = await open(file, 'r');
  try {
    const hash = createHash('sha256');
    const { size } = await handle.stat();
    for await (const part of handle.createReadStream({ autoClose: false })) hash.update(part);
    return { durationMs: Math.round(((size - headerBytes) * 1000) / (rate * 4)), bytes: size, sha256: hash.digest() };
  } finally {
    await handle.close();
  }
}

/** One side of a stereo file as a file of its own: bytes `from` to `to` (inclusive) of it, header included. */
export async function* oneSide(
  file: string,
  side: 'caller' | 'desk',
  from: number,
  to: number,
): AsyncGenerator<Buffer> {
  const handle = await open(file, 'r');
  try {
    const samples = Math.floor(((await handle.stat()).size - headerBytes) / 4);
    if (from < headerBytes) yield wavHeader(1, samples * 2).subarray(from, Math.min(to + 1, headerBytes));
    const first = Math.max(0, from - headerBytes);
    const last = to - headerBytes;
    for (let at = first - (first % 2); at <= last; at += block * 2) {
      const count = Math.min(block, Math.floor(last / 2) - at / 2 + 1);
      const both = Buffer.alloc(count * 4);
      await handle.read(both, 0, both.length, headerBytes + at * 2);
      const mono = Buffer.alloc(count * 2);
      for (let index = 0; index < count; index++)
        both.copy(mono, index * 2, index * 4 + (side === 'desk' ? 2 : 0), index * 4 + (side === 'desk' ? 4 : 2));
      yield mono.subarray(Math.max(0, first - at), Math.min(mono.length, last - at + 1));
    }
  } finally {
    await handle.close();
  }
}

/** Bytes of one side as a file of its own. */
export function oneSideBytes(stereoBytes: number): number {
  return headerBytes + (stereoBytes - headerBytes) / 2;
}

async function openSide(path: string | null): Promise<Side | null> {
  if (path === null) return null;
  const file = await open(path, 'r');
  const { size } = await file.stat();
  const head = Buffer.alloc(Math.min(4096, size));
  await file.read(head, 0, head.length, 0);
  const mark = head.indexOf('data', 12, 'latin1');
  // A file that was never closed has no length in its header; what lies on disk counts.
  const from = mark === -1 ? headerBytes : mark + 8;
  return { file, from, samples: Math.max(0, Math.floor((size - from) / 2)) };
}

async function readSamples(side: Side | null, at: number, count: number): Promise<Buffer> {
  const bytes = Buffer.alloc(count * 2);
  if (side !== null && at < side.samples)
    await side.file.read(bytes, 0, Math.min(count, side.samples - at) * 2, side.from + at * 2);
  return bytes;
}

function interleave(left: Buffer | undefined, right: Buffer | undefined, count: number): Buffer {
  const both = Buffer.alloc(count * 4);
  for (let index = 0; index < count; index++) {
    left?.copy(both, index * 4, index * 2, index * 2 + 2);
    right?.copy(both, index * 4 + 2, index * 2, index * 2 + 2);
  }
  return both;
}
