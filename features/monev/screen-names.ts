import type { Texts } from '#platform/shared/texts.ts';

/** What the screens are called; apart from their other words, because the rail and the palette name screens nobody has opened. */
export const screenNames = {
  audits: { id: 'Audit panggilan', en: 'Audits of calls' },
  hints: { id: 'Petunjuk iseng', en: 'Hints of pranks' },
  analysis: { id: 'Analisis', en: 'Analysis' },
  wall: { id: 'Layar dinding', en: 'Wall' },
  page: { id: 'Monev bulanan', en: 'Monthly figures' },
} as const satisfies Texts;
