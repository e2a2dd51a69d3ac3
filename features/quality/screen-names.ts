import type { Texts } from '#platform/shared/texts.ts';

/** What the screens are called; apart from their other words, because the rail and the palette name screens nobody has opened. */
export const screenNames = {
  quality: { id: 'Mutu layanan', en: 'Quality of calls' },
  mine: { id: 'Mutu saya', en: 'My quality' },
  setting: { id: 'Kartu nilai dan sampel', en: 'Scorecard and sample' },
} as const satisfies Texts;
