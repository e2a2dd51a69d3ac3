import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { drillObstacles, drillScenarios, drillSetting } from './drill.ts';
import {
  countFor,
  type DrillFacts,
  drawMoments,
  drillNumber,
  endReached,
  isTold,
  judgeAfterMs,
  missedAfterMs,
  obstacleOf,
  outcomeOfDrill,
  phaseOf,
  stagedHistory,
  stepsBack,
  stretchesOf,
  whenDue,
  whyMissed,
} from './drill-rules.ts';

const at = '2026-11-23T03:00:00.000Z';
const later = (ms: number) => new Date(Date.parse(at) + ms).toISOString();

describe('whether a drill may begin', () => {
  test.each([
    ['two ready and nobody waits', { ready: 2, waiting: 0 }, false, null],
    ['five ready and nobody waits', { ready: 5, waiting: 0 }, false, null],
    ['only one ready', { ready: 1, waiting: 0 }, false, 'few_ready'],
    ['nobody ready', { ready: 0, waiting: 0 }, false, 'few_ready'],
    ['a real call waits', { ready: 3, waiting: 1 }, false, 'waiting'],
    ['a real call waits and nobody is ready: the call is said', { ready: 0, waiting: 1 }, false, 'waiting'],
    ['another drill runs', { ready: 3, waiting: 0 }, true, 'other_drill'],
    ['another drill runs and leaves one ready: the drill is said', { ready: 1, waiting: 0 }, true, 'other_drill'],
  ] as const)('%s', (_case, room, runs, expected) => expect(obstacleOf(room, runs)).toBe(expected));

  test.each([
    ['nobody looked', {}, 'away'],
    ['one obstacle', { few_ready: 31 }, 'few_ready'],
    ['the more frequent of two', { few_ready: 3, waiting: 28 }, 'waiting'],
    ['two as often', { few_ready: 4, other_drill: 4 }, 'other_drill'],
  ] as const)('why it was missed: %s', (_case, met, expected) =>
    expect(whyMissed({ waiting: 0, other_drill: 0, few_ready: 0, ...met })).toBe(expected),
  );

  test('whatever stood in the way is named, and nothing that did not', () =>
    fc.assert(
      fc.property(fc.record({ waiting: fc.nat(31), other_drill: fc.nat(31), few_ready: fc.nat(31) }), (looks) => {
        const why = whyMissed(looks);
        if (why === 'away') return drillObstacles.every((each) => looks[each] === 0);
        return looks[why] > 0 && drillObstacles.every((each) => looks[each] <= looks[why]);
      }),
    ));
});

describe('whether a running drill steps back', () => {
  test.each([
    ['it rings, another desk is ready, nobody waits', 'rings', { unserved: 0, others: 1 }, false],
    ['it rings, and a real call has no desk', 'rings', { unserved: 1, others: 0 }, true],
    ['it rings at the last desk', 'rings', { unserved: 0, others: 0 }, true],
    ['it waits for a desk itself', 'waits', { unserved: 0, others: 3 }, true],
    ['it is talked in, everybody else is busy, nobody waits', 'talks', { unserved: 0, others: 0 }, false],
    ['it is talked in, and a real call has no desk', 'talks', { unserved: 1, others: 0 }, true],
  ] as const)('%s', (_case, phase, now, expected) => expect(stepsBack(phase, now)).toBe(expected));

  test('wherever it stands, no real call ever waits beside a drill', () =>
    fc.assert(
      fc.property(
        fc.constantFrom('waits' as const, 'rings' as const, 'talks' as const),
        fc.integer({ min: 1, max: 50 }),
        fc.nat(20),
        (phase, unserved, others) => stepsBack(phase, { unserved, others }),
      ),
    ));

  test.each([
    ['queued', 'waits'],
    ['offered', 'rings'],
    ['answered', 'talks'],
    ['ended', null],
    ['lost', null],
  ] as const)('%s: %s', (state, phase) => expect(phaseOf(state)).toBe(phase));
});

describe('what a due drill does', () => {
  const quiet = { ready: 2, waiting: 0 };
  const busy = { ready: 1, waiting: 0 };
  test.each([
    ['begins at a quiet moment', false, quiet, 0, { kind: 'begin' }],
    ['looks again while it is busy', false, busy, 0, { kind: 'later', at: later(120_000), obstacle: 'few_ready' }],
    [
      'looks again while another drill runs',
      true,
      quiet,
      0,
      { kind: 'later', at: later(120_000), obstacle: 'other_drill' },
    ],
    ['begins late, within its hour', false, quiet, missedAfterMs - 1, { kind: 'begin' }],
    [
      'is missed after an hour without a quiet moment, and this last look counts',
      false,
      busy,
      missedAfterMs - 1,
      { kind: 'missed', obstacle: 'few_ready' },
    ],
    [
      'is missed when the program was away for days, however quiet it is now',
      false,
      quiet,
      3 * 86_400_000,
      { kind: 'missed', obstacle: null },
    ],
  ] as const)('it %s', (_case, runs, room, lateMs, expected) =>
    expect(whenDue({ dueAt: at, runs }, room, later(lateMs))).toEqual(expected),
  );
});

describe('the draw of a month', () => {
  // Midnight in Jakarta is 17:00 UTC of the day before.
  const midnight = '2026-11-30T17:00:00.000Z';
  const december = { from: midnight, to: '2026-12-31T17:00:00.000Z' };
  const hours = { fromHour: 8, untilHour: 22 };

  test('each day has its hours', () => {
    const stretches = stretchesOf(december, midnight, hours);
    expect(stretches).toHaveLength(31);
    expect(new Date(stretches[0]?.from ?? 0).toISOString()).toBe('2026-12-01T01:00:00.000Z');
    expect(new Date(stretches[0]?.to ?? 0).toISOString()).toBe('2026-12-01T15:00:00.000Z');
  });

  test('a day that has begun has what is left of it', () => {
    const stretches = stretchesOf({ ...december, from: '2026-12-01T10:00:00.000Z' }, midnight, hours);
    expect(new Date(stretches[0]?.from ?? 0).toISOString()).toBe('2026-12-01T10:00:00.000Z');
  });

  test('every moment lies within the hours, and they are in order', () =>
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 0.999999, noNaN: true }), { minLength: 1, maxLength: 60 }),
        (chance) => {
          const stretches = stretchesOf(december, midnight, hours);
          let index = 0;
          const moments = drawMoments(stretches, chance.length, () => chance[index++] ?? 0);
          expect(moments).toHaveLength(chance.length);
          expect(moments).toEqual(moments.toSorted());
          for (const moment of moments)
            expect(stretches.some(({ from, to }) => Date.parse(moment) >= from && Date.parse(moment) < to)).toBe(true);
        },
      ),
    ));

  test('without any hours nothing is drawn', () => expect(drawMoments([], 5, () => 0.5)).toEqual([]));

  test.each([
    ['a whole month', 8, { share: 1, had: 0 }, 8],
    ['half a month', 8, { share: 0.5, had: 0 }, 4],
    ['half a month after more than its share', 8, { share: 0.5, had: 7 }, 1],
    ['a wish that was lowered below what there was', 3, { share: 0.5, had: 5 }, 0],
    ['none wanted', 0, { share: 1, had: 0 }, 0],
  ])('%s', (_case, wish, month, count) => expect(countFor(wish, month)).toBe(count));
});

describe('the end that each must reach', () => {
  const ended: DrillFacts = {
    state: 'ended',
    answered: true,
    endedAt: at,
    disposition: null,
    silentResult: null,
    hasIncident: false,
    wrappedUp: true,
  };
  test.each([
    ['a whisper became an incident', 'whisper', { hasIncident: true }, true],
    ['a whisper was closed as silent', 'whisper', { disposition: 'GHOST' }, false],
    ['a fire from a number with pranks became an incident', 'prank_history', { hasIncident: true }, true],
    ['a fire from a number with pranks was closed as prank', 'prank_history', { disposition: 'PRANK_ADULT' }, false],
    ['somebody who speaks Javanese became an incident', 'local_language', { hasIncident: true }, true],
    [
      'somebody who speaks Javanese was closed as not understood',
      'local_language',
      { disposition: 'LANG_BARRIER' },
      false,
    ],
    ['somebody who sounds drunk became an incident', 'drunk', { hasIncident: true }, true],
    ['somebody who sounds drunk was closed as prank', 'drunk', { disposition: 'PRANK_ADULT' }, false],
    ['somebody who sounds drunk was closed as abusive', 'drunk', { disposition: 'PRANK_ABUSIVE' }, false],
    ['a tapper was found unable to speak', 'silent_tapper', { silentResult: 'cannot_speak' }, true],
    ['a tapper was ended without a sign', 'silent_tapper', { silentResult: 'no_sign' }, false],
    ['a tapper was closed without the procedure', 'silent_tapper', { disposition: 'ACCIDENTAL' }, false],
    ['a child became an incident', 'child', { hasIncident: true, disposition: 'EMERGENCY_NEW' }, true],
    ['a child was closed as information', 'child', { disposition: 'INFO_PUBLIC' }, true],
    ['a child was closed as a prank', 'child', { disposition: 'PRANK_CHILD' }, false],
    [
      'a child had an incident and was closed as a prank',
      'child',
      { hasIncident: true, disposition: 'PRANK_CHILD' },
      false,
    ],
    ['a child was not classified at all', 'child', {}, false],
  ] as const)('%s', (_case, scenario, part, expected) =>
    expect(endReached(scenario, { ...ended, ...part })).toBe(expected),
  );

  test.each(drillScenarios)('%s is open while its desk still writes', (scenario) => {
    expect(endReached(scenario, { ...ended, wrappedUp: false })).toBeNull();
    expect(outcomeOfDrill(scenario, { ...ended, wrappedUp: false }, later(1000))).toBeNull();
  });

  test.each(drillScenarios)('%s is judged as it stands when its time is up', (scenario) =>
    expect(outcomeOfDrill(scenario, { ...ended, wrappedUp: false }, later(judgeAfterMs))).toBe('not_reached'),
  );

  test.each([
    ['lost in the queue', { state: 'lost', answered: false }, 'unanswered'],
    ['a fault', { state: 'failed', answered: false }, 'not_placed'],
    ['still running', { state: 'answered', endedAt: null }, null],
  ] as const)('%s', (_case, part, outcome) =>
    expect(outcomeOfDrill('whisper', { ...ended, ...part }, at)).toBe(outcome),
  );

  test('only whoever talked in it is told', () => {
    expect(isTold('reached')).toBe(true);
    expect(isTold('gave_way')).toBe(false);
    expect(isTold('missed')).toBe(false);
  });
});

test('the staged history is of one scenario only, by two call takers, and before the call', () => {
  const takers = ['a', 'b'] as const;
  expect(stagedHistory('whisper', at, takers)).toEqual([]);
  const staged = stagedHistory('prank_history', at, takers);
  expect(new Set(staged.map(({ by }) => by)).size).toBe(2);
  expect(staged.length).toBeGreaterThan(5);
  for (const call of staged) expect(call.at < at).toBe(true);
});

test('the number is of nobody: 0840 and eight digits', () =>
  fc.assert(
    fc.property(fc.double({ min: 0, max: 0.9999999999, noNaN: true }), (chance) =>
      /^0840\d{8}$/.test(drillNumber(() => chance)),
    ),
  ));

test('the schedule is off until somebody wants it, and then wishes thirty a month', () => {
  const seeds = drillSetting.parse({});
  expect(seeds.active).toBe(false);
  expect(Object.values(seeds.perMonth).reduce((sum, each) => sum + each, 0)).toBe(30);
  expect(drillSetting.safeParse({ ...seeds, fromHour: 22, untilHour: 8 }).success).toBe(false);
});

test('a schedule that was written before a scenario was there goes on as it was, and wishes for none of it', () => {
  const old = {
    active: true,
    perMonth: { whisper: 8, child: 8, silent_tapper: 7, prank_history: 7 },
    fromHour: 8,
    untilHour: 22,
  };
  expect(drillSetting.parse(old)).toEqual({ ...old, perMonth: { ...old.perMonth, local_language: 0, drunk: 0 } });
});
