import type { RefusalText, Text } from '#platform/shared/texts.ts';
import type { ObstacleState } from './obstacle.ts';

export const obstacleRefusals = {
  'obstacle.not_found': { status: 404, id: 'Kendala tidak ditemukan', en: 'No such obstacle' },
  'obstacle.stale': {
    status: 409,
    id: 'Orang lain baru saja mengubahnya; lihat perubahannya, lalu ulangi',
    en: 'Somebody else has just changed it; look at the change and try again',
  },
  'obstacle.not_possible': {
    status: 409,
    id: 'Langkah ini tidak mungkin dalam keadaan sekarang',
    en: 'This step is not possible in its present state',
  },
  'obstacle.owner_missing': {
    status: 422,
    id: 'Sebutkan penanggung jawab dan tenggat',
    en: 'Name who answers for it and until when',
  },
  'obstacle.owner_unknown': {
    status: 422,
    id: 'Penanggung jawab tidak dikenal atau tidak aktif',
    en: 'The owner is unknown or inactive',
  },
  'obstacle.agency_unknown': { status: 422, id: 'Instansi tidak dikenal', en: 'Unknown agency' },
  'obstacle.reason_missing': { status: 422, id: 'Tulis alasannya', en: 'Give the reason' },
  'obstacle.merge_impossible': {
    status: 422,
    id: 'Hanya dapat digabung dengan kendala lain yang belum selesai',
    en: 'It can only be merged into another one that is not finished',
  },
  'obstacle.month_open': {
    status: 409,
    id: 'Bulan ini belum berakhir; aturan menilai bulan yang lengkap',
    en: 'This month is not over; the rules judge whole months',
  },
  'action.not_found': { status: 404, id: 'Tindak lanjut tidak ditemukan', en: 'No such action' },
} as const satisfies Record<string, RefusalText>;

export const obstacleStateTexts: Readonly<Record<ObstacleState, Text>> = {
  proposed: { id: 'Usulan', en: 'Proposed' },
  open: { id: 'Terbuka', en: 'Open' },
  in_progress: { id: 'Dikerjakan', en: 'In progress' },
  done: { id: 'Selesai, belum diperiksa', en: 'Done, to be verified' },
  verified: { id: 'Selesai dan diperiksa', en: 'Verified' },
  rejected: { id: 'Ditolak', en: 'Rejected' },
  merged: { id: 'Digabung', en: 'Merged' },
};

/** What tells whoever leads that something is overdue; nothing of the obstacle itself stands in an open mailbox. */
export const overdueWords: { readonly title: Text; readonly text: Text } = {
  title: { id: '{regency}: kendala nomor {number} lewat tenggat', en: '{regency}: obstacle {number} is overdue' },
  text: {
    id: 'Kendala nomor {number} belum selesai {days} hari setelah tenggatnya. Buka konsol 112, menu Kendala.',
    en: 'Obstacle {number} is not finished {days} days after its date. Open the 112 console, menu Obstacles.',
  },
};
