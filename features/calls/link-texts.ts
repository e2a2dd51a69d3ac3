import type { RefusalText, Text } from '#platform/shared/texts.ts';
import type { MessageKind } from './link.ts';

export const linkRefusals = {
  'link.gone': {
    status: 404,
    id: 'Tautan ini tidak berlaku lagi. Telepon 112.',
    en: 'This link is no longer valid. Call 112.',
  },
  'link.too_many': {
    status: 429,
    id: 'Terlalu banyak pesan; tunggu sebentar, atau telepon 112',
    en: 'Too many messages; wait a moment, or call 112',
  },
  'link.no_number': {
    status: 409,
    id: 'Tanpa nomor: tautan tidak dapat dikirim',
    en: 'Without a number: no link can be sent',
  },
  'link.no_gateway': {
    status: 409,
    id: 'SMS belum dinyalakan di pengaturan Panggilan balik',
    en: 'SMS is not switched on in the settings of call-backs',
  },
  'link.no_address': {
    status: 409,
    id: 'Alamat publik pusat belum diisi: tautan tidak dapat dikirim',
    en: 'The public address of the centre is not set: no link can be sent',
  },
  'link.just_sent': {
    status: 409,
    id: 'Tautan baru saja dikirim; tunggu setengah menit',
    en: 'A link was sent just now; wait half a minute',
  },
  'link.none': {
    status: 409,
    id: 'Belum ada tautan yang berlaku: kirim dulu',
    en: 'There is no valid link yet: send one first',
  },
  'link.not_shown': {
    status: 403,
    id: 'Buka dulu pesan penelepon; pembukaan dicatat',
    en: "Open the caller's messages first; that is logged",
  },
} as const satisfies Record<string, RefusalText>;

/** As people of the centre read it. */
export const messageKindTexts: Readonly<Record<MessageKind, Text>> = {
  words: { id: 'Pesan', en: 'Message' },
  need_help: { id: 'Saya butuh bantuan', en: 'I need help' },
  safe: { id: 'Saya aman, tidak perlu bantuan', en: 'I am safe, I need no help' },
  call_back: { id: 'Telepon saya kembali', en: 'Call me back' },
  place: { id: 'Mengirim lokasi', en: 'Sent the place' },
};
