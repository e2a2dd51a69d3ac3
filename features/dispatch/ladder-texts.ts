import { dutyResultTexts } from '#features/calls/duty-call-texts.ts';
import type { RefusalText, Text } from '#platform/shared/texts.ts';
import type { AlertResult, AlertSkip, LadderAct, LadderStop } from './ladder.ts';

export const ladderRefusals = {
  'ladder.exists': {
    status: 409,
    id: 'Instansi ini sudah mempunyai tangga sendiri',
    en: 'This agency has a ladder of its own already',
  },
  'ladder.agency_unknown': { status: 422, id: 'Instansi tidak ditemukan', en: 'No such agency' },
} as const satisfies Record<string, RefusalText>;

export const actTexts: Readonly<Record<LadderAct, Text>> = {
  push: { id: 'Notifikasi', en: 'Notification' },
  email: { id: 'Surel', en: 'E-mail' },
  whatsapp: { id: 'WhatsApp', en: 'WhatsApp' },
  sms: { id: 'SMS', en: 'SMS' },
  call: { id: 'Telepon otomatis', en: 'Automatic call' },
  superior: { id: 'Atasan', en: 'Superior' },
  supervisor: { id: 'Penyelia', en: 'Supervisor' },
};

export const alertResultTexts: Readonly<Record<AlertResult, Text>> = {
  sent: { id: 'Terkirim', en: 'Sent' },
  received: { id: 'Tampil di perangkat', en: 'Shown on the device' },
  failed: { id: 'Gagal', en: 'Failed' },
  skipped: { id: 'Dilewati', en: 'Skipped' },
  told: { id: 'Diberi tahu', en: 'Told' },
  ...dutyResultTexts,
};

export const alertSkipTexts: Readonly<Record<AlertSkip, Text>> = {
  no_contact: { id: 'belum ada kontak', en: 'no contact' },
  no_number: { id: 'kontak tanpa nomor', en: 'contact without a number' },
  no_address: { id: 'kontak tanpa surel', en: 'contact without an address' },
  no_browser: { id: 'belum ada peramban yang mengaktifkan', en: 'no browser has turned it on' },
  channel_off: { id: 'saluran tidak aktif', en: 'channel is off' },
};

export const ladderStopTexts: Readonly<Record<LadderStop, Text>> = {
  acknowledged: { id: 'Berhenti: sudah diterima', en: 'Stopped: acknowledged' },
  ended: { id: 'Berhenti: penugasan sudah berakhir', en: 'Stopped: it has ended' },
  old: {
    id: 'Berhenti: sudah lama, tidak ada yang dibangunkan lagi',
    en: 'Stopped: it is old, nobody is woken any more',
  },
  done: { id: 'Semua langkah sudah dijalankan', en: 'Every step was taken' },
  off: { id: 'Tangga tidak aktif', en: 'The ladder is off' },
  import: { id: 'Diisi belakangan, tidak ada yang dipanggil', en: 'Entered afterwards, nobody is called' },
};

export const whyNextTexts = {
  rule: { id: 'menurut aturan penerusan', en: 'by the routing rule' },
  category: { id: 'menangani kategori yang sama', en: 'handles the same category' },
  neighbour: { id: 'menangani jenis ini di kecamatan lain', en: 'handles this type in another district' },
} as const satisfies Record<string, Text>;
