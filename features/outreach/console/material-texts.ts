import type { Texts } from '#platform/shared/texts.ts';

/** What stands around the sheet. What stands on it is Indonesian whatever the screen's language: it hangs in Indonesian schools. */
export const materialTexts = {
  about: {
    id: 'Dengan lambang, nama, dan angka kabupaten sendiri. Cetak dari peramban, atau simpan sebagai PDF.',
    en: "With the regency's own coat of arms, name and figures. Print it from the browser, or save it as a PDF.",
  },
  kind: { id: 'Bentuk', en: 'Kind' },
  poster: { id: 'Poster', en: 'Poster' },
  leaflet: { id: 'Selebaran (dua lembar A5 pada A4)', en: 'Leaflet (two A5 on one A4)' },
  paper: { id: 'Kertas', en: 'Paper' },
  month: { id: 'Angka bulan', en: 'Figures of' },
  noMonth: { id: 'Tanpa angka', en: 'Without figures' },
  print: { id: 'Cetak', en: 'Print' },
  publicPage: { id: 'Halaman umum dengan angka yang sama', en: 'The public page with the same figures' },
  noFigures: {
    id: 'Belum ada bulan utuh dengan cukup panggilan; lembar dicetak tanpa angka.',
    en: 'There is no whole month with enough calls yet; the sheet is printed without figures.',
  },
} as const satisfies Texts;
