/*
 * How many desks a queue needs. Erlang C: callers come at random, nobody gives up, each desk takes one at a time. In a surge people do
 * give up and dial again, so the figure is the least that is needed, and the screen says so.
 *
 * A. K. Erlang, "Solution of some problems in the theory of probabilities of significance in automatic telephone exchanges",
 * Elektroteknikeren 13 (1917); the recursion of the loss formula is in ITU-D SG 2/16, "Teletraffic Engineering Handbook", ch. 7 and 9.
 */

/** The load of a queue. */
export interface Load {
  readonly callsPerHour: number;
  /** Seconds a desk is busy with one call: talk and wrap-up. */
  readonly handleS: number;
}

/** Load in erlangs: desks that would be busy all the time. */
export function erlangs({ callsPerHour, handleS }: Load): number {
  return (callsPerHour * handleS) / 3600;
}

/** The share of callers lost where nobody can wait (Erlang B), by the recursion that does not overflow. */
export function blocked(load: number, desks: number): number {
  let share = 1;
  for (let n = 1; n <= desks; n++) share = (load * share) / (n + load * share);
  return share;
}

/** The share of callers who have to wait (Erlang C); 1 where the desks cannot keep up. */
export function waits(load: number, desks: number): number {
  if (load === 0) return 0;
  if (desks <= load) return 1;
  const loss = blocked(load, desks);
  return (desks * loss) / (desks - load * (1 - loss));
}

/** The share of calls answered within so many seconds. */
export function answeredWithin(load: Load, desks: number, targetS: number): number {
  const a = erlangs(load);
  if (a === 0) return 1;
  if (desks <= a) return 0;
  return 1 - waits(a, desks) * Math.exp((-(desks - a) * targetS) / load.handleS);
}

/** The least number of desks that answers such a share within so many seconds. */
export function desksNeeded(load: Load, target: { readonly share: number; readonly seconds: number }): number {
  const a = erlangs(load);
  if (a === 0) return 0;
  let desks = Math.floor(a) + 1;
  while (answeredWithin(load, desks, target.seconds) < target.share) desks++;
  return desks;
}

/** The answer target of every regency (design.md §5). */
export const answerTarget = { share: 0.95, seconds: 10 } as const;

/** What one call takes where too few were answered to say: 112 practice in Indonesia is two to four minutes. */
export const usualHandleS = 180;
/** Fewer answered calls than this say nothing about how long one takes. */
export const enoughCalls = 5;
