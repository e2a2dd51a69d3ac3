import type { Text, Texts } from '#platform/shared/texts.ts';
import type { Milestone } from '../../telling-words.ts';

/** Read by whoever reported something, on whatever telephone they have. */
export const pageTexts = {
  service: { id: 'Call Center 112', en: 'Call Center 112' },
  other: { id: 'English', en: 'Bahasa Indonesia' },
  loading: { id: 'Memuat…', en: 'Loading…' },
  title: { id: 'Laporan Anda', en: 'Your report' },
  goneTitle: { id: 'Tautan ini tidak berlaku lagi', en: 'This link is no longer valid' },
  gone: {
    id: 'Laporannya sudah lama ditutup. Bila perlu bantuan, telepon 112.',
    en: 'The report was closed some time ago. If you need help, call 112.',
  },
  heading: { id: 'Laporan {number}', en: 'Report {number}' },
  working: { id: 'Sedang ditangani', en: 'Being worked on' },
  done: { id: 'Selesai ditangani', en: 'Done' },
  closed: { id: 'Laporan ditutup', en: 'Report closed' },
  ended: { id: 'Laporan ini tidak dilanjutkan', en: 'This report is not continued' },
  sensitive: {
    id: 'Demi keamanan, halaman ini tidak menampilkan isi laporan. Telepon 112 untuk kabarnya.',
    en: 'For safety this page does not show what the report is about. Call 112 for news.',
  },
  steps: { id: 'Yang sudah terjadi', en: 'What has happened' },
  noSteps: { id: 'Belum ada kabar.', en: 'No news yet.' },
  notSolved: { id: 'Masalah belum selesai', en: 'It is not solved' },
  whyNotSolved: { id: 'Apa yang belum selesai?', en: 'What is not solved?' },
  tooShort: { id: 'Tulis satu kalimat agar petugas tahu.', en: 'Write a sentence so that we know.' },
  reopen: { id: 'Minta ditangani lagi', en: 'Ask us to take it up again' },
  until: { id: 'Dapat disampaikan sampai {time}.', en: 'Can be said until {time}.' },
  back: { id: 'Kembali', en: 'Back' },
  rate: { id: 'Bagaimana penanganannya?', en: 'How was it handled?' },
  rateWords: { id: 'Alasan (boleh dikosongkan)', en: 'Why (may be left empty)' },
  thanks: {
    id: 'Terima kasih. Nilai Anda: {score} dari 5. Dapat diubah.',
    en: 'Thank you. You gave {score} of 5. You can change it.',
  },
  sendRating: { id: 'Kirim nilai', en: 'Send the rating' },
  chooseScore: { id: 'Pilih nilai 1 sampai 5 dahulu.', en: 'Choose 1 to 5 first.' },
  messages: { id: 'Pesan', en: 'Messages' },
  told: { id: 'Anda dikabari lewat pesan.', en: 'You are told by message.' },
  notTold: { id: 'Anda tidak dikirimi pesan lagi.', en: 'You are sent no more messages.' },
  stop: { id: 'Jangan kirim pesan lagi', en: 'Send me no more messages' },
  resume: { id: 'Kirimi saya pesan lagi', en: 'Send me messages again' },
  sending: { id: 'Mengirim…', en: 'Sending…' },
  offline: {
    id: 'Jaringan terputus. Yang Anda tekan dikirim sendiri begitu tersambung.',
    en: 'No network. What you pressed is sent as soon as there is one.',
  },
  slow: { id: 'Terlalu sering; tunggu sebentar.', en: 'Too often; wait a moment.' },
  expires: { id: 'Halaman ini ada sampai {time}.', en: 'This page is there until {time}.' },
  call: { id: 'Keadaan darurat? Telepon 112', en: 'An emergency? Call 112' },
} as const satisfies Texts;

/** Of each milestone, with the agency whose it is. */
export const stepTexts: Readonly<Record<Milestone, Text>> = {
  received: { id: 'Laporan diterima pusat 112', en: 'Report received by the 112 centre' },
  accepted: { id: '{agency} menerima tugas', en: '{agency} took the task' },
  on_the_way: { id: '{agency} menuju lokasi', en: '{agency} on the way' },
  arrived: { id: '{agency} tiba di lokasi', en: '{agency} arrived' },
  done: { id: 'Selesai ditangani', en: 'Done' },
  closed: { id: 'Laporan ditutup', en: 'Report closed' },
  reopened: { id: 'Ditangani lagi', en: 'Taken up again' },
};

export const scoreTexts: Readonly<Record<1 | 2 | 3 | 4 | 5, Text>> = {
  1: { id: '1 · buruk', en: '1 · bad' },
  2: { id: '2 · kurang', en: '2 · poor' },
  3: { id: '3 · cukup', en: '3 · fair' },
  4: { id: '4 · baik', en: '4 · good' },
  5: { id: '5 · sangat baik', en: '5 · very good' },
};
