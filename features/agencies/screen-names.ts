import type { Texts } from '#platform/shared/texts.ts';

/** What the screens are called; apart from their other words, because the rail and the palette name screens nobody has opened. */
export const screenNames = {
  agencies: { id: 'Instansi', en: 'Agencies' },
  channels: { id: 'Saluran pesan', en: 'Message channels' },
  messages: { id: 'Pesan keluar', en: 'Messages sent' },
  covers: { id: 'Pengganti instansi', en: 'Covers' },
} as const satisfies Texts;
