import type { Text, Texts } from '#platform/shared/texts.ts';
import type { WallAlarm } from './wall-contract.ts';

export const wallTexts = {
  waiting: { id: 'Menunggu dijawab', en: 'Waiting' },
  nobodyWaits: { id: 'Tidak ada yang menunggu', en: 'Nobody waits' },
  longest: { id: 'Terlama menunggu', en: 'Longest wait' },
  ringing: { id: 'berdering', en: 'ringing' },
  desks: { id: 'Petugas', en: 'At the desks' },
  readyOf: { id: 'siap menerima', en: 'ready to answer' },
  nobodyThere: { id: 'Tidak ada petugas di meja', en: 'Nobody is at a desk' },
  today: { id: 'Hari ini', en: 'Today' },
  serviceLevel: { id: 'Dijawab dalam {seconds} detik', en: 'Answered within {seconds} seconds' },
  target: { id: 'sasaran {target}', en: 'target {target}' },
  reached: { id: 'tercapai', en: 'reached' },
  missed: { id: 'belum tercapai', en: 'not reached' },
  noCalls: { id: 'Belum ada panggilan', en: 'No calls yet' },
  offered: { id: 'Masuk', en: 'Offered' },
  answered: { id: 'Terjawab', en: 'Answered' },
  abandoned: { id: 'Terputus', en: 'Abandoned' },
  open: { id: 'Kejadian terbuka', en: 'Open incidents' },
  noneOpen: { id: 'Tidak ada kejadian terbuka', en: 'No open incidents' },
  oldest: { id: 'tertua', en: 'oldest' },
  overdue: { id: 'Penugasan lewat batas', en: 'Overdue assignments' },
  noneOverdue: { id: 'Semua penugasan dalam batas waktu', en: 'Every assignment is in time' },
  acknowledge: { id: 'belum diterima', en: 'not acknowledged' },
  arrive: { id: 'belum tiba', en: 'not arrived' },
  resolve: { id: 'belum selesai', en: 'not finished' },
  alarms: { id: 'Peringatan', en: 'Alarms' },
  recent: { id: 'Panggilan terakhir', en: 'Last calls' },
  noRecent: { id: 'Belum ada panggilan', en: 'No calls yet' },
  age: { id: 'Data {age} yang lalu', en: 'Data from {age} ago' },
  cut: {
    id: 'TERPUTUS DARI SERVER – yang terlihat adalah keadaan {time}',
    en: 'CUT OFF FROM THE SERVER – what you see is how it was at {time}',
  },
  fullScreen: { id: 'Layar penuh', en: 'Full screen' },
  leave: { id: 'Keluar dari layar dinding', en: 'Leave the wall' },
} as const satisfies Texts;

export const alarmTexts: Readonly<Record<WallAlarm['kind'], Text>> = {
  line_down: { id: 'Jalur {name} putus', en: 'Line {name} is down' },
  nobody_ready: { id: 'Tidak ada petugas yang siap', en: 'Nobody is ready' },
  surge: { id: 'Mode bencana: {name}', en: 'Disaster mode: {name}' },
  wave: { id: 'Gelombang panggilan: {name}', en: 'Wave of calls: {name}' },
  agency_out: { id: '{name} tidak dapat melayani', en: '{name} is out of service' },
};
