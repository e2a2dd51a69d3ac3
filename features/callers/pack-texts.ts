import type { RefusalText } from '#platform/shared/texts.ts';

export const packRefusals = {
  'case_pack.not_found': { status: 404, id: 'Berkas bukti ini tidak ada', en: 'No such evidence pack' },
  'case_pack.appeal_open': {
    status: 409,
    id: 'Ada keberatan yang belum diputus; berkas bukti menunggu putusannya',
    en: 'An appeal is not decided yet; the evidence pack waits for it',
  },
  'case_pack.nothing_confirmed': {
    status: 409,
    id: 'Tidak ada panggilan iseng terkonfirmasi yang dapat dimuat',
    en: 'There is no confirmed nuisance call to show',
  },
  'case_pack.waiting': {
    status: 409,
    id: 'Sudah ada berkas bukti yang menunggu tanda tangan; tarik dulu bila hendak menyusun yang baru',
    en: 'An evidence pack waits for its signature already; withdraw it first to prepare another',
  },
  'case_pack.not_sealed': {
    status: 409,
    id: 'Peristiwa terakhir belum masuk rantai bukti; coba lagi beberapa detik lagi',
    en: 'The last events are not in the chain yet; try again in a few seconds',
  },
  'case_pack.not_waiting': {
    status: 409,
    id: 'Berkas bukti ini tidak menunggu tanda tangan',
    en: 'This evidence pack does not wait for a signature',
  },
  'case_pack.own': {
    status: 403,
    id: 'Berkas bukti ditandatangani oleh orang lain daripada yang menyusunnya',
    en: 'An evidence pack is signed by another person than the one who prepared it',
  },
  'case_pack.not_seen': {
    status: 409,
    id: 'Lihat dulu konsepnya, baru tandatangani',
    en: 'Look at the draft first, then sign',
  },
  'case_pack.outdated': {
    status: 409,
    id: 'Isi kasus berubah sejak konsep ini disusun; tarik dan susun yang baru',
    en: 'The case has changed since this draft; withdraw it and prepare another',
  },
  'case_pack.reason_missing': {
    status: 422,
    id: 'Tulis alasan melihat berkas bukti ini',
    en: 'Say why you look at this evidence pack',
  },
  'case_pack.erased': {
    status: 410,
    id: 'Isi berkas bukti ini sudah dihapus',
    en: 'The content of this evidence pack was erased',
  },
  'case_pack.unreadable': {
    status: 500,
    id: 'Berkas bukti ini tidak dapat dibuka; hubungi administrator',
    en: 'This evidence pack cannot be opened; ask the administrator',
  },
} as const satisfies Record<string, RefusalText>;
