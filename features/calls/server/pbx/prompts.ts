import { copyFile, mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { type Owner, ownedFolder } from '#platform/server/asterisk/owner.ts';
import type { Speech } from '#platform/server/asterisk/speech.ts';

/** What callers hear from the machine, in the language of the country; the same for every regency. */
export const promptTexts = {
  'please-wait': 'Harap tunggu.',
  'soon-answered': 'Mohon tetap di sambungan. Petugas akan segera menjawab.',
  hold: 'Mohon tunggu sebentar. Petugas akan kembali kepada Anda.',
  'all-busy':
    'Semua petugas sedang melayani panggilan lain. Panggilan Anda sudah tercatat dan petugas akan menghubungi Anda kembali.',
  'press-five': 'Jika Anda tidak dapat berbicara, tekan angka lima.',
} as const;

/** What our own test call says to whoever answers it; `test-call.wav`. */
export const testCallText =
  'Ini telepon uji dari administrator pusat panggilan. Tidak ada keadaan darurat. Terima kasih.';

/** The prompts as they lie in the repository, 8 kHz wav, made by tools/make-prompts.ts. */
export const shippedPrompts = join(import.meta.dirname, 'prompts');

/** Digits are spoken one by one: "seratus dua belas" is not how anybody says this number. */
export function announcementText(tenantName: string): string {
  return `Call center satu satu dua, ${tenantName}. Percakapan ini direkam.`;
}

export const announcementFile = (slug: string) => `announcement-${slug}`;

/** Where the files of one installation lie. A path without its ending is what Asterisk plays: `sound:<path>`. */
export interface PromptFolders {
  readonly prompts: string;
  readonly music: string;
}

/**
 * Put the prompts where Asterisk can read them: the shipped ones, one announcement per regency with its name, and per regency
 * the folder that the fallback queue plays while desks ring. Regencies whose announcement is not shipped get one spoken;
 * without a synthesiser they go without their name rather than without a call.
 */
export async function preparePrompts(options: {
  folders: PromptFolders;
  tenants: readonly { readonly slug: string; readonly name: string }[];
  speech: Speech | undefined;
  owner: Owner | undefined;
}): Promise<void> {
  const { folders, owner, speech } = options;
  await ownedFolder(folders.prompts, owner, 0o755);
  await mkdir(folders.music, { recursive: true, mode: 0o755 });
  for (const name of Object.keys(promptTexts)) {
    await place(join(shippedPrompts, `${name}.wav`), join(folders.prompts, `${name}.wav`));
  }
  for (const { slug, name } of options.tenants) {
    const announcement = join(folders.prompts, `${announcementFile(slug)}.wav`);
    const shipped = join(shippedPrompts, `${announcementFile(slug)}.wav`);
    const source =
      (await place(shipped, announcement)) || speech === undefined
        ? undefined
        : await speech.speak(announcementText(name), { folder: folders.prompts });
    if (source !== undefined) await place(source, announcement);
    const music = join(folders.music, slug);
    await ownedFolder(music, owner, 0o755);
    await place(announcement, join(music, '1-announcement.wav'));
    await place(join(folders.prompts, 'soon-answered.wav'), join(music, '2-soon-answered.wav'));
  }
}

/** Copy whole or not at all; false when there is no such source. */
async function place(source: string, target: string): Promise<boolean> {
  const work = `${target}.part-${process.pid}`;
  const copied = await copyFile(source, work).then(
    () => true,
    () => false,
  );
  if (copied) await rename(work, target);
  return copied;
}
