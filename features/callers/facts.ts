import { z } from 'zod';
import { anyDisposition } from '#features/calls/call.ts';
import { numberClasses } from '#features/calls/number-class.ts';
import { instant } from '#platform/shared/contract.ts';
import type { Instant } from '#platform/shared/time.ts';

/** How far back facts go: history that is older says nothing of today (the decay). */
export const knownDays = 90;
/** Of a number that called more often the newest are counted, and the screen says "at least". */
export const mostKnownCalls = 200;
/** Calls lost within this time before the call are told first: somebody tried and tried. */
export const lostWithinMs = 30 * 60_000;
/** Milliseconds after the answer in which nobody sees what earlier call takers thought (standards.md §5C, stage 2). */
export const verdictHiddenMs = 5000;

/** What somebody who is not at this call looks for; codes, because an address is no place for words. */
export const lookReasons = ['call_back', 'quality_check', 'case_work', 'complaint', 'legal'] as const;
export const lookReason = z.enum(lookReasons);
export type LookReason = z.output<typeof lookReason>;

export const noteKinds = [
  'disability',
  'illness',
  'elderly',
  'child',
  'danger',
  'language',
  'shared',
  'other',
] as const;
export const noteKind = z.enum(noteKinds);
export type NoteKind = z.output<typeof noteKind>;

/** Calls of one class: how many, by how many call takers, and when the last one was. */
export const countedClass = z.object({
  code: anyDisposition,
  calls: z.number().int(),
  takers: z.number().int(),
  lastAt: instant,
});
export type CountedClass = z.output<typeof countedClass>;

const nuisance = z.object({ calls: z.number().int(), takers: z.number().int(), lastAt: instant });

/** What the calls of a number come to. */
export const earlierFacts = z.object({
  calls: z.number().int(),
  /** More than were counted. */
  isMore: z.boolean(),
  lastAt: instant.nullable(),
  /** Ended without a talk, in all and shortly before this call. */
  lost: z.number().int(),
  lostLately: z.number().int(),
  lostLastAt: instant.nullable(),
  /** Everything that is no judgement of the caller. */
  byClass: z.array(countedClass),
  /** What earlier call takers judged to be nuisance: hidden until `revealAt`. */
  nuisance: nuisance.nullable(),
  nuisanceByClass: z.array(countedClass),
});
export type EarlierFacts = z.output<typeof earlierFacts>;

/** An open incident that this call may be about. */
export const openIncident = z.object({
  id: z.uuid(),
  number: z.number().int(),
  type: z.object({ id: z.string(), en: z.string() }).nullable(),
  priority: z.string().nullable(),
  village: z.string().nullable(),
  reportedAt: instant,
  isSameNumber: z.boolean(),
  metres: z.number().int().nullable(),
});
export type OpenIncident = z.output<typeof openIncident>;

export const numberClass = z.enum(numberClasses);

/** A call of the number as the facts are counted from it. */
export interface KnownCall {
  readonly state: string;
  readonly disposition: string | null;
  /** Who judged it; null: nobody, or not known. */
  readonly by: string | null;
  readonly at: Instant;
}
