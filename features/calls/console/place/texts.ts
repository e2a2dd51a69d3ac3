import type { Text, Texts } from '#platform/shared/texts.ts';
import type { CarrierHeader } from '../../caller-place-mapping.ts';

export const texts = {
  callerPlace: { id: 'Lokasi pemanggil', en: 'Place of the caller' },
  within: { id: 'dalam {distance}', en: 'within {distance}' },
  noUncertainty: { id: 'ketelitian tidak disebut', en: 'accuracy not said' },
  sure: { id: '{percent}% yakin', en: '{percent}% sure' },
  measuredAt: { id: 'diukur {time}', en: 'measured {time}' },
  receivedAt: { id: 'diterima {time}', en: 'received {time}' },
  near: { id: '{distance} dari {village}, {district}', en: '{distance} from {village}, {district}' },
  nearNothing: { id: 'Jauh dari semua desa wilayah ini', en: 'Far from every village of this regency' },
  copy: { id: 'Salin koordinat', en: 'Copy coordinates' },
  copied: { id: 'Koordinat disalin', en: 'Coordinates copied' },
  copyFailed: { id: 'Tidak dapat menyalin; tandai teksnya', en: 'Could not copy; select the text instead' },
  others: { id: 'Sumber lain ({count})', en: 'Other sources ({count})' },
  disagree: {
    id: 'Sumber-sumber berbeda {distance}. Tanyakan kepada pemanggil.',
    en: 'The sources differ by {distance}. Ask the caller.',
  },
  askAnyway: {
    id: 'Perkiraan jaringan: tetap tanyakan alamatnya.',
    en: 'An estimate of the network: ask for the address all the same.',
  },
  reference: { id: 'Ada di {host}, belum dapat dibaca', en: 'Lies at {host}, not readable yet' },
  cell: { id: 'Sel {cell}', en: 'Cell {cell}' },
  hidden: { id: '{count} keterangan lokasi', en: '{count} statements of place' },
  show: { id: 'Tampilkan lokasi', en: 'Show the place' },
  showReason: { id: 'Alasan', en: 'Reason' },
  showNote: { id: 'Dicatat bersama nama Anda', en: 'Logged with your name' },
  sketch: {
    id: 'Sketsa: lingkaran ketidakpastian berjari-jari {radius}; utara di atas',
    en: 'Sketch: circle of uncertainty with a radius of {radius}; north is up',
  },
  metres: { id: '{figure} m', en: '{figure} m' },
  kilometres: { id: '{figure} km', en: '{figure} km' },

  agreement: { id: 'Lokasi pemanggil', en: 'Place of callers' },
  agreementNote: {
    id: 'Apa yang disepakati dengan operator dan mitra tentang lokasi pemanggil',
    en: 'What is agreed with operators and partners about where callers are',
  },
  always: {
    id: 'Lokasi di badan panggilan (PIDF-LO) dan sel radio dibaca dari setiap panggilan tanpa kesepakatan.',
    en: 'A place in the call itself (PIDF-LO) and the radio cell are read from every call without an agreement.',
  },
  headers: { id: 'Header operator', en: 'Headers of operators' },
  headersNone: { id: 'Belum ada header yang disepakati', en: 'No header is agreed on yet' },
  header: { id: 'Nama header', en: 'Name of the header' },
  headerNote: { id: 'Misalnya X-Lokasi', en: 'For example X-Lokasi' },
  format: { id: 'Format', en: 'Format' },
  radio: { id: 'Jenis radio', en: 'Radio' },
  radioNone: { id: 'Tidak diketahui', en: 'Not known' },
  radius: { id: 'Jari-jari (meter)', en: 'Radius (metres)' },
  confidence: { id: 'Keyakinan (%)', en: 'Confidence (%)' },
  ifKnown: { id: 'Kosong: tidak disepakati', en: 'Empty: not agreed on' },
  addHeader: { id: 'Tambah header', en: 'Add a header' },
  removeHeader: { id: 'Hapus {header}', en: 'Remove {header}' },
  hosts: { id: 'Server lokasi operator', en: 'Location servers of operators' },
  hostsNote: {
    id: 'Satu nama host per baris. Rujukan ke host lain ditampilkan, tidak dibuka.',
    en: 'One host name a line. A reference to any other host is shown, not followed.',
  },
  aml: { id: 'Lokasi dari telepon (AML)', en: 'Places from telephones (AML)' },
  amlOff: { id: 'Mati: belum ada mitra', en: 'Off: no partner yet' },
  amlOn: { id: 'Menerima di alamat berkunci', en: 'Taken at an address with a key' },
  amlNewKey: { id: 'Buat alamat baru', en: 'Make a new address' },
  amlNeedsHttps: { id: 'Buka halaman ini lewat HTTPS', en: 'Open this page over HTTPS' },
  amlTurnOff: { id: 'Matikan', en: 'Turn off' },
  amlOnce: {
    id: 'Berikan alamat ini kepada mitra sekarang; hanya tampil sekali, berlaku setelah disimpan:',
    en: 'Give this address to the partner now; it is shown once and holds after saving:',
  },
} satisfies Texts;

export const formatTexts: Readonly<Record<CarrierHeader['format'], Text>> = {
  'lat,lon': { id: '-6.2088,106.8456 (lintang, bujur)', en: '-6.2088,106.8456 (latitude, longitude)' },
  'lon,lat': { id: '106.8456,-6.2088 (bujur, lintang)', en: '106.8456,-6.2088 (longitude, latitude)' },
  'lat;lon;radius': { id: '-6.2088;106.8456;350 (dengan jari-jari)', en: '-6.2088;106.8456;350 (with a radius)' },
  dms: { id: '6°12\'31.7"S 106°50\'44.2"E', en: '6°12\'31.7"S 106°50\'44.2"E' },
  cell: { id: 'Nama sel radio', en: 'Name of a radio cell' },
};
