import { dayOf, nextMidnight, type Zone } from '#platform/shared/time.ts';

const hourMs = 3_600_000;

/** The hour of the regency's day, 0 to 23. */
export function hourOf(at: number, zone: Zone): number {
  return Math.floor((at - dayStart(new Date(at).toISOString(), zone)) / hourMs);
}

/** The next full hour: zones of Indonesia are whole hours from UTC. */
export const nextHour = (at: number): number => (Math.floor(at / hourMs) + 1) * hourMs;

function dayStart(at: string, zone: Zone): number {
  return Date.parse(nextMidnight(at, zone)) - 24 * hourMs;
}

/** The bounds of a day (`2026-11-20`) of a zone; null: there is no such day. */
export function boundsOfDay(day: string, zone: Zone): { readonly from: number; readonly to: number } | null {
  const noon = Date.parse(`${day}T12:00:00.000Z`);
  if (!/^\d{4}-\d\d-\d\d$/.test(day) || Number.isNaN(noon)) return null;
  const to = Date.parse(nextMidnight(new Date(noon - 8 * hourMs).toISOString(), zone));
  return dayOf(new Date(to - 1).toISOString(), zone) === day ? { from: to - 24 * hourMs, to } : null;
}
