import type { RefusalText, Text, Texts } from '#platform/shared/texts.ts';
import type { BreakReason, CallState, Disposition, PresenceState, SystemDisposition } from './call.ts';

export const refusals = {
  'call.not_found': { status: 404, id: 'Panggilan tidak ditemukan', en: 'No such call' },
  'call.not_possible': {
    status: 409,
    id: 'Tidak bisa: panggilan sudah {state}',
    en: 'Not possible: the call is {state}',
  },
  'call.not_answered': { status: 409, id: 'Panggilan ini tidak pernah dijawab', en: 'This call was never answered' },
  'call.not_yours': {
    status: 403,
    id: 'Hanya penerima panggilan ini atau penyelia yang boleh',
    en: 'Only the taker of this call or a supervisor may do that',
  },
  'call.unclassified': {
    status: 409,
    id: 'Pilih dulu klasifikasi panggilan terakhir',
    en: 'Classify the last call first',
  },
  'call.withheld': { status: 404, id: 'Nomor pemanggil tidak dikirim', en: 'The caller sent no number' },
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
export const directionTexts: Readonly<Record<'inbound' | 'outbound', Text>> = {
  inbound: { id: 'Masuk', en: 'Inbound' },
  outbound: { id: 'Panggilan balik', en: 'Call-back' },
};

export const presenceTexts: Readonly<Record<PresenceState, Text>> = {
  offline: { id: 'Tidak bertugas', en: 'Offline' },
  ready: { id: 'Siap', en: 'Ready' },
  offered: { id: 'Berdering', en: 'Ringing' },
  talking: { id: 'Bicara', en: 'Talking' },
  wrap_up: { id: 'Merampungkan', en: 'Wrapping up' },
  break: { id: 'Istirahat', en: 'Break' },
};

export const breakReasonTexts: Readonly<Record<BreakReason, Text>> = {
  rest: { id: 'Rehat', en: 'Rest' },
  meal: { id: 'Makan', en: 'Meal' },
  prayer: { id: 'Salat/ibadah', en: 'Prayer' },
  briefing: { id: 'Pengarahan', en: 'Briefing' },
  technical: { id: 'Gangguan teknis', en: 'Technical trouble' },
};

/** One of domain.md §5.1 as the desk shows it. */
export interface DispositionText extends Text {
  /** Whether an incident belongs to it: opened, only linked to an open one, possible, or none. */
  readonly ticket: 'yes' | 'link' | 'optional' | 'no';
  /** The key that chooses it at the desk; the rest is found by `Ctrl+K`. */
  readonly key: string | null;
}

export const dispositionTexts: Readonly<Record<Disposition, DispositionText>> = {
  EMERGENCY_NEW: { id: 'Darurat – kejadian baru', en: 'Emergency, new incident', ticket: 'yes', key: '1' },
  EMERGENCY_DUP: { id: 'Darurat – laporan ganda', en: 'Emergency, existing incident', ticket: 'link', key: '2' },
  EMERGENCY_FOLLOWUP: { id: 'Tindak lanjut pelapor', en: 'Follow-up on an incident', ticket: 'link', key: '3' },
  URGENT_NONLIFE: { id: 'Gawat tidak darurat', en: 'Urgent, not life-threatening', ticket: 'yes', key: '4' },
  COMPLAINT: { id: 'Pengaduan non-darurat', en: 'Non-emergency complaint', ticket: 'yes', key: '5' },
  INFO_PUBLIC: { id: 'Permintaan informasi layanan publik', en: 'Public-service information', ticket: 'no', key: '6' },
  INFO_OTHER: { id: 'Informasi di luar layanan', en: 'Out-of-scope information', ticket: 'no', key: '7' },
  TRANSFER_AGENCY: {
    id: 'Diteruskan ke instansi lain',
    en: 'Transferred to another agency',
    ticket: 'optional',
    key: 't',
  },
  TRANSFER_REGION: {
    id: 'Diteruskan ke 112 daerah lain',
    en: 'Transferred to another region',
    ticket: 'optional',
    key: null,
  },
  PRANK_CHILD: { id: 'Iseng – anak', en: 'Prank, child', ticket: 'no', key: '8' },
  PRANK_ADULT: { id: 'Iseng – dewasa', en: 'Prank, adult', ticket: 'no', key: '9' },
  PRANK_ABUSIVE: { id: 'Iseng – kata kasar', en: 'Prank, abusive', ticket: 'no', key: null },
  HOAX_SUSPECTED: { id: 'Diduga laporan palsu', en: 'Suspected false report', ticket: 'yes', key: null },
  HOAX_CONFIRMED: { id: 'Laporan palsu terbukti', en: 'Confirmed hoax', ticket: 'yes', key: null },
  GHOST: { id: 'Panggilan bisu', en: 'Silent call', ticket: 'no', key: '0' },
  DROPPED_EARLY: { id: 'Terputus saat bicara', en: 'Dropped in conversation', ticket: 'optional', key: 'd' },
  ACCIDENTAL: { id: 'Tidak sengaja', en: 'Accidental', ticket: 'no', key: 'a' },
  WRONG_NUMBER: { id: 'Salah sambung', en: 'Wrong number', ticket: 'no', key: 'w' },
  TEST: { id: 'Uji coba', en: 'Test', ticket: 'no', key: 'u' },
  COUNSELLING: { id: 'Curhat / butuh didengar', en: 'Needs counselling', ticket: 'optional', key: 'c' },
  INTERNAL: { id: 'Panggilan internal OPD', en: 'Internal agency call', ticket: 'link', key: 'i' },
  LANG_BARRIER: {
    id: 'Kendala bahasa/disabilitas',
    en: 'Language or disability barrier',
    ticket: 'optional',
    key: null,
  },
};

export const systemDispositionTexts: Texts<SystemDisposition> = {
  ABANDONED_QUEUE: { id: 'Terputus di antrean', en: 'Abandoned in the queue' },
  IVR_ENDED: { id: 'Berakhir di menu suara', en: 'Ended in the voice menu' },
};

/** A call that is not the public's says so wherever it is shown. */
export const purposeTexts: Readonly<Record<'public' | 'canary' | 'drill' | 'test', Text>> = {
  public: { id: 'Panggilan masyarakat', en: 'Public call' },
  canary: { id: 'Panggilan pemantau', en: 'Monitoring call' },
  drill: { id: 'Latihan', en: 'Drill' },
  test: { id: 'Telepon uji', en: 'Test call' },
};
