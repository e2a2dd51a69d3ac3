import type { Texts } from '#platform/shared/texts.ts';

export const texts = {
  waiting: { id: '{count} menunggu tanda tangan Anda', en: '{count} wait for your signature' },
  newPack: { id: 'Berkas bukti menunggu tanda tangan Anda', en: 'An evidence pack waits for your signature' },
  newLane: {
    id: 'Permintaan jalur terbatas menunggu persetujuan Anda',
    en: 'A restricted lane waits for your signature',
  },
} as const satisfies Texts;
