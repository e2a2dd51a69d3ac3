import type { Text } from '#platform/shared/texts.ts';

/** What a unit's status means, in words: here, because the timeline of an incident says it and dispatch lies below. */
export const unitStatusWords = {
  available: { id: 'Siap', en: 'Available' },
  dispatched: { id: 'Ditugaskan', en: 'Dispatched' },
  en_route: { id: 'Menuju lokasi', en: 'En route' },
  on_scene: { id: 'Di lokasi', en: 'On scene' },
  transporting: { id: 'Membawa korban', en: 'Transporting' },
  at_hospital: { id: 'Di rumah sakit', en: 'At hospital' },
  returning: { id: 'Kembali', en: 'Returning' },
  out_of_service: { id: 'Tidak bertugas', en: 'Out of service' },
} as const satisfies Record<string, Text>;
