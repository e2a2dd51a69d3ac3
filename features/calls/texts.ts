import type { RefusalText, Text } from '#platform/shared/texts.ts';
import type { CallState, PresenceState, ShownBreakReason } from './call.ts';

export const refusals = {
  'call.not_found': { status: 404, id: 'Panggilan tidak ditemukan', en: 'No such call' },
  'call.being_audited': {
    status: 409,
    id: 'Anda sedang mengaudit panggilan ini. Nilai dulu rekamannya; sesudah itu halamannya terbuka',
    en: 'You are auditing this call. Judge its recording first; then its page opens',
  },
  'call.not_possible': {
    status: 409,
    id: 'Tidak bisa: panggilan sudah {state}',
    en: 'Not possible: the call is {state}',
  },
  'party.in_call': {
    status: 409,
    id: 'Masih ada pihak ketiga: ambil kembali pelapor atau serahkan dulu',
    en: 'There is still a third person: take the caller back or hand over first',
  },
  'call.not_answered': { status: 409, id: 'Panggilan ini tidak pernah dijawab', en: 'This call was never answered' },
  'call.not_yours': {
    status: 403,
    id: 'Hanya penerima panggilan ini atau penyelia yang boleh',
    en: 'Only the taker of this call or a supervisor may do that',
  },
  'call.is_parked': {
    status: 409,
    id: 'Panggilan ini sedang ditahan; yang berlangsung adalah panggilan lain',
    en: 'This call is on hold; you are talking on the other one',
  },
  'call.unclassified': {
    status: 409,
    id: 'Pilih dulu klasifikasi panggilan terakhir',
    en: 'Classify the last call first',
  },
  'call.withheld': { status: 404, id: 'Nomor pemanggil tidak dikirim', en: 'The caller sent no number' },
  'call.sensitive': {
    status: 403,
    id: 'Panggilan ini milik kejadian sensitif: hanya penangannya yang dapat melihat',
    en: 'This call belongs to a sensitive incident: only its handlers see this',
  },
  'presence.in_call': {
    status: 409,
    id: 'Anda sedang bicara; akhiri dulu panggilan',
    en: 'You are on a call; end it first',
  },
  'presence.reason_missing': { status: 422, id: 'Istirahat memerlukan alasan', en: 'A break needs a reason' },
  'recording.not_found': {
    status: 404,
    id: 'Tidak ada rekaman untuk panggilan ini',
    en: 'There is no recording of this call',
  },
  'recording.not_ready': {
    status: 409,
    id: 'Rekaman masih diproses; coba sebentar lagi',
    en: 'The recording is still being stored; try again shortly',
  },
} as const satisfies Record<string, RefusalText>;

export const callStateTexts: Readonly<Record<CallState, Text>> = {
  arrived: { id: 'Masuk', en: 'Arrived' },
  queued: { id: 'Menunggu', en: 'Waiting' },
  offered: { id: 'Berdering', en: 'Ringing' },
  answered: { id: 'Dijawab', en: 'Answered' },
  ended: { id: 'Selesai', en: 'Ended' },
  lost: { id: 'Terputus di antrean', en: 'Lost in the queue' },
  overflowed: { id: 'Dialihkan', en: 'Overflowed' },
  failed: { id: 'Gagal', en: 'Failed' },
};

/** A call of ours: nobody came in, and one that was not picked up was not lost in a queue. */
export const outboundStateTexts: Readonly<Partial<Record<CallState, Text>>> = {
  arrived: { id: 'Memanggil', en: 'Calling' },
  lost: { id: 'Tidak tersambung', en: 'Not connected' },
};
export const directionTexts: Readonly<Record<'inbound' | 'outbound' | 'calledOut', Text>> = {
  inbound: { id: 'Masuk', en: 'Inbound' },
  outbound: { id: 'Panggilan balik', en: 'Call-back' },
  calledOut: { id: 'Panggilan keluar', en: 'Outgoing call' },
};

export const presenceTexts: Readonly<Record<PresenceState, Text>> = {
  offline: { id: 'Tidak bertugas', en: 'Offline' },
  ready: { id: 'Siap', en: 'Ready' },
  offered: { id: 'Berdering', en: 'Ringing' },
  talking: { id: 'Bicara', en: 'Talking' },
  wrap_up: { id: 'Merampungkan', en: 'Wrapping up' },
  break: { id: 'Istirahat', en: 'Break' },
};

export const breakReasonTexts: Readonly<Record<ShownBreakReason, Text>> = {
  rest: { id: 'Rehat', en: 'Rest' },
  meal: { id: 'Makan', en: 'Meal' },
  prayer: { id: 'Salat/ibadah', en: 'Prayer' },
  briefing: { id: 'Pengarahan', en: 'Briefing' },
  technical: { id: 'Gangguan teknis', en: 'Technical trouble' },
  supervision: { id: 'Mendampingi panggilan', en: 'Supervising a call' },
};

/** A call that is not the public's says so wherever it is shown. */
export const purposeTexts: Readonly<Record<'public' | 'canary' | 'drill' | 'test', Text>> = {
  public: { id: 'Panggilan masyarakat', en: 'Public call' },
  canary: { id: 'Panggilan pemantau', en: 'Monitoring call' },
  drill: { id: 'Latihan', en: 'Drill' },
  test: { id: 'Telepon uji', en: 'Test call' },
};
