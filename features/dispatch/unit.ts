import { z } from 'zod';
import { categories } from '#features/incidents/incident.ts';
import { districtCode, point } from '#features/places/place.ts';
import { type Id, idSchema } from '#platform/shared/ids.ts';

/** A vehicle or a crew of one agency that is sent as one. */
export type UnitId = Id<'unit'>;
export const unitId = idSchema<'unit'>();
/** One unit on one assignment, from being sent to leaving it. */
export type UnitAssignmentId = Id<'unit_assignment'>;
export const unitAssignmentId = idSchema<'unit_assignment'>();
export type UnitMemberId = Id<'unit_member'>;
export const unitMemberId = idSchema<'unit_member'>();
export type UnitAlarmId = Id<'unit_alarm'>;
export const unitAlarmId = idSchema<'unit_alarm'>();

/**
 * What a status means to the service. What an agency calls it is its own (`unitLabel`); figures, mapping and
 * recommendation know the meaning only (complaints.md §2, Resgrid and TicketsCAD).
 */
export const unitStatuses = [
  'available',
  'dispatched',
  'en_route',
  'on_scene',
  'transporting',
  'at_hospital',
  'returning',
  'out_of_service',
] as const;
export const unitStatus = z.enum(unitStatuses);
export type UnitStatus = z.output<typeof unitStatus>;

export const unitKinds = [
  'engine',
  'water_tender',
  'rescue',
  'ambulance',
  'patrol',
  'motorcycle',
  'tow_truck',
  'boat',
  'logistics',
  'team',
] as const;
export const unitKind = z.enum(unitKinds);
export type UnitKind = z.output<typeof unitKind>;

/** Skills of a crew and equipment on board. */
export const unitSkills = [
  'first_aid',
  'life_support',
  'extrication',
  'height',
  'water',
  'hazmat',
  'animal',
  'chainsaw',
  'pump',
  'ladder',
  'traffic',
  'tow',
] as const;
export const unitSkill = z.enum(unitSkills);
export type UnitSkill = z.output<typeof unitSkill>;

/** What of a unit is editable. Its agency stays. Who is in it lies apart: names must be erasable. */
export const unitContent = z.object({
  /** As it is called on the radio; one unit of a regency has it. */
  callSign: z.string().trim().min(2).max(40),
  kind: unitKind,
  skills: z.array(unitSkill).max(unitSkills.length),
  /** Its base; null: not known, then without a position it cannot be recommended. */
  home: point.nullable(),
  /** On board, or of whoever leads the crew; by it the centre brings the crew together with a caller. */
  phone: z
    .string()
    .trim()
    .regex(/^[+0-9][0-9 ()-]{2,30}$/)
    .nullable()
    .default(null),
  active: z.boolean(),
});
export type UnitContent = z.output<typeof unitContent>;

/** A word of an agency for a status. Several labels may mean the same. */
export const unitLabel = z.object({
  code: z.string().regex(/^[a-z][a-z0-9_]{1,29}$/),
  name: z.string().trim().min(2).max(40),
  nameEn: z.string().trim().min(2).max(40),
  status: unitStatus,
});
export type UnitLabel = z.output<typeof unitLabel>;

export const moveModes = ['off', 'warn', 'enforce'] as const;
export const moveMode = z.enum(moveModes);
/** When an assignment goes to the nearest fitting unit by itself. */
export const straightModes = ['never', 'no_dispatcher', 'always'] as const;
export const straightMode = z.enum(straightModes);

/** How one agency works with its units: its words, which status may follow which, and who sends. */
export const agencyUnitsContent = z
  .object({
    labels: z.array(unitLabel).min(1).max(30),
    mode: moveMode,
    /** What may follow; a status that is not listed may be followed by any. */
    moves: z.partialRecord(unitStatus, z.array(unitStatus)),
    straight: straightMode,
  })
  .refine(({ labels }) => new Set(labels.map((one) => one.code)).size === labels.length, {
    message: 'two labels have one code',
  });
export type AgencyUnitsContent = z.output<typeof agencyUnitsContent>;

const minutes = z.number().int().min(1).max(240);
const hour = z.number().int().min(0).max(24);

/** Figures of the whole regency. */
export const unitFiguresContent = z.object({
  /** Kilometres an hour on the road, by kind. */
  speeds: z.record(unitKind, z.number().int().min(1).max(150)),
  /** Hours in the regency's zone in which one is slower or faster, in per cent of the speed; the first that fits counts. */
  hours: z
    .array(z.object({ from: hour, to: hour, percent: z.number().int().min(10).max(200) }))
    .max(12)
    .refine((all) => all.every((one) => one.from !== one.to), { message: 'from and to are the same hour' }),
  /** How much longer roads are than the straight line, in per cent; by district where it differs (rivers, railways). */
  detourPercent: z.number().int().min(100).max(400),
  detourByDistrict: z.record(districtCode, z.number().int().min(100).max(400)),
  /** An older position is no position: the base counts. */
  freshS: z.number().int().min(10).max(3600),
  /** Which kinds fit a category of incidents; one that is not listed takes any. */
  kinds: z.partialRecord(z.enum(categories), z.array(unitKind).max(unitKinds.length)),
  /** Positions are kept for so many days. */
  keepDays: z.number().int().min(1).max(90),
  /** On scene without a sign from the crew for so long, and it is asked. */
  silenceMinutes: minutes,
  silenceByCategory: z.partialRecord(z.enum(categories), minutes),
  /** By code of a type; wins over its category. */
  silenceByType: z.record(z.string().regex(/^[A-Z][A-Z0-9_]{1,39}$/), minutes),
  /** How long the crew has to answer before the dispatcher and the supervisors are alarmed. */
  answerS: z.number().int().min(10).max(900),
});
export type UnitFiguresContent = z.output<typeof unitFiguresContent>;

/** Why a unit is no longer on an assignment. */
export const leaveReasons = ['cleared', 'not_needed', 'sent_elsewhere', 'breakdown', 'by_mistake'] as const;
export const leaveReason = z.enum(leaveReasons);
/** Those a person chooses, and what the machinery writes. */
export const endReasons = [...leaveReasons, 'assignment_ended', 'out_of_service'] as const;
export type EndReason = (typeof endReasons)[number];

/** Why a unit that is busy is sent all the same. */
export const forceReasons = ['nearest', 'more_urgent', 'only_one', 'other_job_over'] as const;
export const forceReason = z.enum(forceReasons);

export const alarmKinds = ['silence', 'panic'] as const;
export type AlarmKind = (typeof alarmKinds)[number];
/** What came of an alarm of a crew. */
export const alarmReasons = ['reached_radio', 'reached_phone', 'help_sent', 'by_mistake', 'drill'] as const;
export const alarmReason = z.enum(alarmReasons);

export type StatusSource = 'crew' | 'room' | 'agency' | 'system';

/** A position as a device reports it. */
export const fix = z.object({
  deviceAt: z.iso.datetime({ offset: true }),
  point,
  /** Metres about the point in which it is with 68 %, as the device says. */
  accuracyM: z.number().min(0).max(100_000),
  /** Metres a second; null: the device does not know. */
  speedMps: z.number().min(0).max(150).nullable(),
});
export type Fix = z.output<typeof fix>;
