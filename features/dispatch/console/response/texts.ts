import type { Channel } from '#platform/shared/message.ts';
import type { Text, Texts } from '#platform/shared/texts.ts';

export const channelNames: Readonly<Record<Channel, Text>> = {
  whatsapp: { id: 'WhatsApp', en: 'WhatsApp' },
  sms: { id: 'SMS', en: 'SMS' },
  email: { id: 'Surel', en: 'E-mail' },
  push: { id: 'Notifikasi', en: 'Notification' },
};

export const responseTexts = {
  title: { id: 'Tautan jawaban – {agency}, kejadian #{number}', en: 'Response link – {agency}, incident #{number}' },
  note: {
    id: 'Penerima menjawab di ponselnya tanpa akun: terima, tolak, berangkat, tiba, selesai. Ia melihat tempat dan keterangan, bukan pelapornya. Berlaku 72 jam untuk penugasan ini saja.',
    en: 'Whoever gets it answers on their telephone without an account: accept, reject, on the way, arrived, done. They see place and report, not the caller. Good for 72 hours and this assignment only.',
  },
  noAddress: {
    id: 'Alamat umum halaman belum diatur (Pusat panggilan, nama host): tautan tidak dapat dikirim.',
    en: 'No public address is set (Centre, host names): no link can be sent.',
  },
  noContacts: {
    id: 'Instansi ini belum punya kontak piket. Tambahkan di halaman Instansi.',
    en: 'This agency has no duty contact yet. Add one on the page Agencies.',
  },
  noWays: {
    id: 'Tidak ada saluran yang mencapai kontak piket: nyalakan SMS, WhatsApp atau surel di halaman Saluran, atau isi nomornya.',
    en: 'No channel reaches a duty contact: switch on SMS, WhatsApp or e-mail on the page Channels, or enter their number.',
  },
  none: { id: 'Belum ada tautan yang dikirim.', en: 'No link has been sent yet.' },
  sentLinks: { id: 'Tautan yang dikirim', en: 'Links that were sent' },
  to: { id: 'Kirim ke', en: 'Send to' },
  send: { id: 'Kirim tautan', en: 'Send the link' },
  onItsWay: { id: 'Tautan dikirim', en: 'The link is on its way' },
  made: { id: 'Dikirim {time} oleh {by}', en: 'Sent {time} by {by}' },
  system: { id: 'sistem', en: 'the system' },
  opened: { id: 'Dibuka {time}', en: 'Opened {time}' },
  notOpened: { id: 'Belum dibuka', en: 'Not opened yet' },
  withdrawn: { id: 'Dicabut', en: 'Withdrawn' },
  withdraw: { id: 'Cabut', en: 'Withdraw' },
} as const satisfies Texts;
