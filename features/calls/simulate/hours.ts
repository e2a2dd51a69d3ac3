import { dayOf, nextMidnight, type Zone } from '#platform/shared/time.ts';

const hourMs = 3_600_000;

const dayMs = 24 * hourMs;
/** Milliseconds from a midnight of the zone to one of UTC; asked for every step of a simulation. */
const offsets = new Map<Zone, number>();

/** The hour of the regency's day, 0 to 23. */
export function hourOf(at: number, zone: Zone): number {
  let offset = offsets.get(zone);
  if (offset === undefined) {
    offset = dayMs - (Date.parse(nextMidnight(new Date(0).toISOString(), zone)) % dayMs);
    offsets.set(zone, offset);
  }
  return Math.floor(((at + offset) % dayMs) / hourMs);
}

/** The next full hour: zones of Indonesia are whole hours from UTC. */
export const nextHour = (at: number): number => (Math.floor(at / hourMs) + 1) * hourMs;

/** The bounds of a day (`2026-11-20`) of a zone; null: there is no such day. */
export function boundsOfDay(day: string, zone: Zone): { readonly from: number; readonly to: number } | null {
  const noon = Date.parse(`${day}T12:00:00.000Z`);
  if (!/^\d{4}-\d\d-\d\d$/.test(day) || Number.isNaN(noon)) return null;
  const to = Date.parse(nextMidnight(new Date(noon - 8 * hourMs).toISOString(), zone));
  return dayOf(new Date(to - 1).toISOString(), zone) === day ? { from: to - dayMs, to } : null;
}
