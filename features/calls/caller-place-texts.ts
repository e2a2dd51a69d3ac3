import type { Text } from '#platform/shared/texts.ts';
import type { PlaceFlag, PlaceRefusal, PlaceSource } from './caller-place.ts';

/** Beside a place on the screen, and in the log of what operators send. Read by supervisors and by the operator's engineers. */
export const placeRefusalTexts: Readonly<Record<PlaceRefusal, Text>> = {
  'place.empty': { id: 'Kosong', en: 'Empty' },
  'place.too_large': { id: 'Terlalu besar', en: 'Too large' },
  'place.malformed': { id: 'Tidak terbaca', en: 'Not readable' },
  'place.not_a_place': { id: 'Bukan dokumen lokasi', en: 'Not a location document' },
  'place.no_location': { id: 'Tidak memuat lokasi', en: 'Holds no location' },
  'place.unknown_shape': { id: 'Bentuk area tidak dikenal', en: 'Unknown shape' },
  'place.unknown_crs': { id: 'Sistem koordinat tidak dikenal', en: 'Unknown reference system' },
  'place.unknown_unit': { id: 'Satuan bukan meter', en: 'Unit is not the metre' },
  'place.bad_number': { id: 'Angka hilang atau tidak terbaca', en: 'A figure is missing or not readable' },
  'place.out_of_range': { id: 'Koordinat tidak ada di bumi', en: 'Coordinates are not on earth' },
  'place.bad_ring': { id: 'Garis batas area tidak utuh', en: 'The outline is not whole' },
  'place.bad_extent': { id: 'Ukuran area tidak masuk akal', en: 'Impossible size' },
  'place.not_this_format': { id: 'Tidak sesuai format yang disepakati', en: 'Not in the agreed format' },
};

export const placeFlagTexts: Readonly<Record<PlaceFlag, Text>> = {
  outside_indonesia: { id: 'Di luar Indonesia', en: 'Outside Indonesia' },
  axes_swapped: { id: 'Lintang dan bujur tertukar, sudah dibalik', en: 'Latitude and longitude were swapped' },
  crs_assumed: { id: 'Sistem koordinat dianggap WGS 84', en: 'Reference system taken for WGS 84' },
  ring_closed: { id: 'Garis batas area ditutup otomatis', en: 'The outline was closed' },
  time_unreadable: { id: 'Waktu pengukuran tidak terbaca', en: 'Time of measurement not readable' },
  confidence_unreadable: { id: 'Tingkat keyakinan tidak terbaca', en: 'Confidence not readable' },
};

export const placeSourceTexts: Readonly<Record<PlaceSource, Text>> = {
  aml: { id: 'Telepon pemanggil (AML)', en: "The caller's telephone (AML)" },
  link: { id: 'Dikirim pemanggil lewat tautan', en: 'Sent by the caller on their page' },
  pidf: { id: 'Dikirim operator bersama panggilan', en: 'Sent by the operator with the call' },
  reference: { id: 'Diambil dari operator', en: 'Fetched from the operator' },
  carrier: { id: 'Header khusus operator', en: "The operator's own header" },
  cell: { id: 'Sel radio', en: 'Radio cell' },
};
