import type { Texts } from '#platform/shared/texts.ts';

export const settingTexts = {
  note: {
    id: 'Foto sosialisasi dihapus otomatis setiap malam bila masanya lewat, dihitung sejak kampanye selesai (atau sejak foto dimasukkan, bila sesudahnya). Penghapusan tidak dapat dibatalkan.',
    en: 'Photos of campaigns are erased by themselves at night once their time is over, counted from the end of the campaign (or from when a photo was put in, if later). It cannot be undone.',
  },
  peopleDays: { id: 'Ada orang yang dikenali (hari)', en: 'People can be recognised (days)' },
  othersDays: { id: 'Tidak ada orang yang dikenali (hari)', en: 'Nobody can be recognised (days)' },
  sooner: {
    id: 'Masa yang lebih pendek menghapus foto yang sudah lewat pada malam berikutnya.',
    en: 'Shorter times erase what is past them the next night.',
  },
  range: { id: 'Isi angka 1 sampai 3650', en: 'Enter a number from 1 to 3650' },
} as const satisfies Texts;
