import { createHash, randomBytes } from 'node:crypto';
import { access, chmod, copyFile, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { energyOf, readWav, resample, telephoneRate, type Wav, writeWav } from '#platform/server/sip/sound.ts';
import { ok, type Result, refuse } from '#platform/shared/result.ts';
import { maxPromptBytes, maxPromptMs, minPromptMs, type PromptContent, type PromptName } from '../prompt.ts';
import type { LocalLanguage } from '../silent-settings.ts';
import { announcementFile, type PromptFolders, playedFrom, shippedPrompts } from './pbx/prompts.ts';

type PromptRefusal = 'prompt.not_wav' | 'prompt.too_large' | 'prompt.wrong_length' | 'prompt.silent';

/** Below this even a quiet voice cannot be told from the noise of a line (root mean square of 16-bit samples). */
const silence = 40;

/**
 * Bring an uploaded file to what the exchange plays (8 kHz, mono, 16 bit) and keep it in `folder`, named by its hash. Keeping
 * the same twice changes nothing; a file whose transaction is rolled back lies there unused.
 */
export async function keepUpload(folder: string, upload: Buffer): Promise<Result<PromptContent, PromptRefusal>> {
  if (upload.length > maxPromptBytes) return refuse('prompt.too_large', { limit: maxPromptBytes / 1000 });
  const work = join(tmpdir(), `prompt-${process.pid}-${randomBytes(6).toString('hex')}.wav`);
  try {
    await writeFile(work, upload, { mode: 0o600 });
    const wav = await readWav(work).catch(() => null);
    if (wav === null || wav.rate < 6000 || wav.rate > 192_000) return refuse('prompt.not_wav');
    const unfit = judge(wav);
    if (!unfit.ok) return unfit;
    const samples = resample(wav.samples, wav.rate, telephoneRate);
    await writeWav(work, { rate: telephoneRate, samples });
    const sha256 = createHash('sha256')
      .update(await readFile(work))
      .digest('hex');
    await mkdir(folder, { recursive: true });
    await place(work, join(folder, `${sha256}.wav`));
    return ok({ sha256, durationMs: Math.round((samples.length * 1000) / telephoneRate) });
  } finally {
    await rm(work, { force: true });
  }
}

function judge({ rate, samples }: Wav): Result<null, 'prompt.wrong_length' | 'prompt.silent'> {
  const ms = (samples.length * 1000) / rate;
  if (ms < minPromptMs || ms > maxPromptMs) {
    const seconds = Math.round(ms / 100) / 10;
    return refuse('prompt.wrong_length', { seconds, min: minPromptMs / 1000, max: maxPromptMs / 1000 });
  }
  return energyOf(samples) < silence ? refuse('prompt.silent') : ok(null);
}

/** Where a regency's own recordings lie. */
export const ownFolder = (dataFolder: string, slug: string) => join(dataFolder, 'prompts', slug);
/** What `preparePrompts` gave the regency, kept before its own recording is put over it. */
const originalFile = (folders: PromptFolders, slug: string) =>
  join(folders.prompts, 'original', `${announcementFile(slug)}.wav`);

export interface PromptHome {
  readonly slug: string;
  /** `ownFolder`. */
  readonly own: string;
  readonly folders: PromptFolders;
  /** The language beside Indonesian, whose prompt for silent callers is shipped for some. */
  readonly localLanguage: LocalLanguage;
}

/** The file a prompt is played from: the regency's own, else the shipped one; null when there is neither. */
export async function fileOf(home: PromptHome, name: PromptName, sha256: string | null): Promise<string | null> {
  if (sha256 !== null) return firstOf([join(home.own, `${sha256}.wav`)]);
  if (name === 'silent-local') return firstOf([join(shippedPrompts, `silent-${home.localLanguage}.wav`)]);
  if (name !== 'announcement') return firstOf([join(shippedPrompts, `${name}.wav`)]);
  return firstOf([
    join(shippedPrompts, `${announcementFile(home.slug)}.wav`),
    originalFile(home.folders, home.slug),
    join(home.folders.prompts, `${announcementFile(home.slug)}.wav`),
  ]);
}

async function firstOf(files: readonly string[]): Promise<string | null> {
  for (const file of files) {
    const isThere = await access(file).then(
      () => true,
      () => false,
    );
    if (isThere) return file;
  }
  return null;
}

/** Keep the announcement that was spoken for a regency, unless it is one of its own recordings that lies in its place. */
export async function keepOriginal(home: PromptHome): Promise<void> {
  const announcement = join(home.folders.prompts, `${announcementFile(home.slug)}.wav`);
  const bytes = await readFile(announcement).catch(() => null);
  if (bytes === null) return;
  const own = join(home.own, `${createHash('sha256').update(bytes).digest('hex')}.wav`);
  if ((await firstOf([own])) !== null) return;
  await mkdir(join(home.folders.prompts, 'original'), { recursive: true });
  await place(announcement, originalFile(home.folders, home.slug));
}

/** Put one prompt wherever the exchange looks for it; it reads the file at each playing, so the next caller hears it. */
export async function placePrompt(home: PromptHome, name: PromptName, sha256: string | null): Promise<void> {
  const { slug, folders } = home;
  const source = await fileOf(home, name, sha256);
  if (source === null) return;
  const targets = playedFrom(folders, slug, name);
  for (const target of targets.filter((each) => each !== source)) await place(source, target);
}

/** Whole or not at all: a caller who is listening hears the old file to its end. Asterisk, which runs as another user, may read it. */
async function place(source: string, target: string): Promise<void> {
  const work = `${target}.part-${process.pid}-${randomBytes(3).toString('hex')}`;
  await copyFile(source, work);
  await chmod(work, 0o644);
  await rename(work, target);
}
