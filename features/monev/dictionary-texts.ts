import type { Text } from '#platform/shared/texts.ts';
import type { KpiCode } from './kpi.ts';

/** How each figure is worked out, in words: what the entry of the same code in kpi.ts does. A code without one does not compile. */
export const formulaTexts: Readonly<Record<KpiCode, Text>> = {
  OFFERED: { id: 'jumlah panggilan masuk', en: 'count of calls offered' },
  ANSWERED: { id: 'jumlah panggilan masuk dengan waktu jawab', en: 'count of offered calls with an answer time' },
  ABANDONED: {
    id: 'jumlah panggilan hilang sesudah masuk antrean',
    en: 'count of calls lost after they entered the queue',
  },
  IVR_ENDED: { id: 'jumlah panggilan hilang sebelum antrean', en: 'count of calls lost before the queue' },
  OVERFLOWED: { id: 'jumlah panggilan yang diangkat di luar pusat', en: 'count of calls picked up outside the centre' },
  FAILED: { id: 'jumlah panggilan yang gagal', en: 'count of failed calls' },
  WAITING: {
    id: 'jumlah panggilan tanpa jawaban dan tanpa akhir',
    en: 'count of calls without answer and without end',
  },
  DISPOSITIONS: {
    id: 'jumlah panggilan terjawab dengan klasifikasi, per klasifikasi',
    en: 'count of answered calls with a disposition, by disposition',
  },
  UNCLASSIFIED: { id: 'panggilan terjawab − sudah diklasifikasi', en: 'answered − classified' },
  ANSWER_RATE: {
    id: 'terjawab ÷ (panggilan masuk − berhenti di menu suara)',
    en: 'answered ÷ (offered − ended in the menu)',
  },
  SERVICE_LEVEL: {
    id: 'terjawab ≤ 10 dtk ÷ (terjawab + terputus > 10 dtk)',
    en: 'answered ≤ 10 s ÷ (answered + abandoned > 10 s)',
  },
  SERVICE_LEVEL_30: {
    id: 'terjawab ≤ 30 dtk ÷ (terjawab + terputus > 30 dtk)',
    en: 'answered ≤ 30 s ÷ (answered + abandoned > 30 s)',
  },
  ANSWER_TIME: { id: 'waktu jawab − waktu masuk', en: 'answer − arrival' },
  HANDLE_TIME: {
    id: 'waktu rampung (tanpa itu: waktu berakhir) − waktu jawab',
    en: 'end of wrap-up (without it: end) − answer',
  },
  NUISANCE: {
    id: 'iseng anak + iseng dewasa + kata kasar + laporan palsu terbukti',
    en: 'child + adult + abusive pranks + confirmed hoaxes',
  },
  NUISANCE_RATE: { id: 'panggilan iseng ÷ panggilan terjawab', en: 'nuisance ÷ answered' },
  UNIQUE_NUISANCE: { id: 'jumlah nomor berbeda pada panggilan iseng', en: 'distinct numbers of nuisance calls' },
  NUISANCE_TOP10: {
    id: 'panggilan iseng sepuluh nomor terbanyak ÷ panggilan iseng dengan nomor diketahui',
    en: 'nuisance calls of the ten busiest numbers ÷ nuisance calls with a known number',
  },
  GHOST: { id: 'jumlah klasifikasi bisu', en: 'count of silent calls' },
  HOAX_SUSPECTED: { id: 'jumlah klasifikasi diduga palsu', en: 'count of suspected hoaxes' },
  ACCIDENTAL: { id: 'jumlah klasifikasi tidak sengaja', en: 'count of accidental calls' },
  NUISANCE_WIDE: {
    id: 'iseng + bisu + diduga palsu + tidak sengaja',
    en: 'nuisance + silent + suspected + accidental',
  },
  TICKETS: { id: 'kejadian + digabung', en: 'incidents + merged' },
  INCIDENTS: { id: 'jumlah kejadian sesudah penggabungan', en: 'count of incidents after merging' },
  MERGED: { id: 'jumlah kejadian yang digabung', en: 'count of merged incidents' },
  FALSE_REPORTS: { id: 'jumlah kejadian berakhir palsu', en: 'count of incidents that ended as false' },
  REOPENED: { id: 'jumlah kejadian dengan dibuka kembali ≥ 1', en: 'count of incidents reopened ≥ 1 time' },
  FEEDBACK_RATE: {
    id: '(dikabari + dicoba) ÷ kejadian selesai yang memerlukan kabar',
    en: '(informed + tried) ÷ resolved incidents that need it',
  },
  T_TICKET: { id: 'terverifikasi − jawaban panggilan', en: 'verified − answer of the call' },
  T_DISPATCH: { id: 'terkirim pertama − terverifikasi', en: 'first sent − verified' },
  T_ACK: { id: 'diterima − terkirim', en: 'acknowledged − sent' },
  T_ARRIVAL: { id: 'unit pertama tiba − mulai', en: 'first unit on scene − start' },
  T_RESOLVE: { id: 'selesai terakhir − mulai', en: 'last resolved − start' },
  ASSIGNED: { id: 'jumlah penugasan terkirim', en: 'count of assignments sent' },
  SLA_ACK: { id: 'diterima ≤ batas ÷ penugasan dengan batas', en: 'acknowledged ≤ due ÷ assignments with a due time' },
  SLA_ARRIVE: { id: 'tiba ≤ batas ÷ penugasan dengan batas', en: 'on scene ≤ due ÷ assignments with a due time' },
  SLA_RESOLVE: { id: 'selesai ≤ batas ÷ penugasan dengan batas', en: 'finished ≤ due ÷ assignments with a due time' },
  REJECTED: { id: 'ditolak + dialihkan', en: 'rejected + rerouted' },
  REROUTED: { id: 'jumlah penugasan dialihkan', en: 'count of rerouted assignments' },
  UNACKNOWLEDGED: { id: 'jumlah penugasan tanpa waktu diterima', en: 'count of assignments without acknowledgement' },
};

/** What no figure over these rows counts. */
export const exclusionTexts = {
  calls: {
    id: 'Panggilan keluar, uji coba, latihan dan pemantau',
    en: 'Outbound, test, drill and canary calls',
  },
  incidents: { id: 'Kejadian latihan dan uji coba', en: 'Incidents of drills and tests' },
  assignments: {
    id: 'Penugasan kejadian latihan dan uji coba; yang digabung dihitung pada kejadian yang dipertahankan',
    en: 'Assignments of drills and tests; of merged incidents they count for the kept one',
  },
  merged: { id: 'kejadian yang digabung ke kejadian lain', en: 'incidents merged into another' },
  p4: {
    id: 'P4 (batasnya hari kerja) kecuali pada baris P4 sendiri',
    en: 'P4 (its clocks are working days) but in its own line',
  },
} as const satisfies Readonly<Record<string, Text>>;
