import { z } from 'zod';
import { idSchema } from '#platform/shared/ids.ts';
import type { Instant } from '#platform/shared/time.ts';

export const shiftId = idSchema<'shift'>();
export const leaveId = idSchema<'leave'>();
export type LeaveId = z.output<typeof leaveId>;
export const leaveKinds = ['leave', 'sick', 'permission'] as const;
export type LeaveKind = (typeof leaveKinds)[number];
export const tellingId = idSchema<'rota_telling'>();

/** One letter: it is typed in the grid and printed in its cells. */
export const templateCode = z.string().regex(/^[A-Z]$/);
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** A kind of shift (gilir kerja). Times are of the regency's own zone; `minutes` may lead over midnight. */
export const shiftTemplate = z.object({
  code: templateCode,
  name: z.string().trim().min(2).max(40),
  starts: clock,
  minutes: z.number().int().min(60).max(1440),
  /** Fewer than so many people, and the rota warns. */
  least: z.number().int().min(0).max(50),
});
export type ShiftTemplate = z.output<typeof shiftTemplate>;

/** What whoever hands over goes through; `id` stays when the words change. */
const checkPoint = z.object({ id: z.string().regex(/^[a-z0-9_]{2,30}$/), text: z.string().trim().min(3).max(160) });

/** 07–14–21 as in Ambon (published practice); three call takers by day, nights sometimes one (Kab. Tangerang, Kota Serang). */
const seedTemplates: ShiftTemplate[] = [
  { code: 'P', name: 'Pagi', starts: '07:00', minutes: 420, least: 1 },
  { code: 'S', name: 'Siang', starts: '14:00', minutes: 420, least: 1 },
  { code: 'M', name: 'Malam', starts: '21:00', minutes: 600, least: 1 },
];

const seedChecks: z.output<typeof checkPoint>[] = [
  { id: 'telepon', text: 'Telepon dan headset diperiksa, suara terdengar' },
  { id: 'listrik', text: 'Listrik, UPS, dan jaringan normal' },
  { id: 'armada', text: 'Kesiapan unit OPD dan ambulans diketahui' },
  { id: 'ruangan', text: 'Ruangan dan meja ditinggalkan bersih' },
];

const unique = (codes: readonly string[]) => new Set(codes).size === codes.length;

export const rosterSetting = z.object({
  templates: z
    .array(shiftTemplate)
    .min(1)
    .max(12)
    .refine((list) => unique(list.map(({ code }) => code)))
    .default(seedTemplates),
  /** Minutes after the start (before the end) that are still in time. */
  lateMinutes: z.number().int().min(0).max(120).default(10),
  /** An absence within a shift counts as a gap from so many minutes on. */
  gapMinutes: z.number().int().min(1).max(120).default(5),
  /** Least rest between two shifts, and the most days in a row (UU 13/2003 art. 79: a day of rest after six). */
  restHours: z.number().int().min(0).max(48).default(11),
  daysInRow: z.number().int().min(1).max(14).default(6),
  /** Minutes after the start of a shift until the alarm that nobody is ready. */
  emptyMinutes: z.number().int().min(1).max(60).default(2),
  checks: z
    .array(checkPoint)
    .max(30)
    .refine((list) => unique(list.map(({ id }) => id)))
    .default(seedChecks),
});
export type RosterSetting = z.output<typeof rosterSetting>;

/** When somebody works. */
export interface ShiftSpan {
  readonly startsAt: Instant;
  readonly endsAt: Instant;
}

export interface PlannedShift extends ShiftSpan {
  readonly userId: string;
  readonly day: string;
  readonly template: string;
}

export const correctionVerdicts = ['present', 'excused', 'absent', 'as_measured'] as const;
export type CorrectionVerdict = (typeof correctionVerdicts)[number];

export const attendanceVerdicts = ['planned', 'waiting', 'present', 'late', 'missing'] as const;
export type AttendanceVerdict = (typeof attendanceVerdicts)[number];
