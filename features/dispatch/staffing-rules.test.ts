import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answeredWithin, answerTarget, blocked, desksNeeded, erlangs, waits } from './staffing-rules.ts';

describe('against published values', () => {
  // Erlang B tables, e.g. ITU-D SG 2/16 "Teletraffic Engineering Handbook": A erlangs, n lines, share lost.
  test.each([
    [1, 1, 0.5],
    [1, 2, 0.2],
    [2, 3, 0.2105],
    [5, 10, 0.0184],
    [10, 15, 0.0365],
  ])('loss: %d erlangs on %d lines', (load, lines, share) => {
    expect(blocked(load, lines)).toBeCloseTo(share, 4);
  });
  // "Erlang C Formula – Made Simple With an Easy Worked Example", Call Centre Helper: 200 calls an hour of 180 s are 10 erlangs.
  const load = { callsPerHour: 200, handleS: 180 };
  test('load', () => expect(erlangs(load)).toBe(10));
  test.each([
    [11, 0.682, 0.39],
    [14, 0.174, 0.888],
  ])('%d desks: share that waits, share answered in 20 s', (desks, share, service) => {
    expect(waits(10, desks)).toBeCloseTo(share, 2);
    expect(answeredWithin(load, desks, 20)).toBeCloseTo(service, 2);
  });
  // M/M/1 by hand: one desk at half load makes half of the callers wait.
  test('one desk at half load', () => expect(waits(0.5, 1)).toBeCloseTo(0.5, 10));
});

describe('desks needed', () => {
  test.each([
    ['nobody calls', 0, 180, 0],
    ['one call an hour', 1, 180, 1],
    ['the worked example for 95 % in 10 s', 200, 180, 16],
    ['a flood', 600, 240, 51],
  ])('%s', (_what, callsPerHour, handleS, desks) => {
    expect(desksNeeded({ callsPerHour, handleS }, answerTarget)).toBe(desks);
  });

  test('it is the least number that reaches the target, and more calls never need fewer', () => {
    const load = fc.record({
      callsPerHour: fc.integer({ min: 1, max: 3000 }),
      handleS: fc.integer({ min: 20, max: 900 }),
    });
    fc.assert(
      fc.property(load, (given) => {
        const desks = desksNeeded(given, answerTarget);
        expect(answeredWithin(given, desks, answerTarget.seconds)).toBeGreaterThanOrEqual(answerTarget.share);
        expect(answeredWithin(given, desks - 1, answerTarget.seconds)).toBeLessThan(answerTarget.share);
        expect(desksNeeded({ ...given, callsPerHour: given.callsPerHour + 1 }, answerTarget)).toBeGreaterThanOrEqual(
          desks,
        );
      }),
      { numRuns: 200 },
    );
  });
});
