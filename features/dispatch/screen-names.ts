import type { Texts } from '#platform/shared/texts.ts';

/** What the screens are called; apart from their other words, because the rail and the palette name screens nobody has opened. */
export const screenNames = {
  board: { id: 'Papan', en: 'Board' },
  tasks: { id: 'Tugas', en: 'Tasks' },
  clocks: { id: 'Batas waktu', en: 'Clocks' },
  routing: { id: 'Aturan penerusan', en: 'Routing' },
} as const satisfies Texts;
