import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { msBetween, plusMs } from '#platform/shared/time.ts';
import { callResults, type FollowUp, followUpContent, followUpSeed } from './follow-up.ts';
import {
  causeOfEnd,
  decideFollowUp,
  type EndedCall,
  type EndedTry,
  type FollowUpPlan,
  type FollowUpStep,
  handPauseMs,
  lineWaitMs,
  openFollowUp,
  resultOfTry,
  staleMs,
} from './follow-up-rules.ts';

const at = '2026-11-22T03:00:00.000Z';
const later = (seconds: number) => plusMs(at, seconds * 1000);
const plan: FollowUpPlan = followUpSeed;
const opened = openFollowUp({ canCall: true, lostAt: at }, plan, at);

function decided(was: FollowUp, step: FollowUpStep, now = at, by: FollowUpPlan = plan) {
  const result = decideFollowUp(was, step, by, now);
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value;
}
const failing = (result: (typeof callResults)[number]): FollowUpStep => ({ type: 'try_ended', result, byHand: false });
const due: FollowUpStep = { type: 'due', freeLines: 1 };

describe('which calls are called back', () => {
  const call: EndedCall = { state: 'ended', endedBy: 'caller', cause: 16, disposition: 'INFO_PUBLIC', wasAlone: false };
  test.each<[string, Partial<EndedCall>, string | null]>([
    ['left in the queue', { state: 'lost' }, 'left_queue'],
    ['ended by a fault', { state: 'failed' }, 'failed'],
    ['picked up outside the centre', { state: 'overflowed' }, null],
    ['an ordinary hang-up', {}, null],
    ['hung up by the desk', { endedBy: 'desk' }, null],
    ['no sound for so long that the line was given up', { endedBy: 'system', cause: 44 }, 'cut'],
    ['the line broke', { cause: 27 }, 'cut'],
    ['left while the desk was gone', { wasAlone: true }, 'cut'],
    ['silent', { endedBy: 'desk', disposition: 'GHOST' }, 'silent'],
    ['dropped, as the taker says', { disposition: 'DROPPED_EARLY' }, 'dropped'],
    ['still going on', { state: 'answered', endedBy: null, cause: null }, null],
  ])('%s', (_name, change, cause) => expect(causeOfEnd({ ...call, ...change })).toBe(cause));
});

describe('how a call-back ended', () => {
  const call: EndedTry = { pressed: null, pickedUp: false, queued: false, failed: false, endedBy: 'caller', cause: 19 };
  test.each<[string, Partial<EndedTry>, string]>([
    ['it rang to the end', {}, 'no_answer'],
    ['busy', { cause: 17 }, 'busy'],
    ['declined', { cause: 21 }, 'declined'],
    ['switched off', { cause: 20 }, 'unreachable'],
    ['Asterisk could not place it', { failed: true, cause: null }, 'no_line'],
    ['our process died', { cause: null, endedBy: 'system' }, 'broken_off'],
    ['picked up, no key', { pickedUp: true, endedBy: 'system', cause: 16 }, 'no_press'],
    ['picked up and hung up', { pickedUp: true, cause: 16 }, 'hung_up'],
    ['three', { pickedUp: true, pressed: '3', cause: 16 }, 'not_needed'],
    ['one, and nobody came in time', { pickedUp: true, pressed: '1', queued: true, cause: 16 }, 'left_queue'],
  ])('%s', (_name, change, result) => expect(resultOfTry({ ...call, ...change })).toBe(result));
});

describe('the ladder', () => {
  test('calls at once, after two and after ten minutes, then lies before people, then is overdue', () => {
    expect(opened).toMatchObject({ state: 'scheduled', dueAt: at, step: 0 });
    const first = decided(opened, due);
    expect(first).toMatchObject({ does: 'call', next: { state: 'trying', step: 1, dueAt: later(40) } });
    const second = decided(first.next, failing('no_answer'), later(26)).next;
    expect(second).toMatchObject({ state: 'scheduled', dueAt: later(120) });
    const third = decided(decided(second, due, later(120)).next, failing('busy'), later(125)).next;
    expect(third).toMatchObject({ state: 'scheduled', dueAt: later(600) });
    const last = decided(decided(third, due, later(600)).next, failing('no_press'), later(640)).next;
    expect(last).toMatchObject({ state: 'person', dueAt: later(1240), step: 3 });
    expect(decided(last, due, later(1240))).toMatchObject({ does: 'alarm', next: { state: 'person', dueAt: null } });
  });

  test('that an audit lifts lies before people at once, whatever it was; a call-back under way goes on', () => {
    const before = { state: 'person', dueAt: null, overdueAt: later(700), outcome: null };
    expect(decided(opened, { type: 'audited' }, later(700))).toMatchObject({ does: 'alarm', next: before });
    const ended = decided(opened, { type: 'reclassified' }, later(10)).next;
    expect(decided(ended, { type: 'audited' }, later(700))).toMatchObject({ does: 'alarm', next: before });
    const calling = decided(opened, due).next;
    expect(decided(calling, { type: 'audited' }, later(5))).toMatchObject({ does: 'alarm', next: calling });
  });

  test('without a number, switched off or long past, it lies before people at once', () => {
    const before = { state: 'person', dueAt: later(600) };
    expect(openFollowUp({ canCall: false, lostAt: at }, plan, at)).toMatchObject(before);
    expect(openFollowUp({ canCall: true, lostAt: at }, { ...plan, active: false }, at)).toMatchObject(before);
    expect(openFollowUp({ canCall: true, lostAt: plusMs(at, -staleMs - 1) }, plan, at)).toMatchObject(before);
  });

  test('a step waits while all lines are taken', () => {
    const put = decided(opened, { type: 'due', freeLines: 0 });
    expect(put).toMatchObject({ does: null, next: { state: 'scheduled', step: 0, dueAt: plusMs(at, lineWaitMs) } });
  });

  test('a key asks for a desk, and its deadline goes; hanging up there leads on', () => {
    const asked = decided(decided(opened, due).next, { type: 'picked_up' }, later(5)).next;
    expect(asked.dueAt).toBe(later(30));
    const waiting = decided(asked, { type: 'queued' }, later(9)).next;
    expect(waiting).toMatchObject({ state: 'trying', dueAt: null });
    expect(decided(waiting, failing('left_queue'), later(60)).next).toMatchObject({ dueAt: later(120) });
    expect(decided(waiting, failing('reached'), later(12)).next).toMatchObject({ state: 'done', outcome: 'reached' });
  });

  test('nobody closes one while its caller may wait for a desk; a mistake is undone', () => {
    const trying = decided(opened, due).next;
    expect(decideFollowUp(trying, { type: 'close' }, plan, at)).toMatchObject({ ok: false });
    const closed = decided(opened, { type: 'close' }).next;
    expect(closed).toMatchObject({ state: 'done', outcome: 'closed' });
    expect(decided(closed, { type: 'reopen' }, later(3)).next).toMatchObject({ state: 'person', outcome: null });
  });

  test('who is reached and cut again is called again; by hand the machine gives people time', () => {
    const reached = decided(decided(opened, due).next, failing('reached'), later(9)).next;
    expect(decided(reached, { type: 'cut_again' }, later(50)).next).toMatchObject({ dueAt: later(120) });
    const byHand = decided(decided(opened, { type: 'call_by_hand' }).next, {
      type: 'try_ended',
      result: 'busy',
      byHand: true,
    });
    expect(byHand.next).toMatchObject({ state: 'scheduled', step: 0, dueAt: plusMs(at, handPauseMs) });
  });

  test('without a way out it is before people at once', () => {
    expect(decided(decided(opened, due).next, failing('no_line')).next.state).toBe('person');
  });
});

test('the settings refuse steps out of order and an SMS without a gateway', () => {
  expect(followUpContent.safeParse(followUpSeed).success).toBe(true);
  expect(followUpContent.safeParse({ ...followUpSeed, stepSeconds: [0, 600, 120] }).success).toBe(false);
  expect(followUpContent.safeParse({ ...followUpSeed, smsActive: true }).success).toBe(false);
});

describe('whatever happens, in whatever order', () => {
  const anyStep = fc.oneof(
    fc.record({ type: fc.constant('due' as const), freeLines: fc.integer({ min: -1, max: 2 }) }),
    fc.record({
      type: fc.constant('try_ended' as const),
      result: fc.constantFrom(...callResults),
      byHand: fc.boolean(),
    }),
    ...(
      ['call_by_hand', 'picked_up', 'queued', 'called_again', 'reclassified', 'cut_again', 'close', 'reopen'] as const
    ).map((type) => fc.record({ type: fc.constant(type) })),
  );
  const walk = fc.array(fc.record({ step: anyStep, waitS: fc.integer({ min: 0, max: 2000 }) }), { maxLength: 60 });
  const anyPlan = fc.record({
    active: fc.boolean(),
    stepSeconds: fc
      .uniqueArray(fc.integer({ min: 0, max: 900 }), { minLength: 1, maxLength: 6 })
      .map((each) => each.toSorted((a, b) => a - b)),
    ringSeconds: fc.integer({ min: 3, max: 60 }),
    pressSeconds: fc.integer({ min: 5, max: 60 }),
    lines: fc.integer({ min: 1, max: 20 }),
    personSeconds: fc.integer({ min: 5, max: 86_400 }),
  });

  /** An open ladder has a time, a call under way that waits for a desk, or people who know that it is overdue. */
  function expectNextStep(found: FollowUp, waitsForDesk: boolean): void {
    if (found.state === 'done') {
      expect(found.outcome).not.toBeNull();
      expect(found.dueAt).toBeNull();
      return;
    }
    expect(found.outcome).toBeNull();
    if (found.dueAt === null)
      expect(found.state === 'person' ? found.overdueAt !== null : found.state === 'trying' && waitsForDesk).toBe(true);
  }

  test('an open ladder never is without a next step, and ends only for a reason', () => {
    fc.assert(
      fc.property(fc.boolean(), anyPlan, walk, (canCall, by, steps) => {
        let now = at;
        let found = openFollowUp({ canCall, lostAt: at }, by, now);
        let waitsForDesk = false;
        expectNextStep(found, waitsForDesk);
        for (const { step, waitS } of steps) {
          now = plusMs(now, waitS * 1000);
          const result = decideFollowUp(found, step, by, now);
          if (!result.ok) continue;
          const before = found;
          found = result.value.next;
          waitsForDesk =
            found.state === 'trying' && (step.type === 'queued' || (waitsForDesk && step.type !== 'picked_up'));
          expectNextStep(found, waitsForDesk);
          if (found.state === 'done' && before.state !== 'done')
            expect(['try_ended', 'called_again', 'reclassified', 'close']).toContain(step.type);
          if (found.dueAt !== null) expect(msBetween(now, found.dueAt)).toBeGreaterThanOrEqual(0);
          if (result.value.does === 'call') expect(found).toMatchObject({ state: 'trying', canCall: true });
          if (!canCall) expect(['person', 'done']).toContain(found.state);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('left to itself it comes to people, after as many calls as the plan says', () => {
    fc.assert(
      fc.property(
        anyPlan,
        fc.constantFrom('no_answer' as const, 'busy' as const, 'no_press' as const),
        (by, result) => {
          let found = openFollowUp({ canCall: true, lostAt: at }, by, at);
          let calls = 0;
          while (found.state === 'scheduled') {
            const now = found.dueAt ?? at;
            const next = decided(found, due, now, by);
            if (next.does === 'call') calls++;
            found =
              next.next.state === 'trying'
                ? decided(next.next, failing(result), plusMs(now, 1000), by).next
                : next.next;
          }
          expect(found.state).toBe('person');
          expect(calls).toBe(by.active ? by.stepSeconds.length : 0);
        },
      ),
    );
  });
});

describe('the caller wrote by the link', () => {
  const wrote = (wants: 'help' | 'call_back'): FollowUpStep => ({ type: 'wrote', wants });
  const person = openFollowUp({ canCall: true, lostAt: at, mayHarm: true }, plan, at);
  const ended = decided(person, { type: 'close' }).next;
  test.each<[string, FollowUp, 'help' | 'call_back', Partial<FollowUp>]>([
    ['asks for help while the machine would call: people, and no ring', opened, 'help', { state: 'person' }],
    ['asks to be called: the machine calls now', opened, 'call_back', { state: 'scheduled', dueAt: later(5) }],
    ['lies before people already', person, 'help', { state: 'person', dueAt: person.dueAt }],
    ['was done: it is open again', ended, 'help', { state: 'person', outcome: null }],
    ['was done, and asks to be called: a person calls', ended, 'call_back', { state: 'person', outcome: null }],
  ])('%s', (_what, was, wants, next) => {
    expect(decided(was, wrote(wants), later(5)).next).toMatchObject(next);
  });
  test('a ring under way goes on', () => {
    const trying = decided(opened, due).next;
    expect(decided(trying, wrote('help')).next).toEqual(trying);
  });
});
