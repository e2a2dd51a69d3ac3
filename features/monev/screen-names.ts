import type { Texts } from '#platform/shared/texts.ts';

/** What the screens are called; apart from their other words, because the rail and the palette name screens nobody has opened. */
export const screenNames = {
  answers: { id: 'Kinerja OPD', en: 'Agencies answer' },
  audits: { id: 'Audit panggilan', en: 'Audits of calls' },
  live: { id: 'Layar rapat', en: 'Meeting screen' },
  meeting: { id: 'Rapat', en: 'Meeting' },
  meetings: { id: 'Rapat monev', en: 'Monev meetings' },
  obstacle: { id: 'Kendala', en: 'Obstacle' },
  obstacleSetting: { id: 'Aturan kendala', en: 'Rules of obstacles' },
  obstacles: { id: 'Kendala', en: 'Obstacles' },
  hints: { id: 'Petunjuk iseng', en: 'Hints of pranks' },
  kpi: { id: 'Kamus KPI', en: 'KPI dictionary' },
  analysis: { id: 'Analisis', en: 'Analysis' },
  wall: { id: 'Layar dinding', en: 'Wall' },
  page: { id: 'Monev bulanan', en: 'Monthly figures' },
} as const satisfies Texts;
