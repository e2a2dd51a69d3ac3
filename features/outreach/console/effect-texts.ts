import type { Text, Texts } from '#platform/shared/texts.ts';
import type { Chill, FewReason } from '../effect-rules.ts';

export const effectTexts = {
  effect: { id: 'Hasil', en: 'Effect' },
  weeks: { id: 'Dibandingkan', en: 'Compared' },
  weeksOf: { id: '{weeks} pekan sebelum dan sesudah', en: '{weeks} weeks before and after' },
  windows: {
    id: 'Sebelum: {beforeFrom} sampai {beforeTo}. Sesudah: {afterFrom} sampai {afterTo}.',
    en: 'Before: {beforeFrom} to {beforeTo}. After: {afterFrom} to {afterTo}.',
  },
  notOver: {
    id: 'Jangka sesudah kampanye baru selesai {day}. Sebelum itu belum ada yang dapat dikatakan.',
    en: 'The time after the campaign ends on {day}. Until then nothing can be said.',
  },
  notHeld: {
    id: 'Kampanye ini belum ditandai terlaksana; hasilnya belum dihitung.',
    en: 'This campaign is not marked as held; nothing is measured yet.',
  },
  pranks: { id: 'Panggilan iseng', en: 'Prank calls' },
  genuine: { id: 'Panggilan sungguhan', en: 'Genuine calls' },
  less: {
    id: '{what} di kecamatan kampanye turun {change} dibandingkan dengan kecamatan lain (dengan keyakinan 95 % antara {low} dan {high}). Kebetulan saja sulit menjelaskannya.',
    en: '{what} in the districts of the campaign fell by {change} against the other districts (95 % interval {low} to {high}). Chance alone hardly explains it.',
  },
  more: {
    id: '{what} di kecamatan kampanye naik {change} dibandingkan dengan kecamatan lain (dengan keyakinan 95 % antara {low} dan {high}).',
    en: '{what} in the districts of the campaign rose by {change} against the other districts (95 % interval {low} to {high}).',
  },
  unclear: {
    id: '{what}: belum ada perubahan yang dapat dibedakan dari kebetulan. Perkiraannya {change}; yang sebenarnya mungkin antara {low} dan {high}.',
    en: '{what}: no change can be told from chance. The estimate is {change}; the truth may lie between {low} and {high}.',
  },
  few: { id: '{what}: {why}', en: '{what}: {why}' },
  notKnown: {
    id: 'Yang tidak diketahui: apakah hal lain di kecamatan itu ikut berubah pada waktu yang sama, dan panggilan yang tempatnya tidak diketahui.',
    en: 'What is not known: whether something else changed in those districts at the same time, and calls whose place is unknown.',
  },
  placed: {
    id: 'Tempat diketahui untuk {share} panggilan pada jangka ini.',
    en: 'The place of {share} of the calls of this time is known.',
  },
  method: {
    id: 'Selisih dari selisih: rasio sesudah terhadap sebelum di kecamatan kampanye, dibagi rasio yang sama di kecamatan lain. Selang 95 % menurut Poisson dengan faktor sebaran {dispersion} (derajat bebas {freedom}).',
    en: 'Difference in differences: after over before where the campaign was, divided by the same elsewhere. 95 % interval by Poisson with a dispersion factor of {dispersion} ({freedom} degrees of freedom).',
  },
  chart: {
    id: 'Perubahan dibandingkan dengan kecamatan lain, dengan selang 95 %: {rows}',
    en: 'Change against the other districts, with 95 % intervals: {rows}',
  },
  chartRow: { id: '{what} {change} ({low} sampai {high})', en: '{what} {change} ({low} to {high})' },
  noChange: { id: 'tetap', en: 'no change' },
  guard: { id: 'batas −5 %', en: 'limit −5 %' },
  district: { id: 'Kecamatan', en: 'District' },
  before: { id: 'sebelum', en: 'before' },
  after: { id: 'sesudah', en: 'after' },
  hasCampaign: { id: 'kampanye', en: 'campaign' },
  disturbed: { id: 'ada kampanye lain; tidak dibandingkan', en: 'had another campaign; not compared' },
  withCampaign: { id: 'Kecamatan kampanye bersama', en: 'Districts of the campaign' },
  without: { id: 'Kecamatan lain bersama', en: 'Other districts' },
  hidden: {
    id: 'Tanda · berarti terlalu sedikit untuk ditampilkan, atau akan membocorkan yang sedikit.',
    en: '· means too few to be shown, or it would reveal the few.',
  },
} as const satisfies Texts;

export const whyFew: Readonly<Record<FewReason, Text>> = {
  no_places: {
    id: 'kampanye ini untuk seluruh kabupaten, jadi tidak ada daerah pembanding di dalamnya.',
    en: 'this campaign was for the whole regency, so that no part of it can be compared.',
  },
  no_others: {
    id: 'tidak ada kecamatan tanpa kampanye untuk dibandingkan.',
    en: 'there is no district without a campaign to compare with.',
  },
  few_districts: {
    id: 'terlalu sedikit kecamatan yang ada panggilannya; sebaran yang wajar tidak dapat diperkirakan.',
    en: 'too few districts have calls to know how much they scatter by themselves.',
  },
  few_calls: {
    id: 'terlalu sedikit panggilan yang tempatnya diketahui (kurang dari lima sebelum atau sesudahnya). Belum ada yang dapat dikatakan.',
    en: 'too few calls with a known place (fewer than five before or after). Nothing can be said yet.',
  },
};

export const chillTexts: Readonly<Record<Exclude<Chill, 'none'>, { readonly title: Text; readonly more: Text }>> = {
  fell: {
    title: { id: 'Panggilan sungguhan turun lebih dari 5 %', en: 'Genuine calls fell by more than 5 %' },
    more: {
      id: 'Mungkin orang yang butuh pertolongan menjadi takut menelepon. Hentikan kampanye seperti ini sampai jelas sebabnya, dan tekankan: ragu-ragu, telepon saja.',
      en: 'People who need help may have become afraid to call. Stop campaigns like this one until the reason is clear, and say: when in doubt, call.',
    },
  },
  not_excluded: {
    title: {
      id: 'Turunnya panggilan sungguhan belum dapat disingkirkan',
      en: 'A fall of genuine calls cannot be excluded',
    },
    more: {
      id: 'Perkiraannya tidak turun lebih dari 5 %, tetapi datanya belum cukup untuk memastikannya. Lihat lagi dengan jangka yang lebih panjang.',
      en: 'The estimate is no fall of more than 5 %, but there is not enough data to be sure. Look again over a longer time.',
    },
  },
  unknown: {
    title: {
      id: 'Belum diketahui apakah panggilan sungguhan ikut turun',
      en: 'Whether genuine calls fell too is not known',
    },
    more: {
      id: 'Panggilan sungguhan yang tempatnya diketahui terlalu sedikit. Jangan menyebut kampanye ini berhasil sebelum itu diperiksa.',
      en: 'Too few genuine calls with a known place. Do not call this campaign a success before that was checked.',
    },
  },
};
