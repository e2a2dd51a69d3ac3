import type { Texts } from '#platform/shared/texts.ts';

/** The words of the console's frame; screens bring theirs. */
export const texts = {
  firstRun: { id: 'Pemasangan pertama', en: 'First run' },
  signInAgain: { id: 'Sesi berakhir. Masuk lagi', en: 'The session ended. Sign in again' },
  signInAgainNote: {
    id: 'Isian di layar tidak hilang. Masuk dengan akun yang sama untuk melanjutkan.',
    en: 'What is typed on the screen is kept. Sign in with the same account to go on.',
  },
  changePassword: { id: 'Ganti kata sandi', en: 'Change the password' },
  noTelephony: { id: 'Telepon mati: tidak ada panggilan yang masuk', en: 'Telephony is off: no calls come in' },
  signOut: { id: 'Keluar', en: 'Sign out' },
  skip: { id: 'Langsung ke isi', en: 'Skip to content' },
  navigation: { id: 'Ruang kerja', en: 'Workspaces' },
  menu: { id: 'Menu', en: 'Menu' },
  userMenu: { id: 'Akun {name}', en: 'Account of {name}' },
  demo: { id: 'CONTOH', en: 'DEMO' },
  demoNote: { id: 'Data contoh, bukan keadaan nyata', en: 'Sample data, not the real situation' },
  live: { id: 'terhubung', en: 'live' },
  connecting: { id: 'menghubungkan…', en: 'connecting…' },
  behind: { id: 'terputus sejak {time}', en: 'disconnected since {time}' },
  behindNote: {
    id: 'Layar ini mungkin tidak mutakhir. Layar menyambung lagi sendiri; panggilan tetap berdering.',
    en: 'This screen may be out of date. It reconnects by itself; calls still ring.',
  },
  theme: { id: 'Tampilan', en: 'Appearance' },
  light: { id: 'Terang', en: 'Light' },
  dark: { id: 'Gelap', en: 'Dark' },
  system: { id: 'Ikuti sistem', en: 'Follow the system' },
  guide: { id: 'Buka panduan', en: 'Open the guide' },
  goTo: { id: 'Buka {name}', en: 'Open {name}' },
  notFound: { id: 'Halaman tidak ditemukan', en: 'Page not found' },
  notFoundNote: {
    id: 'Alamat {path} tidak ada, atau peran Anda tidak membukanya.',
    en: 'The address {path} does not exist, or your role does not open it.',
  },
  home: { id: 'Beranda', en: 'Home' },
  crashed: { id: 'Layar ini terhenti', en: 'This screen stopped' },
  crashedNote: {
    id: 'Gangguan pada layar, bukan pada layanan. Muat ulang; data di server tidak berubah.',
    en: 'A fault of the screen, not of the service. Reload; nothing on the server changed.',
  },
  reload: { id: 'Muat ulang', en: 'Reload' },
  waitingForServer: {
    id: 'Server belum dapat dihubungi; mencoba lagi…',
    en: 'The server cannot be reached yet; trying again…',
  },
  groupDesk: { id: 'Meja', en: 'Desk' },
  groupInsight: { id: 'Pantauan', en: 'Insight' },
  groupManage: { id: 'Kelola', en: 'Manage' },
  kit: { id: 'Unsur tampilan', en: 'Screen elements' },
} as const satisfies Texts;
