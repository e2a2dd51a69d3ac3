import type { Texts } from '#platform/shared/texts.ts';

/** The kit's own words; screens bring theirs. */
export const texts = {
  close: { id: 'Tutup', en: 'Close' },
  cancel: { id: 'Batal', en: 'Cancel' },
  retry: { id: 'Coba lagi', en: 'Try again' },
  loading: { id: 'Memuat…', en: 'Loading…' },
  more: { id: 'Muat lebih banyak', en: 'Load more' },
  nothingFound: { id: 'Tidak ada yang cocok', en: 'Nothing matches' },
  empty: { id: 'Belum ada data', en: 'Nothing here yet' },
  failed: { id: 'Gagal memuat', en: 'Could not load' },
  unreachable: {
    id: 'Server tidak dapat dihubungi. Periksa jaringan; layar mencoba lagi sendiri.',
    en: 'The server cannot be reached. Check the network; the screen keeps trying.',
  },
  fault: { id: 'Terjadi gangguan pada layar ini.', en: 'Something went wrong on this screen.' },
  overdue: { id: 'terlambat', en: 'overdue' },
  remaining: { id: 'sisa', en: 'left' },
  elapsed: { id: 'berjalan', en: 'elapsed' },
  required: { id: 'wajib', en: 'required' },
  clear: { id: 'Kosongkan', en: 'Clear' },
  choose: { id: 'Pilih…', en: 'Choose…' },
  chosenCount: { id: '{count} dipilih', en: '{count} chosen' },
  showOptions: { id: 'Tampilkan pilihan', en: 'Show options' },
  notifications: { id: 'Pemberitahuan', en: 'Notifications' },
  commands: { id: 'Perintah', en: 'Commands' },
  searchCommands: { id: 'Cari perintah…', en: 'Search commands…' },
  keys: { id: 'Tombol pintas', en: 'Keyboard shortcuts' },
  keysNote: {
    id: 'Tombol fungsi dan kombinasi Ctrl/Alt berlaku di mana saja; huruf tunggal tidak berlaku saat mengetik.',
    en: 'Function keys and Ctrl/Alt combinations work everywhere; single letters do not while you type.',
  },
  general: { id: 'Umum', en: 'General' },
  sortBy: { id: 'Urutkan menurut {column}', en: 'Sort by {column}' },
  chooseAll: { id: 'Pilih semua', en: 'Choose all' },
  chooseNone: { id: 'Batalkan pilihan', en: 'Choose none' },
  chooseKeys: {
    id: 'Panah dan Spasi memilih, Shift+panah memilih sederet, Ctrl+A semuanya.',
    en: 'Arrows and Space choose, Shift+arrows choose a range, Ctrl+A everything.',
  },
  rows: { id: '{count} baris', en: '{count} rows' },
} as const satisfies Texts;
