import type { Texts } from '#platform/shared/texts.ts';

/** What waves are and what may be done about them is in ../../wave-texts.ts. */
export const waveScreenTexts = {
  name: { id: 'Gelombang panggilan', en: 'Wave of calls' },
  began: { id: 'Gelombang panggilan terdeteksi', en: 'A wave of calls was found' },
  acknowledge: { id: 'Saya tahu', en: 'I know' },
  known: { id: 'Diketahui {name}', en: 'Known to {name}' },
  since: { id: 'Sejak', en: 'Since' },
  ofTheDay: { id: 'Gelombang panggilan, sehari terakhir', en: 'Waves of calls, last day' },
  runs: { id: 'berlangsung', en: 'runs' },
  over: { id: 'reda', en: 'over' },
  all: { id: 'Semua gelombang', en: 'All waves' },
  goOn: { id: 'Tindak lanjuti', en: 'Go on with it' },
} as const satisfies Texts;
