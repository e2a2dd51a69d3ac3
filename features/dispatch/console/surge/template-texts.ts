import type { Texts } from '#platform/shared/texts.ts';

export const templateTexts = {
  note: {
    id: 'Yang ditawarkan formulir singkat di meja selama mode bencana, satu tombol untuk satu pilihan.',
    en: 'What the short form on the desks offers in disaster mode, one key for each choice.',
  },
  kind: { id: 'Bencana', en: 'Disaster' },
  choices: { id: 'Pilihan', en: 'Choices' },
  choice: { id: 'Pilihan {number}', en: 'Choice {number}' },
  name: { id: 'Nama', en: 'Name' },
  nameEn: { id: 'Nama dalam bahasa Inggris', en: 'Name in English' },
  type: { id: 'Jenis kejadian', en: 'Incident type' },
  life: { id: 'Nyawa terancam', en: 'Life at risk' },
  open: { id: 'Ditanyakan', en: 'Is asked' },
  priority: { id: 'Prioritas paling rendah', en: 'At least this urgent' },
  byType: { id: 'Menurut jenis', en: 'By the type' },
  description: { id: 'Uraian yang diisi', en: 'Description it fills in' },
  add: { id: 'Tambah pilihan', en: 'Add a choice' },
  remove: { id: 'Hapus pilihan {number}', en: 'Remove choice {number}' },
} as const satisfies Texts;
