import type { Text, Texts } from '#platform/shared/texts.ts';
import type { PackState } from '../../pack.ts';

export const packTexts = {
  note: {
    id: 'Berkas bukti untuk kepolisian: disusun penyelia, ditandatangani kepala dinas sesudah dibaca. Perubahan satu bita pun membuatnya tidak sah.',
    en: 'Evidence packs for the police: prepared by a supervisor, signed by the head once read. A change of a single byte makes one void.',
  },
  none: { id: 'Belum ada berkas bukti', en: 'There is no evidence pack yet' },
  title: { id: 'Berkas bukti {caseNumber}/{number}', en: 'Evidence pack {caseNumber}/{number}' },
  prepare: { id: 'Susun berkas bukti', en: 'Prepare the evidence pack' },
  prepareNote: {
    id: 'Memuat nomor lengkap, setiap panggilan terkonfirmasi dengan penilaian dan bukti, hash rekaman, dan bukti rantai. Kepala dinas menandatanganinya.',
    en: 'Holds the full number, each confirmed call with its judgements and evidence, hashes of recordings and the chain proof. The head signs it.',
  },
  why: { id: 'Alasan', en: 'Reason' },
  lookWhy: { id: 'Alasan melihat (dicatat)', en: 'Why you look (it is logged)' },
  preview: { id: 'Lihat konsep', en: 'See the draft' },
  download: { id: 'Unduh berkas', en: 'Download the file' },
  sign: { id: 'Tandatangani', en: 'Sign' },
  signQuestion: {
    id: 'Berkas bukti kasus {caseNumber}/{number} dengan {calls} panggilan ditandatangani atas nama daerah dan dapat diserahkan kepada polisi.',
    en: 'Evidence pack {caseNumber}/{number} with {calls} calls is signed in the name of the regency and can be handed to the police.',
  },
  withdraw: { id: 'Tarik berkas', en: 'Withdraw' },
  refuse: { id: 'Tolak', en: 'Refuse' },
  calls: { id: '{calls} panggilan', en: '{calls} calls' },
  prepared: { id: 'Disusun {at} oleh {name}', en: 'Prepared {at} by {name}' },
  signed: { id: 'Ditandatangani {at} oleh {name}', en: 'Signed {at} by {name}' },
  withdrawn: { id: 'Ditarik {at} oleh {name}', en: 'Withdrawn {at} by {name}' },
  bySystem: { id: 'sistem', en: 'the system' },
  hash: { id: 'SHA-256 berkas', en: 'SHA-256 of the file' },
  erased: { id: 'Isi sudah dihapus', en: 'The content was erased' },
  done: { id: 'Tersimpan', en: 'Saved' },
  openCase: { id: 'Buka kasus', en: 'Open the case' },
  settingNote: {
    id: 'Kata-kata dan dasar hukum di berkas bukti. Teks yang belum dicentang diperiksa tampil di berkas dengan keterangan itu: periksa dengan bagian hukum.',
    en: 'The words and legal texts of evidence packs. A text that is not ticked as checked says so in the pack: have the legal department check it.',
  },
  office: { id: 'Instansi', en: 'Office' },
  addressee: { id: 'Ditujukan kepada', en: 'Addressed to' },
  signerTitle: { id: 'Jabatan penanda tangan', en: 'Title of who signs' },
  opening: { id: 'Pembuka', en: 'Opening' },
  closing: { id: 'Penutup', en: 'Closing' },
  showNames: { id: 'Tampilkan nama petugas di samping nomornya', en: 'Print the names of staff beside their numbers' },
  legal: { id: 'Dasar hukum', en: 'Legal texts' },
  legalName: { id: 'Peraturan dan pasal', en: 'Law and article' },
  legalWords: { id: 'Isi', en: 'Text' },
  isChecked: { id: 'Sudah diperiksa bagian hukum', en: 'Checked by the legal department' },
  addLegal: { id: 'Tambah dasar hukum', en: 'Add a legal text' },
  dropLegal: { id: 'Hapus dasar hukum', en: 'Remove the legal text' },
  unsound: { id: 'Ada isian yang kosong atau terlalu pendek', en: 'Something is empty or too short' },
  yes: { id: 'Ya', en: 'Yes' },
  no: { id: 'Tidak', en: 'No' },
} as const satisfies Texts;

export const packStateTexts: Readonly<Record<PackState, Text>> = {
  prepared: { id: 'Menunggu tanda tangan kepala dinas', en: 'Waits for the signature of the head' },
  signed: { id: 'Ditandatangani', en: 'Signed' },
  withdrawn: { id: 'Ditarik', en: 'Withdrawn' },
};
