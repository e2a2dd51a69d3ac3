import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plusMs } from '#platform/shared/time.ts';
import { dispositions } from './call.ts';
import type { RecordingPolicy } from './recording.ts';
import {
  growthOf,
  isDiskLow,
  isStalled,
  type KeptCall,
  keepingOf,
  retentionClassOf,
  stallMs,
} from './recording-rules.ts';

const call: KeptCall = { purpose: 'public', disposition: 'EMERGENCY_NEW', hasIncident: false };
const policy: RecordingPolicy = {
  emergencyDays: 730,
  nuisanceDays: 90,
  testDays: 30,
  informationDays: 60,
  codec: 'wav',
};
const now = '2026-11-22T00:00:00.000Z';
const day = 86_400_000;

describe('the class of a recording', () => {
  test.each<[string, Partial<KeptCall>, string]>([
    ['an emergency', {}, 'emergency'],
    ['not classified yet', { disposition: null }, 'emergency'],
    ['lost in the queue', { disposition: 'ABANDONED_QUEUE' }, 'emergency'],
    ['dropped in conversation', { disposition: 'DROPPED_EARLY' }, 'emergency'],
    ['a confirmed hoax, which is evidence', { disposition: 'HOAX_CONFIRMED' }, 'emergency'],
    ['a prank', { disposition: 'PRANK_CHILD' }, 'nuisance'],
    ['silent', { disposition: 'GHOST' }, 'nuisance'],
    ['silent, and an incident came of it', { disposition: 'GHOST', hasIncident: true }, 'emergency'],
    ['a question', { disposition: 'INFO_PUBLIC' }, 'information'],
    ['classified as a test', { disposition: 'TEST' }, 'test'],
    ['a canary', { purpose: 'canary', disposition: null }, 'test'],
    ['a drill', { purpose: 'drill' }, 'test'],
    ['a drill with its incident', { purpose: 'drill', hasIncident: true }, 'emergency'],
  ])('%s', (_name, given, expected) => expect(retentionClassOf({ ...call, ...given })).toBe(expected));
});

describe('whether it stays', () => {
  const at = (age: number, given: Partial<KeptCall> = {}, isHeld = false) =>
    keepingOf({ from: plusMs(now, -age), call: { ...call, ...given }, isHeld }, policy, now);
  test.each<[string, ReturnType<typeof at>, unknown]>([
    ['young', at(day), { keep: true, because: 'days', until: plusMs(now, 729 * day) }],
    ['the last millisecond', at(730 * day - 1), { keep: true, because: 'days', until: plusMs(now, 1) }],
    ['its days are over', at(730 * day), { keep: false, rule: 'emergency', days: 730 }],
    ['over, but held', at(7300 * day, {}, true), { keep: true, because: 'hold', until: null }],
    [
      'a prank after ninety days',
      at(90 * day, { disposition: 'PRANK_ADULT' }),
      { keep: false, rule: 'nuisance', days: 90 },
    ],
    ['a test after thirty', at(30 * day, { purpose: 'test' }), { keep: false, rule: 'test', days: 30 }],
    [
      'a question after sixty',
      at(60 * day, { disposition: 'INFO_OTHER' }),
      { keep: false, rule: 'information', days: 60 },
    ],
  ])('%s', (_name, found, expected) => expect(found).toEqual(expected));

  test('a hold always keeps, and what stays at a time stayed at every time before', () => {
    const days = fc.integer({ min: 1, max: 36_500 });
    const anyPolicy = fc.record({
      emergencyDays: days,
      nuisanceDays: days,
      testDays: days,
      informationDays: days,
      codec: fc.constant('wav' as const),
    });
    const anyCall = fc.record({
      purpose: fc.constantFrom('public' as const, 'canary' as const, 'drill' as const, 'test' as const),
      disposition: fc.option(fc.constantFrom(...dispositions)),
      hasIncident: fc.boolean(),
    });
    const age = fc.integer({ min: 0, max: 40_000 * day });
    fc.assert(
      fc.property(anyPolicy, anyCall, age, age, (some, kept, a, b) => {
        const look = (since: number, isHeld: boolean) =>
          keepingOf({ from: plusMs(now, -since), call: kept, isHeld }, some, now).keep;
        expect(look(a, true)).toBe(true);
        if (look(Math.max(a, b), false)) expect(look(Math.min(a, b), false)).toBe(true);
      }),
    );
  });
});

describe('a file that should grow', () => {
  test('grows, stands still, grows again', () => {
    const steps: [number, number | null][] = [
      [0, 32_768],
      [2000, 65_536],
      [4000, 65_536],
      [2000 + stallMs - 1, 65_536],
    ];
    let growth = steps.reduce<ReturnType<typeof growthOf> | null>(
      (before, [at, bytes]) => growthOf(before, bytes, plusMs(now, at)),
      null,
    );
    if (growth === null) throw new Error('There were steps');
    expect(isStalled(growth, plusMs(now, 2000 + stallMs - 1))).toBe(false);
    expect(isStalled(growth, plusMs(now, 2000 + stallMs))).toBe(true);
    growth = growthOf(growth, 98_304, plusMs(now, 20_000));
    expect(isStalled(growth, plusMs(now, 20_000))).toBe(false);
  });
  test('one that is not there stands still from the first look', () => {
    const growth = growthOf(growthOf(null, null, now), null, plusMs(now, stallMs));
    expect(isStalled(growth, plusMs(now, stallMs))).toBe(true);
  });
  test('a clock that was set back begins anew', () => {
    const growth = growthOf({ bytes: 5, since: now }, 5, plusMs(now, -60_000));
    expect(growth.since).toBe(plusMs(now, -60_000));
  });
});

test.each([
  [99, false, true],
  [100, false, false],
  [105, true, true],
  [111, true, false],
])('%d free of a limit of 100, low before: %s', (free, wasLow, expected) =>
  expect(isDiskLow(free, wasLow, 100)).toBe(expected),
);
