import type { Texts } from '#platform/shared/texts.ts';

/** Words of the card that hides identities. */
export const sensitiveScreenTexts = {
  title: { id: 'Identitas disembunyikan', en: 'Identities are hidden' },
  note: {
    id: 'Nama, nomor, tempat, dan keterangan hanya untuk pengarah, penyelia, penerima panggilannya, OPD yang bertugas, dan penangan di bawah ini.',
    en: 'Names, numbers, place and words are for dispatchers, supervisors, its call taker, the agencies on it and the handlers below only.',
  },
  mark: { id: 'Tandai sensitif', en: 'Mark sensitive' },
  lower: { id: 'Lepas tanda sensitif', en: 'No longer sensitive' },
  reason: { id: 'Alasan', en: 'Reason' },
  nobody: { id: 'Belum ada penangan tambahan', en: 'Nobody else has been added' },
  add: { id: 'Tambah penangan', en: 'Add a handler' },
  addNote: {
    id: 'Orang ini akan melihat identitas pada kejadian ini. Alasannya dicatat.',
    en: 'This person will see the identities of this incident. The reason is logged.',
  },
  person: { id: 'Petugas', en: 'Person' },
  remove: { id: 'Hapus {name} dari penangan', en: 'Remove {name} from the handlers' },
} as const satisfies Texts;
