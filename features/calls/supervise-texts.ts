import type { RefusalText, Texts } from '#platform/shared/texts.ts';
import type { SuperviseMode, SuperviseReason } from './supervise.ts';

export const superviseRefusals = {
  'supervision.own_call': {
    status: 409,
    id: 'Ini panggilan Anda sendiri',
    en: 'This is your own call',
  },
  'supervision.already': {
    status: 409,
    id: 'Anda sudah mendampingi satu panggilan; tinggalkan dulu',
    en: 'You are on the line of a call already; leave it first',
  },
  'supervision.busy': {
    status: 409,
    id: 'Telepon Anda sedang dipakai',
    en: 'Your telephone is in use',
  },
  'supervision.no_phone': {
    status: 409,
    id: 'Telepon Anda tidak terdaftar di sentral',
    en: 'Your telephone is not registered with the exchange',
  },
  'supervision.note_missing': {
    status: 422,
    id: 'Tulis alasannya dengan kata-kata',
    en: 'Write the reason in words',
  },
  'supervision.hidden': {
    status: 403,
    id: 'Kejadian panggilan ini dirahasiakan bagi yang tidak menanganinya',
    en: 'The incident of this call is hidden from those who do not handle it',
  },
  'supervision.no_desk': {
    status: 409,
    id: 'Tidak ada petugas yang sedang bicara di panggilan ini',
    en: 'Nobody at a desk talks in this call now',
  },
  'supervision.not_connected': {
    status: 409,
    id: 'Telepon Anda belum tersambung ke panggilan ini',
    en: 'Your telephone is not on this call yet',
  },
  'supervision.outside': {
    status: 409,
    id: 'Panggilan ini dipegang orang di luar pusat',
    en: 'Somebody outside the centre has this call',
  },
  'supervision.third_person': {
    status: 409,
    id: 'Panggilan ini sedang diserahkan ke pihak ketiga; tunggu sampai selesai',
    en: 'This call is being handed over to a third person; wait until that is over',
  },
  'supervision.not_found': {
    status: 404,
    id: 'Pendampingan ini sudah berakhir',
    en: 'This supervision is over',
  },
  'message.unknown_desk': { status: 404, id: 'Orang ini tidak punya meja', en: 'This person has no desk' },
  'message.own_desk': { status: 409, id: 'Ini meja Anda sendiri', en: 'This is your own desk' },
  'message.not_found': { status: 404, id: 'Pesan ini tidak ditemukan', en: 'No such message' },
} as const satisfies Record<string, RefusalText>;

/** What a supervisor does on the line, as both sides read it. */
export const superviseModeTexts: Texts<SuperviseMode> = {
  listen: { id: 'Mendengarkan', en: 'Listening' },
  whisper: { id: 'Berbisik ke petugas', en: 'Whispering to the desk' },
  join: { id: 'Ikut bicara', en: 'In the conversation' },
};

export const superviseReasonTexts: Texts<SuperviseReason> = {
  quality: { id: 'Pemeriksaan mutu', en: 'Quality check' },
  training: { id: 'Pembinaan petugas', en: 'Training' },
  asked_for_help: { id: 'Petugas minta bantuan', en: 'The desk asked for help' },
  difficult_call: { id: 'Panggilan sulit', en: 'Difficult call' },
  complaint: { id: 'Ada keluhan', en: 'A complaint' },
  other: { id: 'Lainnya', en: 'Other' },
};
