import type { Texts } from '#platform/shared/texts.ts';

export const texts = {
  here: { id: 'Juga membuka kejadian ini', en: 'Also on this incident' },
  looks: { id: '{name} melihat', en: '{name} is looking' },
  edits: { id: '{name} sedang mengubah', en: '{name} is changing it' },
  history: { id: 'Riwayat perubahan', en: 'Edit history' },
  noChange: { id: 'Belum ada perubahan', en: 'No change yet' },
  by: { id: '{name}, {time}', en: '{name}, {time}' },
  became: { id: 'menjadi', en: 'became' },
  empty: { id: '(kosong)', en: '(empty)' },
  erased: { id: 'Kata-katanya sudah dihapus.', en: 'The words have been erased.' },
  mentions: { id: 'Sebutan untuk saya', en: 'Notes that name me' },
  mentioned: { id: '{name} menyebut Anda di kejadian {number}', en: '{name} named you on incident {number}' },
  noMentions: { id: 'Belum ada catatan yang menyebut Anda', en: 'No note names you yet' },
  unseen: { id: '{count} sebutan belum dibaca', en: '{count} notes that name you are unread' },
  isNew: { id: 'Baru', en: 'New' },
  nameSomebody: { id: 'Sebut rekan dengan @nama-pengguna', en: 'Name a colleague by @username' },
  choose: { id: 'Rekan yang cocok', en: 'Matching colleagues' },
  noWords: { id: '(tidak ditampilkan)', en: '(not shown)' },
} as const satisfies Texts;
