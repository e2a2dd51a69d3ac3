import type { Texts } from '#platform/shared/texts.ts';

export const handoverTexts = {
  about: {
    id: 'Yang pulang menulis, yang datang menerima satu per satu.',
    en: 'Whoever leaves writes it, whoever comes takes it over item by item.',
  },
  write: { id: 'Tulis serah terima', en: 'Write a handover' },
  checks: { id: 'Daftar periksa', en: 'Checklist' },
  open: { id: 'Yang masih terbuka', en: 'What is open' },
  nothingOpen: { id: 'Tidak ada yang terbuka', en: 'Nothing is open' },
  clean: {
    id: 'Semua panggilan sudah diklasifikasi dan semua penugasan dikonfirmasi.',
    en: 'Every call has its class and every assignment its acknowledgement.',
  },
  blocked: {
    id: 'Belum bersih: {calls} panggilan tanpa klasifikasi, {assignments} penugasan tanpa konfirmasi. Selesaikan dahulu, atau tulis alasannya.',
    en: 'Not clean: {calls} calls without a class, {assignments} assignments without acknowledgement. Finish them first, or say why not.',
  },
  reason: { id: 'Alasan ditutup tetap', en: 'Why it is closed nevertheless' },
  closedBecause: { id: 'Ditutup dengan alasan: {reason}', en: 'Closed because: {reason}' },
  notes: { id: 'Catatan untuk giliran berikut', en: 'Notes for the next shift' },
  notesNote: { id: 'Jangan menulis nama atau nomor warga.', en: 'Do not write names or numbers of citizens.' },
  send: { id: 'Serahkan', en: 'Hand over' },
  sent: { id: 'Serah terima tersimpan', en: 'The handover is written' },
  cancel: { id: 'Batal', en: 'Cancel' },
  none: { id: 'Belum ada serah terima', en: 'No handovers yet' },
  by: { id: 'Dari {name}, {at}', en: 'From {name}, {at}' },
  takenBy: { id: 'Diterima {name}, {at}', en: 'Taken over by {name}, {at}' },
  waits: { id: 'Menunggu diterima', en: 'Waits to be taken over' },
  tick: { id: 'Tandai setiap hal yang Anda terima.', en: 'Tick each item that you take over.' },
  take: { id: 'Terima', en: 'Take over' },
  taken: { id: 'Serah terima diterima', en: 'The handover is taken over' },
  look: { id: 'Buka {label}', en: 'Open {label}' },
  notDone: { id: 'belum', en: 'not done' },
  done: { id: 'sudah', en: 'done' },
} as const satisfies Texts;
