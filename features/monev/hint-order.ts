import type { HintContent } from '#features/calls/hint.ts';
import { ok, type Result, refuse } from '#platform/shared/result.ts';
import { type Instant, plusMs } from '#platform/shared/time.ts';
import type { Precision } from './hint-precision.ts';

/*
 * When hints may order calls (decision 0033): after the days in shadow, with a precision that is known well enough, and as long as a
 * person of the control room and one of the leadership stand for it. They go back into shadow by themselves.
 */

export const hintStates = ['shadow', 'ordering'] as const;
export type HintState = (typeof hintStates)[number];

/** Two seats to sign from: the control room's, and the leadership's. */
export const seats = ['room', 'head'] as const;
export type Seat = (typeof seats)[number];

export const stopCauses = ['bound_broken', 'not_precise', 'by_hand', 'limits_changed'] as const;
export type StopCause = (typeof stopCauses)[number];

/** What stands in the way, in the order in which it is told. */
export const hindrances = ['bound_broken', 'too_early', 'too_few', 'not_precise'] as const;
export type Hindrance = (typeof hindrances)[number];

export interface HintsNow {
  readonly content: HintContent;
  /** The first call that was scored under these limits; null: none yet. */
  readonly countsFrom: Instant | null;
  readonly judged: number;
  readonly precision: Precision | null;
  /** The bound of five seconds was broken, and nobody has looked at it yet (queue settings). */
  readonly isHistoryStopped: boolean;
}

/** From when on the days in shadow are over; null: they have not begun. */
export function shadowUntil({ content, countsFrom }: Pick<HintsNow, 'content' | 'countsFrom'>): Instant | null {
  return countsFrom === null ? null : plusMs(countsFrom, content.shadowDays * 86_400_000);
}

export function hindrancesOf(hints: HintsNow, now: Instant): Hindrance[] {
  const until = shadowUntil(hints);
  const stands: Readonly<Record<Hindrance, boolean>> = {
    bound_broken: hints.isHistoryStopped,
    too_early: until === null || now < until,
    too_few: hints.judged < hints.content.judged,
    not_precise: !isPrecise(hints),
  };
  return hindrances.filter((each) => stands[each]);
}

/** By the lower bound: what is not known well is not precise. */
export function isPrecise({ content, precision }: Pick<HintsNow, 'content' | 'precision'>): boolean {
  return precision !== null && precision.low >= content.precision;
}

/** Why hints that order must stop now; null: they may go on. Too few judgements alone stop nothing: their bound says it. */
export function stopCauseOf(hints: HintsNow): StopCause | null {
  if (hints.isHistoryStopped) return 'bound_broken';
  return isPrecise(hints) ? null : 'not_precise';
}

/** Who sits where has signed; null: nobody. */
export type Signed = Readonly<Record<Seat, string | null>>;

/** From which seat somebody signs: of those they may use the first that is free, and nobody from both. */
export function seatFor(
  signed: Signed,
  { userId, may }: { readonly userId: string; readonly may: readonly Seat[] },
): Result<Seat, 'hint.signed_already' | 'hint.own' | 'hint.seat_taken'> {
  if (signed.room !== null && signed.head !== null) return refuse('hint.signed_already');
  if (seats.some((seat) => signed[seat] === userId)) return refuse('hint.own');
  const free = may.find((seat) => signed[seat] === null);
  return free === undefined ? refuse('hint.seat_taken') : ok(free);
}
