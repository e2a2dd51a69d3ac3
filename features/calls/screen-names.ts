import type { Texts } from '#platform/shared/texts.ts';

/** What the screens are called; apart from their other words, because the rail and the palette name screens nobody has opened. */
export const screenNames = {
  deskName: { id: 'Meja panggilan', en: 'Call desk' },
  page: { id: 'Panggilan dan rekaman', en: 'Calls and recordings' },
  calls: { id: 'Panggilan', en: 'Calls' },
  lostCalls: { id: 'Panggilan terputus', en: 'Lost calls' },
  placeAgreement: { id: 'Lokasi pemanggil', en: 'Place of callers' },
  lines: { id: 'Jalur operator', en: 'Lines' },
  lineFigures: { id: 'Angka jalur', en: 'Line figures' },
  carrierTests: { id: 'Uji operator', en: 'Operator tests' },
  cellSites: { id: 'Posisi menara', en: 'Positions of masts' },
  recordings: { id: 'Penyimpanan rekaman', en: 'Keeping of recordings' },
  desks: { id: 'Petugas di meja', en: 'People at desks' },
  queueSettings: { id: 'Antrean panggilan', en: 'Call queue' },
  followUpSetting: { id: 'Panggilan balik', en: 'Call-backs' },
  silent: { id: 'Panggilan bisu', en: 'Silent calls' },
  closing: { id: 'Menutup panggilan', en: 'Closing calls' },
  deskPhones: { id: 'Telepon meja', en: 'Desk telephones' },
  directory: { id: 'Direktori telepon', en: 'Telephone directory' },
  waves: { id: 'Gelombang panggilan', en: 'Waves of calls' },
  drills: { id: 'Latihan panggilan', en: 'Call drills' },
  prompts: { id: 'Rekaman suara', en: 'Prompts' },
} as const satisfies Texts;
