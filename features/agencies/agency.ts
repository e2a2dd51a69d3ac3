import { z } from 'zod';
import { type Id, idSchema } from '#platform/shared/ids.ts';

export type AgencyId = Id<'agency'>;
export const agencyId = idSchema<'agency'>();
export type DutyContactId = Id<'duty_contact'>;
export const dutyContactId = idSchema<'duty_contact'>();

/** OPD: a body of the regency. VERT: a central or state body in the regency. BUMD: a regional company. NGO: volunteers. */
export const agencyKinds = ['OPD', 'VERT', 'BUMD', 'NGO'] as const;
export const agencyKind = z.enum(agencyKinds);
export type AgencyKind = (typeof agencyKinds)[number];

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** When an agency works, in the regency's zone. P4 clocks run on it only; null instead of a calendar is around the clock. */
export const calendar = z.object({
  /** ISO weekdays, 1 is Monday. A day without an entry is free. */
  hours: z
    .array(z.object({ weekday: z.number().int().min(1).max(7), from: clockTime, to: clockTime }))
    .min(1)
    .max(14)
    .refine((hours) => hours.every((part) => part.from < part.to), { message: 'from must be before to' }),
  holidays: z.array(z.iso.date()).max(200),
});
export type Calendar = z.output<typeof calendar>;

/** Short, in capitals, fixed for life: routing, exports and reports name an agency by it. */
export const agencyCode = z.string().regex(/^[A-Z][A-Z0-9_]{1,19}$/);
const phone = z
  .string()
  .trim()
  .regex(/^[+0-9][0-9 ()-]{1,30}$/);

/** What of an agency is editable. */
export const agencyContent = z.object({
  name: z.string().trim().min(2).max(120),
  nameEn: z.string().trim().min(2).max(120),
  kind: agencyKind,
  phone: phone.nullable(),
  /** False: it works through response links and the telephone, not through accounts. */
  hasAccounts: z.boolean(),
  calendar: calendar.nullable(),
  /** A body of health care: it reads what is said of somebody's health. */
  medical: z.boolean().default(false),
  active: z.boolean(),
});
export type AgencyContent = z.output<typeof agencyContent>;

/** When a contact is on duty, weekly, by the regency's clock; from later than to is over midnight. */
export const dutyWindow = z.object({ weekday: z.number().int().min(1).max(7), from: clockTime, to: clockTime });
export type DutyWindow = z.output<typeof dutyWindow>;

/** Who is told and rung when an assignment is not acknowledged; in the order of `position`. */
export const dutyContactContent = z.object({
  name: z.string().trim().min(2).max(120),
  phone: phone.nullable(),
  email: z.email().max(200).nullable(),
  position: z.number().int().min(1).max(99),
  active: z.boolean(),
  /** Told only when those on duty do not answer. */
  superior: z.boolean().default(false),
  /** Null: always. */
  windows: z.array(dutyWindow).min(1).max(21).nullable().default(null),
});
export type DutyContactContent = z.output<typeof dutyContactContent>;
