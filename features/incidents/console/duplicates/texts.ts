import type { Text, Texts } from '#platform/shared/texts.ts';

export const texts = {
  title: { id: 'Mungkin sudah dilaporkan', en: 'Perhaps reported already' },
  group: { id: 'Laporan ganda', en: 'Duplicates' },
  none: {
    id: 'Belum ada kejadian terbuka yang mirip. Isi jenis dan tempat untuk membandingkan.',
    en: 'No open incident is like it so far. Fill in type and place to compare.',
  },
  likely: { id: 'Sangat mirip', en: 'Very like' },
  possible: { id: 'Mungkin', en: 'Possible' },
  link: { id: 'Tautkan sebagai laporan ganda', en: 'Link as a duplicate' },
  linkTo: { id: 'Laporan ganda kejadian {number}', en: 'Duplicate of incident {number}' },
  next: { id: 'Pilih kejadian mirip berikutnya', en: 'Choose the next similar incident' },
  chooseFirst: { id: 'Pilih dahulu kejadian yang sama', en: 'Choose the same incident first' },
  nothingLike: { id: 'Tidak ada kejadian yang mirip', en: 'No incident is like it' },
  working: { id: 'Sedang dikirim', en: 'Being sent' },
  linked: {
    id: 'Panggilan ditautkan ke kejadian {number}; isian menjadi catatannya',
    en: 'Call linked to incident {number}; what was typed is a note there',
  },
  linkedAs: {
    id: 'Panggilan ini tertaut sebagai laporan ganda. Penelepon ikut dikabari tentang kejadian {number}.',
    en: 'This call is linked as a duplicate. Its caller will be told about incident {number} too.',
  },
  undo: { id: 'Batalkan tautan', en: 'Undo the link' },
  undone: { id: 'Tautan dibatalkan; isian kembali ke formulir', en: 'Link undone; what was typed is back in the form' },
  justNow: { id: 'baru saja', en: 'just now' },
  calls: { id: '{count} panggilan', en: '{count} calls' },
  noAgency: { id: 'belum ada OPD', en: 'no agency yet' },
  addThere: {
    id: 'Sama? Tambahkan sebagai catatan di kejadian {number}',
    en: 'The same? Add it as a note to incident {number}',
  },
  merge: { id: 'Gabungkan…', en: 'Merge…' },
} as const satisfies Texts;

/** How far an agency has come, in a word. */
export const taskStateTexts: Readonly<Record<string, Text>> = {
  SENT: { id: 'terkirim', en: 'sent' },
  DELIVERED: { id: 'sampai', en: 'delivered' },
  SEND_FAILED: { id: 'gagal terkirim', en: 'not sent' },
  ACKNOWLEDGED: { id: 'menerima', en: 'acknowledged' },
  EN_ROUTE: { id: 'menuju lokasi', en: 'en route' },
  ON_SCENE: { id: 'di lokasi', en: 'on scene' },
  HANDLING: { id: 'menangani', en: 'handling' },
  DONE: { id: 'selesai', en: 'done' },
  NOT_FOUND: { id: 'nihil', en: 'not found' },
};
