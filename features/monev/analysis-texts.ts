import type { RefusalText, Text } from '#platform/shared/texts.ts';
import type { FilterName, Split } from './analysis.ts';

export const analysisRefusals = {
  'analysis.span': {
    status: 422,
    id: 'Bulan akhir lebih awal daripada bulan awal',
    en: 'The last month lies before the first',
  },
  'analysis.too_long': {
    status: 422,
    id: 'Rentang terlalu panjang: paling lama 36 bulan, per hari 12 bulan',
    en: 'Too long: at most 36 months, by day 12 months',
  },
  'analysis.split': {
    status: 422,
    id: 'Angka ini tidak dapat dipecah seperti itu',
    en: 'This figure cannot be split that way',
  },
  'analysis.not_for_role': {
    status: 403,
    id: 'Angka per petugas hanya untuk penyelia',
    en: 'Figures of single people are for supervisors only',
  },
} as const satisfies Record<string, RefusalText>;

export const splitTexts: Readonly<Record<Split, Text>> = {
  month: { id: 'Per bulan', en: 'By month' },
  week: { id: 'Per minggu', en: 'By week' },
  day: { id: 'Per hari', en: 'By day' },
  hour: { id: 'Jam × hari', en: 'Hour × weekday' },
  district: { id: 'Kecamatan', en: 'District' },
  type: { id: 'Jenis kejadian', en: 'Type' },
  priority: { id: 'Prioritas', en: 'Priority' },
  source: { id: 'Sumber', en: 'Source' },
  disposition: { id: 'Klasifikasi', en: 'Disposition' },
  taker: { id: 'Petugas', en: 'Call taker' },
  agency: { id: 'OPD', en: 'Agency' },
  unit: { id: 'Unit', en: 'Unit' },
};

export const filterTexts: Readonly<Record<FilterName, Text>> = {
  district: { id: 'Kecamatan', en: 'District' },
  type: { id: 'Jenis kejadian', en: 'Type' },
  priority: { id: 'Prioritas', en: 'Priority' },
  disposition: { id: 'Klasifikasi', en: 'Disposition' },
  agency: { id: 'OPD', en: 'Agency' },
};
