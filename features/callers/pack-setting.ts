import { z } from 'zod';
import { idSchema } from '#platform/shared/ids.ts';

export const casePackSettingId = idSchema<'case_pack_setting'>();

const line = z.string().trim().min(3).max(200);
const paragraph = z.string().trim().min(10).max(4000);

const legalText = z.object({
  id: z.string().regex(/^[a-z0-9_]{2,30}$/),
  name: line,
  text: paragraph,
  /** Somebody of the legal department has read it; until then the pack says that nobody has. */
  isChecked: z.boolean(),
});

/*
 * Seeds of domain.md §1.4: officials contradict one another, so each regency's legal department says what it stands on. Articles 32 and 48
 * of UU ITE, cited by one regency, are about altering electronic information and are left out on purpose.
 */
const seedLegal: z.output<typeof legalText>[] = [
  {
    id: 'kuhp_361',
    name: 'UU 1/2023 (KUHP) Pasal 361',
    text: 'Pemberitahuan atau pengaduan palsu kepada pejabat yang berwenang tentang suatu tindak pidana yang diketahuinya tidak terjadi; pidana penjara paling lama 1 tahun (sebelumnya Pasal 220 KUHP lama).',
    isChecked: false,
  },
  {
    id: 'kuhp_263',
    name: 'UU 1/2023 (KUHP) Pasal 263 dan 264',
    text: 'Menyiarkan berita bohong yang menimbulkan atau patut diduga dapat menimbulkan kerusuhan dalam masyarakat; pidana penjara paling lama 6 tahun menurut pasal dan akibatnya.',
    isChecked: false,
  },
  {
    id: 'telekomunikasi',
    name: 'UU 36/1999 tentang Telekomunikasi Pasal 22 dan 50',
    text: 'Larangan perbuatan tanpa hak, tidak sah, atau memanipulasi akses ke jaringan atau jasa telekomunikasi; kadang disebut sebagai dasar, penerapannya pada panggilan iseng perlu dinilai.',
    isChecked: false,
  },
  {
    id: 'pdp_15',
    name: 'UU 27/2022 tentang Pelindungan Data Pribadi Pasal 15',
    text: 'Penyerahan data pribadi dalam berkas ini dilakukan untuk kepentingan proses penegakan hukum.',
    isChecked: false,
  },
];

/** The words of an evidence pack around its facts; editable, versioned. */
export const casePackSetting = z.object({
  office: line.default('Dinas Komunikasi dan Informatika'),
  addressee: line.default('Kepala Kepolisian Resor'),
  signerTitle: line.default('Kepala Dinas Komunikasi dan Informatika'),
  opening: paragraph.default(
    'Bersama ini kami sampaikan catatan panggilan ke Layanan Darurat 112 dari nomor di bawah ini, yang oleh petugas telah dinilai dan dikonfirmasi sebagai panggilan iseng atau laporan palsu. Langkah pembinaan telah ditempuh sebelum berkas ini disusun.',
  ),
  closing: paragraph.default(
    'Nomor ini tidak diblokir: setiap panggilan ke 112 tetap dijawab oleh petugas. Pemilik nomor belum tentu orang yang menelepon. Rekaman dapat diminta secara resmi dan dicocokkan dengan nilai hash di berkas ini.',
  ),
  /** Names of staff beside their numbers; without, only a number that is the same in every pack. */
  showNames: z.boolean().default(false),
  legal: z
    .array(legalText)
    .max(20)
    .refine((texts) => new Set(texts.map(({ id }) => id)).size === texts.length)
    .default(seedLegal),
});
export type CasePackSetting = z.output<typeof casePackSetting>;
