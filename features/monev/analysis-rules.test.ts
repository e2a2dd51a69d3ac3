import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addMonths,
  arrange,
  bucketsOf,
  gistOf,
  hideSmall,
  judgeSpan,
  monthsIn,
  previousSpan,
  yearBefore,
} from './analysis-rules.ts';

const cell = (key: string, whole: number, part = whole) => ({ key, part, whole, times: null });

describe('spans of months', () => {
  test.each([
    [
      { from: '2026-01', to: '2026-03' },
      { from: '2025-10', to: '2025-12' },
      { from: '2025-01', to: '2025-03' },
    ],
    [
      { from: '2026-11', to: '2026-11' },
      { from: '2026-10', to: '2026-10' },
      { from: '2025-11', to: '2025-11' },
    ],
  ])('%o', (span, before, earlier) => {
    expect(previousSpan(span)).toEqual(before);
    expect(yearBefore(span)).toEqual(earlier);
  });

  test('the period before is as long and ends where the span begins', () => {
    const month = fc.integer({ min: 0, max: 400 }).map((count) => addMonths('2010-01', count));
    fc.assert(
      fc.property(month, fc.nat(35), (from, more) => {
        const span = { from, to: addMonths(from, more) };
        const before = previousSpan(span);
        expect([monthsIn(before), addMonths(before.to, 1)]).toEqual([more + 1, from]);
      }),
    );
  });

  test.each([
    ['2026-02', '2026-01', 'month', 'analysis.span'],
    ['2026-01', '2026-12', 'day', null],
    ['2026-01', '2027-01', 'day', 'analysis.too_long'],
    ['2024-01', '2026-12', 'month', null],
    ['2024-01', '2027-01', 'month', 'analysis.too_long'],
  ] as const)('%s to %s by %s', (from, to, by, expected) => expect(judgeSpan({ from, to }, by)).toBe(expected));
});

describe('buckets', () => {
  const october = { from: '2026-10', to: '2026-10' };
  test('every day of the regency’s month, in each zone', () => {
    for (const zone of ['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura'] as const) {
      const days = bucketsOf('day', october, zone);
      expect([days.length, days[0], days.at(-1)]).toEqual([31, '2026-10-01', '2026-10-31']);
    }
  });
  test('weeks begin on the Monday on or before the first', () =>
    expect(bucketsOf('week', october, 'Asia/Jakarta')).toEqual([
      '2026-09-28',
      '2026-10-05',
      '2026-10-12',
      '2026-10-19',
      '2026-10-26',
    ]));
  test('a week has 168 hours from Monday midnight', () => {
    const hours = bucketsOf('hour', october, 'Asia/Jakarta');
    expect([hours.length, hours[0], hours[25], hours.at(-1)]).toEqual([168, '1-00', '2-01', '7-23']);
  });
  test('one without anything is a zero; where there are none, the largest comes first', () => {
    expect(arrange([cell('b', 2)], ['a', 'b'], true)).toEqual([cell('a', 0), cell('b', 2)]);
    expect(arrange([cell('a', 1), cell('b', 2)], [], true).map(({ key }) => key)).toEqual(['b', 'a']);
  });
});

describe('small counts', () => {
  const shown = (...wholes: number[]) =>
    hideSmall(wholes.map((whole, key) => cell(String(key), whole))).map(({ whole }) => whole);
  test.each([
    ['nothing small', [5, 9], [5, 9]],
    ['none is no person', [0, 9], [0, 9]],
    ['one alone takes the next smallest with it', [4, 9, 7], [null, 9, null]],
    ['two hide each other', [4, 9, 1], [null, 9, null]],
    ['nobody else to hide behind', [4, 0], [null, 0]],
  ])('%s', (_name, given, expected) => expect(shown(...given)).toEqual(expected));

  test('what is hidden cannot be had by subtraction from the total', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(12), { minLength: 3, maxLength: 12 }), (wholes) => {
        const hidden = shown(...wholes).filter((whole) => whole === null).length;
        const others = wholes.filter((whole) => whole > 0).length;
        expect(hidden === 1 && others > 1).toBe(false);
      }),
    );
  });
});

test('a time is looked at by its median', () => {
  const timed = (key: string, p50: number) => ({ ...cell(key, 3), times: { p50, p90: 2 * p50 } });
  expect(gistOf('T_ACK', [timed('a', 90_000), timed('b', 30_000), cell('c', 0)])).toEqual({
    ...{ cells: 3, hidden: 0 },
    ...{ highest: { key: 'a', value: 90 }, lowest: { key: 'b', value: 30 } },
  });
  const [hidden] = hideSmall([timed('a', 1000)]);
  expect(hidden?.times).toBeNull();
});

test('the sentence knows the highest and the lowest of what was measured', () => {
  const cells = [cell('a', 4, 2), cell('b', 0, 0), cell('c', 4, 4), { key: 'd', part: null, whole: null, times: null }];
  expect(gistOf('SLA_ACK', cells)).toEqual({
    ...{ cells: 4, hidden: 1 },
    ...{ highest: { key: 'c', value: 1 }, lowest: { key: 'a', value: 0.5 } },
  });
});
