import type { Text } from '#platform/shared/texts.ts';

/** Obstacles as domain.md §2.9 counts them. A regency may word them its own way; what each means is fixed. */
export const obstacleCodes = [
  'K01',
  'K02',
  'K03',
  'K04',
  'K05',
  'K06',
  'K07',
  'K08',
  'K09',
  'K10',
  'K11',
  'K12',
  'K13',
  'K14',
  'K15',
  'K16',
  'K17',
] as const;
export type ObstacleCode = (typeof obstacleCodes)[number];

export const catalogue: Readonly<Record<ObstacleCode, Text>> = {
  K01: {
    id: 'Panggilan iseng, hampa, atau hoaks dominan; petugas turun sia-sia',
    en: 'Pranks, silent calls or hoaxes dominate; crews go out for nothing',
  },
  K02: {
    id: 'OPD lambat atau tidak siap; admin OPD tidak merespons',
    en: 'Agency slow or not ready; its admin does not respond',
  },
  K03: {
    id: 'Kehadiran dan kedisiplinan penerima panggilan; piket malam sendirian',
    en: 'Attendance and discipline of call takers; alone on night duty',
  },
  K04: { id: 'Jumlah operator kurang, panggilan sibuk', en: 'Too few operators, callers find it busy' },
  K05: { id: 'Lokasi pelapor tidak akurat', en: 'Place of the caller not known well enough' },
  K06: { id: 'Panggilan nyasar ke daerah tetangga', en: 'Calls of neighbouring regencies come here' },
  K07: {
    id: 'Salah peruntukan (sandi HP, token listrik, pulsa)',
    en: 'Calls that 112 is not for (passwords, electricity tokens, credit)',
  },
  K08: { id: 'Komunikasi berlapis antarinstansi', en: 'Communication between agencies goes through layers' },
  K09: { id: 'Armada atau ambulans tidak tersedia', en: 'No vehicle or ambulance available' },
  K10: { id: 'Regulasi atau SOP daerah belum lengkap', en: 'Regulations or procedures incomplete' },
  K11: {
    id: 'Warga masih memakai nomor lama OPD atau WA pejabat',
    en: 'Citizens still use old numbers or officials’ WhatsApp',
  },
  K12: { id: 'Nomor palsu atau tidak resmi di mesin pencari', en: 'False or unofficial numbers in search engines' },
  K13: { id: 'Sarana rusak (layar, jaringan, telepon)', en: 'Equipment broken (screens, network, telephones)' },
  K14: { id: 'Lonjakan saat bencana', en: 'Surge in a disaster' },
  K15: { id: 'Sosialisasi kurang', en: 'Too little outreach' },
  K16: { id: 'Anggaran atau kontrak vendor berakhir', en: 'Budget or contract of a vendor ends' },
  K17: { id: 'Instansi vertikal di luar kendali Pemkab', en: 'Vertical agency beyond the control of the regency' },
};
