import type { RefusalText, Text } from '#platform/shared/texts.ts';
import type { CloseReason, FollowUpCause, FollowUpOutcome, FollowUpState, TryKind, TryResult } from './follow-up.ts';

export const followUpRefusals = {
  'follow_up.not_found': { status: 404, id: 'Panggilan terputus tidak ditemukan', en: 'No such lost call' },
  'follow_up.not_possible': {
    status: 409,
    id: 'Tidak bisa lagi: keadaannya sudah berubah',
    en: 'Not possible any more: it has changed',
  },
  'follow_up.under_way': {
    status: 409,
    id: 'Panggilan balik sedang berjalan; tunggu hasilnya',
    en: 'A call-back is under way; wait for its result',
  },
  'follow_up.no_number': {
    status: 409,
    id: 'Tanpa nomor: tidak dapat ditelepon',
    en: 'Without a number: it cannot be called',
  },
  'follow_up.desk_not_ready': {
    status: 409,
    id: 'Meja Anda belum siap: tekan Siap di meja panggilan dahulu',
    en: 'Your desk is not ready: press Ready at the call desk first',
  },
  'follow_up.note_missing': {
    status: 422,
    id: 'Alasan lain perlu penjelasan',
    en: 'Another reason needs words',
  },
} as const satisfies Record<string, RefusalText>;

export const followUpCauseTexts: Readonly<Record<FollowUpCause, Text>> = {
  left_queue: { id: 'Terputus di antrean', en: 'Left the queue' },
  failed: { id: 'Gagal karena gangguan', en: 'Ended by a fault' },
  cut: { id: 'Putus saat bicara', en: 'Cut in conversation' },
  silent: { id: 'Panggilan bisu', en: 'Silent call' },
  dropped: { id: 'Terputus saat bicara (klasifikasi)', en: 'Dropped (as classified)' },
  wrote: { id: 'Menulis lewat tautan setelah selesai', en: 'Wrote by the link afterwards' },
  audit: { id: 'Audit: pemanggil mungkin butuh bantuan', en: 'Audit: the caller may have been in need' },
};

export const followUpStateTexts: Readonly<Record<FollowUpState, Text>> = {
  scheduled: { id: 'Akan ditelepon mesin', en: 'The machine will call' },
  trying: { id: 'Sedang ditelepon', en: 'Being called' },
  person: { id: 'Menunggu petugas', en: 'Waits for a person' },
  done: { id: 'Selesai', en: 'Done' },
};

export const followUpOutcomeTexts: Readonly<Record<FollowUpOutcome, Text>> = {
  reached: { id: 'Tersambung dengan petugas', en: 'Talked with a desk' },
  not_needed: { id: 'Pemanggil menekan 3: tidak darurat', en: 'Pressed 3: no emergency' },
  called_again: { id: 'Menelepon lagi', en: 'Called again' },
  reclassified: { id: 'Klasifikasi dibetulkan', en: 'Classified otherwise' },
  closed: { id: 'Ditutup petugas', en: 'Closed by a person' },
};

export const closeReasonTexts: Readonly<Record<CloseReason, Text>> = {
  reached_otherwise: { id: 'Sudah dihubungi lewat jalan lain', en: 'Reached by another way' },
  handled: { id: 'Kejadiannya sudah ditangani', en: 'The incident is being handled' },
  same_incident: { id: 'Sama dengan laporan lain', en: 'The same as another report' },
  unreachable: { id: 'Tidak dapat dihubungi', en: 'Cannot be reached' },
  wrong_number: { id: 'Salah sambung', en: 'Wrong number' },
  other: { id: 'Alasan lain', en: 'Another reason' },
};

export const tryKindTexts: Readonly<Record<TryKind, Text>> = {
  auto: { id: 'Mesin', en: 'Machine' },
  hand: { id: 'Petugas', en: 'By hand' },
  sms: { id: 'SMS', en: 'SMS' },
};

export const tryResultTexts: Readonly<Record<TryResult, Text>> = {
  reached: { id: 'tersambung', en: 'connected' },
  not_needed: { id: 'tekan 3', en: 'pressed 3' },
  no_answer: { id: 'tidak diangkat', en: 'no answer' },
  busy: { id: 'sibuk', en: 'busy' },
  declined: { id: 'ditolak', en: 'declined' },
  unreachable: { id: 'tidak aktif', en: 'not reachable' },
  no_press: { id: 'diangkat, tidak menekan', en: 'picked up, no key' },
  hung_up: { id: 'diangkat, ditutup', en: 'picked up, hung up' },
  left_queue: { id: 'menunggu, lalu ditutup', en: 'waited, then hung up' },
  no_line: { id: 'tidak ada jalur keluar', en: 'no way out' },
  broken_off: { id: 'terhenti', en: 'broken off' },
  cancelled: { id: 'dibatalkan', en: 'cancelled' },
  sms_sent: { id: 'diserahkan', en: 'handed over' },
  sms_failed: { id: 'tidak terkirim', en: 'not sent' },
};
