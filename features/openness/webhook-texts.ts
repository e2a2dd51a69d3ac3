import type { RefusalText, Text, Texts } from '#platform/shared/texts.ts';
import { screenNames } from './screen-names.ts';
import type { DeliveryProblem, WebhookTopic } from './webhook.ts';

export const webhookRefusals = {
  'webhook.not_found': { status: 404, id: 'Webhook ini tidak ada', en: 'There is no such webhook' },
  'webhook.inactive': {
    status: 409,
    id: 'Webhook ini dimatikan; nyalakan dulu',
    en: 'This webhook is switched off; switch it on first',
  },
} as const satisfies Record<string, RefusalText>;

export const webhookTopicTexts: Readonly<Record<WebhookTopic, Text>> = {
  call: { id: 'Panggilan', en: 'Calls' },
  incident: { id: 'Kejadian', en: 'Incidents' },
  assignment: { id: 'Penugasan OPD', en: 'Assignments' },
};

export const deliveryProblemTexts: Readonly<Record<DeliveryProblem, Text>> = {
  status: { id: 'Ditolak penerima', en: 'Refused by the receiver' },
  timeout: { id: 'Penerima tidak menjawab', en: 'The receiver did not answer' },
  unreachable: { id: 'Penerima tidak tersambung', en: 'The receiver cannot be reached' },
  secret: { id: 'Kunci tidak terbaca di sini; buat kunci baru', en: 'The secret cannot be read here; make a new one' },
  redirect: { id: 'Penerima mengalihkan ke alamat lain', en: 'The receiver redirects to another address' },
};

export const webhookTexts = {
  page: screenNames.webhooks,
  note: {
    id: 'Sistem lain milik daerah diberi tahu lewat HTTP begitu sesuatu terjadi. Yang dikirim hanya kode, waktu dan nomor rujukan, tidak pernah nama, nomor telepon, alamat atau isi laporan.',
    en: 'Other systems of the regency are told by HTTP as soon as something happens. Only codes, times and reference numbers are sent, never names, telephone numbers, addresses or what was reported.',
  },
  add: { id: 'Webhook baru', en: 'New webhook' },
  none: { id: 'Belum ada sistem lain yang diberi tahu.', en: 'No other system is told yet.' },
  name: { id: 'Nama', en: 'Name' },
  url: { id: 'Alamat', en: 'Address' },
  urlNote: {
    id: 'https://…; http:// hanya untuk mesin di jaringan sendiri',
    en: 'https://…; http:// only for machines in your own network',
  },
  urlWrong: {
    id: 'Bukan alamat https, atau http di jaringan sendiri',
    en: 'Not an https address, nor http in your own network',
  },
  topics: { id: 'Diberi tahu tentang', en: 'Is told about' },
  active: { id: 'Aktif', en: 'Active' },
  inactive: { id: 'Dimatikan', en: 'Switched off' },
  state: { id: 'Keadaan', en: 'State' },
  good: { id: 'Terkirim', en: 'Delivered' },
  nothingYet: { id: 'Belum ada kiriman', en: 'Nothing sent yet' },
  waitingCount: { id: '{count} menunggu', en: '{count} waiting' },
  deadCount: { id: '{count} gagal terkirim', en: '{count} could not be delivered' },
  settings: { id: 'Pengaturan', en: 'Settings' },
  deliveries: { id: 'Kiriman', en: 'Deliveries' },
  noDeliveries: { id: 'Belum ada kiriman.', en: 'Nothing has been sent yet.' },
  event: { id: 'Peristiwa', en: 'Event' },
  trial: { id: 'Uji coba', en: 'Trial' },
  madeAt: { id: 'Dibuat', en: 'Made' },
  attempts: { id: 'Percobaan', en: 'Attempts' },
  result: { id: 'Hasil', en: 'Result' },
  delivered: { id: 'Terkirim', en: 'Delivered' },
  waiting: { id: 'Menunggu, dicoba lagi {time}', en: 'Waiting, tried again {time}' },
  dead: { id: 'Gagal, tidak dicoba lagi', en: 'Given up' },
  answered: { id: 'jawaban {status}', en: 'answer {status}' },
  retry: { id: 'Kirim ulang yang gagal', en: 'Send the failed ones again' },
  retried: { id: '{count} kiriman dicoba lagi', en: '{count} deliveries are tried again' },
  try: { id: 'Kirim uji coba', en: 'Send a trial' },
  tried: {
    id: 'Uji coba dikirim; hasilnya muncul di daftar',
    en: 'A trial is on its way; its result appears in the list',
  },
  secret: { id: 'Kunci tanda tangan', en: 'Signing secret' },
  secretNote: {
    id: 'Masukkan di sistem penerima; hanya ditampilkan sekali. Setiap kiriman ditandatangani dengannya (Standard Webhooks).',
    en: 'Enter it in the receiving system; it is shown only once. Every delivery is signed with it (Standard Webhooks).',
  },
  newSecret: { id: 'Kunci baru', en: 'New secret' },
  newSecretNote: {
    id: 'Kunci lama langsung tidak berlaku: penerima menolak kiriman sampai kunci baru dimasukkan di sana.',
    en: 'The old one stops working at once: the receiver refuses deliveries until the new one is entered there.',
  },
  copy: { id: 'Salin', en: 'Copy' },
  copied: { id: 'Disalin', en: 'Copied' },
  understood: { id: 'Sudah saya simpan', en: 'I have stored it' },
} as const satisfies Texts;
