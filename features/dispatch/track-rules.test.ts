import { describe, expect, test } from 'vitest';
import { newId } from '#platform/shared/ids.ts';
import { plusMs } from '#platform/shared/time.ts';
import type { Track } from './track-contract.ts';
import { lengthOf, whereAt } from './track-rules.ts';

const t0 = '2026-11-22T03:00:00.000Z';
const at = (seconds: number) => plusMs(t0, seconds * 1000);
/** A thousandth of a degree of latitude is about 111 m. */
const fix = (seconds: number, north: number) => ({
  at: at(seconds),
  point: { latitude: north / 1000, longitude: 112 },
  accuracyM: 9,
  clamped: false,
});

const track = (given: Partial<Track> = {}): Track => ({
  id: newId(),
  unitId: newId(),
  callSign: 'Damkar 01',
  kind: 'engine',
  agencyName: 'Damkar',
  from: at(0),
  to: at(600),
  statuses: [
    { at: at(0), status: 'dispatched' },
    { at: at(60), status: 'en_route' },
    { at: at(300), status: 'on_scene' },
  ],
  // A device sends what it kept in a dead spot later than what came after it.
  fixes: [fix(70, 1), fix(200, 4), fix(130, 2)],
  ...given,
});

describe('where a unit was', () => {
  test.each([
    ['before it was given the task: not there', track(), -1, null],
    ['from the moment of the task on: there, place unknown', track(), 0, ['dispatched', null, 0, 0]],
    ['on its way, before the first position', track(), 65, ['en_route', null, 0, 0]],
    ['at the very moment of a position: there, no age', track(), 70, ['en_route', 1, 0, 1]],
    ['between two: the newest that is not later, with its age', track(), 129, ['en_route', 1, 59, 1]],
    ['positions that came in another order lie in that of their times', track(), 150, ['en_route', 2, 20, 2]],
    ['on scene: the place goes on to be the last, and grows old', track(), 599, ['on_scene', 4, 399, 3]],
    ['at the moment of its release: not there', track(), 600, null],
    ['never released: still there', track({ to: null }), 9000, ['on_scene', 4, 8800, 3]],
    ['a unit that never said anything', track({ statuses: [], fixes: [] }), 10, [null, null, 0, 0]],
    [
      'two statuses in one moment: the last said',
      track({
        statuses: [
          { at: at(5), status: 'en_route' },
          { at: at(5), status: 'on_scene' },
        ],
      }),
      5,
      ['on_scene', null, 0, 0],
    ],
  ] as const)('%s', (_what, given, seconds, expected) => {
    const [found] = whereAt([given], at(seconds));
    const said =
      found === undefined
        ? null
        : [
            found.status,
            found.fix === null ? null : Math.round(found.fix.point.latitude * 1000),
            found.ageSeconds,
            found.driven.length,
          ];
    expect(said).toEqual(expected);
  });

  test('of several units each by itself; one sent twice is there once', () => {
    const [first, again] = [track(), track({ from: at(700), to: null })];
    const other = track({ callSign: 'Ambulans 2', from: at(100) });
    expect(whereAt([first, again, other], at(50)).map((one) => one.track)).toEqual([first]);
    expect(whereAt([first, again, other], at(500)).map((one) => one.track)).toEqual([first, other]);
    expect(whereAt([first, again, other], at(800)).map((one) => one.track)).toEqual([again]);
  });
});

test('the length of what was driven', () => {
  expect(lengthOf([])).toBe(0);
  expect(lengthOf([fix(0, 1)])).toBe(0);
  expect(Math.round(lengthOf([fix(0, 1), fix(1, 2), fix(2, 1)]))).toBe(222);
});
