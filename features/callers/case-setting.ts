import { z } from 'zod';
import { idSchema } from '#platform/shared/ids.ts';

export const caseSettingId = idSchema<'case_setting'>();

/** What a letter's text may hold in braces, filled when the letter is written. */
export const letterPlaceholders = ['daerah', 'tanggal', 'nomor_kasus', 'nomor', 'jumlah', 'hari'] as const;
export type LetterPlaceholder = (typeof letterPlaceholders)[number];

const placeholder = /\{([^{}]*)\}/g;

/** Placeholders of a text that nothing fills. */
export function unknownPlaceholders(text: string): string[] {
  return [...text.matchAll(placeholder)]
    .map((match) => match[1] ?? '')
    .filter((word) => !letterPlaceholders.some((known) => known === word));
}

/** The letter as it is printed. */
export function fillLetter(text: string, values: Readonly<Record<LetterPlaceholder, string>>): string {
  return text.replace(placeholder, (whole, word: string) => {
    const known = letterPlaceholders.find((one) => one === word);
    return known === undefined ? whole : values[known];
  });
}

const letter = z.object({
  id: z.string().regex(/^[a-z0-9_]{2,30}$/),
  name: z.string().trim().min(3).max(80),
  text: z
    .string()
    .trim()
    .min(20)
    .max(4000)
    .refine((text) => unknownPlaceholders(text).length === 0),
});

const seedLetters: z.output<typeof letter>[] = [
  {
    id: 'orang_tua',
    name: 'Surat kepada orang tua atau wali',
    text: `Kepada Yth. orang tua atau wali pengguna nomor {nomor}

Dengan hormat,

Layanan Darurat 112 {daerah} menerima {jumlah} panggilan dari nomor tersebut dalam {hari} hari terakhir yang oleh petugas dicatat sebagai panggilan iseng. Setiap panggilan seperti itu membuat warga yang membutuhkan pertolongan harus menunggu.

Kami mohon bantuan Bapak/Ibu untuk menjelaskan kepada putra-putri bahwa 112 hanya untuk keadaan darurat. Nomor ini tidak diblokir: bila terjadi keadaan darurat, silakan tetap menghubungi 112 dan kami akan menjawab.

Bila catatan kami keliru, Bapak/Ibu dapat mengajukan keberatan dengan menyebut nomor kasus {nomor_kasus}.

{tanggal}`,
  },
  {
    id: 'peringatan',
    name: 'Surat peringatan',
    text: `Kepada Yth. pengguna nomor {nomor}

Dengan hormat,

Dalam {hari} hari terakhir Layanan Darurat 112 {daerah} menerima {jumlah} panggilan dari nomor Anda yang oleh petugas dicatat sebagai panggilan iseng atau laporan palsu.

Kami meminta Anda menghentikannya. Nomor Anda tidak diblokir: dalam keadaan darurat Anda tetap dapat menghubungi 112.

Bila catatan kami keliru, Anda dapat mengajukan keberatan dengan menyebut nomor kasus {nomor_kasus}.

{tanggal}`,
  },
];

const days = (least: number, most: number) => z.number().int().min(least).max(most);

/** From when on a case is opened by rule, when it ends by itself, how long it is kept, and the letters. */
export const caseSetting = z.object({
  /** Confirmed nuisance calls within `days`, judged by at least so many people. */
  calls: z.number().int().min(2).max(50).default(3),
  days: days(1, 90).default(30),
  takers: z.number().int().min(2).max(10).default(2),
  cleanDays: days(7, 365).default(90),
  keepEndedDays: days(30, 1825).default(365),
  letters: z
    .array(letter)
    .max(20)
    .refine((letters) => new Set(letters.map(({ id }) => id)).size === letters.length)
    .default(seedLetters),
});
export type CaseSetting = z.output<typeof caseSetting>;
