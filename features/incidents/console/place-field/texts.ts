import type { Texts } from '#platform/shared/texts.ts';

export const texts = {
  noVillage: { id: 'Belum ada desa/kelurahan yang dipilih', en: 'No village chosen yet' },
  removeVillage: { id: 'Lepas {name}', en: 'Remove {name}' },
  removePoint: { id: 'Lepas titik', en: 'Remove the point' },
  orVillage: { id: 'Atau:', en: 'Or:' },
  neighbourNumber: {
    id: 'Hubungkan pelapor dengan {name} ({number}) lewat tombol Pihak ketiga, atau catat dan teruskan.',
    en: 'Connect the caller with {name} ({number}) by Third person, or note it and hand it on.',
  },
  noNeighbourNumber: {
    id: 'Nomor pusat 112 {name} belum ada di Direktori telepon; minta admin mengisinya.',
    en: 'The directory has no number for the 112 centre of {name} yet; ask an administrator to fill it in.',
  },
} as const satisfies Texts;
