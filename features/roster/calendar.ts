import type { Instant } from '#platform/shared/time.ts';
import type { ShiftSpan } from './shift.ts';

export interface CalendarShift extends ShiftSpan {
  readonly id: string;
  readonly title: string;
}

/** `20261124T000000Z` (RFC 5545 §3.3.5, form 2): in UTC no calendar has to know our zones. */
const utc = (at: Instant) => `${at.slice(0, 19).replaceAll(/[-:]/g, '')}Z`;

/** Text as a value (RFC 5545 §3.3.11). */
const escaped = (text: string) => text.replaceAll(/[\\;,]/g, (sign) => `\\${sign}`).replaceAll(/\r\n|\r|\n/g, '\\n');

/** At most 75 octets a line, continued after a blank (RFC 5545 §3.1); never within a character. */
function folded(line: string): string {
  const lines: string[] = [];
  let current = '';
  let octets = 0;
  for (const sign of line) {
    const length = new TextEncoder().encode(sign).length;
    if (octets + length > 75) {
      lines.push(current);
      [current, octets] = [' ', 1];
    }
    current += sign;
    octets += length;
  }
  return [...lines, current].join('\r\n');
}

/** Somebody's shifts as an iCalendar object (RFC 5545). */
export function calendarOf(shifts: readonly CalendarShift[], name: string, now: Instant): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Sigap 112//Jadwal piket//ID',
    'CALSCALE:GREGORIAN',
    `X-WR-CALNAME:${escaped(name)}`,
    ...shifts.flatMap(({ id, title, startsAt, endsAt }) => [
      'BEGIN:VEVENT',
      `UID:${id}@sigap112`,
      `DTSTAMP:${utc(now)}`,
      `DTSTART:${utc(startsAt)}`,
      `DTEND:${utc(endsAt)}`,
      `SUMMARY:${escaped(title)}`,
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ];
  return `${lines.map(folded).join('\r\n')}\r\n`;
}
