import type { RefusalText, Text } from '#platform/shared/texts.ts';
import type { RowProblem } from './cell-site.ts';

export const cellRefusals = {
  'cells.missing_columns': {
    status: 422,
    id: 'Kolom ini tidak ada di baris pertama: {columns}',
    en: 'These columns are not in the first line: {columns}',
  },
  'cells.unreadable': {
    status: 422,
    id: 'Berkas tidak dapat dibaca sebagai CSV ({why})',
    en: 'The file cannot be read as CSV ({why})',
  },
  'cells.not_found': { status: 404, id: 'Impor tidak ditemukan', en: 'There is no such import' },
  'cells.over': { status: 409, id: 'Impor ini sudah selesai', en: 'This import is over already' },
  'cells.nothing': { status: 422, id: 'Tidak ada baris yang benar', en: 'No row is right' },
  'cells.bad_rows': {
    status: 422,
    id: '{count} baris salah; perbaiki berkasnya, atau pilih melewatinya',
    en: '{count} rows are wrong; put the file right, or choose to leave them out',
  },
} as const satisfies Record<string, RefusalText>;

export const rowProblemTexts: Readonly<Record<RowProblem, Text>> = {
  mcc: { id: 'MCC bukan tiga angka', en: 'MCC is not three digits' },
  mnc: { id: 'MNC bukan satu sampai tiga angka', en: 'MNC is not one to three digits' },
  area: { id: 'LAC/TAC bukan bilangan bulat', en: 'LAC/TAC is no whole number' },
  cell: { id: 'CID bukan bilangan bulat', en: 'CID is no whole number' },
  latitude: { id: 'Lintang tidak terbaca', en: 'Latitude cannot be read' },
  longitude: { id: 'Bujur tidak terbaca', en: 'Longitude cannot be read' },
  radius: { id: 'Radius bukan 1 sampai 100000 meter', en: 'Radius is not 1 to 100000 metres' },
  operator: { id: 'Operator tidak terbaca', en: 'Operator cannot be read' },
  source: { id: 'Sumber tidak terbaca', en: 'Source cannot be read' },
  date: { id: 'Tanggal tidak terbaca (2026-11-22)', en: 'Date cannot be read (2026-11-22)' },
  outside: {
    id: 'Di luar Indonesia (lintang dan bujur tertukar?)',
    en: 'Outside Indonesia (latitude and longitude the wrong way round?)',
  },
  twice: { id: 'Sel yang sama sudah ada di berkas ini', en: 'The same cell is in this file already' },
};
