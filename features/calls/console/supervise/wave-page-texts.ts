import type { Texts } from '#platform/shared/texts.ts';
import { waveScreenTexts } from './wave-screen-texts.ts';

/** The words of the page of all waves; those of the alarm are in wave-screen-texts.ts. */
export const wavePageTexts = {
  ...waveScreenTexts,
  about: {
    id: 'Lonjakan panggilan yang pernah terdeteksi, dengan angkanya dan apa yang dilakukan. Tidak ada panggilan yang disaring karena gelombang.',
    en: 'Bursts of calls that were found, with their figures and what was done. No call is filtered because of a wave.',
  },
  none: { id: 'Belum pernah ada gelombang', en: 'There was no wave yet' },
  noneNote: {
    id: 'Program menghitung setiap menit dan memberi tahu penyelia bila ada.',
    en: 'The program counts every minute and tells supervisors when there is one.',
  },
  when: { id: 'Waktu', en: 'Time' },
  what: { id: 'Apa', en: 'What' },
  figuresOf: {
    id: '{calls} panggilan, {numbers} nomor; biasanya {usual}, batas {beyond} dalam {minutes} menit',
    en: '{calls} calls, {numbers} numbers; usually {usual}, limit {beyond} in {minutes} minutes',
  },
  done: { id: 'Yang dilakukan', en: 'What was done' },
  nothingYet: { id: 'belum ada catatan', en: 'nothing written yet' },
  note: { id: 'Catat tindakan', en: 'Write what was done' },
  noted: { id: 'Tindakan dicatat', en: 'Written' },
  words: { id: 'Keterangan', en: 'In words' },
  wordsNote: { id: 'Tanpa nama dan nomor telepon.', en: 'Without names and telephone numbers.' },
  save: { id: 'Simpan', en: 'Save' },
  more: { id: 'Tampilkan lagi', en: 'Show more' },
} as const satisfies Texts;
