import { readFile, writeFile } from 'node:fs/promises';

/** Samples a second of telephone audio. */
export const telephoneRate = 8000;
/** Samples in one packet of 20 ms. */
export const frameSize = 160;

/** What a simulated party sends: samples at 8 kHz, a tone, or silence (packets of silence, as a silent caller's phone sends). */
export type Sound =
  | { readonly samples: Int16Array; readonly loop?: boolean }
  | { readonly tone: number; readonly amplitude?: number }
  | { readonly silence: true };

/** A function that gives the next 20 ms of a sound at each call; after the end of samples it gives silence. */
export function framesOf(sound: Sound): () => Int16Array {
  let at = 0;
  return () => {
    const frame = new Int16Array(frameSize);
    if ('tone' in sound) {
      const amplitude = sound.amplitude ?? 8000;
      for (let index = 0; index < frameSize; index++) {
        frame[index] = amplitude * Math.sin((2 * Math.PI * sound.tone * (at + index)) / telephoneRate);
      }
    } else if ('samples' in sound) {
      if (sound.loop === true && at >= sound.samples.length) at = 0;
      frame.set(sound.samples.subarray(at, at + frameSize));
    }
    at += frameSize;
    return frame;
  };
}

/** ITU-T G.711 A-law, one byte a sample, with every second bit inverted as on the wire. */
export function encodeAlaw(samples: Int16Array): Buffer {
  const bytes = Buffer.alloc(samples.length);
  for (let index = 0; index < samples.length; index++) bytes[index] = alawOf(samples[index] ?? 0);
  return bytes;
}

export function decodeAlaw(bytes: Uint8Array): Int16Array {
  const samples = new Int16Array(bytes.length);
  for (let index = 0; index < bytes.length; index++) samples[index] = decoded[bytes[index] ?? 0] ?? 0;
  return samples;
}

function alawOf(sample: number): number {
  const sign = sample >= 0 ? 0x80 : 0;
  const magnitude = Math.min(sample >= 0 ? sample : -sample - 1, 32635) >> 4;
  let exponent = 0;
  for (let rest = magnitude >> 5; rest > 0; rest >>= 1) exponent++;
  const mantissa = exponent === 0 ? (magnitude >> 1) & 0x0f : (magnitude >> exponent) & 0x0f;
  return (sign | (exponent << 4) | mantissa) ^ 0x55;
}

const decoded = Int16Array.from({ length: 256 }, (_, byte) => {
  const plain = byte ^ 0x55;
  const exponent = (plain >> 4) & 0x07;
  const mantissa = plain & 0x0f;
  const magnitude = exponent === 0 ? (mantissa << 4) + 8 : ((mantissa << 4) + 0x108) << (exponent - 1);
  return (plain & 0x80) === 0 ? -magnitude : magnitude;
});

/** Root mean square, 0 to 32767: silence is below 10, speech on a telephone some hundreds to thousands. */
export function energyOf(samples: Int16Array): number {
  if (samples.length === 0) return 0;
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return Math.sqrt(sum / samples.length);
}

/** Amplitude of one frequency (Goertzel's algorithm), 0 to 32767. */
export function toneLevel(samples: Int16Array, hertz: number, rate: number = telephoneRate): number {
  if (samples.length === 0) return 0;
  const turn = (2 * Math.PI * hertz) / rate;
  const factor = 2 * Math.cos(turn);
  let last = 0;
  let before = 0;
  for (const sample of samples) {
    const next = sample + factor * last - before;
    before = last;
    last = next;
  }
  const power = last * last + before * before - factor * last * before;
  return (2 * Math.sqrt(Math.max(0, power))) / samples.length;
}

/** The longest stretch in which a tone is not to be heard, in milliseconds, looked at in steps of one packet. */
export function longestBreak(samples: Int16Array, hertz: number, threshold = 800): number {
  let longest = 0;
  let run = 0;
  for (let at = 0; at + 2 * frameSize <= samples.length; at += frameSize) {
    run = toneLevel(samples.subarray(at, at + 2 * frameSize), hertz) < threshold ? run + 20 : 0;
    longest = Math.max(longest, run);
  }
  return longest;
}

/** Which of the candidate tones are in the samples: who hears whom, when every party sends a tone of its own. */
export function tonesIn(samples: Int16Array, candidates: readonly number[], threshold = 800): number[] {
  return candidates.filter((hertz) => toneLevel(samples, hertz) >= threshold);
}

/**
 * Bring samples to another rate. Each new sample is the mean of the stretch it stands for (going down: this keeps what would
 * fold back out) or a point on the line between its neighbours (going up). Good enough for speech over a telephone.
 */
export function resample(samples: Int16Array, from: number, to: number): Int16Array {
  if (from === to) return samples;
  const length = Math.floor((samples.length * to) / from);
  const step = from / to;
  return Int16Array.from({ length }, (_, index) => {
    const start = index * step;
    if (step <= 1) {
      const left = Math.floor(start);
      const share = start - left;
      return (samples[left] ?? 0) * (1 - share) + (samples[left + 1] ?? samples[left] ?? 0) * share;
    }
    let sum = 0;
    for (let at = Math.floor(start); at < start + step; at++) {
      const weight = Math.min(at + 1, start + step) - Math.max(at, start);
      sum += (samples[at] ?? 0) * weight;
    }
    return sum / step;
  });
}

export interface Wav {
  readonly rate: number;
  readonly samples: Int16Array;
}

/** Read a mono 16-bit PCM wav file; throws for anything else. A header with a wrong length (a recording under way) is read to the end. */
export async function readWav(file: string): Promise<Wav> {
  const bytes = await readFile(file);
  if (bytes.toString('latin1', 0, 4) !== 'RIFF' || bytes.toString('latin1', 8, 12) !== 'WAVE') {
    throw new Error(`${file} is not a wav file`);
  }
  let rate = 0;
  for (let at = 12; at + 8 <= bytes.length; ) {
    const name = bytes.toString('latin1', at, at + 4);
    const size = bytes.readUInt32LE(at + 4);
    if (name === 'fmt ') {
      const [format, channels, bits] = [
        bytes.readUInt16LE(at + 8),
        bytes.readUInt16LE(at + 10),
        bytes.readUInt16LE(at + 22),
      ];
      if (format !== 1 || channels !== 1 || bits !== 16) throw new Error(`${file} must be mono 16-bit PCM`);
      rate = bytes.readUInt32LE(at + 12);
    }
    if (name === 'data') {
      const end = Math.min(bytes.length, at + 8 + size);
      const samples = new Int16Array((end - at - 8) >> 1);
      for (let index = 0; index < samples.length; index++) samples[index] = bytes.readInt16LE(at + 8 + 2 * index);
      return { rate, samples };
    }
    at += 8 + size + (size % 2);
  }
  throw new Error(`${file} holds no audio`);
}

export async function writeWav(file: string, { rate, samples }: Wav): Promise<void> {
  const header = Buffer.alloc(44);
  header.write('RIFF', 0, 'latin1');
  header.writeUInt32LE(36 + samples.length * 2, 4);
  header.write('WAVEfmt ', 8, 'latin1');
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(rate, 24);
  header.writeUInt32LE(rate * 2, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36, 'latin1');
  header.writeUInt32LE(samples.length * 2, 40);
  await writeFile(file, Buffer.concat([header, Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength)]));
}
