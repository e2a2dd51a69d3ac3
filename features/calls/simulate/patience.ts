import type { Arrival, Patience } from '../simulation.ts';
import { exponential, type Random } from './random.ts';

/** Seconds after which a network ends a call that nobody answers. */
export const longestPatienceS = 1800;
/** Below so many who gave up, an empirical law would be their chance. */
const enough = 20;

/**
 * What a period says of its callers' patience. Those who were answered would have waited longer: they are censored, not impatient. With
 * enough who gave up it is the estimate of Kaplan and Meier, with an exponential tail beyond the last of them; with
 * few, the exponential law of all that was waited for each who gave up, and one more who might have.
 */
export function measurePatience(arrivals: readonly Pick<Arrival, 'leftAfterS' | 'waitedS'>[]): Patience | null {
  const waits = arrivals.flatMap(({ leftAfterS, waitedS }) => {
    const seconds = leftAfterS ?? waitedS;
    return seconds === null ? [] : [{ seconds, left: leftAfterS !== null }];
  });
  if (waits.length === 0) return null;
  const waited = waits.reduce((sum, { seconds }) => sum + seconds, 0);
  const lefts = waits.filter(({ left }) => left).length;
  const meanS = Math.max(1, waited / (lefts + 1));
  if (lefts < enough) return { type: 'exponential', meanS };
  const sorted = waits.toSorted((a, b) => a.seconds - b.seconds || Number(b.left) - Number(a.left));
  let share = 1;
  const steps: { afterS: number; share: number }[] = [];
  for (const [index, { seconds, left }] of sorted.entries()) {
    if (!left) continue;
    share *= 1 - 1 / (sorted.length - index);
    steps.push({ afterS: seconds, share });
  }
  return { type: 'measured', steps, tailMeanS: meanS };
}

/** Seconds after which somebody gives up of whom it is known that they waited `atLeastS` without giving up. */
export function drawPatience(random: Random, patience: Patience, atLeastS = 0): number {
  return Math.min(longestPatienceS, Math.max(atLeastS, draw(random, patience, atLeastS)));
}

function draw(random: Random, patience: Patience, atLeastS: number): number {
  // The exponential law forgets.
  if (patience.type === 'exponential') return atLeastS + exponential(random, patience.meanS);
  const { steps, tailMeanS } = patience;
  const surviving = steps.findLast(({ afterS }) => afterS <= atLeastS)?.share ?? 1;
  const share = random() * surviving;
  const step = steps.find((each) => each.afterS > atLeastS && each.share <= share);
  const lastS = steps.at(-1)?.afterS ?? 0;
  return step?.afterS ?? Math.max(lastS, atLeastS) + exponential(random, tailMeanS);
}
