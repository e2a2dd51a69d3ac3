import type { Calendar } from '#features/agencies/agency.ts';
import { type Instant, monthBounds, plusMs, type Zone } from '#platform/shared/time.ts';

const dayMs = 86_400_000;

/**
 * The moment `days` working days later on an agency's calendar: the same time of day, moved into the hours of the day it
 * falls on. A request that comes outside the hours counts from the next opening. Without a calendar a day is 24 hours.
 */
export function plusWorkingDays(from: Instant, days: number, calendar: Calendar | null, zone: Zone): Instant {
  if (calendar === null) return plusMs(from, days * dayMs);
  const offsetMs = offsetOf(zone);
  let local = openingAtOrAfter(Date.parse(from) + offsetMs, calendar);
  for (let left = days; left > 0; left--) local = sameTimeNextWorkingDay(local, calendar);
  return new Date(local - offsetMs).toISOString();
}

/** The moment itself where the agency is open then, else its next opening. */
export function openingFrom(at: Instant, calendar: Calendar | null, zone: Zone): Instant {
  if (calendar === null) return at;
  const offsetMs = offsetOf(zone);
  return new Date(openingAtOrAfter(Date.parse(at) + offsetMs, calendar) - offsetMs).toISOString();
}

/** Zones of Indonesia keep one offset for ever: where January 1970 began says which. */
function offsetOf(zone: Zone): number {
  return -Date.parse(monthBounds('1970-01', zone).from);
}

/** Opening and closing of a local day in milliseconds since its midnight; null when it is free. */
function hoursOf(day: number, calendar: Calendar): { from: number; to: number } | null {
  const date = new Date(day);
  if (calendar.holidays.includes(date.toISOString().slice(0, 10))) return null;
  const weekday = date.getUTCDay() === 0 ? 7 : date.getUTCDay();
  const parts = calendar.hours.filter((part) => part.weekday === weekday);
  if (parts.length === 0) return null;
  return {
    from: Math.min(...parts.map((part) => msOf(part.from))),
    to: Math.max(...parts.map((part) => msOf(part.to))),
  };
}

function msOf(clockTime: string): number {
  const [hours = 0, minutes = 0] = clockTime.split(':').map(Number);
  return (hours * 60 + minutes) * 60_000;
}

function openingAtOrAfter(local: number, calendar: Calendar): number {
  const day = Math.floor(local / dayMs) * dayMs;
  const hours = hoursOf(day, calendar);
  if (hours !== null && local - day < hours.from) return day + hours.from;
  if (hours !== null && local - day <= hours.to) return local;
  const next = nextWorkingDay(day, calendar);
  return next.day + next.from;
}

function sameTimeNextWorkingDay(local: number, calendar: Calendar): number {
  const day = Math.floor(local / dayMs) * dayMs;
  const next = nextWorkingDay(day, calendar);
  return next.day + Math.min(Math.max(local - day, next.from), next.to);
}

function nextWorkingDay(day: number, calendar: Calendar): { day: number; from: number; to: number } {
  // At most 200 holidays and seven weekdays: a year ahead always has a working day, unless the calendar has none at all.
  for (let ahead = 1; ahead <= 366; ahead++) {
    const hours = hoursOf(day + ahead * dayMs, calendar);
    if (hours !== null) return { day: day + ahead * dayMs, ...hours };
  }
  throw new Error('The calendar of the agency has no working day within a year: give it hours');
}
