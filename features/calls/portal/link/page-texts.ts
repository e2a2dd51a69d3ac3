import type { Texts } from '#platform/shared/texts.ts';

/** Read by somebody in fear, perhaps hiding: short words, no promise that cannot be kept. */
export const pageTexts = {
  service: { id: 'Call Center 112', en: 'Call Center 112' },
  other: { id: 'English', en: 'Bahasa Indonesia' },
  loading: { id: 'Memuat…', en: 'Loading…' },
  title: { id: 'Jawab tanpa bicara', en: 'Answer without speaking' },
  lead: {
    id: 'Halaman ini dari pusat panggilan darurat 112. Yang Anda tekan dan tulis dibaca petugas.',
    en: 'This page is from the emergency call centre 112. What you press and write is read by its people.',
  },
  quiet: {
    id: 'Perlu diam? Senyapkan ponsel. Halaman ini tidak pernah berbunyi.',
    en: 'Must you be quiet? Mute the telephone. This page never makes a sound.',
  },
  need_help: { id: 'Saya butuh bantuan', en: 'I need help' },
  safe: { id: 'Saya aman, tidak perlu bantuan', en: 'I am safe, I need no help' },
  call_back: { id: 'Telepon saya kembali', en: 'Call me back' },
  callBackNote: { id: 'Ponsel Anda akan berdering', en: 'Your telephone will ring' },
  place: { id: 'Kirim lokasi saya', en: 'Send my location' },
  placeNote: {
    id: 'Ponsel meminta izin; lokasi hanya untuk petugas 112',
    en: 'The telephone asks for permission; only the people of 112 see it',
  },
  placeSearching: { id: 'Mencari lokasi…', en: 'Finding your location…' },
  placeFound: { id: 'Lokasi ditemukan, ketelitian sekitar {metres} m', en: 'Location found, within about {metres} m' },
  placeDenied: {
    id: 'Izin lokasi ditolak. Tulis saja di mana Anda: jalan, desa, patokan.',
    en: 'The permission was refused. Write where you are: street, village, landmark.',
  },
  placeFailed: {
    id: 'Lokasi tidak ditemukan. Tulis saja di mana Anda: jalan, desa, patokan.',
    en: 'No location was found. Write where you are: street, village, landmark.',
  },
  sentPlace: { id: 'Lokasi saya', en: 'My location' },
  chat: { id: 'Tulis ke petugas', en: 'Write to us' },
  messages: { id: 'Pesan', en: 'Messages' },
  yourMessage: { id: 'Pesan Anda', en: 'Your message' },
  hint: { id: 'Apa yang terjadi? Di mana?', en: 'What happens? Where?' },
  send: { id: 'Kirim', en: 'Send' },
  officer: { id: 'Petugas 112', en: '112' },
  sending: { id: 'Mengirim…', en: 'Sending…' },
  sent: { id: 'Terkirim', en: 'Sent' },
  seen: { id: 'Dibaca petugas', en: 'Read' },
  offline: {
    id: 'Jaringan terputus. Pesan dikirim sendiri begitu tersambung. Bila bisa, telepon 112.',
    en: 'No network. Messages go out by themselves as soon as there is one. If you can, call 112.',
  },
  slow: { id: 'Terlalu sering; tunggu sebentar.', en: 'Too often; wait a moment.' },
  call: { id: 'Telepon 112', en: 'Call 112' },
  until: { id: 'Tautan ini berlaku sampai {time}.', en: 'This link is valid until {time}.' },
  goneTitle: { id: 'Tautan ini tidak berlaku lagi', en: 'This link is no longer valid' },
  gone: {
    id: 'Bila Anda perlu bantuan, telepon 112. Gratis, juga tanpa pulsa.',
    en: 'If you need help, call 112. It is free, also without credit.',
  },
} as const satisfies Texts;
