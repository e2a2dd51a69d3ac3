import type { Channel } from '#platform/shared/message.ts';
import type { RefusalText, Text } from '#platform/shared/texts.ts';
import type { MessageFailure, MessagePurpose, MessageState } from './channel.ts';

export const channelRefusals = {
  'channel.off': { status: 409, id: 'Saluran ini belum aktif', en: 'This channel is not active' },
  'channel.bad_recipient': {
    status: 422,
    id: 'Alamat atau nomor tujuan tidak dapat dipakai',
    en: 'This address or number cannot be used',
  },
  'message.not_found': { status: 404, id: 'Pesan tidak ditemukan', en: 'No such message' },
  'push.host_unknown': {
    status: 422,
    id: 'Layanan notifikasi peramban ini tidak ada dalam daftar daerah',
    en: "This browser's push service is not on the regency's list",
  },
} as const satisfies Record<string, RefusalText>;

export const channelTexts: Readonly<Record<Channel, Text>> = {
  email: { id: 'Surel', en: 'E-mail' },
  sms: { id: 'SMS', en: 'SMS' },
  whatsapp: { id: 'WhatsApp', en: 'WhatsApp' },
  push: { id: 'Notifikasi', en: 'Notification' },
};

export const messageStateTexts: Readonly<Record<MessageState, Text>> = {
  queued: { id: 'Menunggu dikirim', en: 'Waiting to be sent' },
  sent: { id: 'Terkirim', en: 'Sent' },
  failed: { id: 'Gagal', en: 'Failed' },
  cancelled: { id: 'Dibatalkan', en: 'Cancelled' },
};

export const messagePurposeTexts: Readonly<Record<MessagePurpose, Text>> = {
  channel_test: { id: 'Uji kirim', en: 'Test' },
  assignment_alert: { id: 'Tugas baru untuk OPD', en: 'New task for an agency' },
  assignment_superior: { id: 'Tugas belum diterima, kepada atasan', en: 'Task not accepted, to the superior' },
  response_link: { id: 'Tautan jawaban tanpa akun', en: 'Link to answer without an account' },
  surge_broadcast: { id: 'Siaran mode bencana', en: 'Broadcast in disaster mode' },
  surge_question: { id: 'Apakah mode bencana masih berlaku', en: 'Whether disaster mode still holds' },
  caller_milestone: { id: 'Kabar untuk pelapor', en: 'News for a caller' },
  assignment_reminder: { id: 'Pengingat tugas yang belum berjalan', en: 'Reminder of a task that does not move' },
  unit_task: { id: 'Tugas baru untuk regu', en: 'New task for a crew' },
  unit_question: { id: 'Pertanyaan keselamatan kepada regu', en: 'Question to a crew about its safety' },
  obstacle_overdue: { id: 'Kendala lewat tenggat, kepada atasan', en: 'Obstacle overdue, to superiors' },
  meeting_minutes: { id: 'Notulen rapat monev', en: 'Minutes of a monev meeting' },
  signature_wanted: { id: 'Menunggu tanda tangan kepala dinas', en: 'Waits for the signature of the head' },
  agency_brief: { id: 'Ringkasan bulanan OPD', en: 'Monthly brief of an agency' },
  agency_explanation_wanted: { id: 'Penjelasan OPD belum ada', en: 'An agency has not explained a figure' },
};

export const messageFailureTexts: Readonly<Record<MessageFailure, Text>> = {
  not_configured: { id: 'Saluran belum diatur', en: 'The channel is not set up' },
  unreachable: { id: 'Server atau gerbang tidak terjangkau', en: 'Server or gateway not reachable' },
  refused: { id: 'Ditolak server atau gerbang', en: 'Refused by server or gateway' },
  busy: { id: 'Server atau gerbang sibuk', en: 'Server or gateway busy' },
  bad_recipient: { id: 'Alamat atau nomor salah', en: 'Wrong address or number' },
  gone: { id: 'Penerima sudah tidak ada', en: 'The recipient is there no more' },
  too_late: { id: 'Tidak sempat dikirim pada waktunya', en: 'Not sent in time' },
};
