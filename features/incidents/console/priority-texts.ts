import type { Texts } from '#platform/shared/texts.ts';

/** Words of changing a priority by hand. */
export const priorityControlTexts = {
  group: { id: 'Kejadian', en: 'Incidents' },
  change: { id: 'Ubah prioritas', en: 'Change the priority' },
  lower: { id: 'Turunkan prioritas', en: 'Lower the priority' },
  title: { id: 'Prioritas sekarang {priority}', en: 'The priority is {priority}' },
  wanted: { id: 'Menjadi', en: 'It becomes' },
  reason: { id: 'Alasan menurunkan', en: 'Reason for lowering' },
  reasonNote: {
    id: 'Menaikkan tidak perlu alasan. Alasan ini tercatat di kronologi dengan nama Anda.',
    en: 'Raising needs none. The reason is in the timeline with your name.',
  },
  endsDanger: {
    id: 'Nyawa terancam ikut diubah menjadi “Tidak”.',
    en: 'Life at risk is set to “No” with it.',
  },
  kept: {
    id: 'Prioritas tetap {priority}. Jenis dan jawaban sekarang biasanya {usual}: turunkan dengan alasan bila memang begitu.',
    en: 'The priority stays {priority}. This type and these answers usually make it {usual}: lower it with a reason if so.',
  },
} as const satisfies Texts;
