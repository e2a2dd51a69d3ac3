import { expect, test } from 'vitest';
import { timeReader } from './history-times.ts';

const cases: readonly (readonly [name: string, format: string | string[], text: string, at: string | null])[] = [
  ['iso with an offset', 'iso', '2025-03-01T10:00:00+08:00', '2025-03-01T02:00:00.000Z'],
  ['iso of UTC with parts of a second', 'iso', '2025-03-01T10:00:00.5Z', '2025-03-01T10:00:00.500Z'],
  ['iso without a zone is in the zone of the file', 'iso', '2025-03-01 10:00', '2025-03-01T03:00:00.000Z'],
  ['a day alone is its midnight', 'iso', '2025-03-01', '2025-02-28T17:00:00.000Z'],
  ['the order of Indonesian spreadsheets', 'dd/MM/yyyy HH:mm', '31/12/2024 23:59', '2024-12-31T16:59:00.000Z'],
  ['single digits and dots in the hour', 'd/M/yyyy H.mm', '1/2/2025 7.05', '2025-02-01T00:05:00.000Z'],
  ['a month by its name', 'd MMMM yyyy HH:mm:ss', '17 Agustus 2025 10:00:01', '2025-08-17T03:00:01.000Z'],
  ['a short name of a month', 'd MMM yy HH:mm', '5 Nop 25 00:00', '2025-11-04T17:00:00.000Z'],
  [
    'a zone behind it counts more than the file’s',
    'dd-MM-yyyy HH:mm',
    '01-03-2025 10:00 WIT',
    '2025-03-01T01:00:00.000Z',
  ],
  ['seconds since 1970', 'epoch', '1740798000', '2025-03-01T03:00:00.000Z'],
  ['milliseconds since 1970', 'epoch', '1740798000123', '2025-03-01T03:00:00.123Z'],
  ['the second format fits', ['iso', 'dd/MM/yyyy'], '01/03/2025', '2025-02-28T17:00:00.000Z'],
  ['a day that does not exist', 'dd/MM/yyyy', '31/02/2025', null],
  ['an hour that does not exist', 'iso', '2025-03-01T24:10:00', null],
  ['a month that does not exist', 'dd/MM/yyyy', '01/13/2025', null],
  ['something behind it', 'dd/MM/yyyy', '01/03/2025 10:00', null],
  ['a name that is no month', 'd MMMM yyyy', '1 Foo 2025', null],
  ['nothing', 'iso', '', null],
];

test.each(cases)('%s', (_name, format, text, at) => {
  expect(timeReader(format, 'Asia/Jakarta')(text)).toBe(at);
});

test('signs of a format are signs, not patterns', () => {
  expect(timeReader('dd.MM.yyyy', 'Asia/Jakarta')('01x03x2025')).toBeNull();
});
