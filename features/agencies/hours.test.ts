import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inWindows, isAtWork, localTime, type WeeklyWindow, windowsInclude } from './hours.ts';

describe('the clock on the wall', () => {
  test.each([
    ['2026-11-22T16:59:59.999Z', 'Asia/Jakarta', { date: '2026-11-22', weekday: 7, minute: 1439 }],
    ['2026-11-22T17:00:00.000Z', 'Asia/Jakarta', { date: '2026-11-23', weekday: 1, minute: 0 }],
    ['2026-11-22T16:30:10.000Z', 'Asia/Makassar', { date: '2026-11-23', weekday: 1, minute: 30 }],
    ['2026-11-21T22:59:00.000Z', 'Asia/Jayapura', { date: '2026-11-22', weekday: 7, minute: 479 }],
  ] as const)('%s in %s', (at, zone, said) => expect(localTime(at, zone)).toEqual(said));
});

const night: WeeklyWindow = { weekdays: [5, 7], from: '16:00', to: '07:30' };
const at = (weekday: number, minute: number) => ({ date: '2026-11-22', weekday, minute });

describe('hours of the week', () => {
  test.each([
    ['before it begins', 5, 959, false],
    ['as it begins', 5, 960, true],
    ['after midnight, on the next day', 6, 449, true],
    ['as it ends', 6, 450, false],
    ['in the morning of its own day', 5, 100, false],
    ['over the end of the week', 1, 0, true],
  ])('%s', (_name, weekday, minute, said) => expect(inWindows([night], at(weekday, minute))).toBe(said));

  test('from midnight to midnight is the whole day; no window is never', () => {
    const sunday: WeeklyWindow = { weekdays: [7], from: '00:00', to: '00:00' };
    expect([inWindows([sunday], at(7, 0)), inWindows([sunday], at(7, 1439)), inWindows([sunday], at(1, 0))]).toEqual([
      true,
      true,
      false,
    ]);
    expect(inWindows([], at(3, 600))).toBe(false);
  });

  test('one includes another exactly when no minute is missing', () => {
    const days: WeeklyWindow = { weekdays: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '00:00' };
    expect(windowsInclude([days], [night])).toBe(true);
    expect(windowsInclude([night], [days])).toBe(false);
    expect(windowsInclude([{ ...night, from: '15:00' }], [night])).toBe(true);
    expect(windowsInclude([{ ...night, weekdays: [5] }], [night])).toBe(false);
  });

  const clock = fc
    .integer({ min: 0, max: 1439 })
    .map((of) => `${String(Math.floor(of / 60)).padStart(2, '0')}:${String(of % 60).padStart(2, '0')}`);
  const window = fc.record({
    weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
    from: clock,
    to: clock,
  });
  test('each includes itself, and a minute inside is inside of all that include it', () => {
    fc.assert(
      fc.property(fc.array(window, { maxLength: 3 }), fc.array(window, { maxLength: 3 }), (outer, inner) => {
        expect(windowsInclude(inner, inner)).toBe(true);
        expect(windowsInclude([...outer, ...inner], inner)).toBe(true);
      }),
      { numRuns: 30 },
    );
  });
});

describe('at work', () => {
  const calendar = { hours: [{ weekday: 1, from: '07:30', to: '16:00' }], holidays: ['2026-11-30'] };
  test.each([
    ['without a calendar', null, at(7, 3), true],
    ['before it opens', calendar, at(1, 449), false],
    ['as it opens', calendar, at(1, 450), true],
    ['as it closes', calendar, at(1, 960), false],
    ['on a day without hours', calendar, at(2, 600), false],
    ['on a holiday', calendar, { date: '2026-11-30', weekday: 1, minute: 600 }, false],
  ])('%s', (_name, given, time, said) => expect(isAtWork(given, time)).toBe(said));
});
