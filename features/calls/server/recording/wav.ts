import { type FileHandle, open } from 'node:fs/promises';
import type { ContentReader } from '#platform/server/sealed/sealed-file.ts';
import { openPlain } from '#platform/server/sealed/sealed-file.ts';

/** Asterisk's `wav`: 8 kHz, 16 bits, one channel, little-endian. */
export const rate = 8000;
export const headerBytes = 44;
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

/** One file with two channels, left the caller, right the desk, as it comes out of what Asterisk wrote. */
export interface StereoSound {
  readonly durationMs: number;
  readonly bytes: number;
  /** The whole file in parts, header first; the parts after it hold whole samples. */
  readonly parts: () => AsyncGenerator<Buffer>;
  readonly close: () => Promise<void>;
}

interface Side {
  readonly file: FileHandle;
  readonly from: number;
  readonly samples: number;
}

/** Two recordings of one moment side by side. A side that is absent or shorter is silent. `range`: only these samples. */
export async function openStereo(
  left: string | null,
  right: string | null,
  range?: (sides: readonly [number, number]) => { readonly from: number; readonly to: number },
): Promise<StereoSound> {
  const sides = await Promise.all([openSide(left), openSide(right)]);
  const lengths = [sides[0]?.samples ?? 0, sides[1]?.samples ?? 0] as const;
  const { from, to } = range?.(lengths) ?? { from: 0, to: Math.max(...lengths) };
  const samples = Math.max(0, to - from);
  return {
    durationMs: Math.round((samples * 1000) / rate),
    bytes: headerBytes + samples * 4,
    parts: async function* () {
      yield wavHeader(2, samples * 4);
      for (let at = from; at < to; at += block) {
        const count = Math.min(block, to - at);
        const [a, b] = await Promise.all(sides.map((side) => readSamples(side, at, count)));
        yield interleave(a, b, count);
      }
    },
    close: async () => {
      for (const side of sides) await side?.file.close();
    },
  };
}

/** A file that was joined before. */
export async function openJoined(path: string): Promise<StereoSound> {
  const file = await openPlain(path);
  return {
    durationMs: Math.round(((file.length - headerBytes) * 1000) / (rate * 4)),
    bytes: file.length,
    parts: async function* () {
      yield* file.read(0, headerBytes - 1);
      for (let at = headerBytes; at < file.length; at += block * 4) {
        const parts: Buffer[] = [];
        for await (const part of file.read(at, at + block * 4 - 1)) parts.push(part);
        yield Buffer.concat(parts);
      }
    },
    close: file.close,
  };
}

/** One side of a stereo file as a file of its own: bytes `from` to `to` (inclusive) of it, header included. */
export async function* oneSide(
  stereo: ContentReader,
  side: 'caller' | 'desk',
  from: number,
  to: number,
): AsyncGenerator<Buffer> {
  const samples = Math.floor((stereo.length - headerBytes) / 4);
  if (from < headerBytes) yield wavHeader(1, samples * 2).subarray(from, Math.min(to + 1, headerBytes));
  const first = Math.max(0, from - headerBytes);
  const last = to - headerBytes;
  for (let at = first - (first % 2); at <= last; at += block * 2) {
    const count = Math.min(block, Math.floor(last / 2) - at / 2 + 1);
    const parts: Buffer[] = [];
    const begin = headerBytes + at * 2;
    for await (const part of stereo.read(begin, begin + count * 4 - 1)) parts.push(part);
    const both = Buffer.concat(parts);
    const mono = Buffer.alloc(count * 2);
    const shift = side === 'desk' ? 2 : 0;
    for (let index = 0; index < count; index++) both.copy(mono, index * 2, index * 4 + shift, index * 4 + shift + 2);
    yield mono.subarray(Math.max(0, first - at), Math.min(mono.length, last - at + 1));
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

/** The samples of a buffer of whole samples. `Buffer.alloc` begins at an even address, as the view needs it. */
export function samplesOf(bytes: Buffer): Int16Array {
  const aligned = bytes.byteOffset % 2 === 0 ? bytes : Buffer.concat([bytes]);
  return new Int16Array(aligned.buffer, aligned.byteOffset, aligned.length >> 1);
}

function interleave(left: Buffer | undefined, right: Buffer | undefined, count: number): Buffer {
  const both = Buffer.alloc(count * 4);
  const out = samplesOf(both);
  const sides = [left, right].map((side) => (side === undefined ? null : samplesOf(side)));
  for (const [channel, side] of sides.entries())
    if (side !== null) for (let index = 0; index < count; index++) out[index * 2 + channel] = side[index] ?? 0;
  return both;
}
