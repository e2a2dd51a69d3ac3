import type { Language } from './texts.ts';

/** A moment as ISO 8601 in UTC with milliseconds, on the wire, in rules and as rows arrive: `2026-11-21T13:38:04.123Z`. Sorts as text. */
export type Instant = string;

/** The three zones of Indonesia by their IANA names; the screen says WIB, WITA, WIT. */
export const zones = { 'Asia/Jakarta': 'WIB', 'Asia/Makassar': 'WITA', 'Asia/Jayapura': 'WIT' } as const;
export type Zone = keyof typeof zones;

/** Milliseconds from one moment to another; negative when `to` is earlier. */
export function msBetween(from: Instant, to: Instant): number {
  return Date.parse(to) - Date.parse(from);
}

/** The moment `ms` milliseconds after `at`. */
export function plusMs(at: Instant, ms: number): Instant {
  return new Date(Date.parse(at) + ms).toISOString();
}

/** The first moment of a month (`2026-11`) in a zone, and of the month after it: the bounds of a monev period. */
export function monthBounds(month: string, zone: Zone): { from: Instant; to: Instant } {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return {
    from: zoneMidnight(year, number, zone),
    to: zoneMidnight(number === 12 ? year + 1 : year, (number % 12) + 1, zone),
  };
}

/** Indonesia has no daylight saving time, so an offset per zone is exact. */
const offsetHours: Record<Zone, number> = { 'Asia/Jakarta': 7, 'Asia/Makassar': 8, 'Asia/Jayapura': 9 };

function zoneMidnight(year: number, month: number, zone: Zone): Instant {
  return new Date(Date.UTC(year, month - 1, 1) - offsetHours[zone] * 3_600_000).toISOString();
}

/** The day (`2026-11-21`) a moment belongs to in a zone. */
export function dayOf(at: Instant, zone: Zone): string {
  return new Date(Date.parse(at) + offsetHours[zone] * 3_600_000).toISOString().slice(0, 10);
}

/** The first moment of a day (`2026-11-21`) in a zone. */
export function dayStart(day: string, zone: Zone): Instant {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1, date) - offsetHours[zone] * 3_600_000).toISOString();
}

/** The midnight after a moment in a zone. */
export function nextMidnight(at: Instant, zone: Zone): Instant {
  const dayMs = 86_400_000;
  return new Date(Date.parse(dayOf(at, zone)) + dayMs - offsetHours[zone] * 3_600_000).toISOString();
}

/** `21 Nov 2026 13.38.04 WIB`; the zone is always said, because a regency may lie in any of three. */
export function formatInstant(at: Instant, zone: Zone, language: Language, style: 'time' | 'full' = 'full'): string {
  const text = new Intl.DateTimeFormat(language === 'id' ? 'id-ID' : 'en-GB', {
    timeZone: zone,
    ...(style === 'full' ? { day: 'numeric', month: 'short', year: 'numeric' } : {}),
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hour12: false,
  }).format(new Date(at));
  return `${text} ${zones[zone]}`;
}

/** A length of time for people: `0:07`, `12:05`, `1:02:03`. */
export function formatDuration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}
