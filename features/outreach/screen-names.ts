import type { Texts } from '#platform/shared/texts.ts';

/** What the screens are called; apart from their other words, because the rail and the palette name screens nobody has opened. */
export const screenNames = {
  campaigns: { id: 'Sosialisasi', en: 'Outreach' },
  campaign: { id: 'Kampanye', en: 'Campaign' },
  proposals: { id: 'Usulan tempat dan waktu', en: 'Where and when' },
  material: { id: 'Poster dan selebaran', en: 'Poster and leaflet' },
  photoSetting: { id: 'Penyimpanan foto sosialisasi', en: 'Keeping of campaign photos' },
} as const satisfies Texts;
