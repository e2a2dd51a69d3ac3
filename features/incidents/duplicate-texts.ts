import type { RefusalText, Text } from '#platform/shared/texts.ts';
import type { Ground } from './duplicate-rules.ts';

export const duplicateRefusals = {
  'duplicate.merged': {
    status: 409,
    id: 'Kejadian ini sudah digabung ke kejadian {number}: tautkan ke yang itu',
    en: 'This incident has been merged into {number}: link the call to that one',
  },
  'duplicate.not_linked': {
    status: 409,
    id: 'Panggilan ini tidak tertaut sebagai laporan ganda kejadian ini',
    en: 'The call is not linked to this incident as a duplicate',
  },
} as const satisfies Record<string, RefusalText>;

/** Why two reports may be one, in words. */
export const groundTexts: Readonly<Record<Ground['kind'], Text>> = {
  same_number: { id: 'nomor yang sama', en: 'same number' },
  distance: { id: 'berjarak {metres} m', en: '{metres} m away' },
  same_village: { id: 'desa/kelurahan yang sama', en: 'same village' },
  same_district: { id: 'kecamatan yang sama', en: 'same district' },
  same_words: { id: 'sama-sama menyebut “{words}”', en: 'both say “{words}”' },
  minutes: { id: '{minutes} menit lalu', en: '{minutes} min ago' },
  same_type: { id: 'jenis yang sama', en: 'same type' },
  same_category: { id: 'kategori yang sama', en: 'same category' },
};
