import type { Texts } from '#platform/shared/texts.ts';
import { screenNames } from '../../screen-names.ts';

export const directoryTexts = {
  directory: screenNames.directory,
  note: {
    id: 'Siapa yang dapat dihubungi dari meja: nomor darurat, PLN, PDAM, rumah sakit, pusat 112 tetangga. Nomor OPD dan piketnya diatur di Instansi.',
    en: 'Whom the desks can call: emergency numbers, utilities, hospitals, neighbouring centres. Agencies and their duty telephones are kept under Agencies.',
  },
  entry: { id: 'Nomor', en: 'Entry' },
  add: { id: 'Tambah nomor', en: 'Add an entry' },
  none: { id: 'Direktori masih kosong', en: 'The directory is empty' },
  find: { id: 'Cari', en: 'Search' },
  name: { id: 'Nama', en: 'Name' },
  nameEn: { id: 'Nama (Inggris)', en: 'Name (English)' },
  number: { id: 'Nomor', en: 'Number' },
  numberNote: {
    id: 'Seperti dipencet di dalam negeri: 123, 0318941234. Kosong: tampil, tetapi belum bisa dihubungi.',
    en: 'As it is dialled within the country: 123, 0318941234. Empty: listed, and cannot be called yet.',
  },
  notFilled: { id: 'belum diisi', en: 'not filled in' },
  group: { id: 'Kelompok', en: 'Group' },
  words: { id: 'Kata pencarian', en: 'Search words' },
  wordsNote: {
    id: 'Yang diketik orang ketika mencarinya: listrik padam.',
    en: 'What people type when they look for it.',
  },
  position: { id: 'Urutan', en: 'Position' },
  state: { id: 'Status', en: 'State' },
  active: { id: 'Aktif', en: 'Active' },
  inactive: { id: 'Nonaktif', en: 'Inactive' },
  activeSwitch: { id: 'Tampil di meja', en: 'Shown at the desks' },
} as const satisfies Texts;
