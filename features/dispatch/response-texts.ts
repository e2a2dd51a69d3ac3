import type { RefusalText, Texts } from '#platform/shared/texts.ts';

export const responseRefusals = {
  'response.gone': { status: 404, id: 'Tautan ini tidak berlaku lagi', en: 'This link is no longer valid' },
  'response.too_many': {
    status: 409,
    id: 'Pesan lewat tautan ini sudah terlalu banyak; telepon pusat 112',
    en: 'Too many messages by this link; call the 112 centre',
  },
  'response.photo_unreadable': {
    status: 422,
    id: 'Berkas ini bukan foto yang dapat dibaca, atau terlalu besar',
    en: 'This file is no photo that can be read, or is too large',
  },
  'response.no_address': {
    status: 409,
    id: 'Alamat umum halaman belum diatur, jadi tautan tidak dapat dibuat',
    en: 'No public address is set, so no link can be made',
  },
  'response.contact_unknown': {
    status: 404,
    id: 'Kontak piket itu tidak ada atau tidak aktif',
    en: 'There is no such duty contact, or it is not active',
  },
  'response.no_channel': {
    status: 409,
    id: 'Kontak itu tidak punya alamat untuk saluran ini, atau salurannya dimatikan',
    en: 'The contact has no address for this channel, or the channel is off',
  },
  'response.ended': { status: 409, id: 'Penugasan ini sudah berakhir', en: 'This assignment has ended' },
} as const satisfies Record<string, RefusalText>;

/** What goes out with a link: whose call, how urgent, where about; the rest stands on the page. */
export const responseMessageTexts = {
  title: { id: 'Penugasan 112 #{number}: {type}', en: '112 task #{number}: {type}' },
  text: {
    id: '{centre} 112: {type}, {priority}, {place}. Kejadian #{number}. Jawab di sini: {link}',
    en: '{centre} 112: {type}, {priority}, {place}. Incident #{number}. Answer here: {link}',
  },
  noType: { id: 'kejadian', en: 'incident' },
  sensitive: { id: 'penugasan sensitif', en: 'sensitive task' },
  noPlace: { id: 'tempat ada di tautan', en: 'the place is on the page' },
} as const satisfies Texts;
