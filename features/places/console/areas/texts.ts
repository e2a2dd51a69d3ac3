import type { Texts } from '#platform/shared/texts.ts';

export const texts = {
  title: { id: 'Area', en: 'Areas' },
  note: {
    id: 'Sektor penugasan dan kawasan lain, digambar di peta. Batasnya tidak harus sama dengan kecamatan.',
    en: 'Dispatch sectors and other areas, drawn on the map. Their borders need not be those of districts.',
  },
  map: { id: 'Peta area', en: 'Map of areas' },
  list: { id: 'Daftar area', en: 'List of areas' },
  none: { id: 'Belum ada area.', en: 'No area yet.' },
  draw: { id: 'Gambar area baru', en: 'Draw a new area' },
  drawKeys: {
    id: 'Klik tiap titik sudut, lalu klik titik pertama sekali lagi (atau tekan Enter) untuk menutup. Dengan keyboard: geser peta dengan panah, Spasi menaruh sudut di tengah, Enter menutup, Backspace membuang sudut terakhir.',
    en: 'Click each corner, then the first one again (or press Enter) to close it. By keyboard: move the map by arrows, Space puts a corner in the middle, Enter closes, Backspace takes the last corner away.',
  },
  editKeys: {
    id: 'Geser titik sudut; geser titik tengah sisi untuk menambah sudut; klik kanan pada sudut untuk membuangnya.',
    en: 'Drag corners; drag the middle of a side to add one; right-click a corner to remove it.',
  },
  holes: {
    id: 'Area ini berlubang (hasil impor): bentuknya tidak dapat diubah di sini, nama dan keterangannya dapat.',
    en: 'This area has holes (it was imported): its shape cannot be changed here, its name and note can.',
  },
  corners: { id: '{count} titik sudut', en: '{count} corners' },
  noShape: { id: 'Gambarlah areanya di peta.', en: 'Draw the area on the map.' },
  redraw: { id: 'Gambar ulang', en: 'Draw anew' },
  name: { id: 'Nama', en: 'Name' },
  purpose: { id: 'Untuk', en: 'For' },
  noteField: { id: 'Keterangan', en: 'Note' },
  edit: { id: 'Ubah {name}', en: 'Change {name}' },
  remove: { id: 'Hapus', en: 'Remove' },
  removeTitle: { id: 'Hapus area {name}', en: 'Remove area {name}' },
  removed: { id: 'dihapus', en: 'removed' },
  active: { id: 'Dipakai', en: 'In use' },
  shape: { id: 'Bentuk', en: 'Shape' },
  reason: { id: 'Alasan', en: 'Reason' },
  cancel: { id: 'Batal', en: 'Cancel' },
  form: { id: 'Isi', en: 'Content' },
  open: { id: 'Buka {name}', en: 'Open {name}' },
} as const satisfies Texts;
