import type { Texts } from '#platform/shared/texts.ts';
import { screenNames } from '../../screen-names.ts';

/** The words of closing a call with evidence, at the desk and on the call's page. */
export const closingTexts = {
  evidence: { id: 'Bukti', en: 'Evidence' },
  evidenceOf: { id: 'Bukti untuk {code}', en: 'Evidence for {code}' },
  chooseMore: { id: '{code}: pilih {count} bukti lagi', en: '{code}: choose {count} more' },
  mayAdd: { id: '{code}: {count} bukti. Boleh ditambah', en: '{code}: {count} noted. You may add more' },
  complete: {
    id: '{code}: {count} bukti dicatat. Boleh ditambah; F10 siap lagi',
    en: '{code}: {count} pieces of evidence noted. You may add more; F10 makes you ready',
  },
  back: { id: 'Kembali ke klasifikasi', en: 'Back to the classes' },
  addEvidence: { id: 'Tambah bukti', en: 'Add evidence' },
  noted: { id: 'Bukti: {list}', en: 'Evidence: {list}' },
  scripts: { id: 'Naskah untuk penelepon iseng', en: 'Words for prank callers' },
  readAloud: { id: 'Bacakan', en: 'Read aloud' },
  scriptChild: { id: 'Untuk anak (lembut)', en: 'For children (gentle)' },
  scriptAdult: { id: 'Untuk dewasa (tegas)', en: 'For adults (firm)' },
  scriptAbusive: { id: 'Untuk kata kasar', en: 'For abuse' },
  history: { id: 'Riwayat klasifikasi', en: 'History of the classification' },
  historyNone: { id: 'Belum diklasifikasi', en: 'Not classified yet' },
  historyLoad: { id: 'Riwayat klasifikasi belum dapat dimuat', en: 'The history cannot be loaded yet' },
  first: { id: 'Diklasifikasi: {code}', en: 'Classified: {code}' },
  more: { id: 'Bukti ditambah: {code}', en: 'More evidence: {code}' },
  corrected: { id: 'Diperbaiki: {before} → {code}', en: 'Corrected: {before} → {code}' },
  takenBack: { id: 'Klasifikasi dibatalkan: {before}', en: 'Class taken back: {before}' },
  bySystem: { id: 'Sistem', en: 'System' },
  why: { id: 'Alasan: {reason}', en: 'Reason: {reason}' },
  correct: { id: 'Perbaiki klasifikasi', en: 'Correct the class' },
  classifyNow: { id: 'Klasifikasikan', en: 'Classify' },
  correctNote: {
    id: 'Yang tertulis sebelumnya tetap ada dalam riwayat. Angka, lama simpan rekaman, dan tindak lanjut dihitung ulang.',
    en: 'What was written before stays in the history. Figures, the keeping of the recording and follow-ups are counted anew.',
  },
  newClass: { id: 'Seharusnya', en: 'It should be' },
  evidenceNeeded: { id: 'Bukti (sedikitnya {count})', en: 'Evidence (at least {count})' },
  evidenceFree: { id: 'Bukti (boleh kosong)', en: 'Evidence (may be empty)' },
  reason: { id: 'Alasan', en: 'Reason' },
  reasonNote: {
    id: 'Wajib bagi penyelia yang memperbaiki panggilan orang lain atau panggilan lama.',
    en: 'Asked of a supervisor who corrects the call of somebody else, or an old one.',
  },
  needsIncident: {
    id: 'Ini keadaan darurat, tetapi belum ada kejadiannya. Buka atau hubungkan sekarang.',
    en: 'This is an emergency without an incident. Open or link one now.',
  },
  openIncident: { id: 'Buka kejadian untuk panggilan ini', en: 'Open an incident for this call' },
  abused: {
    id: '{count} panggilan kasar dalam {minutes} menit terakhir. Itu berat: ambil napas dulu?',
    en: '{count} abusive calls in the last {minutes} minutes. That is hard: take a breath?',
  },
  abusedFew: {
    id: 'Panggilan kasar dalam {minutes} menit terakhir: {count}. Hanya Anda dan penyelia yang melihat ini.',
    en: 'Abusive calls in the last {minutes} minutes: {count}. Only you and the supervisor see this.',
  },
  breakAfter: { id: 'Istirahat sesudahnya', en: 'Break after this call' },
  breakNow: { id: 'Istirahat sekarang', en: 'Break now' },
  breakPlanned: { id: 'Istirahat sesudah panggilan ini sudah disiapkan', en: 'A break after this call is set' },
  careTitle: { id: 'Perlu jeda', en: 'May need a break' },
  careNote: {
    id: 'Beberapa panggilan kasar dalam waktu singkat. Untuk menjaga orangnya, bukan ukuran kinerja.',
    en: 'Several abusive calls in a short time. To care for the person, and no measure of performance.',
  },
  careOf: { id: '{name}: {count} panggilan kasar', en: '{name}: {count} abusive calls' },
  offerBreak: { id: 'Atur istirahat', en: 'Set a break' },
} as const satisfies Texts;

export const closingSettingTexts = {
  page: screenNames.closing,
  note: {
    id: 'Kata-kata untuk penelepon iseng dan angka di sekitar penutupan panggilan. Yang meminta tolong selalu dijawab.',
    en: 'Words for prank callers and the numbers around closing a call. Whoever asks for help is always answered.',
  },
  words: { id: 'Naskah dan batas', en: 'Words and limits' },
  scriptChild: { id: 'Naskah untuk anak (lembut)', en: 'Words for children (gentle)' },
  scriptAdult: { id: 'Naskah untuk dewasa (tegas)', en: 'Words for adults (firm)' },
  scriptAbusive: { id: 'Naskah untuk kata kasar', en: 'Words for abuse' },
  abuseThreshold: { id: 'Tawarkan istirahat sesudah (panggilan kasar)', en: 'Offer a break after (abusive calls)' },
  abuseWindowMin: { id: 'Dihitung dalam (menit)', en: 'Counted within (minutes)' },
  correctHours: {
    id: 'Penerima dapat memperbaiki sendiri selama (jam)',
    en: 'The taker may correct it for (hours)',
  },
  invalid: {
    id: 'Ada naskah yang kosong atau terlalu panjang (10–1200 huruf), atau angka di luar batas.',
    en: 'A text is empty or too long (10–1200 letters), or a number is out of bounds.',
  },
} as const satisfies Texts;
