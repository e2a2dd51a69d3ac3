import type { RefusalText } from '#platform/shared/texts.ts';

export const fieldRefusals = {
  'field.no_unit': {
    status: 404,
    id: 'Anda bukan anggota unit mana pun di kiriman ini',
    en: 'You are in none of the units of this batch',
  },
  'attachment.not_found': { status: 404, id: 'Lampiran tidak ditemukan', en: 'No such attachment' },
  'attachment.erased': { status: 410, id: 'Lampiran sudah dihapus', en: 'The attachment was erased' },
  'attachment.too_large': {
    status: 413,
    id: 'Berkas terlalu besar; paling besar {limit} MB',
    en: 'The file is too large; at most {limit} MB',
  },
  'attachment.not_readable': {
    status: 422,
    id: 'Berkas bukan foto atau suara yang dapat dibaca',
    en: 'The file is no photo or sound that can be read',
  },
  'attachment.reason_missing': {
    status: 422,
    id: 'Sebutkan alasan membuka lampiran',
    en: 'Say why the attachment is opened',
  },
  'attachment.reused': {
    status: 409,
    id: 'Lampiran dengan tanda ini sudah ada dan isinya lain',
    en: 'There is an attachment with this id and other content',
  },
  'attachment.unreadable': {
    status: 500,
    id: 'Lampiran tidak dapat dibuka: kunci atau berkasnya rusak',
    en: 'The attachment cannot be opened: its key or file is damaged',
  },
} as const satisfies Record<string, RefusalText>;
