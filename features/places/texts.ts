import type { RefusalText, Text } from '#platform/shared/texts.ts';
import type { PlaceKind } from './place.ts';

export const refusals = {
  'place.not_found': { status: 404, id: 'Desa/kelurahan tidak ditemukan', en: 'No such village' },
  'place.no_tiles': { status: 404, id: 'Peta dasar itu tidak ada', en: 'There are no such map tiles' },
} as const satisfies Record<string, RefusalText>;

export const placeKindTexts: Readonly<Record<PlaceKind, Text>> = {
  kelurahan: { id: 'Kelurahan', en: 'Urban village' },
  desa: { id: 'Desa', en: 'Village' },
  desa_adat: { id: 'Desa adat', en: 'Customary village' },
  kecamatan: { id: 'Kecamatan', en: 'District' },
};
