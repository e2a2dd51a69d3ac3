import type { RefusalText, Text } from '#platform/shared/texts.ts';
import type { DrillOutcome, DrillScenario, MissedReason } from './drill.ts';

export const drillRefusals = {
  'drill.not_found': { status: 404, id: 'Latihan tidak ditemukan', en: 'No such drill' },
  'drill.not_planned': {
    status: 409,
    id: 'Latihan ini sudah berjalan atau selesai',
    en: 'This drill runs already, or is over',
  },
  'drill.too_far': {
    status: 422,
    id: 'Waktu latihan harus dalam 31 hari ke depan',
    en: 'A drill is planned for the next 31 days',
  },
  'drill.too_many': {
    status: 409,
    id: 'Sudah ada {count} latihan yang direncanakan dengan tangan; batalkan atau tunggu dahulu',
    en: '{count} drills are planned by hand already: cancel one, or wait',
  },
} as const satisfies Record<string, RefusalText>;

export const scenarioTexts: Readonly<Record<DrillScenario, Text>> = {
  whisper: { id: 'Berbisik', en: 'Whisper' },
  child: { id: 'Anak kecil', en: 'Child' },
  silent_tapper: { id: 'Bisu, mengetuk', en: 'Silent, taps' },
  prank_history: { id: 'Nomor dengan riwayat iseng', en: 'Number with a history of pranks' },
  local_language: { id: 'Berbahasa Jawa', en: 'Speaks Javanese' },
  drunk: { id: 'Terdengar mabuk', en: 'Sounds drunk' },
};

/** The end that each must reach. */
export const expectedTexts: Readonly<Record<DrillScenario, Text>> = {
  whisper: { id: 'Menjadi kejadian', en: 'Becomes an incident' },
  child: { id: 'Tidak ditutup sebagai iseng', en: 'Is not closed as a prank' },
  silent_tapper: {
    id: 'Prosedur panggilan bisu, hasil: tidak bisa bicara',
    en: 'The silent procedure, with the result: cannot speak',
  },
  prank_history: { id: 'Kebakaran menjadi kejadian', en: 'The fire becomes an incident' },
  local_language: {
    id: 'Menjadi kejadian, walau perlu dibantu rekan yang mengerti',
    en: 'Becomes an incident, with the help of a colleague who understands where needed',
  },
  drunk: { id: 'Menjadi kejadian, siapa pun yang melapor', en: 'Becomes an incident, whoever reports it' },
};

export const drillOutcomeTexts: Readonly<Record<DrillOutcome, Text>> = {
  reached: { id: 'Sampai ke akhir yang benar', en: 'Reached the right end' },
  not_reached: { id: 'Belum sampai', en: 'Did not reach it' },
  gave_way: { id: 'Mengalah pada panggilan sungguhan', en: 'Gave way to a real call' },
  unanswered: { id: 'Tidak ada yang menjawab', en: 'Nobody answered' },
  cut_short: { id: 'Terputus di tengah', en: 'Cut short' },
  not_placed: { id: 'Telepon tidak dapat menelepon', en: 'Telephony could not place it' },
  missed: { id: 'Terlewat', en: 'Missed' },
  cancelled: { id: 'Dibatalkan', en: 'Cancelled' },
};

/** Why a drill did not begin, or was missed. */
export const missedTexts: Readonly<Record<MissedReason, Text>> = {
  waiting: { id: 'ada panggilan sungguhan yang menunggu', en: 'a real call was waiting' },
  other_drill: { id: 'latihan lain sedang berjalan', en: 'another drill was running' },
  few_ready: { id: 'kurang dari dua petugas siap', en: 'fewer than two call takers were ready' },
  away: { id: 'program tidak berjalan pada jamnya', en: 'the program did not run in its hour' },
};
