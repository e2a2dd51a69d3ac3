import { z } from 'zod';
import type { Category, Priority } from '#features/incidents/incident.ts';
import { type Id, idSchema } from '#platform/shared/ids.ts';
import type { Instant } from '#platform/shared/time.ts';

export type AssignmentId = Id<'assignment'>;
export const assignmentId = idSchema<'assignment'>();
export type ClockId = Id<'clock'>;
export const clockId = idSchema<'clock'>();

/** One per agency and incident, each with its own clock (domain.md §2.6). */
export const assignmentStates = [
  'SENT',
  'DELIVERED',
  'SEND_FAILED',
  'ACKNOWLEDGED',
  'EN_ROUTE',
  'ON_SCENE',
  'HANDLING',
  'DONE',
  'NOT_FOUND',
  'REJECTED',
  'REROUTED',
  'CANCELLED',
] as const;
export const assignmentState = z.enum(assignmentStates);
export type AssignmentState = z.output<typeof assignmentState>;
/** SEND_FAILED is not terminal: somebody still has to reach the agency. */
export const terminalStates = [
  'DONE',
  'NOT_FOUND',
  'REJECTED',
  'REROUTED',
  'CANCELLED',
] as const satisfies readonly AssignmentState[];

export const part = z.enum(['lead', 'support']);
export type Part = z.output<typeof part>;

export const rejectReasons = ['not_our_authority', 'outside_area', 'no_crew', 'duplicate', 'incomplete'] as const;
/** By the telephone nobody can say why. */
export const phoneRejectReason = 'by_phone';
export const rerouteReasons = ['not_their_authority', 'nearer_agency', 'no_answer', 'no_crew'] as const;
export const cancelReasons = ['not_needed', 'wrong_agency', 'duplicate', 'incident_cancelled'] as const;
export const results = ['DONE', 'NOT_FOUND'] as const;
/** What the agency's screen can do with sound; `silent`: no screen has reported, `no_accounts`: it is reached by phone. */
export const sound = z.enum(['on', 'muted', 'blocked']);
export type Sound = z.output<typeof sound>;
export const alerting = z.enum(['on', 'muted', 'blocked', 'silent', 'no_accounts']);
export type Alerting = z.output<typeof alerting>;
/** An agency's screen reports its sound at least this often; three times as long without a report is silence. */
export const alertingEveryMs = 30_000;
export const silentAfterMs = 3 * alertingEveryMs;

/** The three targets; null = no target. As they stood when it was sent. */
export interface DueTimes {
  readonly acknowledgeDueAt: Instant | null;
  readonly arriveDueAt: Instant | null;
  readonly resolveDueAt: Instant | null;
}
export const clockNames = ['acknowledge', 'arrive', 'resolve'] as const;
export type ClockName = (typeof clockNames)[number];

/** An assignment as the rules see it. */
export interface Assignment extends DueTimes {
  readonly state: AssignmentState;
  readonly sentAt: Instant;
  readonly acknowledgedAt: Instant | null;
  readonly arrivedAt: Instant | null;
  readonly escalationStep: number;
}

export type AssignmentCommand =
  | { readonly kind: 'deliver' }
  | { readonly kind: 'fail_send' }
  | { readonly kind: 'acknowledge' }
  | { readonly kind: 'reject'; readonly reason: (typeof rejectReasons)[number] | typeof phoneRejectReason }
  | { readonly kind: 'reroute'; readonly reason: (typeof rerouteReasons)[number] }
  | { readonly kind: 'en_route' }
  | { readonly kind: 'arrive' }
  | { readonly kind: 'handle' }
  | { readonly kind: 'finish'; readonly result: (typeof results)[number] }
  | { readonly kind: 'cancel'; readonly reason: (typeof cancelReasons)[number] };
export const commandKinds = [
  'deliver',
  'fail_send',
  'acknowledge',
  'reject',
  'reroute',
  'en_route',
  'arrive',
  'handle',
  'finish',
  'cancel',
] as const satisfies readonly AssignmentCommand['kind'][];
export type CommandKind = AssignmentCommand['kind'];

/** Targets of a priority in seconds, or in working days of 86 400 s where `workingDays`; null = no target. */
export interface ClockTargets {
  readonly priority: Priority;
  /** Narrows to one category of incident; null is for all others. */
  readonly category: Category | null;
  readonly acknowledgeS: number | null;
  readonly arriveS: number | null;
  readonly resolveS: number | null;
  readonly workingDays: boolean;
}

const daySeconds = 86_400;
/** Thirty days: a target further off is none. */
const target = z
  .number()
  .int()
  .min(1)
  .max(30 * daySeconds)
  .nullable();

/** What of a clock is editable; which priority and category it is for stays. */
export const clockContent = z
  .object({
    acknowledgeS: target,
    arriveS: target,
    resolveS: target,
    workingDays: z.boolean(),
    /** False only for a clock of one category: incidents of it then run on the clock of their priority. */
    active: z.boolean(),
  })
  .refine(({ acknowledgeS, arriveS, resolveS }) => isRising([acknowledgeS, arriveS, resolveS]), {
    message: 'acknowledge, arrive and resolve must not be each later than the next',
  })
  .refine(
    ({ workingDays, acknowledgeS, arriveS, resolveS }) =>
      !workingDays || [acknowledgeS, arriveS, resolveS].every((seconds) => (seconds ?? 0) % daySeconds === 0),
    { message: 'on working days a target is a number of whole days' },
  );
export type ClockContent = z.output<typeof clockContent>;

function isRising(targets: readonly (number | null)[]): boolean {
  const set = targets.filter((seconds) => seconds !== null);
  return set.every((seconds, index) => index === 0 || seconds >= (set[index - 1] ?? 0));
}
