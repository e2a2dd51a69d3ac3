import type { Texts } from '#platform/shared/texts.ts';

/** The line on every screen, the panel on the desk, the notice on an agency's screen. */
export const bannerTexts = {
  on: { id: 'Mode bencana: {kind}', en: 'Disaster mode: {kind}' },
  since: { id: 'sejak {at}', en: 'since {at}' },
  open: { id: 'Buka mode bencana', en: 'Open disaster mode' },
  asked: { id: 'Masih berlaku?', en: 'Does it still hold?' },
  holds: { id: 'Masih berlaku', en: 'It still holds' },
  panel: { id: 'Pilihan cepat: {kind}', en: 'Quick choices: {kind}' },
  group: { id: 'Pilihan cepat', en: 'Quick choices' },
  noChoices: { id: 'Belum ada pilihan untuk bencana ini', en: 'No choices for this disaster yet' },
  told: { id: 'Siaran 112: {kind}', en: 'Broadcast of 112: {kind}' },
  reminded: { id: 'Diingatkan {at}', en: 'Reminded {at}' },
  unitsField: { id: 'Unit yang siap', en: 'Units ready' },
  read: { id: 'Sudah dibaca', en: 'Read' },
  ready: { id: 'Kami siap', en: 'We are ready' },
  youRead: { id: 'Anda menjawab: sudah dibaca, {at}', en: 'You answered: read, {at}' },
  youReady: { id: 'Anda menjawab: siap dengan {units} unit, {at}', en: 'You answered: ready with {units} units, {at}' },
} as const satisfies Texts;
