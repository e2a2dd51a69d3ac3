import type { Text, Texts } from '#platform/shared/texts.ts';
import type { Stratum } from './draw-rules.ts';
import type { asideReasons, CountedWay, WaitingTask } from './quality.ts';
import type { SampleState, SheetKind } from './rules.ts';
import type { Answer } from './scorecard.ts';

/** What people call the codes of quality. */
export const answerTexts: Readonly<Record<Answer, Text>> = {
  yes: { id: 'Ya', en: 'Yes' },
  no: { id: 'Tidak', en: 'No' },
  '0': { id: '0 · Tidak', en: '0 · Not' },
  '1': { id: '1 · Sebagian', en: '1 · Partly' },
  '2': { id: '2 · Penuh', en: '2 · Fully' },
  na: { id: 'Tidak berlaku', en: 'Does not apply' },
};

export const taskTexts = {
  assess: { id: 'Nilai panggilan ini', en: 'Assess this call' },
  settle: { id: 'Samakan penilaian', en: 'Settle the assessments' },
  decide: { id: 'Putuskan keberatan', en: 'Decide the appeal' },
} as const satisfies Texts<WaitingTask>;

export const stratumTexts = {
  emergency: { id: 'Darurat', en: 'Emergency' },
  prank: { id: 'Iseng', en: 'Prank' },
  silent: { id: 'Bisu', en: 'Silent' },
  abusive: { id: 'Kata kasar', en: 'Abusive' },
  other: { id: 'Lainnya', en: 'Other' },
} as const satisfies Texts<Stratum>;

export const stateTexts = {
  assess: { id: 'Menunggu penilaian', en: 'Waits for an assessment' },
  settle: { id: 'Disamakan penilai', en: 'Being settled' },
  shown: { id: 'Menunggu jawaban Anda', en: 'Waits for your answer' },
  appealed: { id: 'Keberatan diperiksa', en: 'Appeal under way' },
  counted: { id: 'Berlaku', en: 'Counts' },
  set_aside: { id: 'Tidak dinilai', en: 'Set aside' },
} as const satisfies Texts<SampleState>;

export const countedTexts = {
  accepted: { id: 'Anda terima', en: 'you accepted it' },
  decided: { id: 'sesudah keberatan diputus', en: 'after the appeal was decided' },
  expired: { id: 'waktu jawab habis', en: 'the time to answer was over' },
} as const satisfies Texts<CountedWay>;

export const sheetTexts = {
  assessment: { id: 'Penilaian', en: 'Assessment' },
  settlement: { id: 'Hasil penyamaan dua penilai', en: 'Settled by two assessors' },
  decision: { id: 'Putusan keberatan', en: 'Decision of the appeal' },
} as const satisfies Texts<SheetKind>;

export const asideTexts = {
  no_sound: { id: 'Rekaman tidak dapat didengar', en: 'Nothing can be heard' },
  hidden: { id: 'Kejadian sensitif, rekaman tertutup', en: 'Sensitive incident, recording closed' },
  unfit: { id: 'Tidak ada yang dapat dinilai', en: 'There is nothing to assess' },
} as const satisfies Texts<(typeof asideReasons)[number]>;
