import type { RefusalText, Text, Texts } from '#platform/shared/texts.ts';
import type { OrderReason, QueueStep } from './queue-words.ts';
import { refusals } from './texts.ts';

export const queueRefusals = {
  'call.not_found': refusals['call.not_found'],
  'call.not_possible': refusals['call.not_possible'],
  'presence.reason_missing': refusals['presence.reason_missing'],
  'second.not_talking': {
    status: 409,
    id: 'Meja ini sedang tidak bicara',
    en: 'This desk is not in a call',
  },
  'second.full': {
    status: 409,
    id: 'Meja ini sudah memegang dua panggilan',
    en: 'This desk has two calls already',
  },
  'second.with_party': {
    status: 409,
    id: 'Selesaikan dulu dengan yang Anda hubungi: ambil kembali, serahkan, atau tutup',
    en: 'Finish first with the one you called: take back, hand over, or hang up',
  },
  'second.none': {
    status: 409,
    id: 'Tidak ada panggilan lain yang ditahan',
    en: 'There is no other call on hold',
  },
  'wrap_up.none': { status: 409, id: 'Tidak ada yang sedang dirampungkan', en: 'Nothing is being wrapped up' },
  'wrap_up.no_longer': {
    status: 409,
    id: 'Sudah diperpanjang {times} kali; tidak bisa lagi',
    en: 'Prolonged {times} times already; no further',
  },
  'presence.unknown': { status: 404, id: 'Orang ini tidak punya meja', en: 'This person has no desk' },
  'presence.they_talk': {
    status: 409,
    id: 'Orang ini sedang bicara; tunggu panggilannya selesai',
    en: 'This person is on a call; wait for its end',
  },
  'presence.own': {
    status: 409,
    id: 'Kehadiran sendiri diatur di meja sendiri',
    en: "One's own presence is set at one's own desk",
  },
  'presence.order_unknown': { status: 404, id: 'Perintah ini tidak ditemukan', en: 'No such order' },
  'queue.neighbour_unfit': {
    status: 422,
    id: 'Nomor {value} tidak dapat dihubungi sebagai pusat tetangga',
    en: 'Number {value} cannot be dialled as the neighbouring centre',
  },
} as const satisfies Record<string, RefusalText>;

export const stepTexts: Texts<QueueStep> = {
  takers: { id: 'Meja siap', en: 'Ready desks' },
  supervisors: { id: 'Penyelia', en: 'Supervisors' },
  anyone: { id: 'Semua yang masuk', en: 'Anyone signed in' },
  number: { id: 'Nomor luapan', en: 'Overflow number' },
  neighbour: { id: 'Pusat tetangga', en: 'Neighbouring centre' },
};
export const ringAllText: Text = { id: 'Semua meja', en: 'All desks' };

export const orderReasonTexts: Texts<OrderReason> = {
  left_desk: { id: 'Meninggalkan meja', en: 'Left the desk' },
  calls_wait: { id: 'Panggilan menunggu', en: 'Calls are waiting' },
  over_limit: { id: 'Melewati batas waktu', en: 'Over the time limit' },
  relief: { id: 'Pergantian petugas', en: 'Relief' },
  technical: { id: 'Gangguan teknis', en: 'Technical trouble' },
  other: { id: 'Lainnya', en: 'Other' },
};
