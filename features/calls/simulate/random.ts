import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { Lengths } from '../simulation.ts';

/** A stream of numbers from 0 to 1 that its seed alone decides. */
export type Random = () => number;

/**
 * One stream for each purpose, so that a scenario which draws more of one thing meets the same people in all others (common random
 * numbers): their difference is then not chance.
 */
export function randomOf(seed: number, purpose: string): Random {
  let mixed = seed | 0;
  for (const letter of purpose) mixed = (Math.imul(mixed ^ letter.charCodeAt(0), 0x01000193) + 0x9e3779b9) | 0;
  const generator = xoroshiro128plus(mixed);
  return () => uniformFloat64(generator);
}

export function exponential(random: Random, mean: number): number {
  return -mean * Math.log(1 - random());
}

export function pick<Value>(random: Random, values: readonly Value[]): Value | undefined {
  return values[Math.floor(random() * values.length)];
}

/** Seconds; a lognormal law is given by the mean and the spread of the lengths themselves. */
export function drawLength(random: Random, lengths: Lengths): number {
  if (lengths.type === 'measured') return pick(random, lengths.seconds) ?? 0;
  const { meanS, spreadS } = lengths;
  if (meanS <= 0) return 0;
  const variance = Math.log(1 + (spreadS / meanS) ** 2);
  return Math.exp(Math.log(meanS) - variance / 2 + Math.sqrt(variance) * normal(random));
}

/** Box and Muller. */
function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
