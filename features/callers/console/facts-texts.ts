import type { NumberClass } from '#features/calls/number-class.ts';
import type { Text, Texts } from '#platform/shared/texts.ts';

export const factsTexts = {
  title: { id: 'Yang diketahui tentang nomor ini', en: 'What is known of this number' },
  never: { id: 'Belum pernah menelepon dalam 90 hari', en: 'No call in the last 90 days' },
  calls: {
    id: '{calls} panggilan dalam 90 hari, terakhir {last}',
    en: '{calls} calls in 90 days, the last {last}',
  },
  atLeast: {
    id: 'Lebih dari {calls} panggilan dalam 90 hari, terakhir {last}',
    en: 'More than {calls} calls in 90 days, the last {last}',
  },
  classLine: { id: '{calls}× {name}, terakhir {last}', en: '{calls}× {name}, the last {last}' },
  nuisance: {
    id: '{calls} ditutup iseng oleh {takers} petugas, terakhir {last}',
    en: '{calls} closed as nuisance by {takers} call takers, the last {last}',
  },
  nuisanceNone: { id: 'Tidak ada yang ditutup iseng', en: 'None was closed as nuisance' },
  hidden: {
    id: 'Penilaian petugas lain tampil 5 detik setelah dijawab',
    en: 'What others judged is shown 5 seconds after the answer',
  },
  lostLately: {
    id: '{count} panggilan dari nomor ini terputus dalam 30 menit terakhir',
    en: '{count} calls of this number were lost in the last 30 minutes',
  },
  several: {
    id: 'Dipakai beberapa orang ({count} nama berbeda): tanyakan siapa yang menelepon',
    en: 'Used by several people ({count} different names): ask who is calling',
  },
  caseOpen: { id: 'Kasus {number} terbuka: {step}', en: 'Case {number} is open: {step}' },
  inLane: {
    id: 'Jalur terbatas: dijawab seperti biasa, lihat kasusnya',
    en: 'Restricted lane: answered as always, see its case',
  },
  caseNoStep: { id: 'belum ada langkah', en: 'no step yet' },
  incidents: { id: 'Kejadian terbuka yang mungkin terkait', en: 'Open incidents that may belong to it' },
  incidentLine: { id: 'Kejadian {number}', en: 'Incident {number}' },
  sameNumber: { id: 'nomor sama', en: 'same number' },
  metres: { id: '{metres} m dari telepon', en: '{metres} m from the telephone' },
  today: { id: 'hari ini', en: 'today' },
  yesterday: { id: 'kemarin', en: 'yesterday' },
  daysAgo: { id: '{days} hari lalu', en: '{days} days ago' },
  writeNote: { id: 'Tulis catatan', en: 'Write a note' },
  changeNote: { id: 'Ubah catatan', en: 'Change the note' },
  change: { id: 'Ubah', en: 'Change' },
  removeNote: { id: 'Tarik catatan', en: 'Remove the note' },
  removed: { id: 'Catatan ditarik', en: 'The note was removed' },
  putBack: { id: 'Kembalikan', en: 'Put back' },
  saved: { id: 'Catatan tersimpan', en: 'The note is saved' },
  noteBy: { id: '{name}, {date}; berlaku sampai {until}', en: '{name}, {date}; valid until {until}' },
  kind: { id: 'Jenis', en: 'Kind' },
  words: { id: 'Catatan', en: 'Note' },
  wordsNote: {
    id: 'Yang perlu diketahui siapa pun yang menjawab, misalnya "anak difabel di rumah". Setiap pembacaan dicatat.',
    en: 'What whoever answers should know, such as "disabled child at home". Every look is logged.',
  },
  months: { id: 'Berlaku (bulan)', en: 'Valid (months)' },
  monthsNote: { id: 'Setiap catatan berakhir; 1 sampai 24 bulan', en: 'Every note ends; 1 to 24 months' },
  keep: { id: 'Simpan', en: 'Save' },
} as const satisfies Texts;

/** What a number that is none says; it changes nothing in how the call is answered. */
export const classTexts: Readonly<Record<Exclude<NumberClass, 'identified'>, Text>> = {
  withheld: {
    id: 'Nomor tidak dikirim oleh jaringan. Riwayat tidak ada; layani seperti biasa.',
    en: 'The network sent no number. There is no history; answer as always.',
  },
  malformed: {
    id: 'Nomor dari jaringan tidak dapat dibaca. Riwayat tidak ada; layani seperti biasa.',
    en: 'The number sent by the network cannot be read. There is no history; answer as always.',
  },
  no_sim: {
    id: 'Telepon tanpa kartu SIM: tidak dapat dihubungi balik. Tanyakan lokasi lebih dulu.',
    en: 'A telephone without SIM: it cannot be called back. Ask for the place first.',
  },
};
