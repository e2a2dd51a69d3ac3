import fc from 'fast-check';
import { expect, test } from 'vitest';
import { calendarOf } from './calendar.ts';

const shift = {
  id: '0199',
  title: 'Malam; 112, "siaga"\\\nmeja 1',
  startsAt: '2026-11-30T14:00:00.000Z',
  endsAt: '2026-12-01T00:00:00.000Z',
};
const unfold = (text: string) => text.replaceAll('\r\n ', '');

test('a shift over midnight, with the signs that must be escaped', () => {
  expect(calendarOf([shift], 'Jadwal piket', '2026-11-24T01:02:03.456Z').split('\r\n')).toEqual([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Sigap 112//Jadwal piket//ID',
    'CALSCALE:GREGORIAN',
    'X-WR-CALNAME:Jadwal piket',
    'BEGIN:VEVENT',
    'UID:0199@sigap112',
    'DTSTAMP:20261124T010203Z',
    'DTSTART:20261130T140000Z',
    'DTEND:20261201T000000Z',
    'SUMMARY:Malam\\; 112\\, "siaga"\\\\\\nmeja 1',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ]);
});

test('no line is longer than 75 octets, and unfolded nothing is lost', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (words) => {
      const title = words.replaceAll(/[\r\n\\;,]/g, '');
      const text = calendarOf([{ ...shift, title }], 'x', shift.startsAt);
      for (const line of text.split('\r\n')) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
      expect(unfold(text)).toContain(`\r\nSUMMARY:${title}\r\n`);
    }),
  );
});
