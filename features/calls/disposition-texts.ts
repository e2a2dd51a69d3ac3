import type { Text, Texts } from '#platform/shared/texts.ts';
import type { Disposition, SystemDisposition } from './call.ts';

/** One of domain.md §5.1 as the desk shows it. */
export interface DispositionText extends Text {
  /** Whether an incident belongs to it: opened, only linked to an open one, possible, or none. */
  readonly ticket: 'yes' | 'link' | 'optional' | 'no';
  /** The key that chooses it at the desk; the rest is found by `Ctrl+K`. */
  readonly key: string | null;
}

export const dispositionTexts: Readonly<Record<Disposition, DispositionText>> = {
  EMERGENCY_NEW: { id: 'Darurat – kejadian baru', en: 'Emergency, new incident', ticket: 'yes', key: '1' },
  EMERGENCY_DUP: { id: 'Darurat – laporan ganda', en: 'Emergency, existing incident', ticket: 'link', key: '2' },
  EMERGENCY_FOLLOWUP: { id: 'Tindak lanjut pelapor', en: 'Follow-up on an incident', ticket: 'link', key: '3' },
  URGENT_NONLIFE: { id: 'Gawat tidak darurat', en: 'Urgent, not life-threatening', ticket: 'yes', key: '4' },
  COMPLAINT: { id: 'Pengaduan non-darurat', en: 'Non-emergency complaint', ticket: 'yes', key: '5' },
  INFO_PUBLIC: { id: 'Permintaan informasi layanan publik', en: 'Public-service information', ticket: 'no', key: '6' },
  INFO_OTHER: { id: 'Informasi di luar layanan', en: 'Out-of-scope information', ticket: 'no', key: '7' },
  TRANSFER_AGENCY: {
    id: 'Diteruskan ke instansi lain',
    en: 'Transferred to another agency',
    ticket: 'optional',
    key: 't',
  },
  TRANSFER_REGION: {
    id: 'Diteruskan ke 112 daerah lain',
    en: 'Transferred to another region',
    ticket: 'optional',
    key: null,
  },
  PRANK_CHILD: { id: 'Iseng – anak', en: 'Prank, child', ticket: 'no', key: '8' },
  PRANK_ADULT: { id: 'Iseng – dewasa', en: 'Prank, adult', ticket: 'no', key: '9' },
  PRANK_ABUSIVE: { id: 'Iseng – kata kasar', en: 'Prank, abusive', ticket: 'no', key: 'k' },
  HOAX_SUSPECTED: { id: 'Diduga laporan palsu', en: 'Suspected false report', ticket: 'yes', key: null },
  HOAX_CONFIRMED: { id: 'Laporan palsu terbukti', en: 'Confirmed hoax', ticket: 'yes', key: null },
  GHOST: { id: 'Panggilan bisu', en: 'Silent call', ticket: 'no', key: '0' },
  DROPPED_EARLY: { id: 'Terputus saat bicara', en: 'Dropped in conversation', ticket: 'optional', key: 'd' },
  ACCIDENTAL: { id: 'Tidak sengaja', en: 'Accidental', ticket: 'no', key: 'a' },
  WRONG_NUMBER: { id: 'Salah sambung', en: 'Wrong number', ticket: 'no', key: 'w' },
  TEST: { id: 'Uji coba', en: 'Test', ticket: 'no', key: 'u' },
  COUNSELLING: { id: 'Curhat / butuh didengar', en: 'Needs counselling', ticket: 'optional', key: 'c' },
  INTERNAL: { id: 'Panggilan internal OPD', en: 'Internal agency call', ticket: 'link', key: 'i' },
  LANG_BARRIER: {
    id: 'Kendala bahasa/disabilitas',
    en: 'Language or disability barrier',
    ticket: 'optional',
    key: null,
  },
};

export const systemDispositionTexts: Texts<SystemDisposition> = {
  ABANDONED_QUEUE: { id: 'Terputus di antrean', en: 'Abandoned in the queue' },
  IVR_ENDED: { id: 'Berakhir di menu suara', en: 'Ended in the voice menu' },
};
