import type { RefusalText, Text } from '#platform/shared/texts.ts';
import type { WindowState } from './carrier-window.ts';

export const carrierRefusals = {
  'carrier.line_inactive': {
    status: 422,
    id: 'Jalur ini tidak dipakai; aktifkan dulu sebelum diuji',
    en: 'This line is out of use; put it in use before it is tested',
  },
  'carrier.window_there': {
    status: 409,
    id: 'Jalur ini sudah punya jendela uji yang belum ditutup',
    en: 'This line has a test window that is not closed yet',
  },
  'carrier.too_far': {
    status: 422,
    id: 'Jendela uji paling lama dibuka 14 hari dari sekarang',
    en: 'A test window can begin 14 days from now at the latest',
  },
  'carrier.not_a_number': {
    status: 422,
    id: '{value} bukan nomor telepon lengkap. Contoh: 081234567890',
    en: '{value} is no whole telephone number. For example 081234567890',
  },
  'carrier.citizen_number': {
    status: 422,
    id: 'Dari nomor {value} pernah masuk panggilan darurat warga; nomor itu tidak boleh dialihkan. Minta nomor uji lain.',
    en: 'A citizen in need has called from {value}; that number must not be diverted. Ask for another test number.',
  },
  'carrier.window_not_found': { status: 404, id: 'Jendela uji tidak ditemukan', en: 'There is no such test window' },
  'carrier.window_closed': {
    status: 409,
    id: 'Jendela uji ini sudah ditutup',
    en: 'This test window is closed already',
  },
} as const satisfies Record<string, RefusalText>;

export const windowStateTexts: Readonly<Record<WindowState, Text>> = {
  planned: { id: 'Direncanakan', en: 'Planned' },
  open: { id: 'Terbuka', en: 'Open' },
  closed: { id: 'Ditutup', en: 'Closed' },
};
