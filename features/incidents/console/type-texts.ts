import type { Texts } from '#platform/shared/texts.ts';
import { screenNames } from '../screen-names.ts';

/** Words of the register of incident types. */
export const typeTexts = {
  types: screenNames.types,
  typesNote: {
    id: 'Yang dapat dipilih penerima panggilan, dengan kata sehari-hari pelapor',
    en: 'What call takers choose from, with the everyday words of callers',
  },
  addType: { id: 'Tambah jenis', en: 'Add a type' },
  search: { id: 'Cari nama, kode, atau kata', en: 'Search a name, code or word' },
  none: { id: 'Tidak ada jenis yang cocok', en: 'No type matches' },
  type: { id: 'Jenis', en: 'Type' },
  code: { id: 'Kode', en: 'Code' },
  codeNote: { id: 'Huruf besar; tetap selamanya', en: 'Capitals; fixed for life' },
  name: { id: 'Nama', en: 'Name' },
  nameEn: { id: 'Nama dalam bahasa Inggris', en: 'Name in English' },
  category: { id: 'Kategori', en: 'Category' },
  priority: { id: 'Prioritas awal', en: 'Default priority' },
  sensitive: { id: 'Sensitif: identitas hanya untuk penangannya', en: 'Sensitive: identities for its handlers only' },
  sensitiveMark: { id: 'Sensitif', en: 'Sensitive' },
  words: { id: 'Kata sehari-hari', en: 'Everyday words' },
  wordsNote: { id: 'Satu per baris atau dipisah koma: kobong, laka…', en: 'One a line or by commas: kobong, laka…' },
  position: { id: 'Urutan', en: 'Order' },
  active: { id: 'Aktif', en: 'Active' },
  activeSwitch: { id: 'Dapat dipilih untuk kejadian baru', en: 'Can be chosen for new incidents' },
  inactive: { id: 'Nonaktif', en: 'Inactive' },
  state: { id: 'Keadaan', en: 'State' },
} as const satisfies Texts;
