import type { RefusalText, Text, Texts } from '#platform/shared/texts.ts';
import type { PromptMoment, PromptName } from './prompt.ts';
import { screenNames } from './screen-names.ts';

export const promptRefusals = {
  'prompt.not_found': { status: 404, id: 'Rekaman tidak ditemukan', en: 'No such prompt' },
  'prompt.no_sound': {
    status: 404,
    id: 'Belum ada suaranya; dibuat saat telepon dijalankan',
    en: 'There is no sound yet; it is made when telephony is started',
  },
  'prompt.not_wav': {
    status: 422,
    id: 'Berkas harus WAV mono 16 bit PCM; simpan ulang dari perekam suara dengan format itu',
    en: 'The file must be WAV, mono, 16-bit PCM; save it again in that format',
  },
  'prompt.too_large': {
    status: 422,
    id: 'Berkas lebih dari {limit} kB; simpan dengan 8 atau 16 kHz',
    en: 'The file is larger than {limit} kB; save it with 8 or 16 kHz',
  },
  'prompt.wrong_length': {
    status: 422,
    id: 'Lamanya {seconds} detik; yang boleh {min} sampai {max} detik',
    en: 'It lasts {seconds} s; allowed are {min} to {max} s',
  },
  'prompt.silent': { status: 422, id: 'Rekaman tidak berisi suara', en: 'The recording holds no sound' },
} as const satisfies Record<string, RefusalText>;

export const promptNameTexts: Readonly<Record<PromptName, Text>> = {
  announcement: { id: 'Pengumuman awal', en: 'Announcement' },
  'soon-answered': { id: 'Segera dijawab', en: 'Soon answered' },
  'please-wait': { id: 'Harap tunggu', en: 'Please wait' },
  hold: { id: 'Ditahan', en: 'On hold' },
  'all-busy': { id: 'Semua petugas sibuk', en: 'All busy' },
  'call-back': { id: 'Panggilan balik: tekan 1 atau 3', en: 'Call-back: press 1 or 3' },
  'call-back-thanks': { id: 'Panggilan balik: terima kasih', en: 'Call-back: thanks' },
  silent: { id: 'Panggilan bisu', en: 'Silent call' },
  'silent-local': { id: 'Panggilan bisu, bahasa daerah', en: 'Silent call, local language' },
};

export const promptMomentTexts: Readonly<Record<PromptMoment, Text>> = {
  first: {
    id: 'Sekali, begitu panggilan masuk; di antrean cadangan (server mati) berulang',
    en: 'Once, as soon as the call comes in; in the fallback queue (server down) again and again',
  },
  waiting: {
    id: 'Berulang selama menunggu, di sela nada panggil; berhenti begitu dijawab',
    en: 'Again and again while waiting, between ring tones; it stops at the answer',
  },
  hold: {
    id: 'Saat telepon petugas terputus dan panggilan menunggu lagi, atau pesawat petugas menahan panggilan',
    en: "When the desk's telephone was lost and the call waits again, or that telephone puts the call on hold",
  },
  last: {
    id: 'Di akhir antrean cadangan: server mati dan tidak ada yang menjawab',
    en: 'At the end of the fallback queue: the server is down and nobody answered',
  },
  called_back: {
    id: 'Saat mesin menelepon balik panggilan yang terputus',
    en: 'When the machine calls back a lost call',
  },
  silent: {
    id: 'Saat petugas memutarnya kepada penelepon yang tidak bersuara; petugas ikut mendengar',
    en: 'When the desk plays it to a caller who is not heard; the desk hears it too',
  },
  silent_local: {
    id: 'Sesudahnya, dalam bahasa daerah yang dipilih di Panggilan bisu',
    en: 'After it, in the local language chosen under Silent calls',
  },
};

export const promptScreenTexts = {
  prompts: screenNames.prompts,
  promptsNote: { id: 'Yang didengar pemanggil dari mesin', en: 'What callers hear from the machine' },
  prompt: { id: 'Rekaman', en: 'Prompt' },
  sound: { id: 'Suara', en: 'Sound' },
  own: { id: 'Rekaman sendiri, {seconds} detik', en: 'Own recording, {seconds} s' },
  shipped: { id: 'Bawaan', en: 'As shipped' },
  where: { id: 'Kapan didengar', en: 'When it is heard' },
  play: { id: 'Putar {name}', en: 'Play {name}' },
  replace: { id: 'Ganti rekaman', en: 'Replace the recording' },
  chooseFile: { id: 'Berkas WAV', en: 'WAV file' },
  fileNote: {
    id: 'Mono 16 bit, sebaiknya 8 kHz; 0,5–40 detik; paling besar 700 kB. Laju lain diubah sendiri.',
    en: 'Mono, 16 bit, best at 8 kHz; 0.5–40 s; at most 700 kB. Other rates are converted.',
  },
  listenFirst: { id: 'Dengarkan dahulu', en: 'Listen first' },
  toShipped: { id: 'Kembali ke bawaan', en: 'Back to the shipped one' },
  noFile: { id: 'Pilih berkas dahulu', en: 'Choose a file first' },
} as const satisfies Texts;
