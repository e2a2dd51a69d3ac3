import { maskedRefusals } from '#features/calls/masked-call-texts.ts';
import type { RefusalText } from '#platform/shared/texts.ts';
import type { CallerCallHurdle } from './caller-call.ts';

const hurdles = {
  'caller_call.over': {
    status: 409,
    id: 'Tugas ini sudah berakhir: pelapor dihubungi lewat ruang kendali',
    en: 'This task is over: the control room calls the caller',
  },
  'caller_call.hidden': {
    status: 403,
    id: 'Identitas pelapor kejadian ini disembunyikan dari regu Anda',
    en: 'The identity of this caller is hidden from your crew',
  },
  'caller_call.cannot_speak': {
    status: 409,
    id: 'Pelapor tidak dapat bicara: jangan ditelepon, dering dapat membahayakannya',
    en: 'The caller cannot speak: do not call, a ring may put them in danger',
  },
  'caller_call.not_wanted': {
    status: 409,
    id: 'Pelapor minta tidak dihubungi',
    en: 'The caller asked not to be contacted',
  },
  'caller_call.no_number': {
    status: 409,
    id: 'Nomor pelapor tidak diketahui',
    en: "The caller's number is not known",
  },
  'caller_call.no_telephone': {
    status: 409,
    id: 'Unit ini belum punya nomor telepon. Minta admin OPD mengisinya.',
    en: 'This unit has no telephone number yet. Ask the admin of the agency to enter it.',
  },
} as const satisfies Record<CallerCallHurdle, RefusalText>;

export const callerCallRefusals = { ...hurdles, ...maskedRefusals } as const;
