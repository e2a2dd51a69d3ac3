import { z } from 'zod';
import { dayOf, type Instant, msBetween, nextMidnight, type Zone } from '#platform/shared/time.ts';
import type { Calendar } from './agency.ts';

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/**
 * Hours of the week in the regency's zone. `to` at or before `from` runs over midnight into the next day, and belongs to
 * the day on which it begins; `00:00` to `00:00` is the whole day.
 */
export const weeklyWindow = z.object({
  /** ISO weekdays, 1 is Monday. */
  weekdays: z
    .array(z.number().int().min(1).max(7))
    .min(1)
    .max(7)
    .refine((days) => new Set(days).size === days.length, { message: 'each weekday once' }),
  from: clockTime,
  to: clockTime,
});
export type WeeklyWindow = z.output<typeof weeklyWindow>;

/** A moment as people of a regency say it. */
export interface LocalTime {
  /** `2026-11-22`. */
  readonly date: string;
  /** 1 is Monday. */
  readonly weekday: number;
  /** Since midnight, 0 to 1439. */
  readonly minute: number;
}

const dayMinutes = 1440;

/** What the clock on the wall of the regency says. */
export function localTime(at: Instant, zone: Zone): LocalTime {
  const date = dayOf(at, zone);
  const left = Math.ceil(msBetween(at, nextMidnight(at, zone)) / 60_000);
  return { date, weekday: new Date(date).getUTCDay() || 7, minute: dayMinutes - left };
}

function minuteOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

/** Whether a moment lies in any of these; none of them is never. */
export function inWindows(windows: readonly WeeklyWindow[], { weekday, minute }: LocalTime): boolean {
  const dayBefore = weekday === 1 ? 7 : weekday - 1;
  return windows.some((window) => {
    const [from, to] = [minuteOf(window.from), minuteOf(window.to)];
    if (from < to) return window.weekdays.includes(weekday) && minute >= from && minute < to;
    return (
      (window.weekdays.includes(weekday) && minute >= from) || (window.weekdays.includes(dayBefore) && minute < to)
    );
  });
}

/** Whether an agency is at work; without a calendar it always is. */
export function isAtWork(calendar: Calendar | null, { date, weekday, minute }: LocalTime): boolean {
  if (calendar === null) return true;
  if (calendar.holidays.includes(date)) return false;
  return calendar.hours.some(
    (part) => part.weekday === weekday && minute >= minuteOf(part.from) && minute < minuteOf(part.to),
  );
}

/** Whether every minute of the week in `inner` is one of `outer`. */
export function windowsInclude(outer: readonly WeeklyWindow[], inner: readonly WeeklyWindow[]): boolean {
  for (let weekday = 1; weekday <= 7; weekday++) {
    for (let minute = 0; minute < dayMinutes; minute++) {
      const at = { date: '', weekday, minute };
      if (inWindows(inner, at) && !inWindows(outer, at)) return false;
    }
  }
  return true;
}
