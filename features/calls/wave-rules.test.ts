import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { WaveKind } from './wave.ts';
import {
  countWaves,
  followWaves,
  goesOn,
  isSchoolTime,
  poissonLimit,
  rarity,
  type SeenCall,
  type Usual,
} from './wave-rules.ts';

// A Monday, 09:00 in Jakarta.
const now = '2026-11-23T02:00:00.000Z';
const ago = (minutes: number) => new Date(Date.parse(now) - minutes * 60_000).toISOString();
const call = (part: Partial<SeenCall> & { minutes?: number } = {}): SeenCall => ({
  at: ago(part.minutes ?? 1),
  number: part.number === undefined ? '+6281230000001' : part.number,
  district: part.district ?? null,
  isSilent: part.isSilent ?? false,
  isChildPrank: part.isChildPrank ?? false,
});
const many = (count: number, part: (index: number) => Parameters<typeof call>[0]) =>
  Array.from({ length: count }, (_, index) => call(part(index)));
const nothing: Usual = { silent: 0, childPranks: 0, byDistrict: new Map() };
const wavesIn = (calls: readonly SeenCall[], usual: Usual = nothing, at = now) =>
  countWaves(calls, usual, at, 'Asia/Jakarta')
    .filter(({ isWave }) => isWave)
    .map(({ kind }) => kind);
const number = (index: number) => `+62812300${String(index).padStart(5, '0')}`;

describe("Poisson's limit", () => {
  test.each([
    // P(X >= 7 | 1) = 8.3e-5, P(X >= 6 | 1) = 5.9e-4
    [1, 7],
    [0.5, 6],
    [3, 12],
    [10, 25],
  ])('around a mean of %d: %d', (mean, limit) => expect(poissonLimit(mean)).toBe(limit));

  test('it is the first count that is rarer than was asked', () =>
    fc.assert(
      fc.property(fc.double({ min: 0.1, max: 200, noNaN: true }), (mean) => {
        const limit = poissonLimit(mean);
        const tail = (from: number) => {
          let term = Math.exp(-mean);
          let below = 0;
          for (let count = 0; count < from; count++) {
            below += term;
            term *= mean / (count + 1);
          }
          return 1 - below;
        };
        return tail(limit) < rarity && tail(limit - 1) >= rarity;
      }),
    ));

  test('it rises with the mean, also where e to its power is nothing any more', () => {
    expect(poissonLimit(2000)).toBeGreaterThan(2000);
    expect(poissonLimit(40)).toBeGreaterThan(poissonLimit(30));
  });
});

describe('waves', () => {
  const cases: [string, SeenCall[], WaveKind[]][] = [
    ['nothing', [], []],
    ['six calls of one number in an hour', many(6, () => ({})), []],
    ['seven calls of one number in an hour', many(7, () => ({})), ['one_number']],
    ['seven calls of one number, one of them longer ago', many(7, (at) => ({ minutes: at === 0 ? 61 : 5 })), []],
    ['seven withheld calls are seven callers', many(7, () => ({ number: null })), []],
    ['twelve calls of one district', many(12, (at) => ({ number: number(at), district: '35.15.08' })), ['area']],
    [
      'twelve calls of two districts',
      many(12, (at) => ({ number: number(at), district: at % 2 ? '35.15.08' : '35.15.09' })),
      [],
    ],
    [
      'seven silent calls of seven numbers in ten minutes',
      many(7, (at) => ({ number: number(at), isSilent: true, minutes: 10 })),
      ['silent_handsets'],
    ],
    [
      'seven silent calls over half an hour',
      many(7, (at) => ({ number: number(at), isSilent: true, minutes: 5 * at })),
      [],
    ],
    ['seven silent calls of one number are that number', many(7, () => ({ isSilent: true })), ['one_number']],
    [
      'nine pranks of children',
      many(9, (at) => ({ number: number(at % 3), isChildPrank: true, minutes: 30 })),
      ['school_hours'],
    ],
  ];
  test.each(cases)('%s', (_case, calls, kinds) => expect(wavesIn(calls)).toEqual(kinds));

  test('what is usual at this hour is none', () => {
    const calls = many(12, (at) => ({ number: number(at), district: '35.15.08' }));
    expect(wavesIn(calls, { ...nothing, byDistrict: new Map([['35.15.08', 10]]) })).toEqual([]);
  });

  test('pranks of children on a Sunday or in the evening are no wave of schools', () => {
    const calls = (at: string) =>
      many(9, (index) => ({ number: number(index % 3), isChildPrank: true })).map((each) => ({ ...each, at }));
    expect(wavesIn(calls('2026-11-22T01:59:00.000Z'), nothing, '2026-11-22T02:00:00.000Z')).toEqual([]);
    expect(wavesIn(calls('2026-11-23T11:59:00.000Z'), nothing, '2026-11-23T12:00:00.000Z')).toEqual([]);
  });

  test.each([
    ['Monday 07:00', '2026-11-23T00:00:00.000Z', true],
    ['Monday 06:59', '2026-11-22T23:59:00.000Z', false],
    ['Saturday 13:59', '2026-11-28T06:59:00.000Z', true],
    ['Saturday 14:00', '2026-11-28T07:00:00.000Z', false],
    ['Sunday 10:00', '2026-11-22T03:00:00.000Z', false],
  ])('%s in Jakarta', (_case, at, is) => expect(isSchoolTime(at, 'Asia/Jakarta')).toBe(is));
});

describe('how waves go on', () => {
  const wave = (calls: number, isWave: boolean) => ({
    ...{ kind: 'one_number' as const, key: '+6281230000001', calls, numbers: 1, usual: 1, beyond: 7, isWave },
  });
  const open = { kind: 'one_number' as const, key: '+6281230000001', beyond: 7, id: 'w1' };

  test.each([
    ['begins', [], [wave(7, true)], { begin: 1, keep: 0, end: 0 }],
    ['is there already', [open], [wave(9, true)], { begin: 0, keep: 1, end: 0 }],
    ['calms down and stays', [open], [wave(4, false)], { begin: 0, keep: 1, end: 0 }],
    ['is over', [open], [wave(3, false)], { begin: 0, keep: 0, end: 1 }],
    ['is over when nothing is counted at all', [open], [], { begin: 0, keep: 0, end: 1 }],
  ])('one %s', (_case, before, counted, expected) => {
    const { begin, keep, end } = followWaves(before, counted);
    expect({ begin: begin.length, keep: keep.length, end: end.length }).toEqual(expected);
  });

  test('half of what began it keeps it', () => {
    expect(goesOn({ beyond: 8 }, 4)).toBe(true);
    expect(goesOn({ beyond: 8 }, 3)).toBe(false);
  });
});
