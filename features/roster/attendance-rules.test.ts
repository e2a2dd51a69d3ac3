import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plusMs } from '#platform/shared/time.ts';
import { attendanceOf, type PresenceAt } from './attendance-rules.ts';
import { spanOf } from './rota-rules.ts';

const setting = { lateMinutes: 10, gapMinutes: 5 };
const minute = 60_000;
/** 21.00 of the last day of November to 07.00 WIB of the first of December: over midnight and over a month's end. */
const night = spanOf({ starts: '21:00', minutes: 600 }, '2026-11-30', 'Asia/Jakarta');
const over = plusMs(night.endsAt, minute);
/** `-5 ready` five minutes before the start. */
const told = (...changes: readonly (readonly [number, string])[]): PresenceAt[] =>
  changes.map(([minutes, state]) => ({ at: plusMs(night.startsAt, minutes * minute), state }));

describe('a night shift that is over', () => {
  test.each([
    ['nobody came', told(), { verdict: 'missing', arrivedAt: null, postMs: 0 }],
    ['only a break, never ready', told([5, 'break'], [60, 'offline']), { verdict: 'missing', breakMs: 0 }],
    [
      'ready since before',
      told([-30, 'ready'], [-10, 'talking']),
      { verdict: 'present', arrivedAt: night.startsAt, postMs: 600 * minute },
    ],
    ['gone before the start', told([-30, 'ready'], [-1, 'offline']), { verdict: 'missing' }],
    ['ten minutes late is in time', told([10, 'ready']), { verdict: 'present', lateMs: 0 }],
    ['eleven minutes late', told([11, 'ready']), { verdict: 'late', lateMs: 11 * minute, postMs: 589 * minute }],
    ['after midnight', told([200, 'ready']), { verdict: 'late', lateMs: 200 * minute }],
    [
      'left half an hour early',
      told([0, 'ready'], [570, 'offline']),
      { verdict: 'present', earlyMs: 30 * minute, gaps: [] },
    ],
    [
      'left a little early',
      told([0, 'ready'], [591, 'offline']),
      { earlyMs: 0, leftAt: plusMs(night.startsAt, 591 * minute) },
    ],
    [
      'ringing, talking, wrapping up is at the post',
      told([0, 'ready'], [1, 'offered'], [2, 'talking'], [9, 'wrap_up']),
      { postMs: 600 * minute, awayMs: 0 },
    ],
    [
      'a short gap is away, not a gap',
      told([0, 'ready'], [60, 'offline'], [64, 'ready']),
      { gaps: [], awayMs: 4 * minute },
    ],
    [
      'a break over midnight',
      told([0, 'ready'], [170, 'break'], [200, 'ready']),
      { breakMs: 30 * minute, breaks: [{ from: '2026-11-30T16:50:00.000Z', to: '2026-11-30T17:20:00.000Z' }] },
    ],
    ['what happens after the end plays no part', told([0, 'ready'], [601, 'offline']), { leftAt: null, awayMs: 0 }],
  ] as const)('%s', (_name, changes, expected) => {
    expect(attendanceOf(night, changes, setting, over)).toMatchObject(expected);
  });

  test('a gap in the middle is one, the one at the end is leaving', () => {
    const changes = told([0, 'ready'], [60, 'offline'], [80, 'ready'], [500, 'offline']);
    expect(attendanceOf(night, changes, setting, over)).toMatchObject({
      gaps: [{ from: plusMs(night.startsAt, 60 * minute), to: plusMs(night.startsAt, 80 * minute) }],
      earlyMs: 100 * minute,
      awayMs: 120 * minute,
    });
  });
});

describe('a shift that runs', () => {
  test.each([
    [-1, told(), 'planned'],
    [0, told(), 'planned'],
    [10, told(), 'waiting'],
    [11, told(), 'missing'],
    [11, told([11, 'ready']), 'missing'],
    [12, told([11, 'ready']), 'late'],
    [12, told([3, 'ready']), 'present'],
  ] as const)('after %i minutes', (minutes, changes, verdict) => {
    expect(attendanceOf(night, changes, setting, plusMs(night.startsAt, minutes * minute)).verdict).toBe(verdict);
  });

  test('who is away right now has not left yet', () => {
    const changes = told([0, 'ready'], [60, 'offline']);
    expect(attendanceOf(night, changes, setting, plusMs(night.startsAt, 90 * minute))).toMatchObject({
      leftAt: null,
      earlyMs: 0,
      gaps: [{ to: plusMs(night.startsAt, 90 * minute) }],
    });
  });
});

describe('of any history', () => {
  const states = ['ready', 'offered', 'talking', 'wrap_up', 'break', 'offline'];
  const history = fc.array(fc.tuple(fc.integer({ min: -120, max: 720 }), fc.constantFrom(...states)), {
    maxLength: 25,
  });
  const unlike = (changes: readonly (readonly [number, string])[]) =>
    told(...[...new Map(changes.map(([at, state]) => [at, state])).entries()]);

  test('late, post, break and away fill the shift exactly, once somebody came', () => {
    fc.assert(
      fc.property(history, fc.integer({ min: 1, max: 700 }), (changes, minutes) => {
        const now = plusMs(night.startsAt, minutes * minute);
        const found = attendanceOf(night, unlike(changes), { lateMinutes: 0, gapMinutes: 5 }, now);
        const filled = found.lateMs + found.postMs + found.breakMs + found.awayMs;
        expect(filled).toBe(found.arrivedAt === null ? 0 : Math.min(minutes, 600) * minute);
      }),
    );
  });

  test('neither the order of the rows, nor a state told twice, nor the zone changes anything', () => {
    fc.assert(
      fc.property(history, (changes) => {
        const rows = unlike(changes);
        const found = attendanceOf(night, rows, setting, over);
        expect(attendanceOf(night, [...rows].reverse(), setting, over)).toEqual(found);
        const again = rows.map(({ at, state }) => ({ at: plusMs(at, 1), state }));
        expect(attendanceOf(night, [...rows, ...again], setting, over)).toEqual(found);
        const east = spanOf({ starts: '21:00', minutes: 600 }, '2026-11-30', 'Asia/Jayapura');
        const moved = rows.map(({ at, state }) => ({ at: plusMs(at, -120 * minute), state }));
        const there = attendanceOf(east, moved, setting, plusMs(over, -120 * minute));
        expect([there.verdict, there.lateMs, there.earlyMs, there.postMs, there.awayMs]).toEqual([
          found.verdict,
          found.lateMs,
          found.earlyMs,
          found.postMs,
          found.awayMs,
        ]);
      }),
    );
  });
});
