import type { Text, Texts } from '#platform/shared/texts.ts';
import type { PositionSource, VillageMethod } from './position.ts';
import type { HitKind, SearchNotice } from './search-contract.ts';

export const positionSourceTexts: Readonly<Record<PositionSource, Text>> = {
  operator: { id: 'Titik dari petugas', en: 'Point set by staff' },
  village: { id: 'Titik perkiraan desa', en: 'Approximate point of the village' },
  device: { id: 'Dari telepon pelapor', en: "From the caller's telephone" },
  landmark: { id: 'Titik patokan', en: 'Point of a landmark' },
  road: { id: 'Titik tengah jalan', en: 'Middle of a road' },
  earlier: { id: 'Titik kejadian sebelumnya', en: 'Point of an earlier incident' },
  plus_code: { id: 'Plus Code', en: 'Plus code' },
  coordinates: { id: 'Koordinat', en: 'Coordinates' },
  map_link: { id: 'Tautan peta', en: 'Link of a map' },
  geocoder: { id: 'Geocoder daerah', en: "The regency's geocoder" },
};

export const villageMethodTexts: Readonly<Record<VillageMethod, Text>> = {
  polygon: { id: 'menurut batas wilayah', en: 'by the boundary' },
  nearest_point: {
    id: 'perkiraan – titik desa terdekat, {distance}',
    en: 'approximate – nearest village point, {distance}',
  },
  operator: { id: 'dipilih petugas', en: 'chosen by staff' },
};

export const hitKindTexts: Readonly<Record<HitKind, Text>> = {
  village: { id: 'Desa/kelurahan', en: 'Village' },
  district: { id: 'Kecamatan', en: 'District' },
  landmark: { id: 'Patokan', en: 'Landmark' },
  road: { id: 'Jalan', en: 'Road' },
  earlier: { id: 'Pernah dilaporkan', en: 'Reported before' },
  plus_code: { id: 'Plus Code', en: 'Plus code' },
  coordinates: { id: 'Koordinat', en: 'Coordinates' },
  address: { id: 'Alamat (geocoder)', en: 'Address (geocoder)' },
};

export const searchNoticeTexts: Readonly<Record<SearchNotice, Text>> = {
  short_link: {
    id: 'Tautan pendek hanya bisa dibuka lewat internet. Minta pelapor mengirim koordinat, atau buka tautannya dan tempel alamat lengkapnya.',
    en: 'A short link can only be opened on the internet. Ask for coordinates, or open it and paste the whole address.',
  },
  link_without_position: { id: 'Tautan peta ini tidak memuat titik', en: 'This link of a map names no position' },
  short_code_guessed: {
    id: 'Plus Code pendek tanpa nama tempat: dianggap di dekat pusat daerah ini. Tanyakan nama tempatnya.',
    en: 'A short plus code without a place: taken near the middle of this regency. Ask for the place.',
  },
  outside_indonesia: { id: 'Angka ini bukan tempat di Indonesia', en: 'These figures are no place in Indonesia' },
  axes_swapped: { id: 'Bujur dan lintang terbalik; sudah dibetulkan', en: 'Longitude stood first; put right' },
  south_assumed: { id: 'Tanpa tanda minus: dianggap lintang selatan', en: 'Without a minus: taken for south' },
};

export const positionTexts = {
  accuracy: { id: '± {distance}', en: '± {distance}' },
  accuracyUnknown: { id: 'ketelitian tidak diketahui', en: 'accuracy not known' },
  outside: { id: 'Di luar wilayah: {name}', en: 'Another regency: {name}' },
  maybeOutside: { id: 'Mungkin di luar wilayah: {name}', en: 'Perhaps another regency: {name}' },
  outsideUnknown: { id: 'Di luar wilayah, tidak dekat desa mana pun', en: 'Outside the regency, near no village' },
  outsideShort: { id: 'luar wilayah', en: 'another regency' },
  byBoundary: { id: 'Batas: {source}, {vintage}, {status}', en: 'Boundary: {source}, {vintage}, {status}' },
} as const satisfies Texts;
