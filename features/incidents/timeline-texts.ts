import type { Text } from '#platform/shared/texts.ts';
import type { cancelReasons, priorityReasons, reopenReasons, resolutionReasons, showReasons } from './incident.ts';

/*
 * What the timeline says, and reasons. Apart from texts.ts, which the desk shows before any incident is open.
 */

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
  'call.lease_taken': {
    id: 'Panggilan {number} diambil alih proses telepon lain',
    en: 'Call {number} taken over by another telephony process',
  },
  'call.place_told': {
    id: 'Lokasi pemanggil {number} diterima',
    en: 'The place of the caller of {number} came in',
  },
  'call.link_made': {
    id: 'Panggilan {number}: tautan untuk penelepon dikirim',
    en: 'Call {number}: a link was sent to the caller',
  },
  'call.link_written': {
    id: 'Panggilan {number}: pesan lewat tautan',
    en: 'Call {number}: a message by the link',
  },
  'call.taken_over': {
    id: 'Panggilan {number} diambil alih penyelia',
    en: 'Call {number} taken over by a supervisor',
  },
  'party.called': { id: 'Panggilan {number}: {party} dihubungi', en: 'Call {number}: {party} called' },
  'party.answered': { id: 'Panggilan {number}: {party} menjawab', en: 'Call {number}: {party} answered' },
  'party.joined': {
    id: 'Panggilan {number}: bicara bertiga dengan {party}',
    en: 'Call {number}: conference with {party}',
  },
  'party.handed_over': {
    id: 'Pelapor di panggilan {number} diserahkan ke {party}',
    en: 'The caller of call {number} was handed over to {party}',
  },
  'party.ended': {
    id: 'Panggilan {number}: sambungan dengan {party} selesai: {outcome}',
    en: 'Call {number}: connection with {party} ended: {outcome}',
  },
  'call.ended': { id: 'Panggilan {number} berakhir', en: 'Call {number} ended' },
  'call.silent': { id: 'Panggilan {number}: penelepon tidak terdengar', en: 'Call {number}: the caller is not heard' },
  'call.sign_heard': { id: 'Panggilan {number}: tanda ke-{count}', en: 'Call {number}: sign {count}' },
  'call.silent_answered': {
    id: 'Panggilan {number}: pertanyaan dijawab dengan tanda, dibaca {person}',
    en: 'Call {number}: a question answered by signs, read by {person}',
  },
  'call.silent_settled': {
    id: 'Panggilan {number}: hasil panggilan bisu dicatat {person}',
    en: 'Call {number}: what the silence was, noted by {person}',
  },
  'call.lost': { id: 'Panggilan {number} terputus sebelum dijawab', en: 'Call {number} lost before the answer' },
  'recording.stored': { id: 'Rekaman panggilan {number} tersimpan', en: 'Recording of call {number} stored' },
  'recording.deleted': { id: 'Rekaman panggilan {number} dihapus', en: 'Recording of call {number} deleted' },
  'recording.held': { id: 'Rekaman ditahan dari penghapusan', en: 'Recordings held from deletion' },
  'recording.released': { id: 'Penahanan rekaman dilepas', en: 'Hold on recordings released' },
  'recording.stalled': {
    id: 'Panggilan {number} tidak terekam',
    en: 'Call {number} is not being recorded',
  },
  'recording.grows': { id: 'Panggilan {number} terekam lagi', en: 'Call {number} is recorded again' },
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
  'incident.caller_silent': {
    id: 'Penelepon tidak dapat bicara: jangan menelepon balik',
    en: 'The caller cannot speak: do not call back',
  },
  'incident.caller_speaks': { id: 'Penelepon ternyata bicara', en: 'The caller speaks after all' },
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
