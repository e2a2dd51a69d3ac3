import type { Text } from '#platform/shared/texts.ts';
import type { WaveDeed } from './wave.ts';

/** What was done, as it stands in the list. */
export const deedTexts: Readonly<Record<WaveDeed, Text>> = {
  called_back: { id: 'Pemanggil dihubungi balik', en: 'The caller was called back' },
  case_opened: { id: 'Dijadikan kasus', en: 'Worked on as a case' },
  merged: { id: 'Laporan yang sama digabung', en: 'The same reports were merged' },
  surge: { id: 'Mode lonjakan dinyalakan', en: 'Disaster mode was switched on' },
  school_called: { id: 'Sekolah dihubungi', en: 'The school was called' },
  campaign_planned: { id: 'Sosialisasi direncanakan', en: 'A campaign was planned' },
  operator_told: { id: 'Operator diberi tahu', en: 'The operator was told' },
  nothing_needed: { id: 'Tidak perlu tindakan', en: 'Nothing was needed' },
  other: { id: 'Lainnya', en: 'Something else' },
};
