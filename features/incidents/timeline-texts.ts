import type { Text } from '#platform/shared/texts.ts';
import type { cancelReasons, priorityReasons, reopenReasons, resolutionReasons, showReasons } from './incident.ts';
import type { MergeReason, UnmergeReason } from './merging.ts';

/*
 * What the timeline says, and reasons. Apart from texts.ts, which the desk shows before any incident is open.
 */

type Reason =
  | MergeReason
  | UnmergeReason
  | (typeof priorityReasons)[number]
  | (typeof resolutionReasons)[number]
  | (typeof reopenReasons)[number]
  | (typeof cancelReasons)[number]
  | (typeof showReasons)[number]
  // Of an assignment that was rejected by a key of the telephone.
  | 'by_phone';

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
  by_phone: { id: 'Lewat telepon, alasan belum disebut', en: 'By telephone, no reason said' },
  agency_asks: { id: 'Diminta OPD', en: 'The agency asks' },
  inform_caller: { id: 'Mengabari pelapor', en: 'To inform the caller' },
  verify: { id: 'Memeriksa laporan', en: 'To verify the report' },
  same_event: { id: 'Kejadian yang sama', en: 'The same event' },
  opened_twice: { id: 'Dibuat dua kali', en: 'Opened twice' },
  same_caller: { id: 'Pelapor yang sama menelepon lagi', en: 'The same caller called again' },
  not_same: { id: 'Ternyata kejadian lain', en: 'Another event after all' },
  merged_by_mistake: { id: 'Keliru digabung', en: 'Merged by mistake' },
};

/** One line of the timeline per event name; placeholders come from the entry (`agency`, `number`, `step`, …). */
export const timelineTexts: Readonly<Record<string, Text>> = {
  'call.arrived': { id: 'Panggilan {number} masuk', en: 'Call {number} arrived' },
  'call.answered': { id: 'Panggilan {number} dijawab', en: 'Call {number} answered' },
  'call.passed': {
    id: 'Panggilan {number} didahului sekali karena riwayat nomornya; berdering paling lama 5 detik kemudian',
    en: 'Call {number} was passed once because of the history of its number; it rang within 5 s',
  },
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
  'masked_call.asked': {
    id: '{unit} minta disambungkan dengan pelapor lewat pusat',
    en: '{unit} asked to talk with the caller through the centre',
  },
  'masked_call.caller_there': { id: '{unit} berbicara dengan pelapor', en: '{unit} talks with the caller' },
  'masked_call.ended': {
    id: 'Panggilan {unit} ke pelapor: {result} ({seconds} detik)',
    en: 'Call of {unit} to the caller: {result} ({seconds} s)',
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
  'incident.call_unlinked': { id: 'Tautan panggilan {number} dibatalkan', en: 'Link of call {number} undone' },
  'incident.merged': {
    id: 'Kejadian {number} digabung ke kejadian {into}',
    en: 'Incident {number} merged into {into}',
  },
  'incident.unmerged': {
    id: 'Kejadian {number} dipisah lagi dari kejadian {into}',
    en: 'Incident {number} unmerged from {into}',
  },
  'incident.attached': {
    id: 'Kejadian {number} menjadi anak kejadian {parent}',
    en: 'Incident {number} made a child of {parent}',
  },
  'incident.detached': {
    id: 'Kejadian {number} dilepas dari kejadian induk {parent}',
    en: 'Incident {number} detached from parent {parent}',
  },
  'assignment.moved': { id: 'Penugasan {agency} ikut pindah', en: 'Assignment of {agency} moved along' },
  'assignment.restored': { id: 'Penugasan {agency} dilanjutkan lagi', en: 'Assignment of {agency} goes on again' },
  'incident.photo_added': { id: 'Foto ditambahkan', en: 'Photo added' },
  'incident.attachment_erased': { id: 'Lampiran dihapus', en: 'Attachment erased' },
  'incident.noted': { id: 'Catatan', en: 'Note' },
  'card_run.answered': { id: '{card}: {question} → {choice}', en: '{card}: {question} → {choice}' },
  'card_run.withdrawn': {
    id: '{card}: jawaban “{choice}” dicabut ({question})',
    en: '{card}: the answer “{choice}” was taken back ({question})',
  },
  'incident.dispatched': { id: 'Diteruskan ke OPD', en: 'Dispatched' },
  'incident.drill_sent': { id: 'Latihan: OPD akan disiagakan', en: 'Drill: agencies would have been alerted' },
  'incident.routing_decided': {
    id: 'Perubahan {fields}: OPD ditinjau kembali',
    en: 'Change of {fields}: the agencies were looked at again',
  },
  'incident.resolved': { id: 'Selesai', en: 'Resolved' },
  'incident.reopened': { id: 'Dibuka kembali', en: 'Reopened' },
  'incident.caller_informed': { id: 'Pelapor dikabari', en: 'Caller informed' },
  'incident.caller_told': {
    id: 'Kabar ke pelapor ({milestone}), {act}: {result}',
    en: 'News to the caller ({milestone}), {act}: {result}',
  },
  'incident.caller_way_changed': {
    id: 'Cara mengabari pelapor diubah: {way}',
    en: 'How the caller is told was changed: {way}',
  },
  'incident.caller_rated': { id: 'Pelapor menilai: {score} dari 5', en: 'The caller rated: {score} of 5' },
  'incident.caller_not_solved': {
    id: 'Pelapor menyatakan belum selesai, lewat tautannya',
    en: 'The caller said by their link that it is not solved',
  },
  'incident.caller_silent': {
    id: 'Penelepon tidak dapat bicara: jangan menelepon balik',
    en: 'The caller cannot speak: do not call back',
  },
  'incident.caller_speaks': { id: 'Penelepon ternyata bicara', en: 'The caller speaks after all' },
  'incident.exported': { id: 'Kejadian diunduh sebagai {format}', en: 'The incident was downloaded as {format}' },
  'incident.printed': { id: 'Lembar kejadian dicetak', en: 'The sheet of the incident was printed' },
  'incident.marked_sensitive': {
    id: 'Ditandai sensitif: identitas disembunyikan',
    en: 'Marked sensitive: identities hidden',
  },
  'incident.unmarked_sensitive': { id: 'Tanda sensitif dilepas', en: 'No longer marked sensitive' },
  'incident.handler_added': { id: '{person} ditambahkan sebagai penangan', en: '{person} added as a handler' },
  'incident.handler_removed': { id: '{person} bukan penangan lagi', en: '{person} is no longer a handler' },
  'incident.cancelled': { id: 'Dibatalkan', en: 'Cancelled' },
  'incident.closed': { id: 'Ditutup', en: 'Closed' },
  'assignment.sent': { id: 'Penugasan ke {agency} dikirim', en: 'Assignment sent to {agency}' },
  'assignment.part_changed': { id: 'Peran {agency} diubah', en: 'The part of {agency} was changed' },
  'assignment.link_made': { id: 'Tautan jawaban untuk {agency} dibuat', en: 'Response link for {agency} made' },
  'assignment.link_opened': { id: '{agency} membuka tautannya', en: '{agency} opened its link' },
  'assignment.link_withdrawn': { id: 'Tautan jawaban {agency} dicabut', en: 'Response link of {agency} withdrawn' },
  'assignment.send_failed': {
    id: 'Penugasan ke {agency} gagal terkirim',
    en: 'Assignment to {agency} could not be sent',
  },
  'assignment.delivered': { id: 'Penugasan sampai di {agency}', en: 'Assignment delivered to {agency}' },
  'assignment.retargeted': { id: 'Batas waktu {agency} dipercepat', en: 'Targets of {agency} tightened' },
  'assignment.acknowledged': { id: '{agency} menerima', en: '{agency} acknowledged' },
  'assignment.rejected': { id: '{agency} menolak', en: '{agency} rejected' },
  'assignment.rerouted': { id: 'Penugasan {agency} dialihkan', en: 'Assignment of {agency} rerouted' },
  'assignment.en_route': { id: '{agency} menuju lokasi', en: '{agency} en route' },
  'assignment.arrived': { id: '{agency} tiba di lokasi', en: '{agency} on scene' },
  'assignment.handling': { id: '{agency} menangani', en: '{agency} handling' },
  'assignment.finished': { id: '{agency} selesai', en: '{agency} finished' },
  'assignment.cancelled': { id: 'Penugasan {agency} dibatalkan', en: 'Assignment of {agency} cancelled' },
  'assignment.alerted': { id: '{agency} dihubungi: {act}', en: '{agency} told by: {act}' },
  'assignment.reminded': { id: '{agency} diingatkan, belum berangkat', en: '{agency} reminded, not on the way yet' },
  'assignment.alert_ended': { id: 'Menghubungi {agency}, {act}: {result}', en: 'Telling {agency} by {act}: {result}' },
  'assignment.ladder_stopped': {
    id: 'Pemberitahuan ke {agency} berhenti',
    en: 'Telling {agency} has stopped',
  },
  'assignment.attached': { id: 'Foto atau suara dari {unit}', en: 'Photo or voice note of {unit}' },
  'assignment.photo_by_link': { id: 'Foto dari {agency} lewat tautan', en: 'A photo of {agency} by its link' },
  'unit.assigned': { id: '{unit} dikirim', en: '{unit} sent' },
  'unit.released': { id: '{unit} lepas tugas', en: '{unit} released' },
  'unit.status_changed': { id: '{unit}: {status}', en: '{unit}: {status}' },
  'unit.alarmed': { id: 'Alarm keselamatan {unit}', en: 'Safety alarm of {unit}' },
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

/** By what an agency was told, and what became of it: codes of dispatch, whose words its own screens have too. */
export const toldTexts: Readonly<Record<string, Text>> = {
  push: { id: 'notifikasi', en: 'notification' },
  email: { id: 'surel', en: 'e-mail' },
  whatsapp: { id: 'WhatsApp', en: 'WhatsApp' },
  sms: { id: 'SMS', en: 'SMS' },
  call: { id: 'telepon otomatis', en: 'automatic call' },
  superior: { id: 'atasan', en: 'superior' },
  supervisor: { id: 'penyelia', en: 'supervisor' },
  sent: { id: 'terkirim', en: 'sent' },
  received: { id: 'tampil di perangkat', en: 'shown on the device' },
  failed: { id: 'gagal', en: 'failed' },
  accepted: { id: 'menekan 1, diterima', en: 'pressed 1, accepted' },
  rejected: { id: 'menekan 2, ditolak', en: 'pressed 2, rejected' },
  no_press: { id: 'diangkat, tanpa menekan tombol', en: 'picked up, no key' },
  hung_up: { id: 'diangkat, lalu ditutup', en: 'picked up, then hung up' },
  no_answer: { id: 'tidak diangkat', en: 'not answered' },
  busy: { id: 'sibuk', en: 'busy' },
  declined: { id: 'panggilan ditolak', en: 'declined' },
  unreachable: { id: 'nomor tidak terhubung', en: 'number not reachable' },
  no_line: { id: 'tidak ada saluran keluar', en: 'no line out' },
  broken_off: { id: 'terputus', en: 'broken off' },
  cancelled: { id: 'dibatalkan, tidak diperlukan lagi', en: 'cancelled, no longer needed' },
};

/** Of telling a caller: milestones and ways are codes of outcomes, whose words its own screens have too. */
export const callerTexts: Readonly<Record<string, Text>> = {
  received: { id: 'laporan diterima', en: 'report received' },
  accepted: { id: 'diterima instansi', en: 'accepted by an agency' },
  on_the_way: { id: 'menuju lokasi', en: 'on the way' },
  arrived: { id: 'tiba di lokasi', en: 'arrived' },
  done: { id: 'selesai ditangani', en: 'done' },
  closed: { id: 'laporan ditutup', en: 'report closed' },
  reopened: { id: 'ditangani lagi', en: 'taken up again' },
  auto: { id: 'menurut pengaturan', en: 'as the setting says' },
  message: { id: 'pesan, walau sensitif', en: 'messages, though sensitive' },
  voice: { id: 'hanya lewat telepon', en: 'by telephone only' },
  none: { id: 'tidak dikabari', en: 'not at all' },
};
