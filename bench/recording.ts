import { createHash, randomBytes } from 'node:crypto';
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gatherPeaks } from '#features/calls/server/recording/peaks.ts';
import { openStereo, wavHeader } from '#features/calls/server/recording/wav.ts';
import { sealFile } from '#platform/server/sealed/sealed-file.ts';
import { newKey } from '#platform/server/sealed/wrapped-key.ts';
import { type BenchResult, quantile } from './result.ts';

const minutes = 10;
const rounds = 12;
const warmUp = 2;

/**
 * Processor time to store a minute of a call: both sides joined, hashed, drawn and sealed; the reference copies the two files that Asterisk
 * wrote. Rounds alternate.
 */
export async function bench(): Promise<BenchResult> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-recording-'));
  try {
    const sides = ['caller', 'desk'].map((name) => join(folder, `${name}.wav`));
    for (const side of sides) {
      const sound = randomBytes(minutes * 60 * 16_000);
      await writeFile(side, Buffer.concat([wavHeader(1, sound.length), sound]));
    }
    const [ours, plain]: [number[], number[]] = [[], []];
    for (let round = 0; round < rounds + warmUp; round++) {
      const target = join(folder, `round-${round}`);
      const stored = await processorMs(() => store(sides, `${target}.sealed`));
      const copied = await processorMs(async () => {
        for (const [index, side] of sides.entries()) await copyFile(side, `${target}-${index}.wav`);
      });
      if (round >= warmUp) {
        ours.push(stored / minutes);
        plain.push(copied / minutes);
      }
      for (const name of ['.sealed', '-0.wav', '-1.wav']) await rm(`${target}${name}`);
    }
    const [mine, theirs] = [quantile(ours, 0.5), quantile(plain, 0.5)];
    return {
      name: 'recording: store one minute of a call',
      ours: `${mine.toFixed(2)} ms of processor time`,
      reference: `plain copy of its two files: ${theirs.toFixed(2)} ms`,
      ratio: mine / theirs,
      target: null,
      remark: `join, SHA-256 of sound and of file, AES-256-GCM, peaks; medians of ${rounds} rounds over a call of ${minutes} minutes, user and system time`,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function store([caller = '', desk = '']: readonly string[], target: string): Promise<void> {
  const sound = await openStereo(caller, desk);
  const hash = createHash('sha256');
  const peaks = gatherPeaks(sound.bytes);
  const content = async function* () {
    for await (const part of sound.parts()) {
      hash.update(part);
      peaks.add(part);
      yield part;
    }
  };
  await sealFile(target, newKey(), { subject: 'bench', length: sound.bytes, content: content() }).finally(sound.close);
  hash.digest();
  peaks.peaks();
}

async function processorMs(work: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
