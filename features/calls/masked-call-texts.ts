import type { RefusalText, Text } from '#platform/shared/texts.ts';
import type { MaskedResult } from './masked-call.ts';

export const maskedResultTexts: Readonly<Record<MaskedResult, Text>> = {
  talked: { id: 'Tersambung', en: 'Talked' },
  caller_no_answer: { id: 'Pelapor tidak mengangkat', en: 'The caller did not answer' },
  caller_busy: { id: 'Telepon pelapor sibuk', en: 'The caller was busy' },
  caller_hung_up: { id: 'Pelapor menutup telepon', en: 'The caller hung up' },
  caller_unreachable: { id: 'Nomor pelapor tidak terhubung', en: 'The caller could not be reached' },
  crew_no_answer: { id: 'Regu tidak mengangkat', en: 'The crew did not answer' },
  crew_busy: { id: 'Telepon regu sibuk', en: "The crew's telephone was busy" },
  crew_declined: { id: 'Regu menolak panggilan', en: 'The crew declined' },
  crew_hung_up: { id: 'Regu menutup telepon', en: 'The crew hung up' },
  crew_unreachable: { id: 'Telepon regu tidak terhubung', en: "The crew's telephone could not be reached" },
  no_line: { id: 'Tidak ada saluran keluar', en: 'No line out' },
  broken_off: { id: 'Terputus', en: 'Broken off' },
};

export const maskedRefusals = {
  'masked_call.running': {
    status: 409,
    id: 'Pelapor ini sedang dihubungi',
    en: 'This caller is being called already',
  },
  'masked_call.too_many': {
    status: 429,
    id: 'Pelapor ini sudah {limit} kali dihubungi dalam satu jam. Lewat ruang kendali dulu.',
    en: 'This caller was called {limit} times within an hour. Go through the control room first.',
  },
  'masked_call.no_telephony': {
    status: 503,
    id: 'Telepon pusat sedang tidak tersambung. Lewat radio atau ruang kendali dulu.',
    en: 'The telephony of the centre is away. Use the radio or the control room for now.',
  },
  'masked_call.crew_number': {
    status: 422,
    id: 'Nomor telepon unit tidak dapat dihubungi. Minta admin OPD memperbaikinya.',
    en: "The unit's telephone number cannot be dialled. Ask the admin of the agency to correct it.",
  },
  'masked_call.caller_number': {
    status: 422,
    id: 'Nomor pelapor tidak dapat dihubungi',
    en: "The caller's number cannot be dialled",
  },
} as const satisfies Record<string, RefusalText>;
