import type { Texts } from '#platform/shared/texts.ts';

export const choiceTexts = {
  telephone: { id: 'Terima panggilan di', en: 'Take calls at' },
  browser: { id: 'Peramban ini', en: 'This browser' },
  device: { id: 'Telepon meja (SIP)', en: 'The desk telephone (SIP)' },
  note: {
    id: 'Angkat gagang untuk menerima, tutup untuk mengakhiri. Tahan, alihkan dan akhiri tetap bisa dari layar; bisukan dengan tombol telepon.',
    en: 'Pick up the handset to answer, hang it up to end. Hold, transfer and hang up work on the screen too; mute by the telephone’s own key.',
  },
  title: { id: 'Telepon meja (SIP)', en: 'Desk telephone (SIP)' },
  column: { id: 'Telepon SIP', en: 'SIP telephone' },
  none: { id: 'Tidak ada', en: 'None' },
  inUse: { id: 'Dipakai', en: 'In use' },
  notInUse: { id: 'Ada, tidak dipakai', en: 'There, not in use' },
  registered: { id: 'terdaftar', en: 'registered' },
  unregistered: { id: 'tidak terdaftar', en: 'not registered' },
  make: { id: 'Buat akun telepon', en: 'Make an account' },
  again: { id: 'Buat kata sandi baru', en: 'Make a new password' },
  remove: { id: 'Hapus telepon ini', en: 'Remove this telephone' },
  explain: {
    id: 'Masukkan akun ini ke pesawat telepon SIP di jaringan kantor. Kata sandi hanya tampil sekali; yang lama berhenti berlaku.',
    en: 'Enter this account into a SIP telephone in the office network. The password is shown once; an earlier one stops working.',
  },
  server: { id: 'Server', en: 'Server' },
  user: { id: 'Nama akun', en: 'Account name' },
  password: { id: 'Kata sandi', en: 'Password' },
  transport: {
    id: 'UDP atau TCP, port 5060 kecuali diatur lain; kodek G.711 A-law',
    en: 'UDP or TCP, port 5060 unless set otherwise; codec G.711 A-law',
  },
} as const satisfies Texts;
