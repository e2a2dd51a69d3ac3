import type { Text, Texts } from '#platform/shared/texts.ts';
import { screenNames } from '../screen-names.ts';
import type { MicrophoneState } from './microphone.ts';
import type { PhoneLine } from './phone.ts';

/** The words of the call taker's screens; those of calls themselves are in ../texts.ts. */
export const texts = {
  desk: { id: 'Meja penerima panggilan', en: "Call taker's desk" },
  deskName: screenNames.deskName,
  incomingCall: { id: 'Panggilan masuk', en: 'Incoming call' },
  runningCall: { id: 'Panggilan berlangsung', en: 'Call in progress' },
  wrapUpCall: { id: 'Merampungkan panggilan', en: 'Wrapping up the call' },
  noCall: { id: 'Tidak ada panggilan', en: 'No call' },
  noCallReady: {
    id: 'Anda siap. Panggilan berikutnya berdering di sini; F2 menjawab.',
    en: 'You are ready. The next call rings here; F2 answers.',
  },
  noCallAway: {
    id: 'Anda belum siap menerima panggilan. Alt+S: siap.',
    en: 'You are not ready for calls. Alt+S: ready.',
  },
  answer: { id: 'Jawab', en: 'Answer' },
  hangUp: { id: 'Tutup', en: 'Hang up' },
  ready: { id: 'Siap', en: 'Ready' },
  pause: { id: 'Istirahat', en: 'Break' },
  goOffline: { id: 'Akhiri tugas', en: 'Go off duty' },
  pauseWhy: { id: 'Istirahat untuk apa?', en: 'Why the break?' },
  presence: { id: 'Kehadiran saya', en: 'My presence' },
  calls: screenNames.calls,
  callNumber: { id: 'Panggilan {number}', en: 'Call {number}' },
  withheld: { id: 'nomor tersembunyi', en: 'number withheld' },
  waited: { id: 'Menunggu', en: 'Waited' },
  ringingFor: { id: 'Berdering', en: 'Ringing' },
  talkingFor: { id: 'Bicara', en: 'Talking' },
  queue: { id: 'Antrean', en: 'Queue' },
  queueEmpty: { id: 'Tidak ada yang menunggu', en: 'Nobody is waiting' },
  deskCounts: { id: '{ready} siap · {talking} bicara', en: '{ready} ready · {talking} talking' },
  comesBack: { id: 'Terputus dari meja, segera jawab', en: 'Lost its desk, answer at once' },
  phoneNotRinging: {
    id: 'Telepon belum berdering di peramban ini',
    en: 'The telephone does not ring in this browser yet',
  },
  nothingRings: { id: 'Tidak ada yang berdering', en: 'Nothing is ringing' },
  nothingToEnd: { id: 'Tidak ada panggilan berlangsung', en: 'There is no call to end' },
  hold: { id: 'Tahan', en: 'Hold' },
  resume: { id: 'Ambil kembali', en: 'Take back' },
  mute: { id: 'Bisukan mikrofon', en: 'Mute the microphone' },
  keypad: { id: 'Tombol angka', en: 'Keypad' },
  controls: { id: 'Kendali panggilan', en: 'Call controls' },
  heldSince: { id: 'Ditahan sejak', en: 'On hold for' },
  heldTooLong: {
    id: 'Pelapor sudah lama menunggu. Ambil kembali?',
    en: 'The caller has been waiting for long. Take them back?',
  },
  muted: { id: 'Mikrofon dibisukan', en: 'Microphone muted' },
  mutedNotice: {
    id: 'Mikrofon dibisukan: pelapor tidak mendengar Anda',
    en: 'The microphone is muted: the caller does not hear you',
  },
  ownKey: { id: 'Pakai tombol telepon meja', en: 'Use the key of the desk telephone' },
  notTalking: { id: 'Telepon di sini tidak sedang bicara', en: 'The telephone here is not in a call' },
  noLineForHold: {
    id: 'Sambungan ke sentral putus, tunggu sebentar',
    en: 'The exchange is out of reach, wait a moment',
  },
  onHoldNow: { id: 'Pelapor sedang ditahan', en: 'The caller is on hold' },
  connecting: { id: 'Menyambungkan…', en: 'Connecting…' },
  answerFailed: {
    id: 'Jawaban tidak tersambung ({cause}). Pemanggil tetap dalam antrean dan berdering lagi.',
    en: 'The answer did not connect ({cause}). The caller stays in the queue and rings again.',
  },
  serverAway: {
    id: 'Server tidak menjawab; telepon tetap bekerja. Isian disimpan di peramban dan dikirim nanti.',
    en: 'The server does not answer; the telephone works on. What you type is kept in the browser and sent later.',
  },
  noExchange: {
    id: 'Pemasangan ini tanpa sentral telepon: panggilan tidak dapat masuk.',
    en: 'This installation has no exchange: calls cannot come in.',
  },
  soundBlocked: {
    id: 'Peramban menahan bunyi dering. Tekan tombol ini atau sembarang tombol.',
    en: 'The browser holds the ring back. Press this button or any key.',
  },
  allowSound: { id: 'Nyalakan bunyi', en: 'Turn sound on' },
  retryMicrophone: { id: 'Coba mikrofon lagi', en: 'Try the microphone again' },
  finishWrapUp: { id: 'Rampung', en: 'Done' },
  toDesk: { id: 'Ke meja', en: 'To the desk' },
  thirdThere: { id: 'Ada pihak ketiga', en: 'A third person is there' },
} as const satisfies Texts;

export const lineTexts: Readonly<Record<PhoneLine, Text>> = {
  off: { id: 'Telepon belum menyala', en: 'The telephone is off' },
  other_tab: {
    id: 'Telepon ada di tab lain peramban ini: panggilan berdering di sana',
    en: 'The telephone is in another tab of this browser: calls ring there',
  },
  connecting: { id: 'Menyambung ke sentral…', en: 'Connecting to the exchange…' },
  registered: { id: 'Telepon terdaftar', en: 'The telephone is registered' },
  lost: {
    id: 'Telepon TIDAK terdaftar: sambungan ke sentral putus, menyambung lagi…',
    en: 'The telephone is NOT registered: the exchange is out of reach, reconnecting…',
  },
  refused: {
    id: 'Telepon TIDAK terdaftar: sentral menolak, dicoba lagi sendiri. Bila tetap, keluar lalu masuk lagi',
    en: 'The telephone is NOT registered: the exchange refused, it is tried again. If it stays, sign out and in again',
  },
};

export const microphoneTexts: Readonly<Record<Exclude<MicrophoneState, 'ready' | 'off'>, Text>> = {
  asking: { id: 'Izinkan mikrofon di peramban', en: 'Allow the microphone in the browser' },
  denied: {
    id: 'Mikrofon diblokir. Klik gembok di sebelah alamat, izinkan mikrofon, lalu coba lagi',
    en: 'The microphone is blocked. Click the lock beside the address, allow the microphone, then try again',
  },
  missing: {
    id: 'Mikrofon tidak ditemukan. Pasang headset; dicoba lagi sendiri',
    en: 'No microphone found. Plug in the headset; it is tried again by itself',
  },
  busy: {
    id: 'Mikrofon dipakai program lain. Tutup program itu, lalu coba lagi',
    en: 'Another program uses the microphone. Close it, then try again',
  },
  insecure: {
    id: 'Peramban hanya memberi mikrofon lewat HTTPS. Buka alamat yang diawali https://',
    en: 'Browsers give the microphone over HTTPS only. Open the address that begins with https://',
  },
};
