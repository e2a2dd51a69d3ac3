import type { Texts } from '#platform/shared/texts.ts';

/** What the screens are called; apart from their other words, because the rail and the palette name screens nobody has opened. */
export const screenNames = {
  rota: { id: 'Jadwal piket', en: 'Rota' },
  mine: { id: 'Jadwal saya', en: 'My shifts' },
  attendance: { id: 'Kehadiran', en: 'Attendance' },
  handovers: { id: 'Serah terima', en: 'Handover' },
  work: { id: 'Kerja saya', en: 'My work' },
  setting: { id: 'Aturan gilir kerja', en: 'Rules of shifts' },
} as const satisfies Texts;
