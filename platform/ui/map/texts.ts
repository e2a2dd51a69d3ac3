import type { Texts } from '#platform/shared/texts.ts';

export const texts = {
  loading: { id: 'Memuat peta…', en: 'Loading the map…' },
  failed: {
    id: 'Peta tidak dapat dimuat. Daftar di sampingnya tetap lengkap.',
    en: 'The map could not be loaded. The list beside it is complete.',
  },
  retry: { id: 'Coba lagi', en: 'Try again' },
  noGraphics: {
    id: 'Peramban ini tidak dapat menggambar peta (WebGL tidak tersedia). Daftar di sampingnya tetap lengkap.',
    en: 'This browser cannot draw the map (no WebGL). The list beside it is complete.',
  },
  tilesFailed: {
    id: 'Sebagian peta dasar tidak dapat dimuat.',
    en: 'Part of the basemap could not be loaded.',
  },
  keys: {
    id: 'Panah menggeser, + dan - mengubah skala.',
    en: 'Arrows move the map, + and - change its scale.',
  },
  zoomIn: { id: 'Perbesar', en: 'Zoom in' },
  zoomOut: { id: 'Perkecil', en: 'Zoom out' },
  showAll: { id: 'Tampilkan seluruh daerah', en: 'Show the whole area' },
} as const satisfies Texts;
