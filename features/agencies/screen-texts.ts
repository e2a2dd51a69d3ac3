import type { Texts } from '#platform/shared/texts.ts';
import { screenNames } from './screen-names.ts';

export const screenTexts = {
  agencies: screenNames.agencies,
  agenciesNote: {
    id: 'Perangkat daerah dan mitra, kontak piket dan jam kerja',
    en: 'Regency bodies and partners, duty contacts and working hours',
  },
  addAgency: { id: 'Tambah instansi', en: 'Add an agency' },
  code: { id: 'Kode', en: 'Code' },
  codeNote: { id: 'Huruf besar; tetap selamanya', en: 'Capitals; fixed for life' },
  name: { id: 'Nama', en: 'Name' },
  nameEn: { id: 'Nama dalam bahasa Inggris', en: 'Name in English' },
  kind: { id: 'Jenis', en: 'Kind' },
  phone: { id: 'Telepon', en: 'Telephone' },
  medical: {
    id: 'Tenaga kesehatan: membaca keterangan kesehatan pada kejadian',
    en: 'Health care: reads what is said of health in incidents',
  },
  hasAccounts: { id: 'Bekerja dengan akun', en: 'Works with accounts' },
  active: { id: 'Aktif', en: 'Active' },
  inactive: { id: 'Nonaktif', en: 'Inactive' },
  state: { id: 'Keadaan', en: 'State' },
  hours: { id: 'Jam kerja', en: 'Working hours' },
  always: { id: '24 jam setiap hari', en: 'Around the clock' },
  officeHours: { id: 'Menurut jam kerja', en: 'By working hours' },
  from: { id: 'dari', en: 'from' },
  to: { id: 'sampai', en: 'to' },
  holidays: { id: 'Hari libur', en: 'Holidays' },
  holidaysNote: { id: 'Satu tanggal per baris, mis. 2026-12-25', en: 'One date a line, e.g. 2026-12-25' },
  contacts: { id: 'Kontak piket', en: 'Duty contacts' },
  addContact: { id: 'Tambah kontak', en: 'Add a contact' },
  changeContact: { id: 'Ubah kontak', en: 'Change the contact' },
  noContacts: { id: 'Belum ada kontak piket', en: 'No duty contacts yet' },
  email: { id: 'Surel', en: 'Email' },
  position: { id: 'Urutan', en: 'Order' },
  onDuty: { id: 'Dihubungi', en: 'Is rung' },
  superior: {
    id: 'Atasan: dihubungi bila petugas piket tidak menjawab',
    en: 'Superior: told when those on duty do not answer',
  },
  superiorShort: { id: 'Atasan', en: 'Superior' },
  dutyAlways: { id: 'Selalu piket', en: 'Always on duty' },
  dutyHours: { id: 'Jam piket', en: 'Hours on duty' },
  dutyNote: {
    id: 'Bila jam mulai lebih lambat dari jam selesai, piket berlangsung melewati tengah malam.',
    en: 'From later than to: over midnight.',
  },
  search: { id: 'Cari instansi', en: 'Search an agency' },
  none: { id: 'Tidak ada instansi yang cocok', en: 'No agency matches' },
  agency: { id: 'Instansi', en: 'Agency' },
} as const satisfies Texts;

/** ISO weekdays, 1 is Monday. */
export const weekdayTexts = [
  { id: 'Senin', en: 'Monday' },
  { id: 'Selasa', en: 'Tuesday' },
  { id: 'Rabu', en: 'Wednesday' },
  { id: 'Kamis', en: 'Thursday' },
  { id: 'Jumat', en: 'Friday' },
  { id: 'Sabtu', en: 'Saturday' },
  { id: 'Minggu', en: 'Sunday' },
] as const;
