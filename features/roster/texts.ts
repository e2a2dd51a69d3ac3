import type { RefusalText, Text } from '#platform/shared/texts.ts';
import type { AttendanceVerdict, CorrectionVerdict, LeaveKind } from './shift.ts';

export const refusals = {
  'shift.not_found': { status: 404, id: 'Jadwal itu tidak ditemukan', en: 'No such shift' },
  'shift.person_unknown': {
    status: 422,
    id: 'Orang itu bukan petugas ruang 112 atau akunnya tidak aktif',
    en: 'This person does not work in the control room, or their account is disabled',
  },
  'shift.template_unknown': {
    status: 422,
    id: 'Gilir kerja {template} tidak ada dalam aturan',
    en: 'The rules have no shift {template}',
  },
  'shift.over': {
    status: 409,
    id: 'Gilir kerja tanggal {day} sudah selesai; yang sudah lewat tidak dijadwalkan lagi',
    en: 'The shift of {day} is over; the past is not planned any more',
  },
  'shift.begun': {
    status: 409,
    id: 'Gilir kerja tanggal {day} sudah dimulai dan sudah diumumkan; catat di kehadiran bila petugasnya berhalangan',
    en: 'The shift of {day} has begun and was published; note it in the attendance if the person cannot come',
  },
  'rota.range': {
    status: 422,
    id: 'Pilih rentang 1 sampai {most} hari',
    en: 'Choose between 1 and {most} days',
  },
  'rota.nothing_new': {
    status: 409,
    id: 'Tidak ada perubahan yang belum diumumkan',
    en: 'There is no change that was not published',
  },
  'telling.not_found': { status: 404, id: 'Pemberitahuan itu tidak ditemukan', en: 'No such notice' },
  'leave.not_found': { status: 404, id: 'Cuti atau izin itu tidak ada lagi', en: 'No such leave' },
  'leave.range': { status: 422, id: 'Pilih 1 sampai {most} hari', en: 'Choose between 1 and {most} days' },
  'attendance.not_begun': {
    status: 409,
    id: 'Gilir kerja ini belum dimulai',
    en: 'This shift has not begun',
  },
  'attendance.own': {
    status: 403,
    id: 'Kehadiran sendiri dikoreksi oleh penyelia lain',
    en: 'Your own attendance is corrected by another supervisor',
  },
} as const satisfies Record<string, RefusalText>;

export const leaveTexts: Readonly<Record<LeaveKind, Text>> = {
  leave: { id: 'Cuti', en: 'Leave' },
  sick: { id: 'Sakit', en: 'Sick' },
  permission: { id: 'Izin', en: 'Permission' },
};

export const verdictTexts: Readonly<Record<AttendanceVerdict, Text>> = {
  planned: { id: 'Belum mulai', en: 'Not begun' },
  waiting: { id: 'Ditunggu', en: 'Expected' },
  present: { id: 'Hadir', en: 'Present' },
  late: { id: 'Terlambat', en: 'Late' },
  missing: { id: 'Tidak hadir', en: 'Missing' },
};

export const correctionTexts: Readonly<Record<CorrectionVerdict, Text>> = {
  present: { id: 'Hadir (dikoreksi)', en: 'Present (corrected)' },
  excused: { id: 'Berhalangan dengan alasan', en: 'Excused' },
  absent: { id: 'Tidak hadir (dikoreksi)', en: 'Absent (corrected)' },
  as_measured: { id: 'Sesuai catatan sistem', en: 'As measured' },
};
