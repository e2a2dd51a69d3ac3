import { z } from 'zod';
import { userId } from '#features/people/person.ts';
import { changedSetting, changeReason, settingRefusals, shownVersion } from '#features/people/setting-contract.ts';
import { instant, pick, route } from '#platform/shared/contract.ts';
import {
  attendanceVerdicts,
  correctionVerdicts,
  leaveId,
  leaveKinds,
  rosterSetting,
  shiftId,
  shiftTemplate,
  tellingId,
  templateCode,
} from './shift.ts';
import { refusals } from './texts.ts';

const day = z.iso.date();
/** Days that one page shows at most: a month and its weeks' ends. */
export const mostDays = 45;
const range = z.object({ from: day, to: day });

export const rotaShift = z.object({
  id: shiftId,
  userId,
  day,
  template: templateCode,
  startsAt: instant,
  endsAt: instant,
  /** `kept`: as published; `new`: not told yet; `removed`: taken out and not told yet. */
  state: z.enum(['kept', 'new', 'removed']),
});
export type RotaShift = z.output<typeof rotaShift>;

const warning = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['overlap', 'rest']), userId, day, hours: z.number().int() }),
  z.object({ kind: z.literal('days_in_row'), userId, day, days: z.number().int() }),
  z.object({ kind: z.literal('leave'), userId, day }),
  z.object({
    kind: z.literal('least'),
    day,
    template: templateCode,
    have: z.number().int(),
    least: z.number().int(),
  }),
]);

export const readRota = route({
  method: 'GET',
  path: '/api/rota',
  summary: 'The rota of some days: people, shifts, what is to be looked at. Who does not plan sees what is published',
  permission: 'roster.read',
  query: range,
  output: z.object({
    today: day,
    templates: z.array(shiftTemplate),
    people: z.array(z.object({ id: userId, displayName: z.string() })),
    shifts: z.array(rotaShift),
    warnings: z.array(warning),
    /** Who does not work; for those who plan only. */
    leaves: z.array(z.object({ id: leaveId, userId, kind: z.enum(leaveKinds), fromDay: day, toDay: day })),
    /** Changes within these days that nobody was told of. */
    unpublished: z.number().int(),
  }),
  refusals: pick(refusals, 'rota.range'),
});

export const changeRota = route({
  method: 'POST',
  path: '/api/rota/change',
  summary: 'Put people into shifts and take them out, all or nothing; nobody is told before it is published',
  permission: 'roster.plan',
  body: z.object({
    add: z
      .array(z.object({ userId, day, template: templateCode }))
      .max(1000)
      .default([]),
    remove: z.array(shiftId).max(1000).default([]),
  }),
  output: z.object({ added: z.number().int(), removed: z.number().int() }),
  refusals: pick(
    refusals,
    'shift.not_found',
    'shift.person_unknown',
    'shift.template_unknown',
    'shift.over',
    'shift.begun',
  ),
});

export const publishRota = route({
  method: 'POST',
  path: '/api/rota/publish',
  summary: 'Publish the rota of some days; everybody whose shifts changed is told',
  permission: 'roster.plan',
  body: range,
  output: z.object({ people: z.number().int(), added: z.number().int(), removed: z.number().int() }),
  refusals: pick(refusals, 'rota.range', 'rota.nothing_new'),
});

const span = z.object({ from: instant, to: instant });
export const attendanceView = z.object({
  verdict: z.enum(attendanceVerdicts),
  arrivedAt: instant.nullable(),
  lateMs: z.number(),
  leftAt: instant.nullable(),
  earlyMs: z.number(),
  gaps: z.array(span).readonly(),
  breaks: z.array(span).readonly(),
  postMs: z.number(),
  breakMs: z.number(),
  awayMs: z.number(),
  /** What a supervisor says beside it, the newest. */
  correction: z
    .object({ verdict: z.enum(correctionVerdicts), reason: z.string(), by: z.string(), at: instant })
    .nullable(),
});
export type AttendanceView = z.output<typeof attendanceView>;

const attendanceRow = z.object({
  shiftId,
  user: z.object({ id: userId, displayName: z.string() }),
  day,
  template: templateCode,
  startsAt: instant,
  endsAt: instant,
  attendance: attendanceView,
});
export type AttendanceRow = z.output<typeof attendanceRow>;

export const readOwnShifts = route({
  method: 'GET',
  path: '/api/own-shifts',
  summary: "One's own published shifts with the attendance of those that have begun, and what one was told",
  permission: 'roster.own',
  query: range,
  output: z.object({
    today: day,
    templates: z.array(shiftTemplate),
    items: z.array(attendanceRow),
    tellings: z.array(
      z.object({
        id: tellingId,
        fromDay: day,
        toDay: day,
        added: z.number().int(),
        removed: z.number().int(),
        at: instant,
      }),
    ),
  }),
  refusals: pick(refusals, 'rota.range'),
});

export const seeTellings = route({
  method: 'POST',
  path: '/api/own-shifts/seen',
  summary: 'I have seen what changed in my shifts',
  permission: 'roster.own',
  body: z.object({ ids: z.array(tellingId).min(1).max(100) }),
  output: z.object({ seen: z.number().int() }),
  refusals: pick(refusals, 'telling.not_found'),
});

export const readAttendance = route({
  method: 'GET',
  path: '/api/attendance',
  summary: 'How people were at their posts, shift by shift, worked out from presence against the published rota',
  permission: 'attendance.read',
  query: range,
  output: z.object({ today: day, templates: z.array(shiftTemplate), items: z.array(attendanceRow) }),
  refusals: pick(refusals, 'rota.range'),
});

export const correctAttendance = route({
  method: 'POST',
  path: '/api/attendance/:id/correct',
  summary: 'Say beside the measured attendance how it was, with the reason; what was measured stays',
  permission: 'attendance.correct',
  params: z.object({ id: shiftId }),
  body: z.object({ verdict: z.enum(correctionVerdicts), reason: z.string().trim().min(3).max(300) }),
  output: z.object({ id: shiftId }),
  refusals: pick(refusals, 'shift.not_found', 'attendance.not_begun', 'attendance.own'),
});

export const readRosterSetting = route({
  method: 'GET',
  path: '/api/roster-setting',
  summary: 'Shift templates, limits of the rota, checklist of the handover',
  permission: 'setting.read',
  output: z.object({ id: z.uuid(), version: z.number().int(), content: rosterSetting }),
});

export const changeRosterSetting = route({
  method: 'POST',
  path: '/api/roster-setting/change',
  summary: 'Change shift templates and limits; what is planned keeps its times',
  permission: 'setting.change',
  body: z.object({ version: shownVersion, reason: changeReason, content: rosterSetting }),
  output: changedSetting,
  refusals: settingRefusals,
});
