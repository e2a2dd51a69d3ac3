import type { Texts } from '#platform/shared/texts.ts';

/** What the screens are called; apart from their other words, because the rail and the palette name screens nobody has opened. */
export const screenNames = {
  incidents: { id: 'Kejadian', en: 'Incidents' },
  newWithoutCall: { id: 'Kejadian tanpa panggilan', en: 'Incident without a call' },
  mentions: { id: 'Sebutan', en: 'Mentions' },
  cards: { id: 'Kartu tanya', en: 'Question cards' },
  types: { id: 'Jenis kejadian', en: 'Incident types' },
} as const satisfies Texts;
