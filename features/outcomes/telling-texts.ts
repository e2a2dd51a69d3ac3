import type { RefusalText, Text, Texts } from '#platform/shared/texts.ts';
import type { SkipReason, TaskCause, TaskResult, TellingState, TellingWay } from './telling.ts';

export const tellingRefusals = {
  'telling.incident_not_found': { status: 404, id: 'Kejadian tidak ditemukan', en: 'No such incident' },
  'telling.track_not_found': { status: 404, id: 'Pelapor ini tidak ditemukan', en: 'No such caller' },
  'telling.caller_refused': {
    status: 409,
    id: 'Pelapor sendiri yang meminta tidak dikabari lagi; hanya ia yang dapat mengubahnya',
    en: 'The caller asked not to be told any more; only they can change it',
  },
  'telling.not_failed': {
    status: 409,
    id: 'Hanya pesan yang gagal dapat diulang',
    en: 'Only a failed message can be repeated',
  },
  'telling.no_way': {
    status: 409,
    id: 'Pelapor ini tidak dapat dikirimi pesan sekarang',
    en: 'This caller cannot be sent a message now',
  },
  'caller_task.not_found': { status: 404, id: 'Tugas ini tidak ditemukan', en: 'No such task' },
  'caller_task.done': { status: 409, id: 'Tugas ini sudah selesai', en: 'This task is done' },
  'caller_task.taken': { status: 409, id: 'Sudah dipegang {name}', en: '{name} has it already' },
  'caller_task.no_number': {
    status: 409,
    id: 'Nomor pelapor tidak ada lagi atau tidak dapat ditelepon',
    en: 'The caller’s number is gone or cannot be called',
  },
  'caller_task.desk_not_free': {
    status: 409,
    id: 'Meja Anda sedang dalam panggilan atau ditawari panggilan',
    en: 'Your desk is in a call or is offered one',
  },
  'caller_task.no_telephone': {
    status: 409,
    id: 'Telepon meja Anda tidak tersambung',
    en: 'Your desk has no telephone',
  },
  'caller_task.unclassified': {
    status: 409,
    id: 'Klasifikasikan dahulu panggilan terakhir Anda',
    en: 'Classify your last call first',
  },
} as const satisfies Record<string, RefusalText>;

/** What the page of a caller refuses. */
export const trackRefusals = {
  'track.gone': { status: 404, id: 'Tautan ini tidak berlaku lagi', en: 'This link is no longer valid' },
  'track.not_possible': {
    status: 409,
    id: 'Tidak dapat dilakukan sekarang. Telepon 112 bila perlu bantuan.',
    en: 'Not possible now. Call 112 if you need help.',
  },
  'track.too_many': {
    status: 409,
    id: 'Sudah terlalu sering lewat tautan ini. Telepon 112.',
    en: 'Too often by this link. Call 112.',
  },
} as const satisfies Record<string, RefusalText>;

export const tellingStateTexts: Readonly<Record<TellingState, Text>> = {
  waiting: { id: 'menunggu pagi', en: 'waits for the morning' },
  sending: { id: 'sedang dikirim', en: 'being sent' },
  sent: { id: 'terkirim', en: 'sent' },
  failed: { id: 'gagal', en: 'failed' },
  skipped: { id: 'tidak dikirim', en: 'not sent' },
};

export const skipReasonTexts: Readonly<Record<SkipReason, Text>> = {
  switched_off: { id: 'dimatikan di pengaturan', en: 'switched off in the settings' },
  sensitive: { id: 'kejadian sensitif', en: 'a sensitive incident' },
  cannot_speak: { id: 'pelapor tidak dapat bicara', en: 'the caller cannot speak' },
  no_number: { id: 'tanpa nomor', en: 'no number' },
  landline: { id: 'telepon rumah', en: 'a landline' },
  no_channel: { id: 'tidak ada saluran yang aktif', en: 'no channel is active' },
  by_voice: { id: 'dikabari lewat telepon', en: 'told by telephone' },
  not_wanted: { id: 'pelapor tidak ingin dikabari', en: 'the caller does not want to be told' },
  too_late: { id: 'sudah lama berlalu', en: 'too long ago' },
  superseded: { id: 'sudah ada kabar yang lebih baru', en: 'there was newer news' },
};

export const wayTexts: Readonly<Record<TellingWay, Text>> = {
  auto: { id: 'Menurut pengaturan', en: 'As the setting says' },
  message: { id: 'Pesan, boleh walau sensitif', en: 'Messages, also though sensitive' },
  voice: { id: 'Hanya lewat telepon', en: 'By telephone only' },
  none: { id: 'Jangan dikabari', en: 'Not at all' },
};

export const taskCauseTexts: Readonly<Record<TaskCause, Text>> = {
  landline: { id: 'Telepon rumah, tidak menerima pesan', en: 'A landline takes no message' },
  no_channel: { id: 'Tidak ada saluran pesan yang aktif', en: 'No channel for messages is active' },
  failed: { id: 'Pesan gagal di semua saluran', en: 'The message failed on all channels' },
  by_type: { id: 'Jenis kejadian ini dikabari lewat telepon', en: 'This type is told by telephone' },
  wanted: { id: 'Diminta lewat telepon', en: 'Asked to be told by telephone' },
};

export const taskResultTexts: Readonly<Record<TaskResult, Text>> = {
  told: { id: 'Sudah dikabari', en: 'Told' },
  no_answer: { id: 'Tidak diangkat', en: 'No answer' },
  not_wanted: { id: 'Tidak ingin dikabari', en: 'Does not want to be told' },
  over: { id: 'Tidak perlu lagi', en: 'No longer needed' },
};

export const faultTexts = {
  unknown: { id: 'Tidak dikenal: {name}', en: 'Unknown: {name}' },
  no_agency: { id: '{instansi} belum ada pada tahap ini', en: '{instansi} is not known at this stage' },
  no_link: { id: 'Pesan pertama harus memuat {tautan}', en: 'The first message must hold {tautan}' },
  open_brace: { id: 'Kurung kurawal tidak berpasangan', en: 'A brace without its pair' },
} as const satisfies Texts;
