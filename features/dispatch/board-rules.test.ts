import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type BoardCard,
  byUrgency,
  cardsOf,
  clockFace,
  lanesOf,
  type Move,
  moveFrom,
  narrowed,
  rowsInSight,
  stageOf,
} from './board-rules.ts';
import type { AssignmentItem } from './contract.ts';

const card = (given: Partial<BoardCard> & { id: string }): BoardCard => ({
  number: 1,
  state: 'VERIFIED',
  stage: 'unassigned',
  type: null,
  priority: 'P2',
  isLifeAtRisk: false,
  isSensitive: false,
  cannotSpeak: false,
  place: null,
  districtName: null,
  tasks: [],
  since: '2026-11-22T01:00:00.000Z',
  dueAt: null,
  isOverdue: false,
  rejection: null,
  ...given,
});
const task = (given: object) =>
  // Only what the rules read.
  ({
    id: 't',
    agency: { id: 'a', code: 'A', name: 'A' },
    state: 'SENT',
    clock: null,
    sentAt: '2026-11-22T01:00:00.000Z',
    incident: {
      id: 'i',
      number: 1,
      state: 'DISPATCHED',
      type: null,
      priority: 'P1',
      lifeAtRisk: 'no',
      sensitive: false,
      callerCannotSpeak: false,
      villageName: null,
      districtName: null,
    },
    ...given,
  }) as unknown as AssignmentItem;

test.each([
  [['SENT', 'ON_SCENE'], 'sent'],
  [['SEND_FAILED'], 'sent'],
  [['ACKNOWLEDGED', 'ON_SCENE'], 'on_the_way'],
  [['HANDLING', 'ON_SCENE'], 'on_scene'],
  [['DONE'], 'unassigned'],
  [[], 'unassigned'],
] as const)('%j stands at %s', (states, stage) => {
  expect(stageOf(states.map((state) => ({ state })))).toBe(stage);
});

test('the order is overdue, priority, due time, waiting time', () => {
  const cards = [
    card({ id: 'waits', priority: 'P1', since: '2026-11-22T00:00:00.000Z' }),
    card({ id: 'none', priority: null }),
    card({ id: 'due', priority: 'P1', dueAt: '2026-11-22T02:00:00.000Z' }),
    card({ id: 'late', priority: 'P3', isOverdue: true }),
    card({ id: 'p2' }),
  ];
  expect(cards.toSorted(byUrgency).map((one) => one.id)).toEqual(['late', 'due', 'waits', 'p2', 'none']);
});

test('an incident of two agencies is one card with the earlier clock first', () => {
  const clock = (dueAt: string, overdue: boolean) => ({ clock: 'acknowledge', dueAt, overdue });
  const [only, ...others] = cardsOf({
    assignments: [
      task({ id: 'b', clock: clock('2026-11-22T03:00:00.000Z', false), state: 'ON_SCENE' }),
      task({ id: 'c', clock: clock('2026-11-22T02:00:00.000Z', true) }),
    ],
    unassigned: [],
    drafts: [],
    resolved: [],
  });
  expect(others).toEqual([]);
  expect([only?.stage, only?.isOverdue, only?.dueAt, only?.tasks[0]?.id]).toEqual([
    'sent',
    true,
    '2026-11-22T02:00:00.000Z',
    'c',
  ]);
});

describe('lanes', () => {
  const cards = [
    card({ id: 'a', stage: 'sent', priority: 'P1', districtName: 'Waru', tasks: [task({})] }),
    card({ id: 'b', stage: 'sent', priority: 'P3' }),
    card({ id: 'c', stage: 'resolved', priority: null }),
  ];
  test('hold every card once, by either kind', () => {
    for (const kind of ['state', 'priority'] as const)
      expect(
        lanesOf(cards, kind)
          .flatMap((lane) => lane.cards.map((one) => one.id))
          .toSorted(),
      ).toEqual(['a', 'b', 'c']);
    expect(lanesOf(cards, 'priority')[0]?.cards.map((one) => one.id)).toEqual(['a', 'c']);
  });
  test('are narrowed by agency and district', () => {
    const ids = (agencyId: string | null, districtName: string | null) =>
      narrowed(cards, { agencyId, districtName }).map((one) => one.id);
    expect([ids(null, null), ids('a', null), ids(null, 'Waru'), ids('a', 'Buduran')]).toEqual([
      ['a', 'b', 'c'],
      ['a'],
      ['a'],
      [],
    ]);
  });
  test.each<[string | null, Move, string | null]>([
    [null, 'down', 'a'],
    ['a', 'down', 'b'],
    ['b', 'down', 'b'],
    ['b', 'right', 'c'],
    ['c', 'left', 'a'],
    ['c', 'right', 'c'],
    ['a', 'last', 'b'],
    ['gone', 'up', 'a'],
  ])('from %s %s leads to %s', (from, move, to) => {
    expect(moveFrom(lanesOf(cards, 'state'), from, move)).toBe(to);
  });
  test('no key leads out of the board', () => {
    const ids = fc.array(fc.tuple(fc.constantFrom('sent', 'resolved', 'on_scene'), fc.nat(99)), { maxLength: 30 });
    const moves = fc.array(fc.constantFrom<Move>('up', 'down', 'left', 'right', 'first', 'last'), { maxLength: 30 });
    fc.assert(
      fc.property(ids, moves, (made, keys) => {
        const known = made.map(([stage, n], at) => card({ id: `${at}`, stage: stage as 'sent', number: n }));
        const lanes = lanesOf(known, 'state');
        let current: string | null = null;
        for (const key of keys) current = moveFrom(lanes, current, key);
        expect(
          current === null ? known.length === 0 || keys.length === 0 : known.some((one) => one.id === current),
        ).toBe(true);
      }),
    );
  });
});

test.each([
  [{ until: null, since: 0 }, 65_000, 'elapsed 1:05'],
  [{ until: 65_000, since: 0 }, 0, 'remaining 1:05'],
  [{ until: 60_000, since: 0 }, 0, 'soon 1:00'],
  [{ until: 0, since: 0 }, 1000, 'overdue 0:01'],
])('the clock %j at %d', (clock, now, said) => {
  const face = clockFace(clock, now);
  expect(`${face.state} ${face.figure}`).toBe(said);
});

test('what is in sight is always among the rows made, and few more', () => {
  fc.assert(
    fc.property(fc.nat(50_000), fc.integer({ min: 1, max: 2000 }), fc.nat(600), (top, height, count) => {
      const { from, to } = rowsInSight({ top, height }, 90, count);
      expect(from).toBeGreaterThanOrEqual(0);
      expect(from).toBeLessThanOrEqual(to);
      expect(to - from).toBeLessThanOrEqual(Math.ceil(height / 90) + 10);
      const first = Math.floor(top / 90);
      if (first < count) expect(from <= first && first < to).toBe(true);
    }),
  );
});
