import type { RefusalText } from '#platform/shared/texts.ts';

export const refusals = {
  'outcome.incident_not_found': { status: 404, id: 'Kejadian tidak ditemukan', en: 'No such incident' },
  'outcome.not_possible': {
    status: 409,
    id: 'Tidak dapat dilakukan saat kejadian berstatus {state}',
    en: 'Not possible while the incident is {state}',
  },
  'outcome.caller_not_informed': {
    status: 422,
    id: 'Kabari pelapor dahulu, atau catat bahwa tidak perlu',
    en: 'Inform the caller first, or note that it is not needed',
  },
  'outcome.assignments_open': {
    status: 409,
    id: 'Masih ada {count} penugasan berjalan',
    en: '{count} assignments are still open',
  },
  'outcome.children_open': {
    status: 409,
    id: 'Masih ada {count} kejadian anak yang terbuka',
    en: '{count} children of this incident are still open',
  },
  'outcome.needs_dispatcher': {
    status: 403,
    id: 'Hanya pengarah atau penyelia yang dapat membatalkan kejadian terverifikasi',
    en: 'Only a dispatcher or supervisor can cancel a verified incident',
  },
} as const satisfies Record<string, RefusalText>;
