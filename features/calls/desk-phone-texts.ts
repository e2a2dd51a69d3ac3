import type { RefusalText } from '#platform/shared/texts.ts';

export const deskPhoneRefusals = {
  'desk_phone.no_exchange': {
    status: 409,
    id: 'Telepon meja hanya dapat dibuat di server yang menjalankan sentral telepon',
    en: 'A desk telephone can only be made on the server that runs the telephone exchange',
  },
  'desk_phone.no_taker': {
    status: 422,
    id: 'Telepon meja hanya untuk pengguna aktif yang menerima panggilan',
    en: 'A desk telephone is only for an active user who takes calls',
  },
  'desk_phone.none': {
    status: 404,
    id: 'Belum ada telepon meja untuk pengguna ini; minta penyelia atau admin membuatnya',
    en: 'There is no desk telephone for this person; ask a supervisor or administrator for one',
  },
  'desk_phone.in_call': {
    status: 409,
    id: 'Telepon tidak dapat diganti selagi ada panggilan',
    en: 'The telephone cannot be changed during a call',
  },
  'desk_phone.not_in_use': {
    status: 409,
    id: 'Anda memakai telepon peramban; tahan dari sana',
    en: 'You use the telephone of the browser; hold from there',
  },
  'desk_phone.held_there': {
    status: 409,
    id: 'Penelepon ditahan dengan tombol telepon meja; ambil kembali dari sana',
    en: 'The caller was put on hold by a key of the desk telephone; take them back there',
  },
} as const satisfies Record<string, RefusalText>;
