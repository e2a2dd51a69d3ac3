import type { RefusalText, Text } from '#platform/shared/texts.ts';
import type { Role } from './permissions.ts';

export const refusals = {
  'session.wrong_credentials': {
    status: 401,
    id: 'Nama pengguna atau kata sandi salah',
    en: 'Wrong username or password',
  },
  'session.locked': {
    status: 429,
    id: 'Terlalu banyak percobaan. Coba lagi {seconds} detik lagi',
    en: 'Too many attempts. Try again in {seconds} s',
  },
  'session.wrong_code': { status: 401, id: 'Kode salah atau sudah dipakai', en: 'Wrong or already used code' },
  'session.no_second_factor_due': { status: 409, id: 'Tidak ada kode yang ditunggu', en: 'No code is awaited' },
  'password.wrong': { status: 422, id: 'Kata sandi sekarang salah', en: 'The current password is wrong' },
  'password.same': { status: 422, id: 'Kata sandi baru harus berbeda', en: 'The new password must differ' },
  'user.username_taken': {
    status: 409,
    id: 'Nama pengguna {username} sudah dipakai',
    en: 'The username {username} is taken',
  },
  'user.agency_needed': { status: 422, id: 'Peran ini memerlukan instansi', en: 'This role needs an agency' },
  'user.agency_unknown': {
    status: 422,
    id: 'Instansi tidak dikenal atau tidak aktif',
    en: 'Unknown or inactive agency',
  },
  'user.last_admin': {
    status: 409,
    id: 'Ini administrator terakhir; angkat yang lain lebih dahulu',
    en: 'This is the last administrator; appoint another one first',
  },
  'user.self': {
    status: 409,
    id: 'Anda tidak dapat mencabut hak administrator Anda sendiri',
    en: 'You cannot take away your own administrator rights',
  },
  'user.import_faulty': {
    status: 422,
    id: '{count} baris perlu diperbaiki; tidak ada yang disimpan',
    en: '{count} rows need correction; nothing was saved',
  },
  'user.import_unreadable': {
    status: 422,
    id: 'Berkas tidak terbaca sebagai CSV: {why}',
    en: 'The file cannot be read as CSV: {why}',
  },
  'session.not_found': { status: 404, id: 'Sesi tidak ditemukan', en: 'No such session' },
  'second_factor.already_set': {
    status: 409,
    id: 'Kode sekali pakai sudah aktif',
    en: 'One-time codes are already in use',
  },
  'second_factor.not_set': { status: 409, id: 'Kode sekali pakai belum aktif', en: 'One-time codes are not in use' },
  'setting.not_found': { status: 404, id: 'Pengaturan tidak ditemukan', en: 'No such setting' },
  'setting.stale': {
    status: 409,
    id: 'Orang lain sudah mengubahnya (versi {version}). Periksa perubahannya, lalu simpan lagi',
    en: 'Somebody else has changed it (version {version}). Look at their change, then save again',
  },
  'setting.version_unknown': { status: 404, id: 'Versi {version} tidak ada', en: 'There is no version {version}' },
  'setting.version_unfit': {
    status: 409,
    id: 'Versi {version} tidak cocok lagi dengan aturan sekarang; ubah dengan tangan',
    en: 'Version {version} no longer fits the present rules; change it by hand',
  },
  'centre.crest_unknown': {
    status: 422,
    id: 'Lambang itu tidak tersimpan; unggah lagi',
    en: 'That coat of arms is not kept here; upload it again',
  },
  'centre.overflow_no_number': {
    status: 422,
    id: '{value} bukan nomor telepon Indonesia; tulis seperti 0318941234, +62 31 894 1234, atau 110',
    en: '{value} is no Indonesian telephone number; write it as 0318941234, +62 31 894 1234 or 110',
  },
  'centre.overflow_own_number': {
    status: 422,
    id: '{value} adalah nomor pusat ini sendiri: panggilannya akan kembali ke sini',
    en: "{value} is this centre's own number: the call would come back here",
  },
  'centre.overflow_wrong_target': {
    status: 422,
    id: '{value} bukan alamat tujuan; tulis satu alamat atau nama host, boleh dengan port (203.0.113.10:5060), bukan jaringan',
    en: '{value} is no target; write one address or host name, with a port if need be (203.0.113.10:5060), not a network',
  },
  'centre.overflow_no_target': {
    status: 422,
    id: 'Untuk nomor luapan, isi ke mana operator menerima panggilan keluar: di antara alamat pengirim tidak ada alamat tunggal, dan jaringan bukan tujuan',
    en: 'For an overflow number say where the operator takes outgoing calls: no peer is a single address, and a network is no target',
  },
  'crest.too_large': {
    status: 422,
    id: 'Berkas lambang lebih dari {limit} kB; perkecil gambarnya',
    en: 'The file of the coat of arms is larger than {limit} kB; make the picture smaller',
  },
  'crest.not_picture': {
    status: 422,
    id: 'Lambang harus berupa gambar PNG, WebP, atau SVG yang utuh',
    en: 'The coat of arms must be a whole PNG, WebP or SVG picture',
  },
  'crest.unsafe': {
    status: 422,
    id: 'SVG ini memuat skrip atau alamat luar; simpan sebagai SVG polos atau PNG',
    en: 'This SVG holds scripts or outside addresses; save it as plain SVG or as PNG',
  },
  'crest.wrong_size': {
    status: 422,
    id: 'Gambar {width} × {height}; tiap sisi harus {min} sampai {max} piksel, dan tidak lebih dari tiga kali sisi lainnya',
    en: 'The picture is {width} × {height}; each side must have {min} to {max} pixels and at most three times the other one',
  },
  'installation.not_empty': {
    status: 409,
    id: 'Sudah ada daerah di pemasangan ini; silakan masuk',
    en: 'This installation has a regency already; please sign in',
  },
  'installation.wrong_code': {
    status: 403,
    id: 'Kode pemasangan salah; lihat terminal server',
    en: 'Wrong set-up code; see the terminal of the server',
  },
  'installation.unknown_region': { status: 422, id: 'Kode wilayah tidak dikenal', en: 'Unknown region code' },
  'tenant.slug_taken': { status: 409, id: 'Nama pendek {slug} sudah dipakai', en: 'The slug {slug} is taken' },
  'user.not_found': { status: 404, id: 'Pengguna tidak ditemukan', en: 'No such user' },
} as const satisfies Record<string, RefusalText>;

export const roleTexts: Readonly<Record<Role, Text>> = {
  CALL_TAKER: { id: 'Penerima panggilan', en: 'Call taker' },
  DISPATCHER: { id: 'Pengarah', en: 'Dispatcher' },
  SUPERVISOR: { id: 'Penyelia', en: 'Supervisor' },
  AGENCY_ADMIN: { id: 'Admin OPD', en: 'Agency admin' },
  FIELD_CREW: { id: 'Petugas lapangan', en: 'Field crew' },
  INFO_OFFICER: { id: 'Petugas informasi', en: 'Information officer' },
  AGENCY_HEAD: { id: 'Kepala dinas', en: 'Head of Diskominfo' },
  EXECUTIVE: { id: 'Pimpinan daerah', en: 'Executive' },
  REGULATOR: { id: 'Regulator', en: 'Regulator' },
  DPO: { id: 'Pejabat PDP', en: 'Data protection officer' },
  ADMIN: { id: 'Administrator', en: 'Administrator' },
  WALL: { id: 'Layar dinding', en: 'Wall screen' },
};
