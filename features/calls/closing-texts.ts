import type { RefusalText } from '#platform/shared/texts.ts';

export const closingRefusals = {
  'call.evidence_missing': {
    status: 422,
    id: 'Klasifikasi ini perlu sedikitnya {least} bukti; baru ada {count}',
    en: 'This class needs at least {least} pieces of evidence; there are {count}',
  },
  'call.evidence_unfit': {
    status: 422,
    id: 'Bukti itu bukan untuk klasifikasi ini; pilih dari daftarnya',
    en: 'That evidence is not for this class; choose from its list',
  },
  'call.silent_first': {
    status: 409,
    id: 'Penelepon tidak terdengar: jalankan dulu langkah panggilan bisu (Alt+B), atau tutup dengan F4 dan sebutkan alasannya',
    en: 'The caller is not heard: take the steps for silent calls first (Alt+B), or end it by F4 and say why',
  },
  'call.never_silent': {
    status: 409,
    id: 'Panggilan ini tidak pernah bisu: ada suara, atau belum ditandai tidak terdengar (Alt+B). Pilih klasifikasi lain',
    en: 'This call was never silent: there was sound, or it was not marked as not heard (Alt+B). Choose another class',
  },
  'call.was_heard': {
    status: 409,
    id: 'Penelepon ini terdengar atau memberi tanda: bukan panggilan bisu. Pilih klasifikasi lain',
    en: 'This caller was heard or gave a sign: it is no silent call. Choose another class',
  },
  'call.correct_too_late': {
    status: 403,
    id: 'Lebih dari {hours} jam sesudah panggilan: minta penyelia memperbaikinya',
    en: 'More than {hours} hours after the call: ask a supervisor to correct it',
  },
  'call.reason_missing': {
    status: 422,
    id: 'Perbaikan oleh penyelia memerlukan alasan (sedikitnya 3 huruf)',
    en: 'A correction by a supervisor needs a reason (at least 3 letters)',
  },
  'break.not_now': {
    status: 409,
    id: 'Anda tidak sedang bertugas di meja',
    en: 'You are not on duty at a desk',
  },
} as const satisfies Record<string, RefusalText>;
