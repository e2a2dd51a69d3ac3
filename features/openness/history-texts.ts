import type { Text } from '#platform/shared/texts.ts';
import type { Outcome, ProblemCode } from './history.ts';

/** Why a row of another system's history does not come in; {field} is the field of the mapping, {said} what the file says. */
export const problemTexts: Readonly<Record<ProblemCode, Text>> = {
  missing: { id: '{field} kosong, padahal wajib', en: '{field} is empty, and needed' },
  bad_time: {
    id: '{field}: waktu “{said}” tidak sesuai dateFormat',
    en: '{field}: the time “{said}” does not fit dateFormat',
  },
  in_future: { id: '{field}: “{said}” ada di masa depan', en: '{field}: “{said}” lies in the future' },
  out_of_order: { id: 'urutan waktu terbalik ({said})', en: 'times are the wrong way round ({said})' },
  unknown_value: {
    id: '{field}: “{said}” tidak dikenal di sini; tambahkan ke "values" pada berkas pemetaan',
    en: '{field}: “{said}” is not known here; add it to "values" of the mapping',
  },
  bad_number: { id: '{field}: “{said}” bukan angka yang mungkin', en: '{field}: “{said}” is no possible number' },
  half_point: {
    id: 'hanya salah satu dari lintang dan bujur yang terisi',
    en: 'only one of latitude and longitude is said',
  },
  too_long: { id: '{field} terlalu panjang', en: '{field} is too long' },
  village_unknown: {
    id: 'desa/kelurahan “{said}” tidak ada di daerah ini',
    en: 'there is no village “{said}” in this regency',
  },
  village_ambiguous: {
    id: 'ada beberapa desa/kelurahan “{said}”; petakan juga kecamatannya (district)',
    en: 'there are several villages “{said}”; map their district too',
  },
  not_ended: {
    id: 'belum selesai (“{said}”); hanya masuk dengan --open',
    en: 'not ended (“{said}”); comes only with --open',
  },
  cannot_come: { id: 'keadaan “{said}” tidak dapat diimpor', en: 'the state “{said}” cannot be brought in' },
  incident_unknown: {
    id: 'kejadian “{said}” belum diimpor dari sistem ini',
    en: 'the incident “{said}” has not come from this system',
  },
  incident_ended: {
    id: 'masih berjalan, padahal kejadiannya sudah berakhir',
    en: 'still open, though its incident has ended',
  },
  open_twice: {
    id: 'instansi ini sudah punya penugasan berjalan pada kejadian yang sama',
    en: 'this agency has an open assignment on the same incident already',
  },
  twice_in_file: {
    id: 'nomor ini ada dua kali di berkas dengan isi berbeda, tanpa changedAt yang membedakannya',
    en: 'this number is in the file twice with different contents, and no changedAt tells which is newer',
  },
  touched: {
    id: 'sudah dikerjakan di sini sejak diimpor; ubah di layar, bukan lewat impor',
    en: 'worked on here since it came; change it on the screen, not by an import',
  },
};

export const outcomeTexts: Readonly<Record<Outcome, Text>> = {
  added: { id: 'baru', en: 'new' },
  changed: { id: 'berubah', en: 'changed' },
  same: { id: 'sudah ada, sama', en: 'here already, the same' },
  erased: { id: 'data pribadinya sudah dihapus di sini, dilewati', en: 'personal data erased here, left out' },
  older: { id: 'lebih lama dari yang di sini, dilewati', en: 'older than what is here, left out' },
};

export const historyWords = {
  heading: { id: '{tenant}: {file}, {rows} baris dari {system}', en: '{tenant}: {file}, {rows} rows from {system}' },
  refused: { id: '{count} baris ditolak:', en: '{count} rows refused:' },
  line: { id: 'baris {line}, {externalId}: {why}', en: 'line {line}, {externalId}: {why}' },
  more: { id: '… dan {count} lagi', en: '… and {count} more' },
  unmapped: { id: 'kolom yang tidak dipakai: {columns}', en: 'columns not used: {columns}' },
  lacking: { id: 'kolom yang tidak ada di berkas: {columns}', en: 'columns the file does not have: {columns}' },
  report: {
    id: 'Baris yang ditolak ada di {path} (berisi data pribadi).',
    en: 'The refused rows are in {path} (it holds personal data).',
  },
  nothing: { id: 'Tidak ada yang ditulis.', en: 'Nothing was written.' },
  skip: {
    id: 'Tidak ada yang ditulis. Perbaiki barisnya, atau tambahkan --skip-bad untuk melewatinya.',
    en: 'Nothing was written. Mend the rows, or add --skip-bad to leave them out.',
  },
  dry: { id: 'Percobaan: tidak ada yang ditulis.', en: 'Dry run: nothing was written.' },
  progress: { id: '{done} dari {of} baris', en: '{done} of {of} rows' },
  done: {
    id: 'Selesai: {added} baru, {changed} berubah, {same} sama, {left} dilewati, {refused} ditolak; {batches} kelompok dalam {seconds} dtk.',
    en: 'Done: {added} new, {changed} changed, {same} the same, {left} left out, {refused} refused; {batches} batches in {seconds} s.',
  },
} as const satisfies Readonly<Record<string, Text>>;
