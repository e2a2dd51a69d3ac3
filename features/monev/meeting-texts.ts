import type { RefusalText, Text } from '#platform/shared/texts.ts';
import type { ItemKind, MeetingState } from './meeting.ts';

export const meetingRefusals = {
  'meeting.not_found': { status: 404, id: 'Rapat tidak ditemukan', en: 'No such meeting' },
  'meeting.stale': {
    status: 409,
    id: 'Orang lain baru saja mengubah rapat ini; lihat perubahannya, lalu ulangi',
    en: 'Somebody else has just changed this meeting; look at the change and try again',
  },
  'meeting.ended': {
    status: 409,
    id: 'Rapat sudah ditutup; notulen tidak berubah lagi',
    en: 'The meeting is over; its minutes do not change any more',
  },
  'meeting.not_live': { status: 409, id: 'Mulai rapat lebih dahulu', en: 'Start the meeting first' },
  'meeting.not_planned': { status: 409, id: 'Rapat sudah dimulai', en: 'The meeting has begun' },
  'meeting.not_ended': {
    status: 409,
    id: 'Notulen ada setelah rapat ditutup',
    en: 'There are minutes once the meeting is over',
  },
  'meeting.agency_unknown': {
    status: 422,
    id: 'Instansi yang diundang tidak dikenal',
    en: 'An invited agency is unknown',
  },
  'meeting.order_unfit': {
    status: 409,
    id: 'Agenda sudah berubah; muat ulang sebelum mengurutkan',
    en: 'The agenda has changed; reload it before you order it',
  },
  'item.not_found': { status: 404, id: 'Butir agenda tidak ditemukan', en: 'No such item' },
  'item.stale': {
    status: 409,
    id: 'Orang lain baru saja menulis keputusan butir ini',
    en: 'Somebody else has just written the decision of this item',
  },
} as const satisfies Record<string, RefusalText>;

export const meetingStateTexts: Readonly<Record<MeetingState, Text>> = {
  planned: { id: 'Direncanakan', en: 'Planned' },
  live: { id: 'Berlangsung', en: 'In progress' },
  ended: { id: 'Ditutup', en: 'Ended' },
};

export const itemKindTexts: Readonly<Record<ItemKind, Text>> = {
  figure: { id: 'Target tidak tercapai', en: 'Target not reached' },
  agency: { id: 'Belum diterima instansi', en: 'Not acknowledged by an agency' },
  obstacle: { id: 'Kendala', en: 'Obstacle' },
  action: { id: 'Tindak lanjut lewat tenggat', en: 'Overdue action' },
  free: { id: 'Pembahasan', en: 'Discussion' },
};

/** What tells those invited that the minutes are there. */
export const minutesWords: { readonly title: Text; readonly text: Text } = {
  title: { id: '{regency}: notulen rapat monev nomor {number}', en: '{regency}: minutes of monev meeting {number}' },
  text: {
    id: 'Rapat monev nomor {number} ditutup. Notulen (PDF dan DOCX) ada di konsol 112, menu Rapat monev.',
    en: 'Monev meeting {number} is over. Its minutes (PDF and DOCX) are in the 112 console, menu Meetings.',
  },
};
