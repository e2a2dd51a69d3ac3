import type { Texts } from '#platform/shared/texts.ts';

export const chartTexts = {
  chart: { id: 'Grafik', en: 'Chart' },
  map: { id: 'Peta', en: 'Map' },
  table: { id: 'Tabel', en: 'Table' },
  shownAs: { id: 'Tampilan', en: 'Shown as' },
  save: { id: 'Unduh {name}', en: 'Download {name}' },
  empty: { id: 'Tidak ada data pada pilihan ini', en: 'There is nothing in this choice' },
} as const satisfies Texts;
