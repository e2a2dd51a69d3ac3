import type { Texts } from '#platform/shared/texts.ts';

/** The words of ending an incident; reasons and results are in features/incidents/texts.ts. */
export const texts = {
  ending: { id: 'Penyelesaian', en: 'Ending' },
  state: { id: 'Status', en: 'State' },
  caller: { id: 'Pelapor', en: 'Caller' },
  callerNotTold: { id: 'belum dikabari', en: 'not informed yet' },
  callerResult: { id: '{result} ({time})', en: '{result} ({time})' },
  informed: { id: 'Pelapor dikabari', en: 'Caller informed' },
  tried: { id: 'Dicoba, tidak tersambung', en: 'Tried, not reached' },
  notNeeded: { id: 'Tidak perlu dikabari', en: 'No need to inform' },
  close: { id: 'Tutup kejadian', en: 'Close the incident' },
  closed: { id: 'Kejadian {number} ditutup', en: 'Incident {number} closed' },
  childrenOpen: { id: 'Kejadian anak masih terbuka', en: 'Children are still open' },
  childrenNote: {
    id: 'Anak-anaknya berjalan terus sendiri-sendiri. Tutup induknya saja?',
    en: 'The children go on by themselves. Close the parent alone?',
  },
  closeParent: { id: 'Tutup induk saja', en: 'Close the parent alone' },
  reopen: { id: 'Buka kembali', en: 'Reopen' },
  reopenNote: {
    id: 'Kejadian kembali ke “Diteruskan ke OPD”; pelapor perlu dikabari lagi.',
    en: 'The incident is back at “Dispatched”; the caller is to be informed again.',
  },
  resolve: { id: 'Selesaikan tanpa OPD', en: 'Resolve without an agency' },
  cancel: { id: 'Batalkan kejadian', en: 'Cancel the incident' },
  cancelNote: {
    id: 'Penugasan yang masih terbuka ikut dibatalkan.',
    en: 'Assignments that are still open are cancelled too.',
  },
  notAllowed: { id: 'Bukan kewenangan Anda', en: 'Not yours to do' },
  informFirst: {
    id: 'Kabari pelapor dahulu, atau catat bahwa tidak perlu',
    en: 'Inform the caller first, or note that there is no need',
  },
  notResolved: { id: 'Belum ada OPD yang menyelesaikan', en: 'No agency has finished yet' },
  waitingFor: { id: 'Menunggu {agencies}', en: 'Waiting for {agencies}' },
  alreadyEnded: { id: 'Kejadian sudah berakhir', en: 'The incident has ended' },
  notYet: { id: 'Belum dapat pada status ini', en: 'Not possible in this state' },
  working: { id: 'Sedang disimpan…', en: 'Saving…' },
} as const satisfies Texts;
