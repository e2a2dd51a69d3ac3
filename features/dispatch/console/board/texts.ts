import type { Text, Texts } from '#platform/shared/texts.ts';
import type { Stage } from '../../board-rules.ts';

/** The words of the lanes of the board. */
export const laneTexts = {
  view: { id: 'Susunan', en: 'Arrangement' },
  byState: { id: 'Jalur per status', en: 'Lanes by state' },
  byPriority: { id: 'Jalur per prioritas', en: 'Lanes by priority' },
  table: { id: 'Tabel penugasan', en: 'Table of assignments' },
  agency: { id: 'OPD', en: 'Agency' },
  allAgencies: { id: 'Semua OPD', en: 'All agencies' },
  district: { id: 'Kecamatan', en: 'District' },
  allDistricts: { id: 'Semua kecamatan', en: 'All districts' },
  side: { id: 'Eskalasi & OPD ({count})', en: 'Escalations & agencies ({count})' },
  hideSide: { id: 'Tutup eskalasi & OPD', en: 'Hide escalations & agencies' },
  lanes: { id: 'Papan kejadian', en: 'Board of incidents' },
  laneCount: { id: '{name}: {count}', en: '{name}: {count}' },
  noCards: { id: 'Kosong', en: 'Empty' },
  draft: { id: 'Draf', en: 'Draft' },
  gaveBack: { id: '{agency} menolak', en: '{agency} rejected' },
  late: { id: 'terlambat', en: 'overdue' },
  left: { id: 'sisa', en: 'left' },
  waits: { id: 'sejak', en: 'since' },
  lifeAtRisk: { id: 'Nyawa terancam', en: 'Life at risk' },
  next: { id: 'Kartu berikutnya', en: 'Next card' },
  previous: { id: 'Kartu sebelumnya', en: 'Previous card' },
  nextLane: { id: 'Jalur berikutnya', en: 'Next lane' },
  previousLane: { id: 'Jalur sebelumnya', en: 'Previous lane' },
  open: { id: 'Buka kejadian terpilih', en: 'Open the chosen incident' },
  act: { id: 'Tindakan atas kejadian terpilih', en: 'Act on the chosen incident' },
  send: { id: 'Kirim kejadian terpilih', en: 'Send the chosen incident' },
  chooseCard: { id: 'Pilih dahulu satu kartu', en: 'Choose a card first' },
  noTask: { id: 'Belum ada OPD; kirim dengan F9', en: 'No agency yet; send it by F9' },
  cannotSend: { id: 'Lengkapi dahulu draf ini', en: 'Complete this draft first' },
  chooseTask: { id: 'OPD yang mana?', en: 'Which agency?' },
  keys: {
    id: 'j/k atau panah: kartu · h/l: jalur · Enter: buka · F8: tindakan · F9: kirim',
    en: 'j/k or arrows: card · h/l: lane · Enter: open · F8: act · F9: send',
  },
} as const satisfies Texts;

export const stageTexts: Readonly<Record<Stage, Text>> = {
  unassigned: { id: 'Belum ditugaskan', en: 'Not assigned' },
  sent: { id: 'Menunggu diterima', en: 'Waiting for an answer' },
  on_the_way: { id: 'Diterima, menuju lokasi', en: 'Taken, on the way' },
  on_scene: { id: 'Di lokasi', en: 'On scene' },
  resolved: { id: 'Menunggu ditutup', en: 'Waiting to be closed' },
};
