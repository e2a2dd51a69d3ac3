import type { RefusalText, Text } from '#platform/shared/texts.ts';
import type { Agreement, Confidence, MatchWay, SecondCode } from './audit.ts';

export const auditRefusals = {
  'audit.not_found': { status: 404, id: 'Audit tidak ditemukan', en: 'No such audit' },
  'audit.own': {
    status: 409,
    id: 'Anda melayani atau sudah menilai panggilan ini: orang lain yang harus menilai',
    en: 'You took or have judged this call: somebody else must judge it',
  },
  'audit.judged': { status: 409, id: 'Sudah dinilai orang lain', en: 'Somebody else has judged it' },
  'audit.not_heard': {
    status: 409,
    id: 'Dengarkan dahulu rekamannya sebelum menilai',
    en: 'Listen to the recording before you judge',
  },
  'audit.heard_nothing': {
    status: 409,
    id: 'Tanpa rekaman hanya dapat dinilai "Tidak dapat dinilai"',
    en: 'Without a recording it can only be judged as not to be heard',
  },
} as const satisfies Record<string, RefusalText>;

/** What a second listener can say, with the key that says it. */
export const secondCodeTexts: Readonly<Record<SecondCode, Text & { readonly key: string }>> = {
  EMERGENCY_NEW: { id: 'Darurat', en: 'Emergency', key: 'e' },
  SILENT_NEED: { id: 'Bisu, mungkin butuh bantuan', en: 'Silent, may be in need', key: 'b' },
  URGENT_NONLIFE: { id: 'Gawat tidak darurat', en: 'Urgent, not life-threatening', key: 'g' },
  COMPLAINT: { id: 'Pengaduan', en: 'Complaint', key: 'p' },
  INFO_PUBLIC: { id: 'Permintaan informasi', en: 'Information', key: 'i' },
  PRANK_CHILD: { id: 'Iseng – anak', en: 'Prank, child', key: 'n' },
  PRANK_ADULT: { id: 'Iseng – dewasa', en: 'Prank, adult', key: 'd' },
  PRANK_ABUSIVE: { id: 'Iseng – kata kasar', en: 'Prank, abusive', key: 'k' },
  HOAX_SUSPECTED: { id: 'Diduga laporan palsu', en: 'Suspected false report', key: 'h' },
  GHOST: { id: 'Bisu, tanpa tanda bahaya', en: 'Silent, no sign of danger', key: 's' },
  ACCIDENTAL: { id: 'Tidak sengaja', en: 'Accidental', key: 't' },
  WRONG_NUMBER: { id: 'Salah sambung', en: 'Wrong number', key: 'w' },
  TEST: { id: 'Uji coba', en: 'Test', key: 'u' },
  UNHEARD: { id: 'Tidak dapat dinilai', en: 'Cannot be judged', key: 'x' },
};

export const confidenceTexts: Readonly<Record<Confidence, Text & { readonly key: string }>> = {
  sure: { id: 'Yakin', en: 'Sure', key: 'y' },
  likely: { id: 'Kemungkinan besar', en: 'Likely', key: 'm' },
  unsure: { id: 'Ragu', en: 'Unsure', key: 'r' },
};

export const agreementTexts: Readonly<Record<Agreement, Text>> = {
  agrees: { id: 'Sama dengan penilaian pertama', en: 'The same as the first' },
  emergency: { id: 'Salah: pemanggil butuh bantuan', en: 'Wrong: the caller was in need' },
  otherwise: { id: 'Berbeda, bukan darurat', en: 'Different, no emergency' },
  unheard: { id: 'Tidak dapat dinilai', en: 'Could not be judged' },
};

export const matchTexts: Readonly<Record<MatchWay, Text>> = {
  number: { id: 'nomor yang sama', en: 'the same number' },
  place: { id: 'dalam 1 km', en: 'within 1 km' },
};
