import type { RefusalText, Text } from '#platform/shared/texts.ts';
import type {
  Category,
  callerResults,
  callRelations,
  cancelReasons,
  IncidentState,
  LifeAtRisk,
  Priority,
  priorityReasons,
  reopenReasons,
  resolutionReasons,
  Source,
  showReasons,
} from './incident.ts';

export const refusals = {
  'incident.not_found': { status: 404, id: 'Kejadian tidak ditemukan', en: 'No such incident' },
  'incident.stale': {
    status: 409,
    id: 'Kejadian sudah diubah orang lain ({fields}). Muat perubahan itu lalu simpan lagi',
    en: 'Somebody else has changed this incident ({fields}). Take their change and save again',
  },
  'incident.ended': { status: 409, id: 'Kejadian sudah berakhir ({state})', en: 'The incident has ended ({state})' },
  'incident.not_possible': {
    status: 409,
    id: 'Tidak dapat dilakukan saat kejadian berstatus {state}',
    en: 'Not possible while the incident is {state}',
  },
  'incident.not_verified': {
    status: 422,
    id: 'Lengkapi dahulu jenis, tempat, dan ada tidaknya nyawa terancam',
    en: 'Type, place and life at risk are needed first',
  },
  'incident.field_needed': {
    status: 422,
    id: 'Jenis, tempat, dan nyawa terancam tidak boleh dikosongkan lagi',
    en: 'Type, place and life at risk cannot be emptied again',
  },
  'incident.type_unknown': { status: 422, id: 'Jenis kejadian tidak dikenal', en: 'Unknown incident type' },
  'incident.village_unknown': {
    status: 422,
    id: 'Desa/kelurahan bukan bagian kabupaten ini',
    en: 'The village is not part of this regency',
  },
  'incident.call_unknown': { status: 422, id: 'Panggilan tidak ditemukan', en: 'No such call' },
  'incident.call_already_linked': {
    status: 409,
    id: 'Panggilan sudah tertaut ke kejadian nomor {number}',
    en: 'The call is already linked to incident {number}',
  },
  'incident.source_not_allowed': {
    status: 403,
    id: 'OPD hanya dapat membuat kejadian dengan sumber OPD atau petugas',
    en: 'An agency can only open incidents with source agency or crew',
  },
  'incident.reported_in_future': {
    status: 422,
    id: 'Waktu lapor tidak boleh di masa depan',
    en: 'The time of the report lies in the future',
  },
  'incident.priority_reason_needed': {
    status: 422,
    id: 'Menurunkan prioritas perlu alasan',
    en: 'Lowering the priority needs a reason',
  },
  'incident.life_at_risk': {
    status: 422,
    id: 'Nyawa terancam: prioritas tetap P1',
    en: 'Life at risk: the priority stays P1',
  },
  'incident.sensitive': {
    status: 403,
    id: 'Kejadian sensitif: identitas hanya untuk penanganannya',
    en: 'Sensitive incident: identities are for its handlers only',
  },
  'incident_type.code_taken': { status: 409, id: 'Kode {code} sudah dipakai', en: 'The code {code} is taken' },
  'incident_type.last_active': {
    status: 409,
    id: 'Ini jenis kejadian aktif yang terakhir; tanpa satu pun jenis, kejadian tidak dapat dibuat',
    en: 'This is the last active incident type; without any, no incident can be opened',
  },
  'incident.note_empty': { status: 422, id: 'Catatan kosong', en: 'The note is empty' },
} as const satisfies Record<string, RefusalText>;

export const stateTexts: Readonly<Record<IncidentState, Text>> = {
  DRAFT: { id: 'Draf', en: 'Draft' },
  VERIFIED: { id: 'Terverifikasi', en: 'Verified' },
  DISPATCHED: { id: 'Diteruskan ke OPD', en: 'Dispatched' },
  PENDING: { id: 'Tertunda', en: 'Pending' },
  RESOLVED: { id: 'Selesai', en: 'Resolved' },
  CLOSED: { id: 'Ditutup', en: 'Closed' },
  MERGED: { id: 'Digabung (duplikat)', en: 'Merged (duplicate)' },
  FALSE_REPORT: { id: 'Laporan palsu', en: 'False report' },
  CANCELLED: { id: 'Dibatalkan', en: 'Cancelled' },
  REFERRED_LAPOR: { id: 'Dirujuk ke SP4N-LAPOR!', en: 'Referred to SP4N-LAPOR!' },
  REFERRED_REGION: { id: 'Dirujuk ke 112 daerah lain', en: 'Referred to another 112' },
};

export const priorityTexts: Readonly<Record<Priority, Text>> = {
  P1: { id: 'Gawat darurat', en: 'Life-threatening' },
  P2: { id: 'Darurat', en: 'Emergency' },
  P3: { id: 'Gawat tidak darurat', en: 'Urgent' },
  P4: { id: 'Non-darurat', en: 'Non-emergency' },
};

export const lifeAtRiskTexts: Readonly<Record<LifeAtRisk, Text>> = {
  yes: { id: 'Ya, nyawa terancam', en: 'Yes, life at risk' },
  no: { id: 'Tidak', en: 'No' },
  unknown: { id: 'Tidak diketahui', en: 'Not known' },
};

export const sourceTexts: Readonly<Record<Source, Text>> = {
  call: { id: 'Panggilan 112', en: '112 call' },
  desk_phone: { id: 'Telepon kantor', en: 'Desk phone' },
  radio: { id: 'Radio', en: 'Radio' },
  whatsapp: { id: 'WhatsApp', en: 'WhatsApp' },
  walk_in: { id: 'Datang langsung', en: 'Walk-in' },
  agency: { id: 'OPD', en: 'Agency' },
  crew: { id: 'Petugas lapangan', en: 'Field crew' },
  portal: { id: 'Portal', en: 'Portal' },
  open311: { id: 'Open311', en: 'Open311' },
  import: { id: 'Impor', en: 'Import' },
};

export const categoryTexts: Readonly<Record<Category, Text>> = {
  FIRE: { id: 'Kebakaran', en: 'Fire' },
  ACCIDENT: { id: 'Kecelakaan', en: 'Accident' },
  HEALTH: { id: 'Kesehatan', en: 'Health' },
  DISASTER: { id: 'Bencana alam', en: 'Natural disaster' },
  ORDER: { id: 'Keamanan & ketertiban umum', en: 'Public order' },
  RIOT: { id: 'Kerusuhan', en: 'Riot' },
  CRIME: { id: 'Kriminalitas', en: 'Crime' },
  PPA: { id: 'Kekerasan perempuan/anak', en: 'Violence against women/children' },
  RESCUE: { id: 'Penyelamatan & hewan', en: 'Rescue & animals' },
  SOCIAL: { id: 'Sosial & kemanusiaan', en: 'Social' },
  UTILITY: { id: 'Utilitas & fasilitas umum', en: 'Utilities' },
  OTHER: { id: 'Darurat lainnya', en: 'Other emergency' },
};

export const relationTexts: Readonly<Record<(typeof callRelations)[number], Text>> = {
  opened: { id: 'Pembuka kejadian', en: 'Opened the incident' },
  duplicate: { id: 'Laporan ganda', en: 'Duplicate report' },
  followup: { id: 'Tindak lanjut pelapor', en: 'Follow-up' },
};

export const callerResultTexts: Readonly<Record<(typeof callerResults)[number], Text>> = {
  informed: { id: 'Pelapor dikabari', en: 'Caller informed' },
  tried: { id: 'Sudah dicoba, tidak tersambung', en: 'Tried, not reached' },
  not_needed: { id: 'Tidak perlu', en: 'Not needed' },
};

type Reason =
  | (typeof priorityReasons)[number]
  | (typeof resolutionReasons)[number]
  | (typeof reopenReasons)[number]
  | (typeof cancelReasons)[number]
  | (typeof showReasons)[number];

/** Every reason code of an incident; the lists in incident.ts say which fit where. */
export const reasonTexts: Readonly<Record<Reason, Text>> = {
  reassessed: { id: 'Dinilai ulang', en: 'Reassessed' },
  wrong_type: { id: 'Jenis semula salah', en: 'The type was wrong' },
  life_not_at_risk: { id: 'Nyawa ternyata tidak terancam', en: 'Life is not at risk after all' },
  wrong_information: { id: 'Keterangan semula keliru', en: 'The information was wrong' },
  handled_by_phone: { id: 'Selesai lewat telepon', en: 'Handled by phone' },
  handled_by_citizens: { id: 'Sudah ditangani warga', en: 'Handled by citizens' },
  handled_elsewhere: { id: 'Sudah ditangani instansi lain', en: 'Handled by another body' },
  no_longer_needed: { id: 'Tidak diperlukan lagi', en: 'No longer needed' },
  agency_unavailable: { id: 'Tidak ada OPD yang dapat menangani', en: 'No agency could take it' },
  not_solved: { id: 'Belum selesai', en: 'Not solved' },
  recurred: { id: 'Terjadi lagi', en: 'It happened again' },
  closed_by_mistake: { id: 'Keliru ditutup', en: 'Closed by mistake' },
  new_information: { id: 'Ada keterangan baru', en: 'New information' },
  mistake: { id: 'Salah input', en: 'Entered by mistake' },
  duplicate: { id: 'Laporan ganda', en: 'Duplicate' },
  withdrawn: { id: 'Dicabut pelapor', en: 'Withdrawn by the caller' },
  test: { id: 'Uji coba', en: 'Test' },
  false_report: { id: 'Laporan palsu', en: 'False report' },
  call_back: { id: 'Menelepon balik', en: 'To call back' },
  locate: { id: 'Mencari lokasi', en: 'To find the place' },
  agency_asks: { id: 'Diminta OPD', en: 'The agency asks' },
  inform_caller: { id: 'Mengabari pelapor', en: 'To inform the caller' },
  verify: { id: 'Memeriksa laporan', en: 'To verify the report' },
};

/** One line of the timeline per event name; placeholders come from the entry (`agency`, `number`, `step`, …). */
export const timelineTexts: Readonly<Record<string, Text>> = {
  'call.arrived': { id: 'Panggilan {number} masuk', en: 'Call {number} arrived' },
  'call.answered': { id: 'Panggilan {number} dijawab', en: 'Call {number} answered' },
  'call.held': { id: 'Panggilan {number} ditahan oleh {person}', en: 'Call {number} put on hold by {person}' },
  'call.resumed': {
    id: 'Panggilan {number} diambil kembali oleh {person}',
    en: 'Call {number} taken back by {person}',
  },
  'call.ended': { id: 'Panggilan {number} berakhir', en: 'Call {number} ended' },
  'call.lost': { id: 'Panggilan {number} terputus sebelum dijawab', en: 'Call {number} lost before the answer' },
  'recording.stored': { id: 'Rekaman panggilan {number} tersimpan', en: 'Recording of call {number} stored' },
  'recording.missing': {
    id: 'Rekaman panggilan {number} tidak ditemukan',
    en: 'Recording of call {number} is missing',
  },
  'incident.opened': { id: 'Kejadian {number} dibuka', en: 'Incident {number} opened' },
  'incident.verified': { id: 'Terverifikasi, prioritas {priority}', en: 'Verified, priority {priority}' },
  'incident.changed': { id: 'Diubah: {fields}', en: 'Changed: {fields}' },
  'incident.call_linked': { id: 'Panggilan {number} ditautkan', en: 'Call {number} linked' },
  'incident.noted': { id: 'Catatan', en: 'Note' },
  'incident.dispatched': { id: 'Diteruskan ke OPD', en: 'Dispatched' },
  'incident.resolved': { id: 'Selesai', en: 'Resolved' },
  'incident.reopened': { id: 'Dibuka kembali', en: 'Reopened' },
  'incident.caller_informed': { id: 'Pelapor dikabari', en: 'Caller informed' },
  'incident.cancelled': { id: 'Dibatalkan', en: 'Cancelled' },
  'incident.closed': { id: 'Ditutup', en: 'Closed' },
  'assignment.sent': { id: 'Penugasan ke {agency} dikirim', en: 'Assignment sent to {agency}' },
  'assignment.send_failed': {
    id: 'Penugasan ke {agency} gagal terkirim',
    en: 'Assignment to {agency} could not be sent',
  },
  'assignment.delivered': { id: 'Penugasan sampai di {agency}', en: 'Assignment delivered to {agency}' },
  'assignment.acknowledged': { id: '{agency} menerima', en: '{agency} acknowledged' },
  'assignment.rejected': { id: '{agency} menolak', en: '{agency} rejected' },
  'assignment.rerouted': { id: 'Penugasan {agency} dialihkan', en: 'Assignment of {agency} rerouted' },
  'assignment.en_route': { id: '{agency} menuju lokasi', en: '{agency} en route' },
  'assignment.arrived': { id: '{agency} tiba di lokasi', en: '{agency} on scene' },
  'assignment.handling': { id: '{agency} menangani', en: '{agency} handling' },
  'assignment.finished': { id: '{agency} selesai', en: '{agency} finished' },
  'assignment.cancelled': { id: 'Penugasan {agency} dibatalkan', en: 'Assignment of {agency} cancelled' },
  'assignment.escalated': {
    id: '{agency} melewati batas waktu (eskalasi {step})',
    en: '{agency} is overdue (escalation {step})',
  },
};

/** Labels of what can be changed, also for the list in `incident.stale`. */
export const fieldTexts: Readonly<Record<string, Text>> = {
  typeId: { id: 'jenis', en: 'type' },
  priority: { id: 'prioritas', en: 'priority' },
  lifeAtRisk: { id: 'nyawa terancam', en: 'life at risk' },
  villageCode: { id: 'desa/kelurahan', en: 'village' },
  placeText: { id: 'tempat', en: 'place' },
  landmark: { id: 'patokan', en: 'landmark' },
  point: { id: 'titik', en: 'point' },
  callerName: { id: 'nama pelapor', en: "caller's name" },
  callbackNumber: { id: 'nomor balik', en: 'call-back number' },
  description: { id: 'keterangan', en: 'description' },
  state: { id: 'status', en: 'state' },
};
