import type { Text, Texts } from '#platform/shared/texts.ts';
import type { BoundaryLevel, LayerKind } from '../layer.ts';
import { screenNames } from '../screen-names.ts';

export const kindTexts: Readonly<Record<LayerKind, Text>> = {
  boundary: { id: 'Batas wilayah', en: 'Boundaries' },
  landmark: { id: 'Patokan dan jalan', en: 'Landmarks and roads' },
  tiles: { id: 'Peta dasar (PMTiles)', en: 'Base map (PMTiles)' },
};

export const levelTexts: Readonly<Record<BoundaryLevel, Text>> = {
  regency: { id: 'Kabupaten/kota', en: 'Regency' },
  district: { id: 'Kecamatan', en: 'District' },
  village: { id: 'Desa/kelurahan', en: 'Village' },
};

export const stateTexts = {
  active: { id: 'Dipakai', en: 'In use' },
  replaced: { id: 'Diganti', en: 'Replaced' },
  removed: { id: 'Dilepas', en: 'Removed' },
} as const satisfies Texts;

export const texts = {
  title: screenNames.placeData,
  note: {
    id: 'Dari mana tempat, batas dan peta berasal. Yang diimpor berlaku sejak pencarian berikutnya, dan bisa dikembalikan.',
    en: 'Where places, boundaries and maps come from. What is imported counts from the next search on, and can be undone.',
  },
  layers: { id: 'Lapisan yang diimpor', en: 'Imported layers' },
  noLayers: {
    id: 'Belum ada. Tanpa batas wilayah, desa ditentukan dari titik desa terdekat dan ditandai perkiraan.',
    en: 'None yet. Without boundaries the village is told by the nearest village point, and marked approximate.',
  },
  layer: { id: 'Lapisan', en: 'Layer' },
  kind: { id: 'Jenis', en: 'Kind' },
  source: { id: 'Sumber', en: 'Source' },
  vintage: { id: 'Tahun data', en: 'Vintage' },
  licence: { id: 'Lisensi', en: 'Licence' },
  items: { id: 'Isi', en: 'Items' },
  state: { id: 'Keadaan', en: 'State' },
  made: { id: 'Diimpor', en: 'Imported' },
  bySystem: { id: 'baris perintah', en: 'command line' },
  remove: { id: 'Lepas', en: 'Remove' },
  restore: { id: 'Kembalikan', en: 'Bring back' },
  removeTitle: { id: 'Lepas {name}', en: 'Remove {name}' },
  restoreTitle: { id: 'Kembalikan {name}', en: 'Bring back {name}' },
  reason: { id: 'Alasan', en: 'Reason' },
  import: { id: 'Impor data tempat', en: 'Import place data' },
  whatKind: { id: 'Apa isi berkasnya?', en: 'What does the file hold?' },
  file: { id: 'Berkas', en: 'File' },
  fileNote: {
    id: 'Batas: GeoJSON. Patokan: CSV (nama, lintang, bujur) atau GeoJSON; garis menjadi jalan. Peta dasar: PMTiles. Paling besar 200 MB.',
    en: 'Boundaries: GeoJSON. Landmarks: CSV (name, latitude, longitude) or GeoJSON; lines become roads. Base map: PMTiles. At most 200 MB.',
  },
  sending: { id: 'Mengirim berkas… {percent}%', en: 'Sending the file… {percent}%' },
  name: { id: 'Nama lapisan', en: 'Name of the layer' },
  status: { id: 'Status batas', en: 'Status of the boundaries' },
  columns: { id: 'Kolom (bila tidak dikenali sendiri)', en: 'Columns (if not recognised)' },
  columnCode: { id: 'Kolom kode wilayah', en: 'Column of the code' },
  columnName: { id: 'Kolom nama', en: 'Column of the name' },
  vintageNote: { id: 'Contoh: 2024, 2024-06', en: 'For example 2024, 2024-06' },
  preview: { id: 'Periksa berkas', en: 'Look at the file' },
  nothingYet: { id: 'Belum ada yang berubah.', en: 'Nothing has changed yet.' },
  foundBoundaries: {
    id: '{items} batas {level}: {byCode} lewat kode, {byName} lewat nama; {neighbours} milik daerah tetangga.',
    en: '{items} boundaries ({level}): {byCode} by code, {byName} by name; {neighbours} of neighbours.',
  },
  foundLandmarks: {
    id: '{items} patokan, {roads} di antaranya jalan.',
    en: '{items} landmarks, {roads} of them roads.',
  },
  foundTiles: {
    id: '{items} ubin {type}, zoom {min}–{max}, {megabytes} MB, {bounds}.',
    en: '{items} tiles {type}, zoom {min}–{max}, {megabytes} MB, {bounds}.',
  },
  missing: {
    id: 'Tanpa batas di berkas ini: {count} wilayah ({names})',
    en: 'Without a boundary in this file: {count} ({names})',
  },
  leftOut: { id: 'Yang dilewati', en: 'Left out' },
  row: { id: 'No.', en: 'No.' },
  problem: { id: 'Sebab', en: 'Why' },
  said: { id: 'Isi', en: 'It says' },
  usedColumns: { id: 'Kolom yang dipakai: {columns}', en: 'Columns used: {columns}' },
  replaces: {
    id: 'Menggantikan {name} ({vintage}, {items} isi); yang lama bisa dikembalikan.',
    en: 'It replaces {name} ({vintage}, {items} items), which can be brought back.',
  },
  isSame: {
    id: 'Berkas ini sudah dipakai; tidak ada yang berubah.',
    en: 'This very file is in use already; nothing would change.',
  },
  take: { id: 'Pakai {count} isi', en: 'Take {count} items' },
  taken: { id: '{count} isi dipakai', en: '{count} items are in use' },
  areas: { id: 'Area', en: 'Areas' },
  areasNote: {
    id: 'Sektor penugasan dan kawasan lain; digambar di peta atau diimpor.',
    en: 'Sectors and other areas; drawn on the map or imported.',
  },
  noAreas: { id: 'Belum ada area', en: 'No area yet' },
  area: { id: 'Area', en: 'Area' },
  purpose: { id: 'Untuk', en: 'For' },
  corners: { id: 'Titik sudut', en: 'Corners' },
  addArea: { id: 'Tambah area dari GeoJSON', en: 'Add an area from GeoJSON' },
  areaFile: { id: 'Berkas GeoJSON dengan satu bidang', en: 'GeoJSON file with one polygon' },
  areaUnreadable: { id: 'Berkas ini tidak memuat bidang (Polygon)', en: 'This file holds no polygon' },
  add: { id: 'Tambah', en: 'Add' },
  servers: { id: 'Geocoder dan router milik daerah', en: 'Own geocoder and router' },
  serversNote: {
    id: 'Tidak wajib. Bila tidak menjawab, pencarian dan perkiraan waktu tetap jalan tanpa mereka.',
    en: 'Optional. When they do not answer, search and estimates go on without them.',
  },
  geocoder: { id: 'Geocoder', en: 'Geocoder' },
  router: { id: 'Router', en: 'Router' },
  off: { id: 'Tidak dipakai', en: 'Off' },
  url: { id: 'Alamat server', en: 'Address of the server' },
  detour: { id: 'Faktor jalan memutar (tanpa router)', en: 'Detour factor (without a router)' },
  speed: { id: 'Kecepatan perkiraan, km/jam', en: 'Estimated speed, km/h' },
  licences: { id: 'Data & lisensi', en: 'Data & licences' },
  regions: {
    id: 'Nama dan kode {districts} kecamatan, {villages} desa/kelurahan: idn-area-data 4.0.1 (Kepmendagri 300.2.2-2138/2025), basis data berlisensi ODbL 1.0.',
    en: 'Names and codes of {districts} districts, {villages} villages: idn-area-data 4.0.1 (Kepmendagri 300.2.2-2138/2025), database under ODbL 1.0.',
  },
  points: {
    id: 'Titik {points} desa dan kode pos: geografis 1.3.2 (MIT); asal koordinatnya tidak disebut, karena itu ditandai perkiraan.',
    en: 'Points of {points} villages and postal codes: geografis 1.3.2 (MIT); the origin of the coordinates is not stated, hence approximate.',
  },
  neighbours: {
    id: 'Daerah tetangga, diduga dari jarak titik desa: {names}.',
    en: 'Neighbouring regencies, told by the distance of village points: {names}.',
  },
  plusCodes: { id: 'Plus Code: open-location-code (Apache-2.0).', en: 'Plus codes: open-location-code (Apache-2.0).' },
  ofLayer: {
    id: '{title}: {source}, {vintage}. Lisensi: {licence}.',
    en: '{title}: {source}, {vintage}. Licence: {licence}.',
  },
} as const satisfies Texts;
