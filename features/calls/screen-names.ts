import type { Texts } from '#platform/shared/texts.ts';

/** What the screens are called; apart from their other words, because the rail and the palette name screens nobody has opened. */
export const screenNames = {
  deskName: { id: 'Meja panggilan', en: 'Call desk' },
  page: { id: 'Panggilan dan rekaman', en: 'Calls and recordings' },
  calls: { id: 'Panggilan', en: 'Calls' },
  lostCalls: { id: 'Panggilan terputus', en: 'Lost calls' },
  directory: { id: 'Direktori telepon', en: 'Telephone directory' },
  prompts: { id: 'Rekaman suara', en: 'Prompts' },
} as const satisfies Texts;
