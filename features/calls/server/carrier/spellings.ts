import type { LineContent } from '../../line.ts';
import { callerOnLine } from '../../line-rules.ts';
import { normaliseNumber } from '../normalise-number.ts';

/**
 * In how many ways a line's operator may write a number, digits only: each of them is read as exactly this number, by the same rules as a
 * caller's (`normaliseNumber`, the line's prefixes), so that no other caller can be meant.
 */
export function spellingsOf(e164: string, line: Pick<LineContent, 'callerStrip' | 'callerAdd'>): string[] {
  const digits = e164.slice(1);
  const known = [e164, digits, ...(digits.startsWith('62') ? [`0${digits.slice(2)}`, digits.slice(2)] : [])];
  const { callerStrip, callerAdd } = line;
  const prefixed = known.flatMap((each) =>
    each.startsWith(callerAdd) ? [`${callerStrip}${each.slice(callerAdd.length)}`] : [],
  );
  const meant = [...known, ...prefixed].filter((raw) => normaliseNumber(callerOnLine(raw, line)) === e164);
  return [...new Set(meant.map((raw) => raw.replace(/\D/g, '')))];
}
