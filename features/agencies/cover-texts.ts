import type { RefusalText, Text } from '#platform/shared/texts.ts';
import type { CoverTime, OutageReason } from './cover.ts';

export const coverRefusals = {
  'cover.agency_unknown': {
    status: 422,
    id: 'Instansi tidak ditemukan atau tidak aktif',
    en: 'No such agency, or it is not active',
  },
  'cover.loop': {
    status: 409,
    id: 'Pengganti akan berputar: {agencies}. Ubah atau nonaktifkan salah satunya dahulu',
    en: 'The covers would lead in a circle: {agencies}. Change or deactivate one of them first',
  },
  'outage.running': {
    status: 409,
    id: 'Instansi ini sudah berstatus tidak siap',
    en: 'This agency is out of service already',
  },
  'outage.not_found': {
    status: 404,
    id: 'Keterangan tidak siap tidak ditemukan atau sudah berakhir',
    en: 'No such time out of service, or it has ended',
  },
  'outage.agency_unknown': {
    status: 404,
    id: 'Instansi tidak ditemukan atau tidak aktif',
    en: 'No such agency, or it is not active',
  },
  'outage.bad_end': {
    status: 422,
    id: 'Akhirnya harus di depan, paling lama 7 hari',
    en: 'Its end must lie ahead, by seven days at most',
  },
} as const satisfies Record<string, RefusalText>;

export const coverTimeTexts: Readonly<Record<CoverTime, Text>> = {
  always: { id: 'Sepanjang waktu', en: 'All the time' },
  out_of_service: { id: 'Saat menyatakan tidak siap', en: 'While it says out of service' },
  outside_hours: { id: 'Di luar jam kerjanya', en: 'Outside its working hours' },
  windows: { id: 'Pada jam tertentu', en: 'At certain hours' },
};

/** Why one stands in, within a sentence. */
export const standInTexts: Readonly<Record<CoverTime, Text>> = {
  always: { id: 'sesuai pengaturan', en: 'as arranged' },
  out_of_service: { id: 'sedang tidak siap', en: 'out of service' },
  outside_hours: { id: 'di luar jam kerja', en: 'outside its working hours' },
  windows: { id: 'pada jam ini', en: 'at this hour' },
};

export const outageReasonTexts: Readonly<Record<OutageReason, Text>> = {
  no_crew: { id: 'Tidak ada personel', en: 'No crew' },
  no_vehicle: { id: 'Armada rusak atau terpakai', en: 'Vehicles broken or all in use' },
  other_disaster: { id: 'Menangani bencana lain', en: 'At another disaster' },
  building: { id: 'Gangguan pos (listrik, jaringan)', en: 'Trouble at the post (power, network)' },
  other: { id: 'Lainnya', en: 'Something else' },
};
