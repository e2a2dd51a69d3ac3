import type { RefusalText, Text } from '#platform/shared/texts.ts';
import type { OpenKind } from './handover.ts';

export const refusals = {
  'handover.not_found': { status: 404, id: 'Serah terima tidak ditemukan', en: 'No such handover' },
  'handover.reason_missing': {
    status: 422,
    id: 'Masih ada {calls} panggilan tanpa klasifikasi dan {assignments} penugasan tanpa konfirmasi. Selesaikan, atau tulis alasannya',
    en: '{calls} calls have no class and {assignments} assignments no acknowledgement. Finish them, or say why not',
  },
  'handover.taken': { status: 409, id: 'Serah terima ini sudah diterima', en: 'This handover was taken over already' },
  'handover.own': {
    status: 403,
    id: 'Serah terima sendiri diterima oleh petugas berikutnya',
    en: 'Your own handover is taken over by whoever comes next',
  },
  'handover.items_missing': {
    status: 422,
    id: 'Masih {count} hal yang belum ditandai diterima',
    en: '{count} items are not acknowledged yet',
  },
} as const satisfies Record<string, RefusalText>;

export const openKindTexts: Readonly<Record<OpenKind, Text>> = {
  call: { id: 'Panggilan {label} belum diklasifikasi', en: 'Call {label} has no class' },
  assignment: { id: 'Penugasan {label} belum dikonfirmasi', en: 'Assignment {label} is not acknowledged' },
  incident: { id: 'Kejadian {label} masih berjalan', en: 'Incident {label} is open' },
  outage: { id: '{label} sedang tidak dapat melayani', en: '{label} is out of service' },
  wave: { id: 'Gelombang panggilan sejak {label}', en: 'A wave of calls since {label}' },
};
