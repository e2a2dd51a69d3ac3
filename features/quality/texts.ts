import type { RefusalText } from '#platform/shared/texts.ts';

export const refusals = {
  'quality.not_found': { status: 404, id: 'Sampel tidak ditemukan', en: 'No such sample' },
  'quality.own': {
    status: 409,
    id: 'Anda melayani atau sudah menilai panggilan ini: orang lain yang harus menilai',
    en: 'You took or have assessed this call: somebody else must do it',
  },
  'quality.done': { status: 409, id: 'Sudah dinilai', en: 'It has been assessed' },
  'quality.not_heard': {
    status: 409,
    id: 'Dengarkan dahulu rekamannya sebelum menilai',
    en: 'Listen to the recording before you assess',
  },
  'quality.incomplete': {
    status: 422,
    id: '{missing} butir belum dijawab dengan benar',
    en: '{missing} criteria are not answered rightly',
  },
  'quality.note_missing': {
    status: 422,
    id: 'Tulis dahulu alasan atau hasil pembicaraan',
    en: 'Write down the reason, or what the talk led to',
  },
  'quality.card_changed': {
    status: 409,
    id: 'Kartu nilai baru saja diubah: buka lembar ini lagi',
    en: 'The scorecard has just been changed: open this sheet again',
  },
  'quality.not_shown': {
    status: 409,
    id: 'Lembar ini tidak (lagi) menunggu jawaban Anda',
    en: 'This sheet does not wait for your answer (any more)',
  },
  'quality.talk_not_found': { status: 404, id: 'Catatan pembinaan tidak ditemukan', en: 'No such talk' },
  'quality.talk_self': {
    status: 409,
    id: 'Pembinaan dilakukan dengan petugas lain, bukan diri sendiri',
    en: 'A talk is with somebody else, not with oneself',
  },
  'quality.person_unknown': { status: 404, id: 'Petugas tidak ditemukan', en: 'No such person' },
  'quality.step_done': { status: 409, id: 'Langkah ini sudah selesai', en: 'This step is done' },
} as const satisfies Record<string, RefusalText>;
