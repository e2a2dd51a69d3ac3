import type { RefusalText, Text } from '#platform/shared/texts.ts';
import type {
  Category,
  callerResults,
  callRelations,
  IncidentState,
  LifeAtRisk,
  Priority,
  Source,
} from './incident.ts';

export const refusals = {
  'incident.not_found': { status: 404, id: 'Kejadian tidak ditemukan', en: 'No such incident' },
  'incident.stale': {
    status: 409,
    id: 'Kejadian sudah diubah orang lain ({fields}). Muat perubahan itu lalu simpan lagi',
    en: 'Somebody else has changed this incident ({fields}). Take their change and save again',
  },
  'words.no_call': { status: 404, id: 'Panggilan tidak ditemukan', en: 'No such call' },
  'words.not_yours': {
    status: 409,
    id: 'Panggilan ini bukan, dan tidak berpindah dari, panggilan meja Anda',
    en: 'This call is not at your desk and did not leave it',
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
  'incident.drill_mixed': {
    status: 409,
    id: 'Panggilan ini tidak dapat ditautkan ke kejadian itu: salah satunya latihan. Buka kejadian baru',
    en: 'This call cannot be linked to that incident: one of them is a drill. Open a new incident',
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
