import type { Texts } from '#platform/shared/texts.ts';
import { screenNames } from '../../screen-names.ts';

/** The words of the procedure at the desk and of its settings; those of signs and steps are in ../../silent-texts.ts. */
export const panelTexts = {
  group: screenNames.silent,
  start: { id: 'Penelepon tidak terdengar', en: 'The caller is not heard' },
  title: { id: 'Penelepon tidak terdengar', en: 'The caller is not heard' },
  silentFor: { id: 'Tanpa suara', en: 'Silent for' },
  calm: {
    id: 'Bisa jadi korban yang tidak dapat bicara. Tetap di sambungan.',
    en: 'It may be a victim who cannot speak. Stay on the line.',
  },
  noMedia: {
    id: 'Tidak ada paket suara dari pesawat penelepon: mungkin gangguan sambungan. Catat nomornya dan siapkan panggilan balik.',
    en: "No sound packets come from the caller's telephone: it may be a fault of the line. Be ready to call back.",
  },
  next: { id: 'Berikutnya', en: 'Next' },
  readAloud: { id: 'Bacakan:', en: 'Read aloud:' },
  doStep: { id: 'Lakukan langkah ini', en: 'Do this step' },
  stepDone: { id: 'Sudah dibacakan', en: 'I read it out' },
  playNow: { id: 'Putar sekarang', en: 'Play it now' },
  listenNow: { id: 'Mulai mendengarkan', en: 'Begin to listen' },
  round: { id: 'ke-{round} dari {rounds}', en: '{round} of {rounds}' },
  waiting: {
    id: 'Tunggu jawaban: suara, ketukan, batuk, atau tombol',
    en: 'Wait for an answer: voice, tap, cough or key',
  },
  listening: { id: 'Diam dan dengarkan latar suara', en: 'Be quiet and listen to the background' },
  promptFailed: {
    id: 'Rekaman tidak dapat diputar. Bacakan sendiri.',
    en: 'The prompt could not be played. Read it out yourself.',
  },
  talk: { id: 'Terdengar suara: ajak bicara', en: 'A voice is heard: talk with them' },
  askQuestion: { id: 'Tanyakan. Satu tanda = ya, dua tanda = tidak.', en: 'Ask. One sign is yes, two are no.' },
  goOn: {
    id: 'Ada tanda dan semua sudah ditanya: lanjutkan sebagai darurat',
    en: 'There were signs and all was asked: go on as an emergency',
  },
  through: {
    id: 'Semua langkah selesai tanpa satu pun tanda. F4 menutup sebagai panggilan bisu; tindak lanjut tetap berjalan.',
    en: 'All steps are done without a single sign. F4 ends it as a silent call; the follow-up goes on.',
  },
  steps: { id: 'Langkah', en: 'Steps' },
  doneBy: { id: '{time} oleh {person}', en: '{time} by {person}' },
  signs: { id: 'Tanda dari penelepon', en: 'Signs from the caller' },
  noSigns: { id: 'Belum ada tanda', en: 'No sign yet' },
  signCount: { id: '{count} tanda', en: '{count} signs' },
  answerNow: { id: '{count} tanda = {reading}', en: '{count} = {reading}' },
  answerComing: { id: '{count} tanda, masih menunggu…', en: '{count}, still waiting…' },
  questions: { id: 'Pertanyaan ya/tidak', en: 'Yes/no questions' },
  goOnCommand: { id: 'Lanjutkan sebagai darurat', en: 'Go on as an emergency' },
  spokeCommand: { id: 'Penelepon bicara', en: 'The caller speaks' },
  cannotSpeakNoted: {
    id: 'Isi kejadian di bawah; OPD dan pengarah melihat peringatan ini.',
    en: 'Fill in the incident below; dispatcher and agencies see this warning.',
  },
  endTitle: { id: 'Tutup panggilan bisu?', en: 'End a silent call?' },
  endWhy: {
    id: 'Langkah untuk penelepon yang tidak terdengar belum selesai. Lanjutkan, atau sebutkan mengapa ditutup sekarang.',
    en: 'The steps for a caller who is not heard are not done. Go on, or say why you end it now.',
  },
  endSigns: {
    id: 'Penelepon sudah memberi {count} tanda: ini bukan panggilan kosong.',
    en: 'The caller gave {count} signs: this is not an empty call.',
  },
  endReason: { id: 'Mengapa ditutup sekarang?', en: 'Why end it now?' },
  endConfirm: { id: 'Tutup sebagai panggilan bisu', en: 'End as a silent call' },
} as const satisfies Texts;

export const silentSettingTexts = {
  page: screenNames.silent,
  note: {
    id: 'Kapan penelepon dianggap tidak terdengar, langkah petugas, dan bahasa daerahnya. Panggilan tidak pernah ditutup mesin.',
    en: 'When a caller counts as not heard, what the desk does, and the local language. No machine ever ends a call.',
  },
  steps: { id: 'Langkah', en: 'Steps' },
  detection: { id: 'Pendeteksian bunyi', en: 'Detection of sounds' },
  silentAfterS: { id: 'Tidak terdengar setelah (detik)', en: 'Not heard after (s)' },
  answerWaitS: { id: 'Menunggu jawaban (detik)', en: 'Wait for an answer (s)' },
  listenS: { id: 'Mendengarkan latar (detik)', en: 'Listen to the background (s)' },
  promptRounds: { id: 'Rekaman diputar (kali)', en: 'Prompt played (times)' },
  answerGapMs: { id: 'Jeda antara dua jawaban (milidetik)', en: 'Pause between two answers (ms)' },
  threshold: { id: 'Ambang bunyi (0–32767)', en: 'Threshold of a sound (0–32767)' },
  gapMs: { id: 'Hening yang mengakhiri bunyi (milidetik)', en: 'Quiet that ends a sound (ms)' },
  tapMs: { id: 'Ketukan paling lama (milidetik)', en: 'A tap lasts at most (ms)' },
  voiceMs: { id: 'Suara paling singkat (milidetik)', en: 'A voice lasts at least (ms)' },
  localLanguage: { id: 'Bahasa daerah', en: 'Local language' },
  languageNote: {
    id: 'Rekamannya di Rekaman suara; suara bawaan dibuat mesin, sebaiknya diganti rekaman penutur setempat.',
    en: 'The recording is under Prompts; the shipped voice is a machine, a local speaker is better.',
  },
  invalid: {
    id: 'Ada angka di luar batas, atau ketukan lebih lama daripada suara.',
    en: 'A number is out of bounds, or a tap lasts longer than a voice.',
  },
} as const satisfies Texts;
