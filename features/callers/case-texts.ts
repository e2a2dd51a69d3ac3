import type { RefusalText, Text } from '#platform/shared/texts.ts';
import type { CaseEndReason, CaseStep } from './case.ts';

export const caseRefusals = {
  'caller_case.not_found': { status: 404, id: 'Kasus ini tidak ada', en: 'No such case' },
  'caller_case.stale': {
    status: 409,
    id: 'Orang lain sudah mengubah kasus ini; lihat dulu keadaannya yang baru',
    en: 'Somebody else changed this case; look at how it stands now first',
  },
  'caller_case.ended': { status: 409, id: 'Kasus ini sudah berakhir', en: 'This case has ended' },
  'caller_case.open_already': {
    status: 409,
    id: 'Nomor ini sudah punya kasus terbuka',
    en: 'This number has an open case already',
  },
  'caller_case.too_early': {
    status: 409,
    id: 'Rujukan ke polisi baru setelah telepon ramah, orang tua atau sekolah, atau surat',
    en: 'The police come after a friendly call, parents or school, or a letter',
  },
  'caller_case.no_letter': { status: 422, id: 'Pilih naskah surat', en: 'Choose the text of the letter' },
  'caller_case.entry_not_found': {
    status: 404,
    id: 'Langkah ini tidak ada atau sudah dibatalkan',
    en: 'This step does not exist or was undone',
  },
  'caller_case.step_of_pack': {
    status: 409,
    id: 'Langkah ini diambil oleh tanda tangan berkas bukti dan tidak dapat dibatalkan; akhiri kasus bila perlu',
    en: 'The signature of an evidence pack took this step; it cannot be undone. End the case if need be',
  },
  'caller_case.appeal_open': {
    status: 409,
    id: 'Sudah ada keberatan yang belum diputus',
    en: 'There is an appeal already that is not decided',
  },
  'caller_case.no_appeal': { status: 409, id: 'Tidak ada keberatan yang menunggu', en: 'No appeal is waiting' },
  'caller_case.own_work': {
    status: 403,
    id: 'Keberatan diputus oleh orang lain: Anda ikut menangani kasus ini',
    en: 'An appeal is decided by another person: you worked on this case',
  },
  'caller_case.not_open_to_you': {
    status: 403,
    id: 'Buka dulu nomor ini dengan alasan',
    en: 'Open the number with a reason first',
  },
} as const satisfies Record<string, RefusalText>;

export const caseStepTexts: Readonly<Record<CaseStep, Text>> = {
  log: { id: 'Dicatat', en: 'Noted' },
  friendly_call: { id: 'Telepon ramah', en: 'Friendly call' },
  parents_or_school: { id: 'Orang tua atau sekolah', en: 'Parents or school' },
  letter: { id: 'Surat', en: 'Letter' },
  police_referral: { id: 'Rujukan ke polisi', en: 'Referral to the police' },
};

export const caseEndTexts: Readonly<Record<CaseEndReason, Text>> = {
  clean: { id: 'Bersih selama masa yang ditetapkan', en: 'Clean for the days that were set' },
  by_hand: { id: 'Diakhiri petugas', en: 'Ended by a person' },
  appeal: { id: 'Keberatan diterima', en: 'Appeal granted' },
  corrected: { id: 'Klasifikasi panggilan dikoreksi', en: 'The class of its calls was corrected' },
};
