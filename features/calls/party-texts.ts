import type { RefusalText, Text, Texts } from '#platform/shared/texts.ts';
import type { DirectoryGroup } from './directory.ts';
import type { PartyMode, PartyOutcome } from './party.ts';

export const partyRefusals = {
  'party.already': {
    status: 409,
    id: 'Sudah ada pihak ketiga di panggilan ini; lepas dulu',
    en: 'There is a third person in this call already; let them go first',
  },
  'party.none': { status: 409, id: 'Tidak ada pihak ketiga lagi', en: 'The third person is gone already' },
  'party.not_possible': {
    status: 409,
    id: 'Tidak bisa sekarang: pihak ketiga belum menjawab atau sudah tersambung begitu',
    en: 'Not possible now: they have not answered, or it is so already',
  },
  'party.test_call': {
    status: 409,
    id: 'Telepon uji dan latihan tidak disambungkan ke luar',
    en: 'Test calls and drills are not connected to the outside',
  },
  'party.unknown': { status: 404, id: 'Nomor itu tidak ada di direktori lagi', en: 'No such entry in the directory' },
  'party.no_number': { status: 409, id: 'Nomornya belum diisi di direktori', en: 'The directory has no number for it' },
  'party.wrong_number': {
    status: 422,
    id: 'Bukan nomor telepon dalam negeri: {value}',
    en: 'Not a telephone number of this country: {value}',
  },
  'party.own_number': {
    status: 422,
    id: 'Nomor itu kembali ke pusat ini sendiri',
    en: 'That number leads back to this very centre',
  },
  'party.free_number': {
    status: 403,
    id: 'Nomor di luar direktori hanya boleh dipanggil penyelia',
    en: 'Only supervisors may call numbers that are not in the directory',
  },
  'party.desk_not_free': {
    status: 409,
    id: 'Meja Anda sedang berdering atau bicara',
    en: 'Your desk rings or talks at the moment',
  },
  'party.no_telephone': {
    status: 409,
    id: 'Telepon meja ini belum terdaftar',
    en: 'The telephone of this desk is not registered',
  },
} as const satisfies Record<string, RefusalText>;

export const directoryGroupTexts: Texts<DirectoryGroup> = {
  emergency: { id: 'Nomor darurat', en: 'Emergency numbers' },
  health: { id: 'Kesehatan', en: 'Health' },
  utility: { id: 'Listrik, air, gas', en: 'Utilities' },
  neighbour: { id: 'Pusat 112 tetangga', en: 'Neighbouring centres' },
  counselling: { id: 'Konseling dan perlindungan', en: 'Counselling and protection' },
  other: { id: 'Lainnya', en: 'Other' },
};

export const partyModeTexts: Texts<PartyMode> = {
  consult: { id: 'Konsultasi', en: 'Consultation' },
  blind: { id: 'Alih langsung', en: 'Blind transfer' },
  conference: { id: 'Bicara bertiga', en: 'Conference' },
  handed_over: { id: 'Diserahkan', en: 'Handed over' },
  out: { id: 'Panggilan keluar', en: 'Outgoing call' },
};

export const partyOutcomeTexts: Texts<PartyOutcome> = {
  busy: { id: 'sibuk', en: 'busy' },
  no_answer: { id: 'tidak dijawab', en: 'no answer' },
  failed: { id: 'tidak dapat dihubungi', en: 'could not be reached' },
  taken_back: { id: 'pelapor diambil kembali', en: 'caller taken back' },
  left: { id: 'menutup telepon', en: 'hung up' },
  line_lost: { id: 'sambungannya putus', en: 'line lost' },
  desk_gone: { id: 'meja terputus', en: 'desk was lost' },
  call_ended: { id: 'panggilan berakhir', en: 'call ended' },
};

/** An erased label, or a number outside the directory. */
export const freeNumber: Text = { id: 'nomor di luar direktori', en: 'number outside the directory' };
