import type { RefusalText, Text } from '#platform/shared/texts.ts';
import type { SimulatedGroup, WhatIf } from './simulation.ts';

export const simulationRefusals = {
  'simulation.no_calls': {
    status: 409,
    id: 'Tidak ada panggilan pada masa itu untuk disimulasikan',
    en: 'There are no calls in that time to simulate',
  },
  'simulation.file_line': {
    status: 400,
    id: 'Baris {line}, kolom {column}: {why}',
    en: 'Line {line}, column {column}: {why}',
  },
  'simulation.file_column': {
    status: 400,
    id: 'Berkas tidak punya kolom {column}; isi baris pertama: {columns}',
    en: 'The file has no column {column}; its first line says: {columns}',
  },
  'simulation.file_broken': {
    status: 400,
    id: 'Berkas bukan CSV yang utuh: {why}',
    en: 'The file is no whole CSV: {why}',
  },
  'simulation.too_much': {
    status: 422,
    id: 'Terlalu banyak: sekitar {calls} panggilan dalam semua ulangan, paling banyak {most}. Kurangi hari, laju, atau ulangan',
    en: 'Too much: some {calls} calls in all replications, {most} at most. Take fewer days, calls or replications',
  },
  'simulation.too_long': {
    status: 503,
    id: 'Simulasi dihentikan setelah {seconds} detik. Kurangi hari, laju, atau ulangan',
    en: 'The simulation was stopped after {seconds} s. Take fewer days, calls or replications',
  },
  'simulation.too_many_recorded': {
    status: 422,
    id: 'Ada {calls} panggilan pada masa itu; paling banyak {most} dibaca sekaligus. Kurangi hari',
    en: 'There are {calls} calls in that time; {most} at most are read at once. Take fewer days',
  },
  'simulation.too_large': {
    status: 422,
    id: 'Simulasi melebihi memori yang disediakan. Kurangi hari, laju, atau ulangan',
    en: 'The simulation took more memory than there is for it. Take fewer days, calls or replications',
  },
  'simulation.stopped': { status: 409, id: 'Simulasi dihentikan', en: 'The simulation was stopped' },
  'simulation.busy': {
    status: 429,
    id: 'Simulasi dari {name} sedang berjalan sejak {seconds} detik yang lalu; satu kabupaten satu simulasi. Tunggu, atau minta {name} menghentikannya',
    en: 'A simulation of {name} has been running for {seconds} s; a regency has one at a time. Wait, or ask {name} to stop it',
  },
  'simulation.server_busy': {
    status: 429,
    id: 'Server sedang menghitung simulasi lain; coba lagi sebentar',
    en: 'The server works on other simulations; try again shortly',
  },
} as const satisfies Record<string, RefusalText>;
export type SimulationRefusal = keyof typeof simulationRefusals;

/** What is wrong with a cell. */
export const cellTexts = {
  empty: { id: 'kosong', en: 'empty' },
  time: {
    id: 'bukan waktu seperti 2026-11-20T08:15:00+07:00 atau 2026-11-20 08:15:00',
    en: 'no time like 2026-11-20T08:15:00+07:00 or 2026-11-20 08:15:00',
  },
  kind: {
    id: 'bukan real, service, prank, ghost, atau kode klasifikasi',
    en: 'none of real, service, prank, ghost, nor the code of a class',
  },
  seconds: { id: 'bukan angka detik dari 0 sampai 86400', en: 'no number of seconds from 0 to 86400' },
} as const satisfies Record<string, Text>;

export const whatIfTexts: Readonly<Record<WhatIf, Text>> = {
  as_it_is: { id: 'Seperti sekarang', en: 'As it is' },
  fewer_at_night: { id: '{count} orang lebih sedikit di malam hari', en: '{count} fewer at night' },
  more_hoaxes: { id: 'Panggilan iseng {share} %', en: 'Hoaxes {share} %' },
  fifo: { id: 'Tanpa aturan antrean (FIFO)', en: 'Plain first come, first served (FIFO)' },
};

export const groupTexts: Readonly<Record<SimulatedGroup, Text>> = {
  all: { id: 'Semua panggilan', en: 'All calls' },
  genuine: { id: 'Panggilan sungguhan', en: 'Genuine calls' },
  real: { id: 'Darurat', en: 'Emergencies' },
  service: { id: 'Informasi dan pengaduan', en: 'Information and complaints' },
  prank: { id: 'Iseng dan palsu', en: 'Pranks and hoaxes' },
  ghost: { id: 'Bisu, tidak sengaja, uji coba', en: 'Silent, accidental, test' },
};
