import { z } from 'zod';
import { dutyResults } from '#features/calls/duty-call.ts';
import { type Priority, priorities } from '#features/incidents/incident.ts';
import { type Id, idSchema } from '#platform/shared/ids.ts';
import type { Instant } from '#platform/shared/time.ts';

export type LadderId = Id<'ladder'>;
export const ladderId = idSchema<'ladder'>();

/**
 * What a step does. The agency's screen needs none: it has the task at once. `push`: notifications of its browsers. `email`,
 * `whatsapp`, `sms`: to the contacts on duty. `call`: the machine rings a contact on duty and takes a key, the next `call` the next
 * contact. `superior`: text and call to the superior. `supervisor`: the centre's supervisors.
 */
export const ladderActs = ['push', 'email', 'whatsapp', 'sms', 'call', 'superior', 'supervisor'] as const;
export const ladderAct = z.enum(ladderActs);
export type LadderAct = z.output<typeof ladderAct>;

const maxSeconds = 7 * 86_400;
const delay = z.number().int().min(0).max(maxSeconds).nullable();

export const ladderStep = z.object({
  act: ladderAct,
  /** Seconds after the assignment was sent, by priority; null: not for this one. */
  after: z.object({ P1: delay, P2: delay, P3: delay, P4: delay } satisfies Record<Priority, typeof delay>),
});
export type LadderStep = z.output<typeof ladderStep>;

/** How an agency is told until somebody there has acknowledged. */
export const ladderContent = z
  .object({
    /** False: only the agency's screen and the clocks, as for a body that wants nothing else. */
    active: z.boolean(),
    steps: z.array(ladderStep).min(1).max(12),
    /** Nobody is woken for what is older than this (minutes): the server was away, or the assignment was left open. */
    oldMinutes: z.number().int().min(15).max(2880),
    /** Those who acknowledged and do not set out are reminded, half-way to the time of arrival and after it. */
    reminders: z.boolean(),
  })
  .refine(({ steps, oldMinutes }) => steps.every(({ after }) => isWithin(after, oldMinutes)), {
    path: ['oldMinutes'],
    message: 'no step of P1 to P3 may come after the assignment is old',
  });
export type LadderContent = z.output<typeof ladderContent>;

function isWithin(after: LadderStep['after'], oldMinutes: number): boolean {
  return priorities.every((priority) => priority === 'P4' || (after[priority] ?? 0) <= oldMinutes * 60);
}

const minutes = (count: number) => count * 60;
const hours = (count: number) => count * 3600;
const step = (act: LadderAct, ...[P1, P2, P3, P4]: readonly (number | null)[]): LadderStep => ({
  act,
  after: { P1: P1 ?? null, P2: P2 ?? null, P3: P3 ?? null, P4: P4 ?? null },
});

/** The regency's own until it writes another: the telephone rings when the time to acknowledge is over. */
export const ladderSeed: LadderContent = {
  active: true,
  steps: [
    step('push', 0, 0, 0, 0),
    step('whatsapp', 20, 30, minutes(5), hours(4)),
    step('sms', 30, 60, minutes(8), null),
    step('email', 30, 60, minutes(5), minutes(5)),
    step('call', 60, minutes(2), minutes(15), null),
    step('call', minutes(2), minutes(4), minutes(30), null),
    step('superior', minutes(3), minutes(7), minutes(60), hours(48)),
    step('supervisor', minutes(4), minutes(10), minutes(90), hours(72)),
  ],
  oldMinutes: 360,
  reminders: true,
};

/** Why a ladder does not go on. `import`: entered afterwards, nobody is to be sent. */
export const ladderStops = ['acknowledged', 'ended', 'old', 'done', 'off', 'import'] as const;
export type LadderStop = (typeof ladderStops)[number];

/** Why an attempt was none. */
export const alertSkips = ['no_contact', 'no_number', 'no_address', 'no_browser', 'channel_off'] as const;
export type AlertSkip = (typeof alertSkips)[number];

/** What became of one attempt; null while it runs. `received`: a browser has shown it. */
export const alertResults = ['sent', 'received', 'failed', 'skipped', 'told', ...dutyResults] as const;
export const alertResult = z.enum(alertResults);
export type AlertResult = z.output<typeof alertResult>;

/** Those by which nobody at the agency can have been reached. */
const unheard: ReadonlySet<AlertResult> = new Set<AlertResult>([
  'failed',
  'skipped',
  'no_line',
  'unreachable',
  'broken_off',
  'cancelled',
]);
export const isUnheard = (result: AlertResult) => unheard.has(result);
/** A ladder of one assignment as the rules see it. */
export interface Ladder {
  readonly content: LadderContent;
  /** From when the delays count: when it was sent, or when the agency opened where P4 came outside its hours. */
  readonly startAt: Instant;
  /** Steps that were taken, by their place in `content.steps`. */
  readonly taken: readonly number[];
  readonly reminded: number;
  readonly stopped: LadderStop | null;
}
