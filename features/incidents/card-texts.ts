import { fill, type RefusalText, type Text, type Texts } from '#platform/shared/texts.ts';
import type { CardFault } from './card-rules.ts';

export const cardRefusals = {
  'card.not_found': { status: 404, id: 'Kartu tanya tidak ditemukan', en: 'No such question card' },
  'card.code_taken': { status: 409, id: 'Kode {code} sudah dipakai', en: 'The code {code} is taken' },
  'card.unsound': {
    status: 422,
    id: 'Kartu belum dapat dijalankan: {faults}',
    en: 'The card cannot be stepped through yet: {faults}',
  },
  'card.run_other': {
    status: 409,
    id: 'Pengisian kartu ini milik panggilan atau kejadian lain',
    en: 'This use of the card belongs to another call or incident',
  },
  'card.stale': {
    status: 409,
    id: 'Kartu ini sudah diisi orang lain. Lihat jawabannya, lalu lanjutkan',
    en: 'Somebody else has gone on with this card. Look at their answers, then go on',
  },
  'card.no_path': {
    status: 422,
    id: 'Jawaban ini tidak ada di versi kartu yang dipakai',
    en: 'These answers are not in the version of the card that is used',
  },
} as const satisfies Record<string, RefusalText>;

/** What is wrong with a card, as its editor says it. */
export const faultTexts: Readonly<Record<CardFault['code'], Text>> = {
  same_key: {
    id: 'Kunci “{question}” dipakai oleh lebih dari satu pertanyaan',
    en: 'More than one question has the key “{question}”',
  },
  same_choice: {
    id: '“{question}”: kode jawaban “{choice}” dipakai dua kali',
    en: '“{question}”: the answer code “{choice}” is used twice',
  },
  no_first: {
    id: 'Pertanyaan pertama “{question}” tidak ada di kartu',
    en: 'The first question “{question}” is not on the card',
  },
  next_unknown: {
    id: '“{question}”, jawaban “{choice}”: pertanyaan berikutnya tidak ada',
    en: '“{question}”, answer “{choice}”: the next question does not exist',
  },
  unreachable: {
    id: '“{question}” tidak pernah ditanyakan: tidak ada jawaban yang menuju ke sana',
    en: '“{question}” is never asked: no answer leads to it',
  },
  cycle: {
    id: '“{question}” kembali ke dirinya sendiri: kartu tidak pernah selesai',
    en: '“{question}” comes back to itself: the card never ends',
  },
  words_unasked: {
    id: '“{question}”: keterangan bebas memerlukan paling sedikit satu jawaban, dan bidang tujuan memerlukan keterangan bebas',
    en: '“{question}”: free words need at least one answer, and a field to write to needs free words',
  },
  type_unknown: {
    id: '“{question}”, jawaban “{choice}”: jenis kejadian tidak dikenal',
    en: '“{question}”, answer “{choice}”: no such incident type',
  },
};

/** One fault in words. */
export function faultInWords({ code, question, choice }: CardFault, language: 'id' | 'en'): string {
  return fill(faultTexts[code], language, { question, choice: choice ?? '' });
}

/** Words of the cards that server and screens share. */
export const cardTexts = {
  notSigned: { id: 'Belum disahkan', en: 'Not approved yet' },
  signed: { id: 'Disahkan {name}, {office}, {date}', en: 'Approved by {name}, {office}, {date}' },
} as const satisfies Texts;

/** A text of a card; what has no English is shown in Indonesian. */
export function inBoth({ id, en }: Text): Text {
  return { id, en: en === '' ? id : en };
}
