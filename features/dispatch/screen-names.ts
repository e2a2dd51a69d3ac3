import type { Texts } from '#platform/shared/texts.ts';

/** What the screens are called; apart from their other words, because the rail and the palette name screens nobody has opened. */
export const screenNames = {
  board: { id: 'Papan', en: 'Board' },
  map: { id: 'Peta', en: 'Map' },
  surge: { id: 'Mode bencana', en: 'Disaster mode' },
  surgeTemplates: { id: 'Pilihan mode bencana', en: 'Disaster choices' },
  tasks: { id: 'Tugas', en: 'Tasks' },
  replay: { id: 'Putar ulang', en: 'Replay' },
  sheet: { id: 'Cetak', en: 'Print' },
  clocks: { id: 'Batas waktu', en: 'Clocks' },
  ladders: { id: 'Tangga pemberitahuan', en: 'Notification ladders' },
  units: { id: 'Unit', en: 'Units' },
  unitSettings: { id: 'Atur unit', en: 'Unit settings' },
  routing: { id: 'Aturan penerusan', en: 'Routing' },
} as const satisfies Texts;
