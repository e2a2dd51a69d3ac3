import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plusMs } from '#platform/shared/time.ts';
import {
  advance,
  clockThen,
  fold,
  momentOf,
  neighbour,
  type PlayedEvent,
  type PlayedRecording,
  shareOf,
  soundAt,
  spanOf,
  stateAt,
} from './replay-rules.ts';

const t0 = '2026-11-22T01:00:00.000Z';
let seq = 0;
const event = (seconds: number, name: string, values: PlayedEvent['values'] = {}, ids: object = {}): PlayedEvent => ({
  seq: ++seq,
  name,
  at: plusMs(t0, seconds * 1000),
  values,
  callId: null,
  assignmentId: null,
  ...ids,
});
// A branded id in the contract; a test names calls by a letter.
const call = { callId: 'c' as unknown as PlayedEvent['callId'] };
const task = { assignmentId: 'a' };
const due = { acknowledgeDueAt: plusMs(t0, 100_000), arriveDueAt: plusMs(t0, 900_000), resolveDueAt: null };

const story = [
  event(0, 'call.arrived', { number: 7 }, call),
  event(4, 'call.answered', { number: 7, person: 'Ani' }, call),
  event(20, 'incident.opened', {}),
  event(20, 'incident.verified', { priority: 'P2', lifeAtRisk: 'no' }),
  event(40, 'assignment.sent', { agency: 'Damkar', part: 'lead', ...due }, task),
  event(40, 'incident.dispatched'),
  event(41, 'assignment.delivered', {}, task),
  event(60, 'incident.changed', { priority: 'P1', lifeAtRisk: 'yes' }),
  event(60, 'assignment.retargeted', { ...due, acknowledgeDueAt: plusMs(t0, 70_000) }, task),
  event(70, 'assignment.escalated', { step: 1 }, task),
  event(90, 'call.ended', { number: 7 }, call),
  event(95, 'assignment.acknowledged', {}, task),
  event(600, 'assignment.finished', { result: 'DONE' }, task),
  event(600, 'incident.resolved'),
  event(700, 'incident.closed'),
];
const recording: PlayedRecording = { callId: 'c', number: 7, from: t0, durationMs: 90_000 };

describe('the state at a moment', () => {
  const at = (seconds: number) => stateAt(story, plusMs(t0, seconds * 1000));
  test.each([
    [-1, null, null, undefined, undefined],
    [0, null, null, undefined, 'waiting'],
    [10, null, null, undefined, 'talking'],
    [20, 'VERIFIED', 'P2', undefined, 'talking'],
    [40, 'DISPATCHED', 'P2', 'SENT', 'talking'],
    [65, 'DISPATCHED', 'P1', 'DELIVERED', 'talking'],
    [99, 'DISPATCHED', 'P1', 'ACKNOWLEDGED', 'ended'],
    [650, 'RESOLVED', 'P1', 'DONE', 'ended'],
    [9999, 'CLOSED', 'P1', 'DONE', 'ended'],
  ])('%d s', (seconds, state, priority, assignment, callState) => {
    const { incident, assignments, calls } = at(seconds);
    expect([incident.state, incident.priority, assignments[0]?.state, calls[0]?.state]).toEqual([
      state,
      priority,
      assignment,
      callState,
    ]);
  });

  test('knows the clock that ran then', () => {
    const [before] = at(50).assignments;
    const [after] = at(71).assignments;
    expect(before && clockThen(before, plusMs(t0, 50_000))).toEqual({ dueAt: due.acknowledgeDueAt, late: false });
    expect(after && clockThen(after, plusMs(t0, 71_000))).toEqual({ dueAt: plusMs(t0, 70_000), late: true });
    expect(at(71).assignments[0]?.escalationStep).toBe(1);
    expect(at(10).calls[0]?.person).toBe('Ani');
  });

  test('is the fold of what had happened by then, and at the end of everything', () => {
    fc.assert(
      fc.property(fc.integer({ min: -10, max: 800 }), (seconds) => {
        const count = story.filter((one) => one.at <= plusMs(t0, seconds * 1000)).length;
        expect(at(seconds)).toEqual(fold(story.slice(0, count)));
      }),
    );
    expect(at(700)).toEqual(fold(story));
  });
});

describe('playing', () => {
  const span = spanOf(story, [recording]);
  if (span === null) throw new Error('The story has a span');
  const play = { speed: 1, skips: false, span, events: story, recordings: [recording] };
  const seconds = (at: string) => (Date.parse(at) - Date.parse(t0)) / 1000;

  test.each([
    [10, 1000, { speed: 4 }, 14],
    [10, 1000, { speed: 60 }, 70],
    [699, 5000, {}, 700],
    [-50, 1000, {}, 1],
    // Between 95 and 600 nothing happens: two seconds before it does.
    [100, 100, { skips: true }, 598],
    [598.5, 1000, { skips: true }, 599.5],
    // A recording sounds: no word of it is left out.
    [50, 1000, { skips: true }, 51],
  ])('from %d s by %d ms with %j', (from, ms, how, to) => {
    expect(seconds(advance(plusMs(t0, from * 1000), ms, { ...play, ...how }))).toBe(to);
  });

  test('goes on until the end, never back, and leaves no event out', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.boolean(),
        fc.integer({ min: 10, max: 500 }),
        (speed, skips, ms) => {
          let at = span.from;
          for (let step = 0; at < span.to; step++) {
            const next = advance(at, ms, { ...play, speed, skips });
            expect(next > at).toBe(true);
            const between = story.filter((one) => one.at > at && one.at < next);
            // At most what is passed in one step at this speed; a leap passes nothing.
            if (Date.parse(next) - Date.parse(at) > ms * speed) expect(between).toEqual([]);
            at = next;
            expect(step).toBeLessThan(100_000);
          }
          expect(at).toBe(span.to);
        },
      ),
    );
  });

  test('a recording sounds from the arrival of its call to its end', () => {
    expect([
      soundAt(recording, plusMs(t0, -1)),
      soundAt(recording, plusMs(t0, 30_000)),
      soundAt(recording, plusMs(t0, 90_000)),
    ]).toEqual([null, 30, null]);
  });

  test('a place on the line is a moment, and back', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (share) => {
        expect(shareOf(momentOf(share, span), span)).toBeCloseTo(share, 5);
      }),
    );
    expect(neighbour(story, t0, 'next', span)).toBe(plusMs(t0, 4000));
    expect(neighbour(story, t0, 'previous', span)).toBe(span.from);
    expect(neighbour(story, span.to, 'next', span)).toBe(span.to);
    expect(spanOf([], [])).toBeNull();
  });
});
