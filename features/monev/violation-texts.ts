import type { Text } from '#platform/shared/texts.ts';
import type { violationCodes } from './month.ts';

/** What is wrong with a row that breaks a rule the figures stand on. */
export const violationTexts: Readonly<Record<(typeof violationCodes)[number], Text>> = {
  FUNNEL: { id: 'Tidak masuk tepat satu bagian corong panggilan', en: 'Not in exactly one part of the funnel' },
  DISPOSITION: { id: 'Klasifikasi tidak sesuai: terjawab atau tidak', en: 'Disposition does not fit: answered or not' },
  WAITING: { id: 'Masih menunggu di bulan yang sudah lewat', en: 'Still waiting in a past month' },
  UNCLASSIFIED: { id: 'Belum diklasifikasi di bulan yang sudah lewat', en: 'Unclassified in a past month' },
  CALL_ORDER: { id: 'Urutan waktu panggilan terbalik', en: 'Times of the call are out of order' },
  INCIDENT_ORDER: { id: 'Urutan waktu kejadian terbalik', en: 'Times of the incident are out of order' },
  ASSIGNMENT_ORDER: { id: 'Urutan waktu penugasan terbalik', en: 'Times of the assignment are out of order' },
  MONTH: { id: 'Di luar bulan ini', en: 'Outside this month' },
};
