import type { Texts } from '#platform/shared/texts.ts';

/** Why the database server does not start, or a backup or restore does not run. Each text says what to do. */
export type PostgresProblemCode =
  | 'postgres.no_binaries'
  | 'postgres.binaries_broken'
  | 'postgres.run_as_root'
  | 'postgres.unknown_user'
  | 'postgres.not_owner'
  | 'postgres.other_major'
  | 'postgres.damaged_folder'
  | 'postgres.still_in_use'
  | 'postgres.port_taken'
  | 'postgres.no_password'
  | 'postgres.wrong_password'
  | 'postgres.start_failed'
  | 'postgres.stop_failed'
  | 'postgres.initdb_failed'
  | 'backup.target_not_empty'
  | 'backup.tablespaces'
  | 'backup.wal_missing'
  | 'backup.not_a_backup'
  | 'backup.damaged'
  | 'backup.no_client_program'
  | 'backup.program_failed'
  | 'backup.keep_nothing';

export const postgresProblems: Texts<PostgresProblemCode> = {
  'postgres.no_binaries': {
    id: 'Program PostgreSQL untuk {platform} tidak ditemukan. Jalankan npm ci, atau isi DATABASE_URL dengan server PostgreSQL sendiri.',
    en: 'There are no PostgreSQL programs for {platform}. Run npm ci, or set DATABASE_URL to a PostgreSQL of your own.',
  },
  'postgres.binaries_broken': {
    id: 'Program PostgreSQL di {folder} tidak dapat dijalankan: {reason}',
    en: 'The PostgreSQL programs in {folder} do not run: {reason}',
  },
  'postgres.run_as_root': {
    id: 'PostgreSQL tidak boleh berjalan sebagai root. Isi SIGAP_PG_UID dengan pengguna biasa.',
    en: 'PostgreSQL must not run as root. Set SIGAP_PG_UID to an ordinary user.',
  },
  'postgres.unknown_user': {
    id: 'Pengguna {user} (SIGAP_PG_UID) tidak ada di mesin ini. Isi dengan uid, uid:gid, atau nama yang ada.',
    en: 'User {user} (SIGAP_PG_UID) does not exist here. Set it to a uid, uid:gid or an existing name.',
  },
  'postgres.not_owner': {
    id: 'Folder {folder} milik uid {owner}, sedangkan proses ini berjalan sebagai uid {uid}. Jalankan sebagai pemiliknya atau sebagai root.',
    en: '{folder} belongs to uid {owner} but this process runs as uid {uid}. Start it as that user or as root.',
  },
  'postgres.other_major': {
    id: 'Data di {folder} dibuat oleh PostgreSQL {found}, sedangkan programnya versi {wanted}. Pakai PostgreSQL {found}, atau pindahkan datanya dahulu.',
    en: 'The data in {folder} was made by PostgreSQL {found}, the programs are {wanted}. Use PostgreSQL {found}, or move the data over first.',
  },
  'postgres.damaged_folder': {
    id: 'Folder {folder} berisi sebagian data PostgreSQL ({missing} hilang). Tidak ada yang diubah; pulihkan dari cadangan.',
    en: '{folder} holds part of a PostgreSQL cluster ({missing} is missing). Nothing was changed; restore a backup.',
  },
  'postgres.still_in_use': {
    id: 'Proses {pids} masih memakai {folder}. Hentikan proses itu lalu mulai lagi.',
    en: 'Processes {pids} still use {folder}. End them and start again.',
  },
  'postgres.port_taken': {
    id: 'Port {port} di 127.0.0.1 dipakai program lain. Pilih port lain.',
    en: 'Port {port} on 127.0.0.1 is taken by another program. Choose another.',
  },
  'postgres.no_password': {
    id: 'Berkas kata sandi {file} hilang, padahal basis data sudah ada. Kembalikan berkas itu dari cadangan.',
    en: 'The password file {file} is missing although the database exists. Bring it back from a backup.',
  },
  'postgres.wrong_password': {
    id: 'Kata sandi di {file} tidak diterima oleh server basis data.',
    en: 'The database server does not accept the password in {file}.',
  },
  'postgres.start_failed': {
    id: 'PostgreSQL di {folder} tidak mau mulai: {reason}',
    en: 'PostgreSQL in {folder} did not start: {reason}',
  },
  'postgres.stop_failed': {
    id: 'PostgreSQL di {folder} tidak mau berhenti: {reason}',
    en: 'PostgreSQL in {folder} did not stop: {reason}',
  },
  'postgres.initdb_failed': {
    id: 'Basis data baru di {folder} gagal dibuat: {reason}',
    en: 'A new database in {folder} could not be made: {reason}',
  },
  'backup.target_not_empty': {
    id: 'Folder {folder} tidak kosong. Pilih folder kosong atau yang belum ada.',
    en: '{folder} is not empty. Name an empty folder or one that does not exist.',
  },
  'backup.tablespaces': {
    id: 'Cluster ini memakai tablespace; pencadangan ini tidak mendukungnya. Pakai pg_basebackup.',
    en: 'This cluster has tablespaces, which this backup does not support. Use pg_basebackup.',
  },
  'backup.wal_missing': {
    id: 'Segmen WAL {segment} hilang, cadangan tidak lengkap dan dibuang.',
    en: 'WAL segment {segment} is missing; the backup is incomplete and was discarded.',
  },
  'backup.not_a_backup': {
    id: '{folder} bukan cadangan yang dikenal: {reason}',
    en: '{folder} is not a backup of the expected kind: {reason}',
  },
  'backup.damaged': {
    id: 'Cadangan {folder} rusak: {reason}. Pakai cadangan lain.',
    en: 'The backup {folder} is damaged: {reason}. Use another one.',
  },
  'backup.no_client_program': {
    id: '{program} versi {wanted} atau lebih baru tidak ditemukan (ada: {found}). Pasang paket postgresql-client-{wanted}.',
    en: '{program} {wanted} or newer was not found (found: {found}). Install postgresql-client-{wanted}.',
  },
  'backup.program_failed': {
    id: '{program} gagal: {reason}',
    en: '{program} failed: {reason}',
  },
  'backup.keep_nothing': {
    id: 'Jumlah cadangan yang disimpan harus minimal 1.',
    en: 'At least one backup must be kept.',
  },
};
