import type { AllowedSignal, ForbiddenSignal, HintFeature, LifeCue } from '#features/calls/hint.ts';
import type { RefusalText, Text, Texts } from '#platform/shared/texts.ts';
import type { Hindrance, StopCause } from './hint-order.ts';

export const hintRefusals = {
  'hint.stale': {
    status: 409,
    id: 'Batasnya sudah diubah orang lain: lihat dahulu',
    en: 'Somebody else changed the limits: look first',
  },
  'hint.not_ready': {
    status: 409,
    id: 'Belum memenuhi syarat untuk mengurutkan panggilan',
    en: 'The conditions for ordering are not met yet',
  },
  'hint.signed_already': {
    status: 409,
    id: 'Sudah ditandatangani kedua pihak',
    en: 'Both have signed already',
  },
  'hint.own': {
    status: 409,
    id: 'Anda sudah menandatangani: pihak kedua harus orang lain',
    en: 'You have signed: the second must be somebody else',
  },
  'hint.seat_taken': {
    status: 409,
    id: 'Pihak Anda sudah menandatangani: menunggu pihak lainnya',
    en: 'Your side has signed: the other side is awaited',
  },
  'hint.nothing_to_stop': {
    status: 409,
    id: 'Tidak ada yang dapat dihentikan: petunjuk masih bayangan',
    en: 'There is nothing to stop: hints are in shadow',
  },
} as const satisfies Record<string, RefusalText>;

/** Every feature as a supervisor reads it. */
export const featureTexts: Readonly<Record<HintFeature, Text>> = {
  confirmedPranks: { id: 'Panggilan yang dipastikan iseng', en: 'Calls confirmed as pranks' },
  confirmers: { id: 'Petugas lain yang juga memastikan', en: 'Further people who confirmed it' },
  confirmedNeeds: { id: 'Panggilan yang ternyata butuh bantuan', en: 'Calls in which help was needed' },
  otherMatters: { id: 'Panggilan untuk keperluan lain', en: 'Calls about something else' },
  shortTalks: { id: 'Percakapan di bawah 10 detik', en: 'Talks under 10 s' },
  silentCalls: { id: 'Panggilan bisu', en: 'Silent calls' },
  keysPressed: { id: 'Panggilan dengan ketukan atau tombol', en: 'Calls with taps or keys' },
  placeFar: { id: 'Lokasi lebih dari 50 km di luar wilayah', en: 'Place over 50 km outside the regency' },
  otherReports: { id: 'Laporan orang lain di sekitar tempat itu', en: 'Reports of others near the place' },
  notNeeded: { id: 'Panggilan balik dijawab "tidak darurat"', en: 'Call-backs answered "no emergency"' },
};

export const signalTexts: Readonly<Record<AllowedSignal, Text>> = {
  confirmed_history: { id: 'riwayat yang dipastikan petugas', en: 'history confirmed by people' },
  call_length: { id: 'lama percakapan', en: 'length of calls' },
  speech_present: { id: 'ada tidaknya suara', en: 'speech present' },
  dtmf: { id: 'tombol dan ketukan', en: 'keys and taps' },
  place_plausibility: { id: 'kewajaran lokasi', en: 'plausible place' },
  independent_reports: { id: 'laporan lain pada saat sama', en: 'independent reports' },
  call_back_result: { id: 'hasil panggilan balik', en: 'result of call-backs' },
};

export const forbiddenTexts: Readonly<Record<ForbiddenSignal, Text>> = {
  accent: { id: 'logat', en: 'accent' },
  language: { id: 'bahasa', en: 'language' },
  gender: { id: 'jenis kelamin', en: 'gender' },
  age_guess: { id: 'dugaan umur', en: 'a guess at age' },
  sub_district: { id: 'kecamatan atau desa', en: 'district or village' },
  sim_type: { id: 'jenis atau ketiadaan SIM', en: 'kind of SIM, or none' },
  emotion: { id: 'emosi', en: 'emotion' },
};

export const cueTexts: Readonly<Record<LifeCue, Text>> = {
  emergency_lately: { id: 'darurat dalam 30 menit terakhir', en: 'an emergency within 30 minutes' },
  unhelped_lately: { id: 'belum tertolong dalam 30 menit terakhir', en: 'not helped within 30 minutes' },
  asked_for_help: { id: 'mengetuk atau menekan tombol dalam 30 menit', en: 'tapped or pressed keys within 30 minutes' },
  open_incident: { id: 'punya kejadian yang masih terbuka', en: 'has an open incident' },
  follow_up_open: { id: 'masih harus dihubungi kembali', en: 'is still to be called back' },
  other_reports: { id: 'ada laporan lain di dekatnya', en: 'another report nearby' },
  vulnerable: { id: 'catatan: orang rentan', en: 'note: somebody vulnerable' },
};

export const hindranceTexts: Readonly<Record<Hindrance, Text>> = {
  bound_broken: {
    id: 'Sebuah panggilan menunggu lebih dari 5 detik karena riwayat: periksa dahulu dan simpan pengaturan antrean',
    en: 'A call waited over 5 s because of its history: look at it and save the queue settings first',
  },
  too_early: { id: 'Masa bayangan belum selesai', en: 'The days in shadow are not over' },
  too_few: { id: 'Penilaian kedua belum cukup banyak', en: 'Too few second judgements' },
  not_precise: {
    id: 'Batas bawah ketepatan belum mencapai syarat',
    en: 'The lower bound of the precision is below the limit',
  },
};

export const stopTexts = {
  bound_broken: {
    id: 'sebuah panggilan menunggu lebih dari 5 detik karena riwayatnya',
    en: 'a call waited over 5 s because of its history',
  },
  not_precise: { id: 'ketepatannya turun di bawah syarat', en: 'its precision fell below the limit' },
  by_hand: { id: 'dihentikan petugas', en: 'stopped by a person' },
  limits_changed: { id: 'batasnya diubah', en: 'its limits were changed' },
} as const satisfies Texts<StopCause>;
