import type { Texts } from '#platform/shared/texts.ts';

/** Words of the door; apart, because whoever is in does not need them. */
export const signInTexts = {
  product: { id: 'Sigap 112', en: 'Sigap 112' },
  claim: { id: 'Pusat layanan darurat 112', en: 'Emergency call centre 112' },
  signIn: { id: 'Masuk', en: 'Sign in' },
  username: { id: 'Nama pengguna', en: 'Username' },
  password: { id: 'Kata sandi', en: 'Password' },
  secondFactor: { id: 'Kode sekali pakai', en: 'One-time code' },
  secondFactorNote: {
    id: 'Enam angka dari aplikasi autentikator Anda.',
    en: 'Six digits from your authenticator app.',
  },
  changePassword: { id: 'Ganti kata sandi', en: 'Change the password' },
  check: { id: 'Periksa kode', en: 'Check the code' },
  changePasswordDue: {
    id: 'Kata sandi ini harus diganti sebelum Anda dapat bekerja.',
    en: 'This password must be changed before you can work.',
  },
  currentPassword: { id: 'Kata sandi sekarang', en: 'Current password' },
  newPassword: { id: 'Kata sandi baru', en: 'New password' },
  newPasswordNote: {
    id: 'Sedikitnya 10 huruf; panjang lebih penting daripada rumit.',
    en: 'At least 10 characters; length counts more than complexity.',
  },
  repeatPassword: { id: 'Ulangi kata sandi baru', en: 'Repeat the new password' },
  passwordsDiffer: { id: 'Keduanya tidak sama', en: 'The two differ' },
  tooShort: { id: 'Terlalu pendek', en: 'Too short' },
} as const satisfies Texts;
