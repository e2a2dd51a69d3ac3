import type { Texts } from '#platform/shared/texts.ts';

/** The words of goals and of locked months. */
export const texts = {
  goals: { id: 'Sasaran bulan ini', en: 'Goals of this month' },
  goalsNote: {
    id: 'Sasaran yang berlaku pada bulan itu sendiri.',
    en: 'The goals that held in the month itself.',
  },
  noGoals: { id: 'Belum ada sasaran untuk bulan ini.', en: 'There are no goals for this month.' },
  figure: { id: 'Angka', en: 'Figure' },
  goal: { id: 'Sasaran', en: 'Goal' },
  measured: { id: 'Terukur', en: 'Measured' },
  verdict: { id: 'Hasil', en: 'Result' },
  atLeast: { id: 'paling sedikit {share}', en: 'at least {share}' },
  atMost: { id: 'paling banyak {share}', en: 'at most {share}' },
  within: { id: 'dalam {seconds} detik', en: 'within {seconds} s' },
  reached: { id: 'tercapai', en: 'reached' },
  missed: { id: 'tidak tercapai', en: 'missed' },
  unmeasured: { id: 'belum ada data', en: 'no data' },
  answered: { id: 'Tingkat layanan', en: 'Service level' },
  answeredMeans: {
    id: 'Dijawab dalam {seconds} detik dibagi (terjawab + terputus di antrean sesudah lebih dari {seconds} detik).',
    en: 'Answered within {seconds} s over (answered + abandoned after more than {seconds} s).',
  },
  withinMeans: {
    id: 'Bagian yang lamanya paling banyak {seconds} detik.',
    en: 'The share that took at most {seconds} s.',
  },
  inDictionary: { id: 'Buka di kamus', en: 'Open in the dictionary' },

  lock: { id: 'Kunci bulan', en: 'Lock the month' },
  lockCorrection: { id: 'Kunci edisi koreksi', en: 'Lock a correction edition' },
  unlocked: { id: 'Bulan ini belum dikunci', en: 'This month is not locked' },
  unlockedMore: {
    id: 'Angka masih dihitung ulang setiap kali datanya dibetulkan.',
    en: 'Figures are still counted anew with every correction.',
  },
  unlockedHead: {
    id: 'Angka masih dihitung ulang setiap kali datanya dibetulkan. Kunci bila sudah diperiksa.',
    en: 'Figures are still counted anew with every correction. Lock them once they are checked.',
  },
  locked: { id: 'Terkunci, edisi {edition}', en: 'Locked, edition {edition}' },
  lockedBy: { id: '{at} oleh {name}, kamus versi {dictionary}', en: '{at} by {name}, dictionary version {dictionary}' },
  lockedReason: { id: 'Alasan: {reason}', en: 'Reason: {reason}' },
  digest: { id: 'Sidik SHA-256', en: 'SHA-256' },
  edition: { id: 'Edisi', en: 'Edition' },
  editionName: { id: 'Edisi {edition}', en: 'Edition {edition}' },
  lockAsk: {
    id: 'Angka, sasaran dan arti setiap angka disimpan seperti tampak sekarang. Kunci tidak dapat dibuka. Koreksi sesudahnya ditampilkan terpisah dan dapat dikunci sebagai edisi berikutnya.',
    en: 'Figures, goals and definitions are kept as they stand now. A lock cannot be taken back. Later corrections are shown beside it, and can be locked as a further edition.',
  },
  lockViolations: {
    id: '{count} baris menyalahi aturan hitung. Jumlah ini ikut disimpan.',
    en: '{count} rows break the rules of counting. That number is kept with it.',
  },
  reason: { id: 'Alasan edisi koreksi', en: 'Reason for the correction edition' },
  done: { id: 'Bulan dikunci', en: 'The month is locked' },

  corrections: { id: 'Koreksi sesudah dikunci', en: 'Corrections since the lock' },
  correctionsOf: {
    id: '{rows} baris dibetulkan, {figures} angka berbeda. Angka terkunci tidak berubah.',
    en: '{rows} rows were corrected, {figures} figures differ. The locked figures stay.',
  },
  redefined: {
    id: 'Tidak dibandingkan karena artinya sudah diubah sejak dikunci: {names}.',
    en: 'Not compared, because they mean something else today: {names}.',
  },
  lockedValue: { id: 'Terkunci', en: 'Locked' },
  valueNow: { id: 'Sekarang', en: 'Now' },
  showRows: { id: 'Lihat baris yang dibetulkan', en: 'Show the corrected rows' },
  row: { id: 'Baris', en: 'Row' },
  change: { id: 'Perubahan', en: 'Change' },
  call: { id: 'Panggilan {number}', en: 'Call {number}' },
  incident: { id: 'Kejadian {number}', en: 'Incident {number}' },
  assignment: { id: 'Penugasan kejadian {number}', en: 'Assignment of incident {number}' },
  added: { id: 'masuk sesudah dikunci', en: 'came after the lock' },
  removed: { id: 'tidak lagi di bulan ini', en: 'no longer in this month' },
  shownOf: { id: '{shown} dari {total} baris', en: '{shown} of {total} rows' },
  asLocked: { id: 'Baris seperti saat dikunci (edisi {edition})', en: 'Rows as they were locked (edition {edition})' },
  asNow: { id: 'Baris seperti sekarang', en: 'Rows as they are now' },
} as const satisfies Texts;
