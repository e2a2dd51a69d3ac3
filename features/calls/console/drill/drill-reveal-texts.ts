import type { Texts } from '#platform/shared/texts.ts';

/** What a desk is told of its drill; apart from the words of the supervisor's page, because every desk loads these. */
export const revealTexts = {
  expected: { id: 'Akhir yang benar', en: 'The right end' },
  revealTitle: { id: 'Panggilan {number} tadi latihan', en: 'Call {number} was a drill' },
  reachedWords: {
    id: 'Terima kasih, pemanggil ini akan tertolong: ia sampai ke akhir yang benar.',
    en: 'Thank you: this caller would have been helped. It reached the right end.',
  },
  notReachedWords: {
    id: 'Kali ini belum sampai ke akhir yang benar. Tidak apa-apa: untuk inilah latihan. Ini tidak dicatat sebagai penilaian Anda.',
    en: 'This time it did not reach the right end. That is what practice is for; it is no measure of you.',
  },
  gaveWayWords: {
    id: 'Latihan diakhiri karena ada panggilan sungguhan yang menunggu. Anda tidak melakukan kesalahan apa pun.',
    en: 'It ended because a real call was waiting. You did nothing wrong.',
  },
  cutShortWords: {
    id: 'Latihan terputus di tengah oleh sebab teknis. Anda tidak melakukan kesalahan apa pun.',
    en: 'It was cut short for a technical reason. You did nothing wrong.',
  },
  wouldAlert: {
    id: 'Yang akan disiagakan: {agencies}. Tidak ada instansi yang dihubungi.',
    en: 'Would have been alerted: {agencies}. No agency was contacted.',
  },
  understood: { id: 'Mengerti', en: 'Understood' },
} as const satisfies Texts;
