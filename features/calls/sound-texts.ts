import type { RefusalText, Text, Texts } from '#platform/shared/texts.ts';
import type { CheckProblem, CheckVerdict } from './desk-check.ts';
import { screenNames } from './screen-names.ts';
import type { SoundWord } from './sound-quality.ts';

export const soundRefusals = {
  'sound.no_such_leg': {
    status: 404,
    id: 'Panggilan Anda dengan waktu itu tidak ditemukan',
    en: 'There is no call of yours at that time',
  },
} as const satisfies Record<string, RefusalText>;

export const soundWordTexts: Readonly<Record<SoundWord, Text>> = {
  good: { id: 'Baik', en: 'Good' },
  fair: { id: 'Cukup', en: 'Fair' },
  poor: { id: 'Buruk', en: 'Poor' },
};

export const checkVerdictTexts: Readonly<Record<CheckVerdict, Text>> = {
  good: { id: 'Telepon baik', en: 'The telephone is fine' },
  warned: { id: 'Ada yang perlu diperbaiki', en: 'Something needs care' },
  skipped: { id: 'Pemeriksaan dilewati', en: 'The check was skipped' },
  interrupted: { id: 'Pemeriksaan terputus oleh panggilan', en: 'A call cut the check short' },
};

/** What is wrong and what to do about it. */
export const checkProblemTexts: Readonly<Record<CheckProblem, Text>> = {
  no_microphone: {
    id: 'Mikrofon tidak ada. Pasang headset, lalu periksa lagi.',
    en: 'There is no microphone. Plug in the headset and check again.',
  },
  no_echo: {
    id: 'Sentral tidak menjawab. Periksa kabel jaringan; bila tetap, beri tahu penyelia.',
    en: 'The exchange does not answer. Check the network cable; if it stays, tell the supervisor.',
  },
  microphone_silent: {
    id: 'Mikrofon tidak menangkap suara. Periksa sakelar bisu di kabel headset, atau pilih mikrofon lain.',
    en: "The microphone picks up nothing. Check the mute switch on the headset's cable, or choose another microphone.",
  },
  microphone_quiet: {
    id: 'Suara Anda terlalu pelan. Dekatkan mikrofon ke mulut, dua jari jaraknya.',
    en: 'Your voice is too quiet. Bring the microphone closer, two fingers from the mouth.',
  },
  microphone_loud: {
    id: 'Suara Anda pecah karena terlalu keras. Jauhkan mikrofon sedikit.',
    en: 'Your voice is distorted by loudness. Move the microphone away a little.',
  },
  nothing_back: {
    id: 'Suara Anda tidak kembali dari sentral. Muat ulang halaman; bila tetap, beri tahu penyelia.',
    en: 'Your voice does not come back from the exchange. Reload the page; if it stays, tell the supervisor.',
  },
  loss: {
    id: 'Jaringan kehilangan paket suara. Pakai kabel, bukan Wi-Fi, dan hentikan unduhan.',
    en: 'The network loses sound. Use a cable instead of Wi-Fi and stop downloads.',
  },
  delay: {
    id: 'Jaringan lambat: suara datang terlambat. Hentikan unduhan, jangan lewat VPN.',
    en: 'The network is slow: sound comes late. Stop downloads, do not use a VPN.',
  },
  jitter: {
    id: 'Jaringan tidak ajek. Pakai kabel, bukan Wi-Fi.',
    en: 'The network is uneven. Use a cable instead of Wi-Fi.',
  },
};

/** The words of the telephone's check, its devices, and the sound of calls. */
export const soundTexts = {
  phones: screenNames.deskPhones,
  phonesNote: {
    id: 'Pemeriksaan terakhir tiap meja dan mutu suara panggilan 24 jam terakhir.',
    en: 'The last check of each desk and the sound of its calls in the last 24 hours.',
  },
  noPhones: { id: 'Belum ada petugas di meja', en: 'Nobody has been at a desk yet' },
  person: { id: 'Petugas', en: 'Person' },
  line: { id: 'Sambungan', en: 'Line' },
  registered: { id: 'Terdaftar', en: 'Registered' },
  unregistered: { id: 'Tidak terdaftar', en: 'Not registered' },
  lastCheck: { id: 'Pemeriksaan terakhir', en: 'Last check' },
  never: { id: 'Belum pernah', en: 'Never' },
  measuredCalls: { id: 'Panggilan terukur', en: 'Calls measured' },
  poorCalls: { id: 'Suara buruk', en: 'Poor sound' },
  worst: { id: 'MOS terendah', en: 'Lowest MOS' },
  check: { id: 'Periksa telepon', en: 'Check the telephone' },
  checking: { id: 'Memeriksa telepon', en: 'Checking the telephone' },
  speakNow: {
    id: 'Ucapkan “satu dua tiga”: Anda mendengar suara sendiri lewat sentral.',
    en: 'Say “one two three”: you hear yourself through the exchange.',
  },
  stillReady: {
    id: 'Panggilan tetap masuk; bila berdering, pemeriksaan berhenti sendiri.',
    en: 'Calls still come in; when one rings the check stops by itself.',
  },
  mustBeFree: {
    id: 'Server tidak menjawab: meja ini harus bebas untuk panggilan',
    en: 'The server does not answer: this desk must be free for calls',
  },
  skip: { id: 'Lewati', en: 'Skip' },
  close: { id: 'Tutup pemeriksaan', en: 'Close the check' },
  again: { id: 'Periksa lagi', en: 'Check again' },
  microphoneLevel: { id: 'Suara saya', en: 'My voice' },
  devices: { id: 'Pilih headset', en: 'Choose the headset' },
  microphone: { id: 'Mikrofon', en: 'Microphone' },
  speaker: { id: 'Suara pelapor di', en: "Caller's voice on" },
  ringer: { id: 'Dering di', en: 'Ring on' },
  usual: { id: 'Bawaan sistem', en: "The system's own" },
  unnamed: { id: 'Perangkat {number}', en: 'Device {number}' },
  ringNote: {
    id: 'Pilih pengeras suara agar dering terdengar saat headset dilepas.',
    en: 'Choose a loudspeaker so that the ring is heard while the headset is off.',
  },
  tryRing: { id: 'Coba dering', en: 'Try the ring' },
  deviceChanged: { id: 'Mikrofon berganti: {name}', en: 'The microphone changed: {name}' },
  deviceChangedInCall: {
    id: 'Mikrofon berganti ke {name}; panggilan tetap tersambung',
    en: 'The microphone changed to {name}; the call goes on',
  },
  microphoneLost: {
    id: 'Mikrofon terlepas: pelapor TIDAK mendengar Anda. Pasang headset; tersambung lagi sendiri.',
    en: 'The microphone is gone: the caller does NOT hear you. Plug in the headset; it connects by itself.',
  },
  speakerGone: {
    id: 'Perangkat suara yang dipilih tidak ada; dipakai bawaan sistem.',
    en: "The chosen output is not there; the system's own is used.",
  },
  figures: {
    id: 'bolak-balik {rtt} ms, hilang {loss} %, jitter {jitter} ms, MOS {mos}',
    en: 'round trip {rtt} ms, lost {loss} %, jitter {jitter} ms, MOS {mos}',
  },
  sound: { id: 'Mutu suara', en: 'Sound quality' },
  soundNow: { id: 'Mutu suara: {word}', en: 'Sound: {word}' },
  mos: { id: 'MOS {mos}', en: 'MOS {mos}' },
  poorIn: {
    id: 'Suara pelapor buruk. Ulangi alamat yang Anda dengar; hentikan unduhan, pakai kabel bukan Wi-Fi.',
    en: "The caller's sound is poor. Repeat the address you heard; stop downloads, use a cable instead of Wi-Fi.",
  },
  poorOut: {
    id: 'Pelapor mendengar Anda terputus-putus. Bicara pendek-pendek; hentikan unduhan, pakai kabel bukan Wi-Fi.',
    en: 'The caller hears you in pieces. Speak in short sentences; stop downloads, use a cable instead of Wi-Fi.',
  },
  notMeasured: { id: 'Tidak diukur', en: 'Not measured' },
  measuredNote: {
    id: 'Diukur di meja, antara peramban dan sentral. MOS adalah perkiraan menurut ITU-T G.107 (1–4,5).',
    en: 'Measured at the desk, between browser and exchange. MOS is estimated by ITU-T G.107 (1 to 4.5).',
  },
  heardByDesk: { id: 'Didengar meja', en: 'Heard by the desk' },
  heardOfDesk: { id: 'Didengar pelapor (sampai sentral)', en: 'Heard of the desk (as far as the exchange)' },
  direction: {
    id: '{word}: MOS {mos}, hilang {lost} dari {packets} paket, jitter {jitter} ms',
    en: '{word}: MOS {mos}, {lost} of {packets} packets lost, jitter {jitter} ms',
  },
  roundTrip: { id: 'Bolak-balik', en: 'Round trip' },
  codec: { id: 'Kodek', en: 'Codec' },
  worstMoment: { id: 'Saat terburuk', en: 'Worst moment' },
  worstMomentText: { id: 'MOS {mos}; {seconds} detik buruk', en: 'MOS {mos}; {seconds} seconds poor' },
  takeOver: { id: 'Pindahkan telepon ke tab ini', en: 'Take the telephone to this tab' },
  takeOverQuestion: {
    id: 'Panggilan yang berlangsung tetap di tab itu sampai selesai: tutup panggilan di sana, jangan tutup tabnya. Panggilan berikutnya berdering di tab ini.',
    en: 'The call that is on stays in that tab to its end: hang up there, and do not close that tab. The next call rings in this one.',
  },
  otherTabBusy: { id: 'Tab lain sedang dalam panggilan.', en: 'The other tab is in a call.' },
} as const satisfies Texts;
