import { ok, type Result, refuse } from '#platform/shared/result.ts';
import { mostDays } from '../contract.ts';
import { daysBetween } from '../rota-rules.ts';

/** The days of a page, or why they are none. */
export function daysOf({ from, to }: { from: string; to: string }): Result<string[], 'rota.range'> {
  const days = daysBetween(from, to);
  return days.length === 0 || days.length > mostDays ? refuse('rota.range', { most: mostDays }) : ok(days);
}
