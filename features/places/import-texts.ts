import type { RefusalText } from '#platform/shared/texts.ts';

export const importRefusals = {
  'layer.not_found': { status: 404, id: 'Berkas atau lapisan tidak ditemukan', en: 'No such file or layer' },
  'layer.wrong_part': {
    status: 409,
    id: 'Bagian berkas tidak berurutan; ulangi dari byte {received}',
    en: 'The parts of the file are out of order; go on at byte {received}',
  },
  'layer.unreadable': { status: 422, id: 'Berkas tidak terbaca: {why}', en: 'The file cannot be read: {why}' },
  'layer.no_code': {
    status: 422,
    id: 'Kolom kode wilayah tidak ditemukan. Sebutkan nama kolomnya; yang ada: {columns}',
    en: 'No column holds the code of a region. Name it; there are: {columns}',
  },
  'layer.no_columns': {
    status: 422,
    id: 'Kolom untuk {missing} tidak ditemukan. Sebutkan nama kolomnya; yang ada: {columns}',
    en: 'No column for {missing} was found. Name it; there are: {columns}',
  },
  'layer.status_needed': {
    status: 422,
    id: 'Sebutkan status batas: definitif atau indikatif',
    en: 'Say whether the boundaries are definitif or indikatif',
  },
  'layer.slug_not_yours': {
    status: 422,
    id: 'Nama lapisan ubin harus {slug} atau diawali {slug}-',
    en: 'A layer of tiles must be named {slug}, or begin with {slug}-',
  },
  'layer.bad_tiles': { status: 422, id: 'Berkas ubin ditolak: {why}', en: 'The file of tiles is refused: {why}' },
  'layer.nothing': {
    status: 422,
    id: 'Tidak ada yang bisa dipakai dari berkas ini',
    en: 'Nothing in this file can be used',
  },
  'layer.not_active': { status: 409, id: 'Lapisan ini sudah tidak dipakai', en: 'This layer is not in use any more' },
  'layer.is_active': { status: 409, id: 'Lapisan ini sedang dipakai', en: 'This layer is in use' },
  'layer.file_gone': {
    status: 409,
    id: 'Berkas ubinnya sudah tidak ada; impor lagi',
    en: 'Its file of tiles is gone; import it again',
  },
} as const satisfies Record<string, RefusalText>;
