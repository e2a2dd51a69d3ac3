import type { Texts } from '#platform/shared/texts.ts';

/** What the screens are called; apart from their other words, because the rail and the palette name screens nobody has opened. */
export const screenNames = {
  answers: { id: 'Kinerja OPD', en: 'Agencies answer' },
  audits: { id: 'Audit panggilan', en: 'Audits of calls' },
  hints: { id: 'Petunjuk iseng', en: 'Hints of pranks' },
  page: { id: 'Monev bulanan', en: 'Monthly figures' },
} as const satisfies Texts;
