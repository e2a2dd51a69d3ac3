import type { Texts } from '#platform/shared/texts.ts';

/** Words of the cards on the desk and in an incident. */
export const cardTexts = {
  panel: { id: 'Kartu tanya', en: 'Question card' },
  focus: { id: 'Ke kartu tanya', en: 'To the question card' },
  otherCard: { id: 'Kartu lain', en: 'Another card' },
  pick: { id: 'Pilih kartu', en: 'Choose a card' },
  noCard: {
    id: 'Belum ada kartu untuk jenis ini. Kartu mana pun dapat dibuka sendiri.',
    en: 'No card for this type. Any card can be opened by hand.',
  },
  noType: { id: 'Kartu terbuka sendiri begitu jenis kejadian dipilih.', en: 'A card opens once the type is chosen.' },
  fits: { id: 'Untuk jenis ini: {name}', en: 'For this type: {name}' },
  tell: { id: 'Sampaikan', en: 'Tell them' },
  ask: { id: 'Tanyakan', en: 'Ask' },
  forYou: { id: 'Untuk Anda', en: 'For you' },
  answers: { id: 'Jawaban', en: 'Answers' },
  given: { id: 'Sudah dijawab', en: 'Answered' },
  noAnswers: { id: 'Belum ada jawaban', en: 'No answers yet' },
  words: { id: 'Keterangan (boleh kosong)', en: 'In their words (may stay empty)' },
  back: { id: 'Kembali satu langkah', en: 'One step back' },
  restart: { id: 'Ulang dari awal', en: 'Begin again' },
  done: { id: 'Kartu selesai', en: 'The card is through' },
  toForm: { id: 'Kembali ke formulir', en: 'Back to the form' },
  suggested: { id: 'Jawaban menunjuk ke jenis: {name}', en: 'The answers point to the type: {name}' },
  takeType: { id: 'Pakai jenis ini', en: 'Take this type' },
  waiting: { id: 'Menunggu server; jawaban tersimpan di sini', en: 'Waiting for the server; answers are kept here' },
  kept: { id: 'Tersimpan', en: 'Saved' },
  version: { id: 'Versi {version}', en: 'Version {version}' },
  older: {
    id: 'Kartu ini sudah diubah; pengisian ini tetap memakai versi {version}',
    en: 'This card has changed since; this use keeps version {version}',
  },
  others: {
    id: 'Orang lain melanjutkan kartu ini. Jawaban di bawah adalah jawabannya.',
    en: 'Somebody else went on with this card. The answers below are theirs.',
  },
  keys: {
    id: 'Angka menjawab, Backspace kembali, R ulang, Esc ke formulir',
    en: 'Digits answer, Backspace goes back, R begins again, Esc to the form',
  },
  beat: { id: 'Irama tekanan', en: 'Beat of compressions' },
  beatNote: { id: '{beat} kali per menit', en: '{beat} a minute' },
  beatSound: { id: 'Bunyi irama (M)', en: 'Beat sound (M)' },
  caller: { id: 'Jawaban pelapor', en: 'What the caller answered' },
} as const satisfies Texts;
