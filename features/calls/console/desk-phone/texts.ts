import type { Texts } from '#platform/shared/texts.ts';

/** Words that the desk needs at once. */
export const deviceTexts = {
  registered: { id: 'Telepon meja terdaftar', en: 'The desk telephone is registered' },
  unregistered: {
    id: 'Telepon meja tidak terdaftar: panggilan tidak berdering di sini. Periksa kabel dan akunnya, atau pakai telepon peramban.',
    en: 'The desk telephone is not registered: no call rings here. See to its cable and account, or use the telephone of the browser.',
  },
  lift: { id: 'Angkat gagang telepon meja', en: 'Pick up the desk telephone' },
  ownKey: { id: 'Pakai tombol telepon meja', en: 'Use the key of the desk telephone' },
} as const satisfies Texts;
