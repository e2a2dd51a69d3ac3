import type { Texts } from '#platform/shared/texts.ts';

/** Words of every map: what lies under the things a screen draws. */
export const groundTexts = {
  noTiles: {
    id: 'Peta dasar belum dipasang: hanya garis pantai, batas, dan titik desa.',
    en: 'No basemap was brought in: coast, boundaries and village points only.',
  },
  coastBy: { id: 'Garis pantai: Natural Earth', en: 'Coast: Natural Earth' },
  pointsBy: { id: 'Titik desa: perkiraan', en: 'Village points: approximate' },
  boundariesBy: {
    id: 'Batas: {source} {vintage} ({status})',
    en: 'Boundaries: {source} {vintage} ({status})',
  },
  villages: { id: 'Nama desa', en: 'Village names' },
  boundaries: { id: 'Batas wilayah', en: 'Boundaries' },
  areas: { id: 'Area', en: 'Areas' },
  pickHere: { id: 'Ambil titik tengah', en: 'Take the middle' },
  pickKeys: {
    id: 'Klik di peta, atau geser dengan tombol panah lalu tekan Enter: titik tengah yang diambil. Penanda dapat digeser.',
    en: 'Click on the map, or move it by arrow keys and press Enter: the middle is taken. The marker can be dragged.',
  },
  pickMap: { id: 'Peta untuk memilih titik kejadian', en: 'Map to choose where it is' },
  pin: { id: 'Titik yang dipilih', en: 'The chosen point' },
  pinAt: {
    id: 'Titik {latitude}, {longitude}, ketelitian ± {metres} m',
    en: 'Point {latitude}, {longitude}, ± {metres} m',
  },
  noPin: { id: 'Belum ada titik.', en: 'No point yet.' },
} as const satisfies Texts;
