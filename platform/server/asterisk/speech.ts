import { createHash, randomBytes } from 'node:crypto';
import { access, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { buildPrefix, loaderOf, readStamp } from '#platform/server/debian/prefix.ts';
import { run } from '#platform/server/debian/run.ts';
import type { DebianRefusal } from '#platform/server/debian/texts.ts';
import { readWav, resample, telephoneRate, writeWav } from '#platform/server/sip/sound.ts';
import { ok, type Result } from '#platform/shared/result.ts';

/** A speech synthesiser that can be started. */
export interface Speech {
  /**
   * Speak a text into a wav file of 8 kHz, mono, 16 bit, as Asterisk plays it, and return its path. The same text, voice and
   * speed give the same file in `folder`, made once.
   */
  speak(text: string, options: { folder: string; voice?: string; wordsPerMinute?: number }): Promise<string>;
}

/**
 * The machine's espeak-ng, or Debian's in a private prefix below `cache`. It is robotic but free, small and knows Indonesian;
 * a centre that records its own voice puts its files in place of ours.
 */
export async function openSpeech(options: {
  cache: string;
  log: (line: string) => void;
  /** Do not use the machine's own even if it is there. */
  private?: boolean;
}): Promise<Result<Speech, DebianRefusal>> {
  if (options.private !== true && (await run('espeak-ng', ['--version'])).status === 0)
    return ok(speechBy(['espeak-ng'], {}));
  const prefix = join(options.cache, 'espeak-ng');
  if ((await readStamp(prefix)) === undefined) {
    const built = await buildPrefix({
      target: prefix,
      suite: 'forky',
      packages: ['espeak-ng', 'espeak-ng-data'],
      plan,
      log: options.log,
    });
    if (!built.ok) return built;
  }
  const command = [
    await loaderOf(prefix),
    '--library-path',
    join(prefix, 'lib'),
    join(prefix, 'bin/espeak-ng'),
  ] as const;
  return ok(speechBy(command, { ESPEAK_DATA_PATH: join(prefix, 'share') }));
}

async function plan(root: string, triplet: string) {
  return {
    programs: [{ from: join(root, 'usr/bin/espeak-ng'), to: 'bin/espeak-ng' }],
    files: [{ from: join(root, 'usr/lib', triplet, 'espeak-ng-data'), to: 'share/espeak-ng-data' }],
  };
}

function speechBy([program, ...args]: readonly [string, ...string[]], env: Readonly<Record<string, string>>): Speech {
  return {
    async speak(text, { folder, voice = 'id', wordsPerMinute = 145 }) {
      const key = createHash('sha256')
        .update(JSON.stringify([text, voice, wordsPerMinute]))
        .digest('hex')
        .slice(0, 24);
      const file = join(folder, `speech-${key}.wav`);
      if (
        await access(file).then(
          () => true,
          () => false,
        )
      )
        return file;
      await mkdir(folder, { recursive: true });
      const work = `${file}.part-${process.pid}-${randomBytes(3).toString('hex')}`;
      try {
        const result = await run(
          program,
          [...args, '-v', voice, '-s', String(wordsPerMinute), '-w', work, '--', text],
          {
            env: { ...process.env, ...env },
            timeoutMs: 60_000,
          },
        );
        if (result.status !== 0) throw new Error(`The text could not be spoken: ${result.stderr.trim()}`);
        const spoken = await readWav(work);
        await writeWav(work, { rate: telephoneRate, samples: resample(spoken.samples, spoken.rate, telephoneRate) });
        await rename(work, file);
      } finally {
        await rm(work, { force: true });
      }
      return file;
    },
  };
}
