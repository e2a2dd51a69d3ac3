import { ok, type Result, refuse } from '#platform/shared/result.ts';
import { type Instant, plusMs } from '#platform/shared/time.ts';
import { type WindowState, windowAheadDays } from './carrier-window.ts';

/** What is known when somebody asks for a window. */
export interface WindowCase {
  readonly now: Instant;
  readonly opensAt: Instant | null;
  readonly minutes: number;
  /** What was typed, and what it is in E.164; null: no number. */
  readonly numbers: readonly { readonly typed: string; readonly e164: string | null }[];
  readonly lineInUse: boolean;
  /** One of the line is planned or open. */
  readonly hasWindow: boolean;
  /** Numbers, in E.164, from which citizens called in need. */
  readonly citizens: ReadonlySet<string>;
}

export type WindowRefusal =
  | 'carrier.line_inactive'
  | 'carrier.window_there'
  | 'carrier.too_far'
  | 'carrier.not_a_number'
  | 'carrier.citizen_number';

/**
 * When a window opens and closes and for which numbers. Only numbers that were named are ever taken to the answering machine, and none
 * from which a citizen called in need: a real caller is never diverted (design.md invariant 2).
 */
export function decideWindow(
  given: WindowCase,
): Result<
  { readonly opensAt: Instant; readonly closesAt: Instant; readonly numbers: readonly string[] },
  WindowRefusal
> {
  if (!given.lineInUse) return refuse('carrier.line_inactive');
  if (given.hasWindow) return refuse('carrier.window_there');
  const opensAt = given.opensAt === null || given.opensAt < given.now ? given.now : given.opensAt;
  if (opensAt > plusMs(given.now, windowAheadDays * 86_400_000)) return refuse('carrier.too_far');
  const numbers: string[] = [];
  for (const { typed, e164 } of given.numbers) {
    if (e164 === null) return refuse('carrier.not_a_number', { value: typed });
    if (given.citizens.has(e164)) return refuse('carrier.citizen_number', { value: typed });
    if (!numbers.includes(e164)) numbers.push(e164);
  }
  return ok({ opensAt, closesAt: plusMs(opensAt, given.minutes * 60_000), numbers });
}

/** How a window stands at a moment. Past its end it is closed, whether or not the timer has written it yet. */
export function windowState(
  window: { readonly opensAt: Instant; readonly closesAt: Instant; readonly closedAt: Instant | null },
  now: Instant,
): WindowState {
  if (window.closedAt !== null || window.closesAt <= now) return 'closed';
  return window.opensAt > now ? 'planned' : 'open';
}
