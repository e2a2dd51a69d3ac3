import type { Texts } from '#platform/shared/texts.ts';

export const alarmTexts = {
  title: { id: 'Tidak ada petugas yang siap', en: 'Nobody is ready' },
  start: {
    id: 'Gilir kerja sudah dimulai dan tidak ada yang di meja.',
    en: 'The shift has begun and nobody is at a desk.',
  },
  left: { id: 'Petugas terakhir yang siap sudah pergi.', en: 'The last one who was ready has gone.' },
  desks: { id: 'Lihat meja', en: 'See the desks' },
  attendance: { id: 'Lihat kehadiran', en: 'See the attendance' },
  since: { id: 'Sejak', en: 'Since' },
  ended: { id: 'Ada petugas yang siap lagi', en: 'Somebody is ready again' },
} as const satisfies Texts;
