import type { RefusalText, Text } from '#platform/shared/texts.ts';
import type { AgencyKind } from './agency.ts';

export const refusals = {
  'agency.not_found': { status: 404, id: 'Instansi tidak ditemukan', en: 'No such agency' },
  'agency.code_taken': { status: 409, id: 'Kode {code} sudah dipakai', en: 'The code {code} is taken' },
  'agency.operates_centre': {
    status: 409,
    id: 'Instansi ini menjalankan pusat panggilan dan tidak dapat dinonaktifkan',
    en: 'This agency runs the call centre and cannot be deactivated',
  },
} as const satisfies Record<string, RefusalText>;

export const agencyKindTexts: Readonly<Record<AgencyKind, Text>> = {
  OPD: { id: 'Perangkat daerah', en: 'Regency body' },
  VERT: { id: 'Instansi vertikal atau BUMN', en: 'Central or state body' },
  BUMD: { id: 'Badan usaha daerah', en: 'Regional company' },
  NGO: { id: 'Relawan', en: 'Volunteers' },
};
