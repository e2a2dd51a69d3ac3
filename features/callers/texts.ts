import type { RefusalText, Text } from '#platform/shared/texts.ts';
import type { NoteKind } from './facts.ts';

export const refusals = {
  'caller.reason_missing': {
    status: 403,
    id: 'Ini bukan panggilan Anda: pilih alasan untuk melihat riwayat nomor ini',
    en: 'This is not your call: choose a reason to see what is known of the number',
  },
  'caller.no_number': {
    status: 409,
    id: 'Panggilan ini tidak membawa nomor yang dapat dikenali, jadi tidak ada yang dapat dicatat',
    en: 'This call carried no number that can be recognised, so nothing can be noted on it',
  },
  'caller.wrong_number': { status: 422, id: 'Ini bukan nomor telepon', en: 'This is not a telephone number' },
  'caller.unknown': {
    status: 404,
    id: 'Tidak ada panggilan atau catatan dari nomor ini',
    en: 'There is no call from this number and no note on it',
  },
  'caller.not_found': { status: 404, id: 'Nomor ini tidak (lagi) tersimpan', en: 'This number is not kept (any more)' },
  'caller_note.not_found': {
    status: 404,
    id: 'Catatan ini tidak ada atau sudah dihapus',
    en: 'This note does not exist or was erased',
  },
  'caller_note.stale': {
    status: 409,
    id: 'Orang lain sudah mengubah catatan ini; lihat dulu isinya yang baru',
    en: 'Somebody else changed this note; look at what it says now first',
  },
  'caller_note.removed': {
    status: 409,
    id: 'Catatan ini sudah ditarik; kembalikan dulu sebelum mengubahnya',
    en: 'This note was removed; put it back before you change it',
  },
  'caller_note.not_removed': { status: 409, id: 'Catatan ini tidak sedang ditarik', en: 'This note is not removed' },
  'caller_note.expired': {
    status: 409,
    id: 'Masa berlaku catatan ini sudah habis',
    en: 'This note has expired',
  },
} as const satisfies Record<string, RefusalText>;

export const noteKindTexts: Readonly<Record<NoteKind, Text>> = {
  disability: { id: 'Difabel', en: 'Disability' },
  illness: { id: 'Penyakit', en: 'Illness' },
  elderly: { id: 'Lansia', en: 'Elderly person' },
  child: { id: 'Anak', en: 'Child' },
  danger: { id: 'Terancam di rumah', en: 'In danger at home' },
  language: { id: 'Bahasa', en: 'Language' },
  shared: { id: 'Dipakai beberapa orang', en: 'Used by several people' },
  other: { id: 'Lain-lain', en: 'Other' },
};
