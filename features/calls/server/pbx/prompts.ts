import { chmod, copyFile, mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { type Owner, ownedFolder } from '#platform/server/asterisk/owner.ts';
import type { Speech } from '#platform/server/asterisk/speech.ts';
import { telephoneRate, writeWav } from '#platform/server/sip/sound.ts';
import { canaryTones } from '../../line.ts';
import { type PromptName, promptNames } from '../../prompt.ts';

const digits = {
  'digit-0': 'nol',
  'digit-1': 'satu',
  'digit-2': 'dua',
  'digit-3': 'tiga',
  'digit-4': 'empat',
  'digit-5': 'lima',
  'digit-6': 'enam',
  'digit-7': 'tujuh',
  'digit-8': 'delapan',
  'digit-9': 'sembilan',
} as const;

/** What callers hear from the machine, in the language of the country; the same for every regency. */
export const promptTexts = {
  'please-wait': 'Harap tunggu.',
  'soon-answered': 'Mohon tetap di sambungan. Petugas akan segera menjawab.',
  hold: 'Mohon tunggu sebentar. Petugas akan kembali kepada Anda.',
  'all-busy':
    'Semua petugas sedang melayani panggilan lain. Panggilan Anda sudah tercatat dan petugas akan menghubungi Anda kembali.',
  'call-back':
    'Panggilan Anda ke satu satu dua tadi terputus. Jika Anda perlu bantuan darurat, tekan satu. Jika tidak, tekan tiga.',
  'call-back-thanks': 'Terima kasih. Jika Anda perlu bantuan, silakan hubungi satu satu dua kembali.',
  silent:
    'Jika Anda tidak bisa bicara, tekan angka apa saja atau ketuk telepon. Satu kali untuk ya, dua kali untuk tidak.',
  // Spoken by the Indonesian voice: espeak-ng has none of these languages. A centre does well to record its own.
  'silent-jv':
    'Menawi panjenengan mboten saged wicanten, pencet angka punapa kemawon utawi thothok telepon. Sepisan kangge inggih, kaping kalih kangge mboten.',
  'silent-su':
    'Upami anjeun teu tiasa nyarios, pencet angka naon wae atanapi ketrok telepon. Sakali kanggo muhun, dua kali kanggo henteu.',
  'silent-ms':
    'Kalau tak bise becakap, tekan angke ape saje atau ketok telepon. Sekali untok iye, due kali untok tidak.',
  'carrier-test': 'Ini panggilan uji. Percakapan ini direkam.',
  'carrier-test-time': 'Pukul',
  'carrier-test-help':
    'Jika ini keadaan darurat, tekan pagar untuk berbicara dengan petugas. Sekarang Anda mendengar suara Anda sendiri.',
  // To a telephone on duty: after what was spoken for the task itself, or after the general words where nothing could be spoken.
  'duty-general': 'Ini Call center satu satu dua. Ada tugas baru yang belum diterima. Lihat layar tugas instansi Anda.',
  'duty-ask': 'Tekan satu untuk menerima. Tekan dua untuk menolak. Tekan sembilan untuk mengulangi.',
  'duty-accepted': 'Terima kasih. Tugas sudah dicatat sebagai diterima.',
  'duty-rejected': 'Penolakan sudah dicatat. Pengarah segera mencari instansi lain.',
  // Between a crew and the caller of its incident, before they hear each other.
  'masked-crew': 'Ini Call center satu satu dua. Anda dihubungkan dengan pelapor. Percakapan ini direkam.',
  'masked-caller':
    'Ini Call center satu satu dua. Petugas yang menangani laporan Anda ingin berbicara. Percakapan ini direkam.',
  'masked-no-answer': 'Pelapor tidak dapat dihubungi. Silakan coba lagi nanti.',
  ...digits,
} as const;

/** What a crew and its caller hear of the machine. */
export const maskedPrompts = {
  crew: 'masked-crew',
  caller: 'masked-caller',
  noAnswer: 'masked-no-answer',
} as const satisfies Record<string, keyof typeof promptTexts>;

/** What a telephone on duty hears besides its task. */
export const dutyPrompts = {
  general: 'duty-general',
  ask: 'duty-ask',
  accepted: 'duty-accepted',
  rejected: 'duty-rejected',
} as const satisfies Record<string, keyof typeof promptTexts>;

/** An operator's test call: what it is, before the time and after it. */
export const carrierPrompts = {
  test: 'carrier-test',
  time: 'carrier-test-time',
  help: 'carrier-test-help',
} as const satisfies Record<string, keyof typeof promptTexts>;
/** The file of one spoken digit. */
export const promptDigit = (digit: string) => `digit-${digit}`;

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

/** A regency's own copy of a prompt, without the folder of the prompts. */
export const promptPath = (slug: string, name: PromptName) => join(slug, name);

/**
 * What a regency's callers hear while somebody else must act, as folders below that of the music: each is one class of
 * Asterisk, which plays its files in the order of their names, round and round, and opens each file anew at each playing.
 * `fallback`: its own queue, while the desks ring without us. `waiting`: after the announcement. `hold`: put on hold by a desk.
 */
export const musicFolders = {
  fallback: (slug: string) => slug,
  waiting: (slug: string) => join(slug, 'waiting'),
  hold: (slug: string) => join(slug, 'hold'),
} as const;

/** Between two prompts there is a sound of the line, so that nobody takes the silence for the end of the call. */
const musicFiles = {
  fallback: ['announcement', 'soon-answered', 'ring', 'please-wait', 'ring'],
  waiting: ['ring', 'please-wait', 'ring', 'soon-answered'],
  hold: ['hold', 'beep'],
} as const satisfies Record<keyof typeof musicFolders, readonly (PromptName | LineSound)[]>;

/** Every file from which the exchange plays a prompt (or a sound of the line) to callers of a regency. */
export function playedFrom(folders: PromptFolders, slug: string, name: PromptName | LineSound): string[] {
  const kinds = ['fallback', 'waiting', 'hold'] as const;
  const music = kinds.flatMap((kind) =>
    musicFiles[kind].flatMap((each, index) =>
      each === name ? [join(folders.music, musicFolders[kind](slug), `${index + 1}-${name}.wav`)] : [],
    ),
  );
  if (isLineSound(name)) return music;
  const announcement = name === 'announcement' ? [join(folders.prompts, `${announcementFile(slug)}.wav`)] : [];
  return [join(folders.prompts, `${promptPath(slug, name)}.wav`), ...announcement, ...music];
}

type LineSound = keyof typeof lineSounds;
const isLineSound = (name: string): name is LineSound => name in lineSounds;

/**
 * Sounds of the line as [Hz, amplitude, ms] (0 Hz: silence). `ring` is the country's ring tone (ITU-T E.180: 425 Hz, 1 s
 * on, 4 s off), twice; a caller on hold hears a soft beep instead, since nothing rings.
 */
const lineSounds = {
  ring: [
    [425, 3000, 1000],
    [0, 0, 4000],
    [425, 3000, 1000],
    [0, 0, 4000],
  ],
  beep: [
    [0, 0, 3000],
    [425, 1500, 150],
    [0, 0, 3000],
  ],
} as const satisfies Record<string, readonly Sounding[]>;

/** What a canary hears, as files of the exchange: long enough for the far end's sound to get through. */
export const canaryPrompts = { led: 'canary-led', alone: 'canary-alone' } as const;

const canarySounds = {
  led: [[canaryTones.led, 6000, 4000]],
  alone: [[canaryTones.alone, 6000, 4000]],
} as const satisfies Record<keyof typeof canaryPrompts, readonly Sounding[]>;

type Sounding = readonly [hertz: number, amplitude: number, ms: number];

function soundOf(sounds: readonly Sounding[]): Int16Array {
  const parts = sounds.map(([hertz, amplitude, ms]) =>
    Array.from(
      { length: (ms * telephoneRate) / 1000 },
      (_, at) => amplitude * Math.sin((2 * Math.PI * hertz * at) / telephoneRate),
    ),
  );
  return Int16Array.from(parts.flat());
}

/**
 * Put the prompts where Asterisk can read them: the shipped ones, and per regency a copy of each, with an announcement that
 * says its name. Regencies whose announcement is not shipped get one spoken; without a synthesiser they go without their
 * name rather than without a call.
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
  const sounds = [
    ...Object.keys(lineSounds)
      .filter(isLineSound)
      .map((name) => [name, lineSounds[name]] as const),
    ...(['led', 'alone'] as const).map((name) => [canaryPrompts[name], canarySounds[name]] as const),
  ];
  for (const [name, sounding] of sounds) {
    const file = join(folders.prompts, `${name}.wav`);
    await writeWav(file, { rate: telephoneRate, samples: soundOf(sounding) });
    await chmod(file, 0o644);
  }
  for (const { slug, name } of options.tenants) {
    for (const folder of Object.values(musicFolders))
      await ownedFolder(join(folders.music, folder(slug)), owner, 0o755);
    await ownedFolder(join(folders.prompts, slug), owner, 0o755);
    const announcement = join(folders.prompts, `${announcementFile(slug)}.wav`);
    const shipped = join(shippedPrompts, `${announcementFile(slug)}.wav`);
    const source =
      (await place(shipped, announcement)) || speech === undefined
        ? undefined
        : await speech.speak(announcementText(name), { folder: folders.prompts });
    if (source !== undefined) await place(source, announcement);
    for (const each of [...promptNames, ...Object.keys(lineSounds).filter(isLineSound)]) {
      const from = each === 'announcement' ? announcement : join(folders.prompts, `${each}.wav`);
      for (const target of playedFrom(folders, slug, each)) if (target !== from) await place(from, target);
    }
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
