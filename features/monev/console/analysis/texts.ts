import type { Texts } from '#platform/shared/texts.ts';

export const texts = {
  about: {
    id: 'Angka dari kamus KPI pada rentang bulan mana pun, {zone}. Setiap angka membuka baris di baliknya.',
    en: 'Figures of the KPI dictionary over any months, {zone}. Every figure opens its rows.',
  },
  measure: { id: 'Angka', en: 'Figure' },
  split: { id: 'Dipecah menurut', en: 'Split by' },
  from: { id: 'Dari bulan', en: 'From month' },
  to: { id: 'Sampai bulan', en: 'To month' },
  compare: { id: 'Bandingkan', en: 'Compare' },
  none: { id: 'Tanpa pembanding', en: 'No comparison' },
  previous: { id: 'Periode sebelumnya', en: 'Period before' },
  yearBefore: { id: 'Setahun sebelumnya', en: 'A year before' },
  all: { id: 'Semua', en: 'All' },
  total: { id: 'Seluruh rentang', en: 'Whole span' },
  target: { id: 'Sasaran {target}', en: 'Target {target}' },
  noKey: { id: 'Tidak diketahui', en: 'Not known' },
  hidden: { id: 'kurang dari 5', en: 'fewer than 5' },
  nothing: { id: '–', en: '–' },
  title: { id: '{measure}, {split}', en: '{measure}, {split}' },
  summaryNone: { id: 'Tidak ada yang terukur pada {span}.', en: 'Nothing was measured in {span}.' },
  summary: {
    id: '{span}: {total}. Tertinggi {high} ({highValue}), terendah {low} ({lowValue}).',
    en: '{span}: {total}. Highest {high} ({highValue}), lowest {low} ({lowValue}).',
  },
  summaryOne: { id: '{span}: {total}.', en: '{span}: {total}.' },
  someHidden: {
    id: '{count} kecamatan dengan jumlah kecil tidak ditampilkan.',
    en: '{count} parts with small counts are not shown.',
  },
  overlapping: {
    id: 'Satu penugasan dapat memakai beberapa unit: jumlah baris dapat melebihi keseluruhan.',
    en: 'One assignment may have several units: the rows may add up to more than the whole.',
  },
  noRanking: {
    id: 'Menurut nama. Beban dan jenis panggilan tiap orang berbeda: bukan peringkat.',
    en: 'By name. Each person’s calls differ in load and kind: this is no ranking.',
  },
  rows: { id: 'Baris di balik {name}', en: 'Rows behind {name}' },
  rowCount: { id: '{count} baris', en: '{count} rows' },
  ofTimes: { id: '{p50}; 90 % dalam {p90} (n = {count})', en: '{p50}; 90 % within {p90} (n = {count})' },
  plain: { id: '{measure}', en: '{measure}' },
  median: { id: '{measure}: median, detik', en: '{measure}: median, seconds' },
  p4Apart: {
    id: 'P4 dihitung dalam hari kerja: hanya tampak sebagai prioritas tersendiri.',
    en: 'P4 counts in working days: it is seen as a priority of its own only.',
  },
  ofWhole: { id: '{share} ({part} dari {whole})', en: '{share} ({part} of {whole})' },
} as const satisfies Texts;
