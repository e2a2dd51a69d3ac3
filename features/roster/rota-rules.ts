import { dayStart, plusMs, type Zone } from '#platform/shared/time.ts';
import type { PlannedShift, RosterSetting, ShiftSpan, ShiftTemplate } from './shift.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** The day `days` after one (`2026-11-21`). */
export function plusDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
}

/** Every day from the first to the last. */
export function daysBetween(from: string, to: string): string[] {
  const count = Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs) + 1;
  return Array.from({ length: Math.max(0, count) }, (_, index) => plusDays(from, index));
}

/** Monday of a day's week. */
export function mondayOf(day: string): string {
  return plusDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7));
}

/** When a shift of this template begins and ends on a day of a zone. Indonesia has no daylight saving time: minutes are exact. */
export function spanOf(template: Pick<ShiftTemplate, 'starts' | 'minutes'>, day: string, zone: Zone): ShiftSpan {
  const [hours = 0, minutes = 0] = template.starts.split(':').map(Number);
  const startsAt = plusMs(dayStart(day, zone), (hours * 60 + minutes) * minuteMs);
  return { startsAt, endsAt: plusMs(startsAt, template.minutes * minuteMs) };
}

/**
 * The letters that a repeating pattern gives to days in order: `PPSSMM--` begins with its first letter on the first day; `-` and blank are
 * free days. Letters that are no template, and an empty pattern, give null.
 */
export function lettersOf(pattern: string, days: number, codes: readonly string[]): (string | null)[] | null {
  const letters = [...pattern.toUpperCase().trim()];
  if (letters.length === 0 || letters.some((letter) => letter !== '-' && !codes.includes(letter))) return null;
  return Array.from({ length: days }, (_, index) => {
    const letter = letters[index % letters.length] ?? '-';
    return letter === '-' ? null : letter;
  });
}

export type RotaWarning =
  | { readonly kind: 'overlap' | 'rest'; readonly userId: string; readonly day: string; readonly hours: number }
  | { readonly kind: 'days_in_row'; readonly userId: string; readonly day: string; readonly days: number }
  | { readonly kind: 'leave'; readonly userId: string; readonly day: string }
  | {
      readonly kind: 'least';
      readonly day: string;
      readonly template: string;
      readonly have: number;
      readonly least: number;
    };

export interface Away {
  readonly userId: string;
  readonly fromDay: string;
  readonly toDay: string;
}

type Limits = Pick<RosterSetting, 'templates' | 'restHours' | 'daysInRow'>;

/**
 * What is to be looked at in a rota; nothing of it forbids anything: at night there may be one person, and somebody must be there.
 * `days` are those that are shown; shifts before and after them count for rest and days in a row.
 */
export function warningsOf(
  shifts: readonly PlannedShift[],
  days: readonly string[],
  away: readonly Away[],
  limits: Limits,
): RotaWarning[] {
  const shown = new Set(days);
  const people = [...new Set(shifts.map(({ userId }) => userId))];
  const ofPeople = people.flatMap((userId) => {
    const own = shifts.filter((shift) => shift.userId === userId).sort((a, b) => a.startsAt.localeCompare(b.startsAt));
    return [
      ...restWarnings(own, limits.restHours),
      ...rowWarnings(userId, own, limits.daysInRow),
      ...own.filter((shift) => away.some((one) => covers(one, shift))).map(({ day }) => leave(userId, day)),
    ];
  });
  const least = days.flatMap((day) =>
    limits.templates.flatMap((template): RotaWarning[] => {
      const have = shifts.filter((shift) => shift.day === day && shift.template === template.code).length;
      return have < template.least
        ? [{ kind: 'least', day, template: template.code, have, least: template.least }]
        : [];
    }),
  );
  return [...ofPeople.filter(({ day }) => shown.has(day)), ...least];
}

const leave = (userId: string, day: string): RotaWarning => ({ kind: 'leave', userId, day });
const covers = (one: Away, { userId, day }: PlannedShift) =>
  one.userId === userId && one.fromDay <= day && day <= one.toDay;

/** Each shift against the latest end before it: a long one may still run when the next but one begins. */
function restWarnings(own: readonly PlannedShift[], restHours: number): RotaWarning[] {
  let latestEnd: number | null = null;
  return own.flatMap((shift): RotaWarning[] => {
    const [starts, ends] = [Date.parse(shift.startsAt), Date.parse(shift.endsAt)];
    const rest = latestEnd === null ? null : starts - latestEnd;
    latestEnd = Math.max(latestEnd ?? ends, ends);
    if (rest === null || rest >= restHours * hourMs) return [];
    const kind = rest < 0 ? 'overlap' : 'rest';
    return [{ kind, userId: shift.userId, day: shift.day, hours: Math.floor(Math.abs(rest) / hourMs) }];
  });
}

/** The first day beyond the limit, once for each run of days. */
function rowWarnings(userId: string, own: readonly PlannedShift[], most: number): RotaWarning[] {
  const worked = [...new Set(own.map(({ day }) => day))].sort();
  const found: RotaWarning[] = [];
  let run = 0;
  let before: string | null = null;
  for (const day of worked) {
    run = before !== null && plusDays(before, 1) === day ? run + 1 : 1;
    if (run === most + 1) found.push({ kind: 'days_in_row', userId, day, days: run });
    before = day;
  }
  return found;
}
