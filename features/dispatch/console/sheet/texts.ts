import type { Texts } from '#platform/shared/texts.ts';

/** The words of the printed sheet of an incident. */
export const sheetTexts = {
  print: { id: 'Cetak', en: 'Print' },
  printNow: { id: 'Cetak lembar ini', en: 'Print this sheet' },
  sheet: { id: 'Lembar kejadian {number}', en: 'Sheet of incident {number}' },
  logged: {
    id: 'Pencetakan dicatat dengan nama Anda dan tampak di kronologi.',
    en: 'Printing is logged with your name and shows in the timeline.',
  },
  locked: {
    id: 'Tekan tombol Cetak di layar: pencetakan dicatat.',
    en: 'Use the Print button on the screen: printing is logged.',
  },
  callerNote: {
    id: 'Identitas pelapor tercetak seperti yang Anda lihat di halaman kejadian.',
    en: 'The caller is printed as you see them on the page of the incident.',
  },
  facts: { id: 'Ringkasan', en: 'Facts' },
  assignments: { id: 'Penugasan', en: 'Assignments' },
  timeline: { id: 'Kronologi', en: 'Timeline' },
  sent: { id: 'Dikirim', en: 'Sent' },
  acknowledged: { id: 'Diterima', en: 'Acknowledged' },
  enRoute: { id: 'Berangkat', en: 'En route' },
  arrived: { id: 'Tiba', en: 'Arrived' },
  ended: { id: 'Berakhir', en: 'Ended' },
  point: { id: 'Titik', en: 'Point' },
  village: { id: 'Desa/kelurahan', en: 'Village' },
  calls: { id: 'Panggilan', en: 'Calls' },
  category: { id: 'Kategori', en: 'Category' },
  closed: { id: 'Ditutup', en: 'Closed' },
  resolved: { id: 'Selesai', en: 'Resolved' },
  informed: { id: 'Pelapor dikabari', en: 'Caller informed' },
  notPrinted: { id: 'Belum dicetak', en: 'Not printed yet' },
  printedBy: { id: 'Dicetak oleh {name}, {time}', en: 'Printed by {name}, {time}' },
  back: { id: 'Kembali ke kejadian', en: 'Back to the incident' },
} as const satisfies Texts;
