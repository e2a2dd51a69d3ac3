import { phoneRejectReason } from '#features/dispatch/assignment.ts';
import { phoneRejectText, rejectReasonTexts, rerouteReasonTexts } from '#features/dispatch/texts.ts';
import type { RefusalText, Text, Texts } from '#platform/shared/texts.ts';
import { type AnswerCode, type AnswerExtra, isExtra, type ShiftName } from './answer.ts';
import { kpiDefinitions, kpiLabels } from './kpi.ts';

export const answerRefusals = {
  'answer.agency_not_found': { status: 404, id: 'OPD tidak ditemukan', en: 'No such agency' },
  'answer.month_unknown': { status: 404, id: 'Bulan ini belum ada', en: 'This month has not come' },
  'answer.closed': {
    status: 409,
    id: 'Waktu untuk menjelaskan bulan ini sudah lewat',
    en: 'The time to explain this month is over',
  },
  'answer.stale': {
    status: 409,
    id: 'Orang lain baru saja menulis versi baru: muat ulang, lalu ulangi',
    en: 'Somebody has just written a newer version: reload, then try again',
  },
  'answer.not_explained': {
    status: 409,
    id: 'Belum ada penjelasan OPD untuk ditanggapi',
    en: 'There is no explanation to answer yet',
  },
  'answer.nothing_assigned': {
    status: 409,
    id: 'Tidak ada tugas untuk OPD ini di bulan itu',
    en: 'Nothing was assigned to this agency in that month',
  },
  'answer.no_contact': {
    status: 409,
    id: 'OPD ini tidak punya kontak aktif dengan alamat surel',
    en: 'This agency has no active contact with a mail address',
  },
  'answer.mail_off': {
    status: 409,
    id: 'Saluran surel belum diaktifkan (Saluran pesan)',
    en: 'Mail is not set up (Channels)',
  },
} as const satisfies Record<string, RefusalText>;

const extraTexts: Readonly<Record<AnswerExtra, { readonly label: Text; readonly definition: Text }>> = {
  TURNED_DOWN: {
    label: { id: 'Ditolak OPD', en: 'Rejected by the agency' },
    definition: { id: 'Tugas yang ditolak OPD ini, dengan alasan.', en: 'Tasks this agency rejected, with a reason.' },
  },
  REROUTED: {
    label: { id: 'Dialihkan ke OPD lain', en: 'Sent on to another' },
    definition: {
      id: 'Tugas yang dialihkan pusat ke OPD lain, dengan alasan.',
      en: 'Tasks the centre sent on to another agency, with a reason.',
    },
  },
  ESCALATED: {
    label: { id: 'Dieskalasi', en: 'Escalated' },
    definition: {
      id: 'Tugas yang tidak diterima pada waktunya sehingga diteruskan kepada atasan atau pusat.',
      en: 'Tasks not acknowledged in time, so that a superior or the centre was called.',
    },
  },
};

export const answerLabel = (code: AnswerCode): Text => (isExtra(code) ? extraTexts[code].label : kpiLabels[code]);
export const answerDefinition = (code: AnswerCode): Text =>
  isExtra(code) ? extraTexts[code].definition : kpiDefinitions[code];

export const shiftTexts: Texts<ShiftName> = {
  morning: { id: 'Pagi (07.00–14.00)', en: 'Morning (07:00–14:00)' },
  afternoon: { id: 'Siang (14.00–21.00)', en: 'Afternoon (14:00–21:00)' },
  night: { id: 'Malam (21.00–07.00)', en: 'Night (21:00–07:00)' },
};

const reasons: Readonly<Record<string, Readonly<Record<string, Text>>>> = {
  REJECTED: { ...rejectReasonTexts, [phoneRejectReason]: phoneRejectText },
  REROUTED: rerouteReasonTexts,
};

/** A reason in words; one that has none names itself. */
export const reasonText = (state: string, reason: string): Text =>
  reasons[state]?.[reason] ?? { id: reason, en: reason };
