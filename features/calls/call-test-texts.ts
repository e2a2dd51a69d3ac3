import type { RefusalText, Text, Texts } from '#platform/shared/texts.ts';
import type { TestCallOutcome } from './call-test.ts';

export const testCallRefusals = {
  'test_call.no_telephony': {
    status: 409,
    id: 'Telepon tidak berjalan: {why}',
    en: 'Telephony is off: {why}',
  },
  'test_call.under_way': {
    status: 409,
    id: 'Masih ada telepon uji yang berlangsung',
    en: 'A test call is still under way',
  },
  'test_call.busy': {
    status: 409,
    id: 'Ada panggilan sungguhan yang menunggu; coba lagi setelah antrean kosong',
    en: 'Real calls are waiting; try again when the queue is empty',
  },
  'test_call.not_found': { status: 404, id: 'Telepon uji tidak ditemukan', en: 'No such test call' },
  'test_call.over': { status: 409, id: 'Telepon uji sudah selesai', en: 'The test call is over' },
} as const satisfies Record<string, RefusalText>;

/** The plain end of the story, for somebody who does not know SIP. `{status}` is the exchange's answer. */
export const outcomeTexts: Readonly<Record<TestCallOutcome, Text>> = {
  answered: {
    id: 'Berhasil: panggilan masuk, berdering, dan dijawab.',
    en: 'It works: the call came in, rang and was answered.',
  },
  unanswered: {
    id: 'Panggilan masuk ke sentral dan tercatat, tetapi tidak ada yang menjawab. Minta seorang penerima panggilan masuk dan menekan Siap, lalu coba lagi.',
    en: 'The call came into the exchange and was recorded, but nobody answered. Have a call taker sign in and press Ready, then try again.',
  },
  stopped: { id: 'Dihentikan.', en: 'Stopped.' },
  gave_way: {
    id: 'Diakhiri sendiri karena ada panggilan sungguhan yang menunggu. Coba lagi nanti.',
    en: 'It ended itself because a real call was waiting. Try again later.',
  },
  refused: {
    id: 'Sentral menolak panggilan (SIP {status}). Jalankan `npm run sigap -- doctor` di server.',
    en: 'The exchange refused the call (SIP {status}). Run `npm run sigap -- doctor` on the server.',
  },
  no_response: {
    id: 'Sentral tidak menjawab sama sekali. Periksa apakah Asterisk berjalan dan port SIP-nya.',
    en: 'The exchange did not answer at all. See whether Asterisk runs, and its SIP port.',
  },
  no_telephony: {
    id: 'Tidak ada proses telepon yang mengambilnya: telepon belum terhubung ke Asterisk.',
    en: 'No telephony process took it up: telephony is not connected to Asterisk.',
  },
  broken_off: {
    id: 'Terputus: proses telepon berhenti di tengah jalan.',
    en: 'Broken off: the telephony process stopped in the middle of it.',
  },
};

export const testCallTexts = {
  title: { id: 'Telepon uji', en: 'Test call' },
  about: {
    id: 'Server menelepon 112 ke sentralnya sendiri, lewat jalan yang sama dengan panggilan operator. Ditandai TEST dan tidak dihitung dalam laporan.',
    en: "The server calls 112 into its own exchange, the way an operator's call comes in. It is marked TEST and counts in no report.",
  },
  place: { id: 'Telepon uji', en: 'Place a test call' },
  again: { id: 'Telepon uji lagi', en: 'Test again' },
  stop: { id: 'Hentikan', en: 'Stop' },
  placed: { id: 'Menelepon 112', en: 'Calling 112' },
  reached: { id: 'Sentral menerima panggilan', en: 'The exchange took the call' },
  recorded: { id: 'Tercatat sebagai panggilan nomor {number}', en: 'Recorded as call {number}' },
  heard: { id: 'Pengumuman terdengar', en: 'The announcement was heard' },
  rang: { id: 'Berdering di meja {name}', en: 'Rang at the desk of {name}' },
  waiting: {
    id: 'Menunggu di antrean: belum ada meja yang siap',
    en: 'Waiting in the queue: no desk is ready',
  },
  noRing: { id: 'Berdering di sebuah meja', en: 'Rings at a desk' },
  answer: { id: 'Dijawab', en: 'Answered' },
  answered: { id: 'Dijawab oleh {name}', en: 'Answered by {name}' },
  somebody: { id: 'seseorang', en: 'somebody' },
  pending: { id: 'belum', en: 'not yet' },
  no: { id: 'tidak', en: 'no' },
  readyDesks: { id: 'Meja yang siap sekarang: {count}', en: 'Desks ready now: {count}' },
  nobodyReady: {
    id: 'Belum ada penerima panggilan yang siap. Telepon uji tetap menunjukkan apakah sentral, pengumuman, dan pencatatan bekerja.',
    en: 'No call taker is ready. A test call still shows whether exchange, announcement and records work.',
  },
  operator: {
    id: 'Telepon uji tidak melewati saluran operator. Untuk itu, telepon 112 dari telepon seluler.',
    en: "A test call does not pass the operator's line. For that, call 112 from a mobile phone.",
  },
  noPeers: {
    id: 'Belum ada alamat operator: panggilan sungguhan masih ditolak.',
    en: 'No operator address is set: real calls are still refused.',
  },
  lastPublic: { id: 'Panggilan sungguhan terakhir: {time}', en: 'Last real call: {time}' },
  neverPublic: {
    id: 'Belum pernah ada panggilan sungguhan yang masuk.',
    en: 'No real call has come in yet.',
  },
  openDesk: { id: 'Jawab sendiri di meja panggilan', en: 'Answer it yourself at the call desk' },
} as const satisfies Texts;
