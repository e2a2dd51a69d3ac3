import type { Texts } from '#platform/shared/texts.ts';
import type { LookReason } from '../../field.ts';

/** The words of photos and voice notes on an incident. */
export const attachmentTexts = {
  title: { id: 'Lampiran', en: 'Attachments' },
  photo: { id: 'Foto', en: 'Photo' },
  voice: { id: 'Suara', en: 'Voice note' },
  crew: { id: 'kru', en: 'crew' },
  link: { id: 'lewat tautan', en: 'by link' },
  desk: { id: 'ditambahkan di layar', en: 'added at a screen' },
  clamped: { id: 'jam perangkat salah', en: 'device clock wrong' },
  clampedNote: {
    id: 'Jam perangkat tidak mungkin benar; waktunya dibatasi pada waktu tugas.',
    en: 'The clock of the device could not be true; the time was set within that of the task.',
  },
  erased: { id: 'sudah dihapus', en: 'erased' },
  open: { id: 'Buka', en: 'Open' },
  openItem: { id: 'Buka {what}, {time}', en: 'Open {what}, {time}' },
  lookLogged: { id: 'Setiap pembukaan dicatat dengan alasannya.', en: 'Each look is logged with its reason.' },
  reason: { id: 'Alasan membuka', en: 'Why it is opened' },
  viewer: { id: '{what} {at} dari {count}', en: '{what} {at} of {count}' },
  previous: { id: 'Sebelumnya', en: 'Previous' },
  next: { id: 'Berikutnya', en: 'Next' },
  zoomIn: { id: 'Perbesar', en: 'Zoom in' },
  zoomOut: { id: 'Perkecil', en: 'Zoom out' },
  download: { id: 'Unduh', en: 'Download' },
  photoOf: { id: 'Foto kejadian dari {who}, {time}', en: 'Photo of the incident by {who}, {time}' },
  unknown: { id: 'tidak diketahui', en: 'unknown' },
  retry: { id: 'Coba lagi', en: 'Try again' },
  notPlayable: { id: 'Peramban ini tidak dapat memutarnya', en: 'This browser cannot play it' },
  erase: { id: 'Hapus lampiran', en: 'Erase attachment' },
  eraseNote: {
    id: 'Kunci dan berkasnya dihapus; tidak dapat dikembalikan. Bahwa pernah ada tetap tercatat.',
    en: 'Its key and its file go and do not come back. That it was there stays on record.',
  },
  eraseReason: { id: 'Alasan menghapus', en: 'Why it is erased' },
  eraseReasonNote: { id: 'Paling sedikit 5 huruf; dicatat.', en: 'At least 5 letters; it is logged.' },
  erasedNow: { id: 'Lampiran dihapus', en: 'Attachment erased' },
  add: { id: 'Tambah foto', en: 'Add photo' },
  dropHere: {
    id: 'Tarik foto ke sini atau pilih berkas: JPEG, PNG, WebP, paling besar {limit} MB.',
    en: 'Drag photos here or choose files: JPEG, PNG, WebP, at most {limit} MB.',
  },
  added: { id: '{count} foto ditambahkan', en: '{count} photos added' },
  adding: { id: 'Mengirim {name} …', en: 'Sending {name} …' },
  wrongType: { id: '{name}: bukan JPEG, PNG, atau WebP', en: '{name}: no JPEG, PNG or WebP' },
  tooLarge: { id: '{name}: lebih besar dari {limit} MB', en: '{name}: larger than {limit} MB' },
  refused: { id: '{name}: {why}', en: '{name}: {why}' },
} as const satisfies Texts;

export const lookReasonTexts: Texts<LookReason> = {
  handling: { id: 'Menangani kejadian ini', en: 'Handling this incident' },
  quality: { id: 'Penilaian mutu layanan', en: 'Quality review' },
  complaint: { id: 'Pengaduan atas layanan', en: 'Complaint about the service' },
  legal: { id: 'Permintaan penegak hukum', en: 'Request of law enforcement' },
  training: { id: 'Pelatihan', en: 'Training' },
  subject_request: { id: 'Permintaan pemilik data (UU PDP)', en: 'Request of the person concerned' },
};
