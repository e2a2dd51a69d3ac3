import type { Texts } from '#platform/shared/texts.ts';
import type { ConversationView } from '../../link-contract.ts';

export const texts = {
  group: { id: 'Tautan penelepon', en: "Caller's link" },
  title: { id: 'Pesan penelepon', en: "The caller's messages" },
  send: { id: 'Kirim tautan', en: 'Send a link' },
  again: { id: 'Kirim tautan lagi', en: 'Send a link again' },
  sendNote: {
    id: 'SMS: penelepon membalas tanpa bicara. SMS dapat berbunyi atau menyala di ponselnya.',
    en: 'By SMS: the caller answers without speaking. It may sound or light up on their telephone.',
  },
  onItsWay: { id: 'SMS sedang dikirim', en: 'The SMS is going out' },
  sent: { id: 'SMS diserahkan ke gerbang, belum dibuka', en: 'The gateway took the SMS, not opened yet' },
  failed: { id: 'Gerbang SMS menolak; coba lagi', en: 'The SMS gateway refused; try again' },
  opened: { id: 'Dibuka penelepon {time}', en: 'Opened by the caller at {time}' },
  expired: { id: 'Tautan sudah tidak berlaku', en: 'The link is no longer valid' },
  arrived: { id: 'Penelepon menulis', en: 'The caller wrote' },
  caller: { id: 'Penelepon', en: 'Caller' },
  erased: { id: 'Sudah dihapus', en: 'Erased' },
  hidden: { id: 'Isinya tersembunyi', en: 'The words are hidden' },
  unseen: { id: '{count} pesan belum dibaca', en: '{count} unread messages' },
  open: { id: 'Buka pesan', en: 'Open the messages' },
  openNote: { id: 'Pembukaan dicatat dengan alasan: {reason}', en: 'It is logged with the reason: {reason}' },
  openLogged: { id: 'Pembukaan dicatat dengan alasannya', en: 'It is logged with its reason' },
  openReason: { id: 'Alasan membuka pesan', en: 'Reason to open the messages' },
  answer: { id: 'Balasan', en: 'Answer' },
  write: { id: 'Tulis ke penelepon', en: 'Write to the caller' },
  sendAnswer: { id: 'Kirim balasan', en: 'Send the answer' },
} as const satisfies Texts;

/** Why no link can be sent. */
export const hindranceTexts: Readonly<Record<NonNullable<ConversationView['hindrance']>, { id: string; en: string }>> =
  {
    no_number: { id: 'Tanpa nomor: tautan tidak dapat dikirim', en: 'No number: no link can be sent' },
    no_gateway: {
      id: 'SMS belum dinyalakan di pengaturan Panggilan balik',
      en: 'SMS is not switched on in the settings of call-backs',
    },
    no_address: { id: 'Alamat publik pusat belum diisi', en: 'The public address of the centre is not set' },
  };
