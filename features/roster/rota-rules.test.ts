import { describe, expect, test } from 'vitest';
import { daysBetween, lettersOf, mondayOf, plusDays, spanOf, warningsOf } from './rota-rules.ts';
import { type PlannedShift, rosterSetting } from './shift.ts';

const setting = rosterSetting.parse({});
const template = (code: string) => {
  const found = setting.templates.find((one) => one.code === code);
  if (found === undefined) throw new Error(code);
  return found;
};
const shift = (day: string, code: string, userId = 'a'): PlannedShift => ({
  userId,
  day,
  template: code,
  ...spanOf(template(code), day, 'Asia/Jakarta'),
});
const quiet = { ...setting, templates: [] };

test.each([
  ['P', '2026-11-24', 'Asia/Jakarta', '2026-11-24T00:00:00.000Z', '2026-11-24T07:00:00.000Z'],
  ['M', '2026-11-30', 'Asia/Jakarta', '2026-11-30T14:00:00.000Z', '2026-12-01T00:00:00.000Z'],
  ['M', '2026-12-31', 'Asia/Makassar', '2026-12-31T13:00:00.000Z', '2026-12-31T23:00:00.000Z'],
  ['P', '2026-12-01', 'Asia/Jayapura', '2026-11-30T22:00:00.000Z', '2026-12-01T05:00:00.000Z'],
] as const)('%s on %s in %s lasts from %s to %s', (code, day, zone, startsAt, endsAt) => {
  expect(spanOf(template(code), day, zone)).toEqual({ startsAt, endsAt });
});

test.each([
  ['2026-11-23', '2026-11-23'],
  ['2026-11-29', '2026-11-23'],
  ['2026-12-01', '2026-11-30'],
])('the week of %s begins on %s', (day, monday) => expect(mondayOf(day)).toBe(monday));

test('days go over the end of a month and of a leap February', () => {
  expect(plusDays('2028-02-28', 1)).toBe('2028-02-29');
  expect(daysBetween('2026-11-29', '2026-12-02')).toHaveLength(4);
  expect(daysBetween('2026-12-02', '2026-12-01')).toEqual([]);
});

test.each([
  ['ps-', 5, ['P', 'S', null, 'P', 'S']],
  [' M ', 2, ['M', 'M']],
  ['PX', 2, null],
  ['', 2, null],
])('the pattern "%s" over %i days', (pattern, days, letters) =>
  expect(lettersOf(pattern, days, ['P', 'S', 'M'])).toEqual(letters),
);

describe('what is to be looked at', () => {
  const days = daysBetween('2026-11-23', '2026-11-29');
  test.each([
    ['a day between two shifts', [shift('2026-11-23', 'P'), shift('2026-11-24', 'P')], []],
    ['afternoon, then morning: ten hours', [shift('2026-11-23', 'S'), shift('2026-11-24', 'P')], [['rest', 10]]],
    ['night, then morning: no rest at all', [shift('2026-11-23', 'M'), shift('2026-11-24', 'P')], [['rest', 0]]],
    ['two people one after the other', [shift('2026-11-23', 'S'), shift('2026-11-24', 'P', 'b')], []],
    ['a shift before the shown days counts', [shift('2026-11-22', 'M'), shift('2026-11-23', 'P')], [['rest', 0]]],
    ['a warning of another week is not shown', [shift('2026-11-20', 'S'), shift('2026-11-21', 'P')], []],
  ] as const)('%s', (_name, shifts, expected) => {
    const found = warningsOf(shifts, days, [], quiet);
    expect(found.map((one) => [one.kind, 'hours' in one ? one.hours : null])).toEqual(expected);
  });

  test('two at once, also when a long one covers a short one', () => {
    const long = { ...shift('2026-11-23', 'P'), endsAt: '2026-11-24T06:00:00.000Z' };
    const found = warningsOf([long, shift('2026-11-23', 'S'), shift('2026-11-24', 'P')], days, [], quiet);
    expect(found.map(({ kind, day }) => `${kind} ${day}`)).toEqual(['overlap 2026-11-23', 'overlap 2026-11-24']);
  });

  test('seven days in a row are told once, on the seventh, also when it began the week before', () => {
    const row = daysBetween('2026-11-20', '2026-11-28').map((day) => shift(day, 'P'));
    expect(warningsOf(row, days, [], quiet)).toEqual([
      { kind: 'days_in_row', userId: 'a', day: '2026-11-26', days: 7 },
    ]);
    expect(
      warningsOf(
        row.filter(({ day }) => day !== '2026-11-23'),
        days,
        [],
        quiet,
      ),
    ).toEqual([]);
  });

  test('leave and too few people', () => {
    const away = [{ userId: 'a', fromDay: '2026-11-24', toDay: '2026-11-25' }];
    const shifts = [shift('2026-11-25', 'P'), shift('2026-11-25', 'P', 'b')];
    expect(warningsOf(shifts, ['2026-11-25'], away, setting)).toEqual([
      { kind: 'leave', userId: 'a', day: '2026-11-25' },
      { kind: 'least', day: '2026-11-25', template: 'S', have: 0, least: 1 },
      { kind: 'least', day: '2026-11-25', template: 'M', have: 0, least: 1 },
    ]);
  });
});
