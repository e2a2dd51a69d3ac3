import { z } from 'zod';

const script = z.string().trim().min(10).max(1200);

/** What the desk says to a prank caller, and the numbers around closing a call, per regency. Every member has a seed. */
export const closingContent = z.object({
  /** Gentle: whoever is scared away today does not call when the house burns. */
  scriptChild: script.default(
    'Halo, Adik. Ini 112, nomor untuk orang yang butuh pertolongan cepat. 112 bukan mainan, ya: kalau salurannya sibuk, orang yang sakit atau rumahnya terbakar bisa terlambat ditolong. Kalau suatu hari ada yang sakit, kebakaran, atau kamu takut, telepon kami kapan saja, kami pasti bantu. Sekarang teleponnya ditutup dulu, terima kasih.',
  ),
  /** Firm, without a threat that we do not carry out. */
  scriptAdult: script.default(
    'Bapak/Ibu, ini layanan darurat 112. 112 bukan mainan. Panggilan ini direkam dan dicatat. Panggilan iseng menunda pertolongan bagi orang yang nyawanya terancam, dan laporan palsu dapat dikenai sanksi. Bila tidak ada keadaan darurat, saya tutup. Bila nanti ada keadaan darurat, telepon kembali: kami tetap menjawab.',
  ),
  scriptAbusive: script.default(
    'Saya di sini untuk menolong keadaan darurat. Panggilan ini direkam. Bila ada yang butuh pertolongan, sebutkan tempatnya. Bila kata kasar diteruskan, panggilan saya tutup. Nomor ini tetap kami jawab bila ada keadaan darurat.',
  ),
  /** So many abusive calls of one call taker within the minutes below: they are offered a break. */
  abuseThreshold: z.number().int().min(1).max(20).default(3),
  abuseWindowMin: z.number().int().min(15).max(480).default(60),
  /** Hours after the end of a call in which its own taker may correct it; a shift. Later it is a supervisor's. */
  correctHours: z.number().int().min(1).max(24).default(8),
});
export type ClosingContent = z.output<typeof closingContent>;
export const closingSeeds: ClosingContent = closingContent.parse({});
