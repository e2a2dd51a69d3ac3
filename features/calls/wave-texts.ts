import type { RefusalText, Text } from '#platform/shared/texts.ts';
import type { WaveKind } from './wave.ts';

export const waveRefusals = {
  'wave.not_found': { status: 404, id: 'Gelombang tidak ditemukan', en: 'No such wave' },
  'wave.over': { status: 409, id: 'Gelombang ini sudah reda', en: 'This wave is over' },
  'wave.words_missing': {
    status: 422,
    id: 'Tulis apa yang dilakukan',
    en: 'Write what was done',
  },
} as const satisfies Record<string, RefusalText>;

/** What it is, with `{calls}`, `{numbers}`, `{usual}`, `{minutes}`, `{number}` and `{district}` filled in. */
export const waveTexts: Readonly<Record<WaveKind, Text>> = {
  one_number: {
    id: 'Satu nomor menelepon terus: {number}, {calls} kali dalam {minutes} menit',
    en: 'One number calls and calls: {number}, {calls} times in {minutes} minutes',
  },
  area: {
    id: 'Banyak panggilan dari {district}: {calls} dalam {minutes} menit, biasanya {usual}',
    en: 'Many calls from {district}: {calls} in {minutes} minutes, usually {usual}',
  },
  school_hours: {
    id: 'Iseng anak pada jam sekolah: {calls} dalam {minutes} menit dari {numbers} nomor, biasanya {usual}',
    en: 'Pranks of children in school hours: {calls} in {minutes} minutes from {numbers} numbers, usually {usual}',
  },
  silent_handsets: {
    id: 'Banyak panggilan bisu dari {numbers} telepon: {calls} dalam {minutes} menit, biasanya {usual}',
    en: 'Many silent calls from {numbers} telephones: {calls} in {minutes} minutes, usually {usual}',
  },
};

/** What people may do about it; the program does none of it by itself. */
export const measureTexts: Readonly<Record<WaveKind, Text>> = {
  one_number: {
    id: 'Setiap panggilan tetap dijawab. Mungkin ada yang butuh bantuan berulang: hubungi balik, dan bila iseng tangani sebagai kasus.',
    en: 'Each call is still answered. Somebody may be in need again and again: call back, and if it is pranks work on it as a case.',
  },
  area: {
    id: 'Mungkin satu kejadian besar: lihat peta, gabungkan laporan yang sama, pertimbangkan mode lonjakan.',
    en: 'It may be one large incident: look at the map, merge what is the same, consider disaster mode.',
  },
  school_hours: {
    id: 'Hubungi sekolah di sekitarnya dengan ramah, dan rencanakan sosialisasi di sana.',
    en: 'Call the schools around in a friendly way, and plan a campaign there.',
  },
  silent_handsets: {
    id: 'Mungkin gangguan ponsel atau jaringan: beri tahu operator. Prosedur panggilan bisu tetap berlaku untuk setiap panggilan.',
    en: 'It may be a fault of handsets or of the network: tell the operator. The silent procedure still holds for each call.',
  },
};
