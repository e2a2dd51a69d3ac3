import type { RefusalText, Text } from '#platform/shared/texts.ts';
import type { ListColumn, Period } from './list-rules.ts';

export const listRefusals = {
  'caller_search.too_short': {
    status: 422,
    id: 'Tulis sedikitnya tiga huruf nama atau empat angka nomor',
    en: 'Write at least three letters of the name or four digits of the number',
  },
  'incident_view.not_found': { status: 404, id: 'Tampilan tidak ditemukan', en: 'No such view' },
  'incident_view.name_taken': {
    status: 409,
    id: 'Sudah ada tampilan bersama bernama {name}',
    en: 'There is a shared view called {name} already',
  },
  'incident_view.words': {
    status: 422,
    id: 'Tampilan bersama tidak memuat kata pencarian: kata itu dapat berisi nama orang',
    en: 'A shared view holds no search words: they may be somebody’s name',
  },
  'incident_export.not_found': { status: 404, id: 'Ekspor tidak ditemukan', en: 'No such export' },
  'incident_export.reason_missing': {
    status: 422,
    id: 'Tulis alasan mengekspor data pelapor',
    en: 'Write why the callers are to be in the file',
  },
  'incident_export.caller_not_allowed': {
    status: 403,
    id: 'Anda tidak berwenang mengekspor data pelapor',
    en: 'You may not export callers',
  },
  'incident_export.too_long': {
    status: 422,
    id: '{count} baris terlalu banyak untuk satu berkas (paling banyak {limit}); persempit periodenya',
    en: '{count} rows are too many for one file (at most {limit}); narrow the period',
  },
} as const satisfies Record<string, RefusalText>;

export const columnTexts: Readonly<Record<ListColumn, Text>> = {
  number: { id: 'No.', en: 'No.' },
  priority: { id: 'Prioritas', en: 'Priority' },
  type: { id: 'Jenis kejadian', en: 'Type of incident' },
  place: { id: 'Tempat', en: 'Place' },
  village: { id: 'Desa/kelurahan', en: 'Village' },
  state: { id: 'Status', en: 'State' },
  agencies: { id: 'OPD', en: 'Agencies' },
  source: { id: 'Sumber', en: 'Source' },
  calls: { id: 'Panggilan', en: 'Calls' },
  reported: { id: 'Dilaporkan', en: 'Reported' },
  verified: { id: 'Terverifikasi', en: 'Verified' },
  dispatched: { id: 'Diteruskan', en: 'Dispatched' },
  resolved: { id: 'Selesai', en: 'Resolved' },
  closed: { id: 'Ditutup', en: 'Closed' },
  age: { id: 'Usia', en: 'Age' },
};

export const periodTexts: Readonly<Record<Period, Text>> = {
  today: { id: 'Hari ini', en: 'Today' },
  week: { id: '7 hari terakhir', en: 'Last 7 days' },
  month: { id: '30 hari terakhir', en: 'Last 30 days' },
};
