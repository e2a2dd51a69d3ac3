import type { Texts } from '#platform/shared/texts.ts';

export const texts = {
  findNote: {
    id: 'Riwayat dan catatan sebuah nomor adalah data pribadi: setiap pencarian dicatat dengan alasannya.',
    en: 'What is known of a number is personal data: every search is logged with its reason.',
  },
  number: { id: 'Nomor', en: 'Number' },
  reason: { id: 'Alasan', en: 'Reason' },
  reasonNote: { id: 'Tercatat atas nama Anda, minimal 5 huruf', en: 'Logged under your name, at least 5 letters' },
  find: { id: 'Cari', en: 'Find' },
  open: { id: 'Buka nomor', en: 'Open the number' },
  closed: {
    id: 'Nomor, catatan dan riwayatnya terbuka bagi Anda selama satu giliran kerja setelah Anda memberi alasan.',
    en: 'The number, its notes and history open to you for a shift once you give a reason.',
  },
  earlier: { id: 'Panggilan', en: 'Calls' },
  notes: { id: 'Catatan', en: 'Notes' },
  noNotes: { id: 'Belum ada catatan tentang nomor ini', en: 'There is no note on this number' },
  removedNote: { id: 'Ditarik; terhapus 30 hari kemudian', en: 'Removed; erased 30 days later' },
  history: { id: 'Riwayat catatan', en: 'History of the notes' },
  version: { id: 'versi {version}', en: 'version {version}' },
  cases: { id: 'Kasus', en: 'Cases' },
  noCases: { id: 'Tidak ada kasus', en: 'There is no case' },
  openCase: { id: 'Buka kasus', en: 'Open a case' },
  whyCase: { id: 'Mengapa kasus ini dibuka', en: 'Why this case is opened' },
} as const satisfies Texts;
