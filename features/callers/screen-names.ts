import type { Texts } from '#platform/shared/texts.ts';

/** What the screens are called; apart from their other words, because the rail and the palette name screens nobody has opened. */
export const screenNames = {
  find: { id: 'Cari nomor', en: 'Find a number' },
  caller: { id: 'Nomor pemanggil', en: "Caller's number" },
  cases: { id: 'Kasus penelepon berulang', en: 'Repeat-caller cases' },
  caseName: { id: 'Kasus', en: 'Case' },
  letter: { id: 'Surat kasus', en: 'Letter of a case' },
  lanes: { id: 'Jalur terbatas', en: 'Restricted lanes' },
  packs: { id: 'Berkas bukti', en: 'Evidence packs' },
  packSetting: { id: 'Naskah berkas bukti', en: 'Words of evidence packs' },
  caseSetting: { id: 'Aturan kasus berulang', en: 'Rules of repeat-caller cases' },
} as const satisfies Texts;
