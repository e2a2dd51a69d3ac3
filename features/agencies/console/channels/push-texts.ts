import type { Texts } from '#platform/shared/texts.ts';

/** Of the switch that turns notifications on, wherever it stands. */
export const pushTexts = {
  pushOff: { id: 'Notifikasi walau layar tertutup', en: 'Notify even when the screen is closed' },
  pushOn: { id: 'Notifikasi peramban aktif', en: 'Browser notifications on' },
  pushEnd: { id: 'Matikan notifikasi', en: 'Turn notifications off' },
  pushRefused: {
    id: 'Peramban menolak notifikasi. Izinkan di pengaturan situs, lalu coba lagi.',
    en: 'The browser refused notifications. Allow them in its site settings and try again.',
  },
} as const satisfies Texts;
