import type { RefusalText, Text, Texts } from '#platform/shared/texts.ts';
import type { PromptName, promptReach } from './prompt.ts';

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
};

export const promptReachTexts: Readonly<Record<(typeof promptReach)[PromptName], Text>> = {
  waiting: { id: 'Didengar setiap pemanggil yang menunggu', en: 'Heard by every caller who waits' },
  fallback: {
    id: 'Rekaman sendiri baru didengar di antrean cadangan, saat server mati',
    en: 'Your own is heard in the fallback queue only, while the server is down',
  },
  not_yet: {
    id: 'Rekaman sendiri disimpan, belum diputar oleh pusat telepon',
    en: 'Your own is kept, the exchange does not play it yet',
  },
};

export const promptScreenTexts = {
  prompts: { id: 'Rekaman suara', en: 'Prompts' },
  promptsNote: { id: 'Yang didengar pemanggil dari mesin', en: 'What callers hear from the machine' },
  prompt: { id: 'Rekaman', en: 'Prompt' },
  sound: { id: 'Suara', en: 'Sound' },
  own: { id: 'Rekaman sendiri, {seconds} detik', en: 'Own recording, {seconds} s' },
  shipped: { id: 'Bawaan', en: 'As shipped' },
  where: { id: 'Di mana didengar', en: 'Where it is heard' },
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
