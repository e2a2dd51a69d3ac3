import type { Texts } from '#platform/shared/texts.ts';

export const texts = {
  minutesAgo: { id: '{count} menit lalu', en: '{count} min ago' },
  coverageLayer: { id: 'Jangkauan', en: 'Reach' },
  coverage: { id: 'Jangkauan unit bebas', en: 'Reach of free units' },
  within: { id: 'Dalam', en: 'Within' },
  minutes: { id: '{count} menit', en: '{count} min' },
  reached: {
    id: '{reached} dari {total} desa/kelurahan terjangkau dalam {minutes} menit oleh {units} unit bebas.',
    en: '{reached} of {total} villages are reached within {minutes} min by {units} free units.',
  },
  nobodyFree: { id: 'Tidak ada unit bebas yang cocok.', en: 'No fitting unit is free.' },
  estimate: {
    id: 'Perkiraan dari garis lurus, kecepatan dan faktor jalan di Atur unit.',
    en: 'An estimate by straight line, with the speeds and the detour of the unit settings.',
  },
  missed: { id: 'Tidak terjangkau', en: 'Not reached' },
  waves: { id: 'Gelombang panggilan', en: 'Waves of calls' },
  allWaves: { id: 'Semua gelombang', en: 'All waves' },
  noWaves: { id: 'Tidak ada gelombang sehari terakhir.', en: 'There was no wave in the last day.' },
  waveRuns: { id: 'berlangsung', en: 'runs' },
  waveOver: { id: 'reda', en: 'over' },
  waveCaption: { id: '{calls} panggilan', en: '{calls} calls' },
  showVillage: { id: 'Tunjukkan {name} di peta', en: 'Show {name} on the map' },
} as const satisfies Texts;
