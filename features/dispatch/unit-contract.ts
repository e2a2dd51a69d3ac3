import { z } from 'zod';
import { agencyId } from '#features/agencies/agency.ts';
import { incidentId } from '#features/incidents/incident.ts';
import { changedSetting, changeReason, settingRefusals, shownVersion } from '#features/people/setting-contract.ts';
import { point } from '#features/places/place.ts';
import { instant, pick, route } from '#platform/shared/contract.ts';
import { assignmentId } from './assignment.ts';
import { refusals } from './texts.ts';
import {
  agencyUnitsContent,
  alarmKinds,
  alarmReason,
  endReasons,
  fix,
  forceReason,
  leaveReason,
  unitAlarmId,
  unitAssignmentId,
  unitContent,
  unitFiguresContent,
  unitId,
  unitKind,
  unitLabel,
  unitMemberId,
  unitSkill,
  unitStatus,
} from './unit.ts';
import { unitRefusals } from './unit-texts.ts';

const agency = z.object({ id: agencyId, code: z.string(), name: z.string() });
const twoTexts = z.object({ id: z.string(), en: z.string() });

/** Where a unit was last, as its device said. Every screen shows the age and the accuracy with it. */
export const unitPlace = z.object({
  point,
  at: instant,
  accuracyM: z.number(),
  speedMps: z.number().nullable(),
  /** The device's clock could not be true. */
  clamped: z.boolean(),
});

export const unitTask = z.object({
  id: unitAssignmentId,
  assignmentId,
  incidentId,
  incidentNumber: z.number().int(),
  typeName: twoTexts.nullable(),
  assignedAt: instant,
  /** The one it works on now; false: it was called away from it. */
  current: z.boolean(),
});

export const unitItem = z.object({
  id: unitId,
  agency,
  callSign: z.string(),
  kind: unitKind,
  skills: z.array(unitSkill),
  home: point.nullable(),
  phone: z.string().nullable(),
  active: z.boolean(),
  status: unitStatus,
  /** The agency's own word for it; null: it has none, then the meaning's. */
  label: z.object({ code: z.string(), name: twoTexts }).nullable(),
  statusAt: instant,
  tasks: z.array(unitTask),
  members: z.number().int(),
  place: unitPlace.nullable(),
  /** The crew was asked whether it is safe and has not answered. */
  askedAt: instant.nullable(),
  version: z.number().int(),
});
export type UnitItem = z.output<typeof unitItem>;

const byId = z.object({ id: unitId });
const ofAssignment = z.object({ id: assignmentId });

/** By agency and call sign. People of an agency see their own only. */
export const listUnits = route({
  method: 'GET',
  path: '/api/units',
  summary: 'Units with their status, task and last position',
  permission: 'unit.read',
  query: z.object({ agencyId: agencyId.optional(), active: z.enum(['true', 'all']).default('true') }),
  output: z.object({
    now: instant,
    items: z.array(unitItem),
    /** The words of each agency among them, in its order. */
    labels: z.array(z.object({ agencyId, labels: z.array(unitLabel) })),
  }),
});

const statusRow = z.object({
  number: z.number().int(),
  status: unitStatus,
  labelCode: z.string().nullable(),
  at: instant,
  deviceAt: instant.nullable(),
  recordedAt: instant,
  clamped: z.boolean(),
  late: z.boolean(),
  unusual: z.boolean(),
  source: z.enum(['crew', 'room', 'agency', 'system']),
  by: z.string().nullable(),
  incidentNumber: z.number().int().nullable(),
});

export const unitView = z.object({
  unit: unitItem,
  members: z.array(
    z.object({ id: unitMemberId, userId: z.uuid().nullable(), name: z.string().nullable(), joinedAt: instant }),
  ),
  /** The newest hundred, newest first. */
  history: z.array(statusRow),
});
export type UnitView = z.output<typeof unitView>;

export const readUnit = route({
  method: 'GET',
  path: '/api/units/:id',
  summary: 'One unit with its crew and its history',
  permission: 'unit.read',
  params: byId,
  output: unitView,
  refusals: pick(unitRefusals, 'unit.not_found'),
});

export const createUnit = route({
  method: 'POST',
  path: '/api/units',
  summary: 'Add a unit to an agency; it begins out of service',
  permission: 'unit.manage',
  body: z.object({ agencyId, reason: changeReason, content: unitContent.omit({ active: true }) }),
  output: changedSetting,
  refusals: pick(unitRefusals, 'unit.agency_unknown', 'unit.call_sign_taken', 'unit.phone_unusable'),
});

/** A unit is never deleted: incidents name it. */
export const changeUnit = route({
  method: 'POST',
  path: '/api/units/:id/change',
  summary: 'Change or deactivate a unit',
  permission: 'unit.manage',
  params: byId,
  body: z.object({ version: shownVersion, reason: changeReason, content: unitContent }),
  output: changedSetting,
  refusals: {
    ...settingRefusals,
    ...pick(unitRefusals, 'unit.call_sign_taken', 'unit.on_task', 'unit.phone_unusable'),
  },
});

/** Accounts of an agency's field crew, to be members. */
export const listCrewAccounts = route({
  method: 'GET',
  path: '/api/crew-accounts',
  summary: 'Field crew of an agency',
  permission: 'unit.manage',
  query: z.object({ agencyId }),
  output: z.object({ items: z.array(z.object({ id: z.uuid(), name: z.string() })) }),
});

export const addUnitMember = route({
  method: 'POST',
  path: '/api/units/:id/members',
  summary: 'Put somebody into a unit: an account of its field crew, or a name',
  permission: 'unit.manage',
  params: byId,
  body: z.union([z.object({ userId: z.uuid() }), z.object({ name: z.string().trim().min(2).max(80) })]),
  output: z.object({ id: unitMemberId }),
  refusals: pick(unitRefusals, 'unit.not_found', 'unit.member_unfit'),
});

export const removeUnitMember = route({
  method: 'POST',
  path: '/api/units/:id/members/:memberId/leave',
  summary: 'Take somebody out of a unit; `erase` takes the name away too',
  permission: 'unit.manage',
  params: z.object({ id: unitId, memberId: unitMemberId }),
  body: z.object({ erase: z.boolean().default(false) }),
  output: z.object({ id: unitMemberId }),
  refusals: pick(unitRefusals, 'unit.not_found', 'unit.member_not_found'),
});

/** By a code of the agency's labels. `force`: also where the agency's table of moves refuses it. */
export const setUnitStatus = route({
  method: 'POST',
  path: '/api/units/:id/status',
  summary: 'Set the status of a unit for its crew (by radio, say)',
  permission: 'unit.order',
  params: byId,
  body: z.object({ labelCode: z.string().max(30), force: z.boolean().default(false) }),
  output: z.object({ unit: unitItem, unusual: z.boolean() }),
  refusals: {
    ...pick(unitRefusals, 'unit.not_found', 'unit.label_unknown', 'unit.move_refused', 'unit.not_assigned'),
    ...pick(refusals, 'assignment.not_possible'),
  },
});

/** What a person decides on a unit that is busy: the reason is kept with the task. */
export const assignUnit = route({
  method: 'POST',
  path: '/api/assignments/:id/units',
  summary: 'Send a unit to an assignment of its agency',
  permission: 'unit.order',
  params: ofAssignment,
  body: z.object({ unitId, force: forceReason.optional() }),
  output: z.object({ unit: unitItem }),
  refusals: {
    ...pick(refusals, 'assignment.not_found', 'assignment.not_possible'),
    ...pick(
      unitRefusals,
      'unit.not_found',
      'unit.other_agency',
      'unit.not_active',
      'unit.already_assigned',
      'unit.busy',
      'unit.not_free',
    ),
  },
});

export const releaseUnit = route({
  method: 'POST',
  path: '/api/assignments/:id/units/:unitId/release',
  summary: 'Take a unit off an assignment, with a reason',
  permission: 'unit.order',
  params: z.object({ id: assignmentId, unitId }),
  body: z.object({ reason: leaveReason }),
  output: z.object({ unit: unitItem }),
  refusals: {
    ...pick(refusals, 'assignment.not_found'),
    ...pick(unitRefusals, 'unit.not_found', 'unit.not_assigned'),
  },
});

/** Also those that left, for as long as the incident is kept. */
export const listAssignedUnits = route({
  method: 'GET',
  path: '/api/assignments/:id/units',
  summary: 'Units of an assignment, who is there and who was',
  permission: 'unit.read',
  params: ofAssignment,
  output: z.object({
    items: z.array(
      z.object({
        unit: unitItem,
        id: unitAssignmentId,
        current: z.boolean(),
        way: z.enum(['sent', 'taken', 'straight']),
        assignedAt: instant,
        enRouteAt: instant.nullable(),
        onSceneAt: instant.nullable(),
        endedAt: instant.nullable(),
        endReason: z.enum(endReasons).nullable(),
      }),
    ),
  }),
  refusals: pick(refusals, 'assignment.not_found'),
});

/** `fit`: free, of a kind that suits the incident. Nearest by time first; `by` says how the time was found. */
export const recommendUnits = route({
  method: 'GET',
  path: '/api/assignments/:id/recommended-units',
  summary: 'Free units of the agency by estimated time of arrival',
  permission: 'unit.order',
  params: ofAssignment,
  query: z.object({
    limit: z.coerce.number().int().min(1).max(50).default(10),
    /** `router` asks the road router too, within its time; the straight line is there before. */
    by: z.enum(['straight', 'router']).default('straight'),
    skill: unitSkill.optional(),
  }),
  output: z.object({
    now: instant,
    /** Where to: the point of the incident, or that of its village; null: nobody knows, nothing can be said. */
    to: z.enum(['point', 'village']).nullable(),
    items: z.array(
      z.object({
        unit: unitItem,
        from: z.enum(['position', 'home']),
        metres: z.number().int(),
        seconds: z.number().int(),
        by: z.enum(['straight', 'router']),
      }),
    ),
  }),
  refusals: pick(refusals, 'assignment.not_found'),
});

/** In any order, any of them again: each fix is kept once, and an older one never moves the unit back. */
export const reportPositions = route({
  method: 'POST',
  path: '/api/units/:id/positions',
  summary: 'Where the device of a crew was',
  permission: 'field.work',
  params: byId,
  body: z.object({ fixes: z.array(fix).min(1).max(200) }),
  output: z.object({ kept: z.number().int(), ignored: z.number().int() }),
  refusals: pick(unitRefusals, 'unit.not_found'),
});

export const erasePositions = route({
  method: 'POST',
  path: '/api/units/:id/erase-positions',
  summary: 'Erase where a unit was before a moment',
  permission: 'field.erase',
  params: byId,
  body: z.object({ before: instant, reason: changeReason }),
  output: z.object({ erased: z.number().int() }),
  refusals: pick(unitRefusals, 'unit.not_found'),
});

export const unitAlarm = z.object({
  id: unitAlarmId,
  kind: z.enum(alarmKinds),
  raisedAt: instant,
  /** How often it was raised. */
  step: z.number().int(),
  unit: unitItem,
});
export type UnitAlarm = z.output<typeof unitAlarm>;

export const listUnitAlarms = route({
  method: 'GET',
  path: '/api/unit-alarms',
  summary: 'Alarms of crews that nobody has answered',
  permission: 'unit.read',
  output: z.object({ now: instant, items: z.array(unitAlarm) }),
});

export const acknowledgeUnitAlarm = route({
  method: 'POST',
  path: '/api/unit-alarms/:id/acknowledge',
  summary: 'Say what came of the alarm of a crew',
  permission: 'unit.answer_alarm',
  params: z.object({ id: unitAlarmId }),
  body: z.object({ reason: alarmReason, note: z.string().trim().max(1000).optional() }),
  output: z.object({ id: unitAlarmId }),
  refusals: pick(unitRefusals, 'unit.alarm_not_found'),
});

const agencyUnitsSetting = z.object({ id: agencyId, agency, version: z.number().int(), content: agencyUnitsContent });
export type AgencyUnitsSetting = z.output<typeof agencyUnitsSetting>;

export const listAgencyUnits = route({
  method: 'GET',
  path: '/api/agency-units',
  summary: "Agencies' words for statuses, their table of moves, who sends their units",
  permission: 'unit.manage',
  output: z.object({ items: z.array(agencyUnitsSetting) }),
});

export const changeAgencyUnits = route({
  method: 'POST',
  path: '/api/agency-units/:id/change',
  summary: 'Change how an agency works with its units',
  permission: 'unit.manage',
  params: z.object({ id: agencyId }),
  body: z.object({ version: shownVersion, reason: changeReason, content: agencyUnitsContent }),
  output: changedSetting,
  refusals: settingRefusals,
});

const figuresId = z.uuid();
export const readUnitFigures = route({
  method: 'GET',
  path: '/api/unit-figures',
  summary: 'Speeds, detours, and how long a crew may be silent',
  permission: 'setting.read',
  output: z.object({ id: figuresId, version: z.number().int(), content: unitFiguresContent }),
});

export const changeUnitFigures = route({
  method: 'POST',
  path: '/api/unit-figures/:id/change',
  summary: 'Change the figures of units',
  permission: 'setting.change',
  params: z.object({ id: figuresId }),
  body: z.object({ version: shownVersion, reason: changeReason, content: unitFiguresContent }),
  output: changedSetting,
  refusals: settingRefusals,
});
