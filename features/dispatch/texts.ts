import type { RefusalText, Text } from '#platform/shared/texts.ts';
import type {
  Alerting,
  AssignmentState,
  ClockName,
  cancelReasons,
  Part,
  rejectReasons,
  rerouteReasons,
} from './assignment.ts';

export const refusals = {
  'assignment.not_found': { status: 404, id: 'Penugasan tidak ditemukan', en: 'No such assignment' },
  'assignment.not_possible': {
    status: 409,
    id: 'Tidak dapat dilakukan: penugasan sudah berstatus {state}',
    en: 'Not possible: the assignment is already {state}',
  },
  'assignment.already_assigned': {
    status: 409,
    id: '{agency} sudah ditugaskan pada kejadian ini',
    en: '{agency} is already assigned to this incident',
  },
  'assignment.lead_taken': {
    status: 409,
    id: '{agency} sudah menjadi OPD utama; pilih sebagai pendukung',
    en: '{agency} is already the lead; choose support',
  },
  'assignment.agency_unknown': {
    status: 422,
    id: 'OPD tidak ditemukan atau tidak aktif',
    en: 'No such agency, or it is not active',
  },
  'assignment.incident_not_found': { status: 404, id: 'Kejadian tidak ditemukan', en: 'No such incident' },
  'assignment.incident_not_verified': {
    status: 422,
    id: 'Lengkapi dahulu jenis, tempat, dan ada tidaknya nyawa terancam',
    en: 'Type, place and life at risk are needed first',
  },
  'assignment.incident_ended': {
    status: 409,
    id: 'Kejadian berstatus {state}; buka kembali dahulu',
    en: 'The incident is {state}; reopen it first',
  },
  'clock.exists': {
    status: 409,
    id: 'Batas waktu untuk prioritas dan kategori ini sudah ada',
    en: 'There is a clock for this priority and category already',
  },
  'clock.needed': {
    status: 409,
    id: 'Batas waktu umum sebuah prioritas tidak dapat dinonaktifkan; kosongkan sasarannya',
    en: 'The general clock of a priority cannot be deactivated; empty its targets instead',
  },
  'routing_rule.agency_unknown': {
    status: 422,
    id: 'Instansi tidak ditemukan atau tidak aktif',
    en: 'No such agency, or it is not active',
  },
  'routing_rule.type_unknown': {
    status: 422,
    id: 'Jenis kejadian tidak ditemukan atau tidak aktif',
    en: 'No such incident type, or it is not active',
  },
  'routing_rule.district_unknown': {
    status: 422,
    id: 'Kecamatan bukan bagian kabupaten ini',
    en: 'The district is not part of this regency',
  },
  'routing_rule.neighbour_unknown': {
    status: 422,
    id: 'Aturan yang menjadi patokan tempat tidak ditemukan',
    en: 'No such rule to put it in front of',
  },
  'alerting.no_agency': {
    status: 403,
    id: 'Hanya layar OPD yang melaporkan bunyi',
    en: "Only an agency's screen reports its sound",
  },
} as const satisfies Record<string, RefusalText>;

export const assignmentStateTexts: Readonly<Record<AssignmentState, Text>> = {
  SENT: { id: 'Terkirim', en: 'Sent' },
  DELIVERED: { id: 'Sampai di perangkat', en: 'Delivered' },
  SEND_FAILED: { id: 'Gagal terkirim', en: 'Not sent' },
  ACKNOWLEDGED: { id: 'Diterima OPD', en: 'Acknowledged' },
  EN_ROUTE: { id: 'Menuju lokasi', en: 'En route' },
  ON_SCENE: { id: 'Tiba di lokasi', en: 'On scene' },
  HANDLING: { id: 'Dalam penanganan', en: 'Handling' },
  DONE: { id: 'Selesai ditangani', en: 'Done' },
  NOT_FOUND: { id: 'Nihil / tidak ditemukan', en: 'Nothing found' },
  REJECTED: { id: 'Ditolak', en: 'Rejected' },
  REROUTED: { id: 'Dialihkan', en: 'Rerouted' },
  CANCELLED: { id: 'Dibatalkan', en: 'Cancelled' },
};

export const partTexts: Readonly<Record<Part, Text>> = {
  lead: { id: 'Utama', en: 'Lead' },
  support: { id: 'Pendukung', en: 'Support' },
};

export const clockTexts: Readonly<Record<ClockName, Text>> = {
  acknowledge: { id: 'Diterima', en: 'Acknowledge' },
  arrive: { id: 'Tiba', en: 'Arrive' },
  resolve: { id: 'Selesai', en: 'Resolve' },
};

export const rejectReasonTexts: Readonly<Record<(typeof rejectReasons)[number], Text>> = {
  not_our_authority: { id: 'Bukan wewenang', en: 'Not our authority' },
  outside_area: { id: 'Di luar wilayah', en: 'Outside our area' },
  no_crew: { id: 'Tidak ada personel/armada', en: 'No crew or vehicle' },
  duplicate: { id: 'Sudah ditangani pada kejadian lain', en: 'Already handled in another incident' },
  incomplete: { id: 'Keterangan tidak cukup', en: 'Not enough information' },
};

/** Of a rejection by a key of the telephone. */
export const phoneRejectText: Text = {
  id: 'Ditolak lewat telepon, alasan belum disebut',
  en: 'Rejected by telephone, no reason said',
};

export const rerouteReasonTexts: Readonly<Record<(typeof rerouteReasons)[number], Text>> = {
  not_their_authority: { id: 'Bukan wewenangnya', en: 'Not their authority' },
  nearer_agency: { id: 'Ada yang lebih dekat', en: 'Another is nearer' },
  no_answer: { id: 'Tidak menjawab', en: 'No answer' },
  no_crew: { id: 'Tidak ada personel/armada', en: 'No crew or vehicle' },
};

export const cancelReasonTexts: Readonly<Record<(typeof cancelReasons)[number], Text>> = {
  not_needed: { id: 'Tidak diperlukan lagi', en: 'No longer needed' },
  wrong_agency: { id: 'Salah OPD', en: 'Wrong agency' },
  duplicate: { id: 'Kejadian ganda', en: 'Duplicate incident' },
  incident_cancelled: { id: 'Kejadian dibatalkan', en: 'The incident was cancelled' },
};

export const resultTexts: Readonly<Record<'DONE' | 'NOT_FOUND', Text>> = {
  DONE: { id: 'Selesai ditangani', en: 'Done' },
  NOT_FOUND: { id: 'Nihil / tidak ditemukan', en: 'Nothing found' },
};

export const alertingTexts: Readonly<Record<Alerting, Text>> = {
  on: { id: 'Bunyi menyala', en: 'Sound on' },
  muted: { id: 'Dibisukan', en: 'Muted' },
  blocked: { id: 'Bunyi diblokir peramban', en: 'Sound blocked by the browser' },
  silent: { id: 'Layar OPD tidak terbuka', en: 'No agency screen is open' },
  no_accounts: { id: 'Tanpa akun: hubungi lewat telepon', en: 'No accounts: call by phone' },
};
