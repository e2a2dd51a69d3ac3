import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plusMs } from '#platform/shared/time.ts';
import { callStates, presenceStates } from './call.ts';
import { superviseModes } from './supervise.ts';
import {
  type Conversation,
  isShown,
  mayBegin,
  mayChange,
  mayChangeDesk,
  mayTakeOver,
  soundPlan,
  waitAlarm,
} from './supervise-rules.ts';

const talk: Conversation = { state: 'answered', deskUserId: 'sri', isOutside: false, isParked: false };
const boss = { userId: 'boss', state: 'offline', isOnLine: false } as const;
const codeOf = (result: { ok: boolean; refusal?: { code: string } }) => (result.ok ? 'ok' : result.refusal?.code);
const anyTalk = fc.record({
  state: fc.constantFrom(...callStates),
  deskUserId: fc.option(fc.constantFrom('sri', 'boss')),
  isOutside: fc.boolean(),
  isParked: fc.boolean(),
});

describe('who may go on the line', () => {
  test.each([
    ['a conversation', talk, boss, 'ok'],
    ['its desk is gone', { ...talk, deskUserId: null }, boss, 'ok'],
    ['it waits still', { ...talk, state: 'queued', deskUserId: null }, boss, 'call.not_possible'],
    ['over', { ...talk, state: 'ended' }, boss, 'call.not_possible'],
    ["one's own", { ...talk, deskUserId: 'boss' }, boss, 'supervision.own_call'],
    ['on another line', talk, { ...boss, isOnLine: true }, 'supervision.already'],
    ['talking', talk, { ...boss, state: 'talking' }, 'supervision.busy'],
    ['it rings here', talk, { ...boss, state: 'offered' }, 'supervision.busy'],
    ['on a break', talk, { ...boss, state: 'break' }, 'ok'],
  ] as const)('%s', (_name, call, who, expected) => {
    expect(codeOf(mayBegin(call, who))).toBe(expected);
  });

  test.each([
    ['whisper', talk, 'ok'],
    ['join', { ...talk, deskUserId: null }, 'supervision.no_desk'],
    ['whisper', { ...talk, isParked: true }, 'supervision.no_desk'],
    ['listen', { ...talk, deskUserId: null }, 'ok'],
    ['listen', { ...talk, state: 'ended' }, 'call.not_possible'],
  ] as const)('%s, %o', (mode, call, expected) => {
    expect(codeOf(mayChange(call, mode))).toBe(expected);
  });

  test.each([
    [talk, true, 'ok'],
    [{ ...talk, deskUserId: null }, true, 'ok'],
    [{ ...talk, isParked: true }, true, 'ok'],
    [talk, false, 'supervision.not_connected'],
    [{ ...talk, isOutside: true }, true, 'supervision.outside'],
    [{ ...talk, state: 'ended' }, true, 'call.not_possible'],
  ] as const)('take over %o, on the line %s: %s', (call, isOnLine, expected) => {
    expect(codeOf(mayTakeOver(call, { isOnLine }))).toBe(expected);
  });

  test.each([
    ['consult', true],
    ['conference', true],
    ['blind', false],
    ['handed_over', false],
    ['out', false],
  ] as const)('take over with a third person, %s: %s', (mode, may) => {
    expect(mayChangeDesk(mode)).toBe(may);
  });

  test('nobody supervises a call that nobody answered, nor two at once', () => {
    fc.assert(
      fc.property(anyTalk, fc.constantFrom(...presenceStates), fc.boolean(), (call, state, isOnLine) => {
        const begun = mayBegin(call, { userId: 'boss', state, isOnLine });
        return !begun.ok || (call.state === 'answered' && !isOnLine && call.deskUserId !== 'boss');
      }),
    );
  });
});

describe('paths of sound', () => {
  test('only who joined is in the conversation; a whisper goes to a desk that talks in it, and to nobody else', () => {
    fc.assert(
      fc.property(fc.constantFrom(...superviseModes), anyTalk, (mode, call) => {
        const plan = soundPlan(mode, call);
        expect(plan.isInside).toBe(mode === 'join');
        expect(plan.hears).toBe(mode !== 'join');
        if (plan.tellsDesk) expect([mode, call.deskUserId === null, call.isParked]).toEqual(['whisper', false, false]);
        // What a desk says in another call is not heard.
        if (plan.hearsDesk) expect(call.isParked).toBe(false);
      }),
    );
  });

  test('whoever can be heard is shown, whatever is set', () => {
    for (const mode of superviseModes) expect(isShown(mode, true)).toBe(true);
    expect(superviseModes.map((mode) => isShown(mode, false))).toEqual([false, true, true]);
  });
});

const start = '2026-11-22T03:00:00.000Z';
const at = (seconds: number) => plusMs(start, seconds * 1000);
const call = (id: string, since: number, more: { isAcknowledged?: boolean; isTest?: boolean } = {}) => ({
  id,
  since: at(since),
  isAcknowledged: false,
  isTest: false,
  ...more,
});

describe('the alarm of waiting', () => {
  test.each([
    ['nobody waits', [], 'none', []],
    ['not yet', [call('a', 5)], 'none', []],
    ['at the target', [call('a', 0)], 'sounding', ['a']],
    ['one of two', [call('b', 5), call('a', 0)], 'sounding', ['a']],
    ['known', [call('a', 0, { isAcknowledged: true })], 'known', ['a']],
    ['a further one sounds again', [call('a', -9, { isAcknowledged: true }), call('b', 0)], 'sounding', ['a', 'b']],
    ['a test is no emergency', [call('a', 0, { isTest: true })], 'none', []],
  ] as const)('%s', (_name, waiting, state, overdue) => {
    expect(waitAlarm([...waiting], 10, at(10))).toMatchObject({ state, overdue });
  });

  test('it says when the next one passes the target', () => {
    expect(waitAlarm([call('a', 0), call('b', 4)], 10, at(10)).nextAt).toBe(at(14));
    expect(waitAlarm([call('a', 0)], 10, at(10)).nextAt).toBeNull();
  });

  const anyWaiting = fc.array(
    fc.record({
      id: fc.uuid(),
      since: fc.integer({ min: -60, max: 60 }).map(at),
      isAcknowledged: fc.boolean(),
      isTest: fc.boolean(),
    }),
  );
  test('it sounds exactly while a real call that nobody knows of is beyond the target, and knowing of all silences it', () => {
    fc.assert(
      fc.property(anyWaiting, fc.integer({ min: 3, max: 60 }), (waiting, targetS) => {
        const now = at(30);
        const late = waiting.filter((one) => !one.isTest && plusMs(one.since, targetS * 1000) <= now);
        const alarm = waitAlarm(waiting, targetS, now);
        expect(alarm.state === 'sounding').toBe(late.some((one) => !one.isAcknowledged));
        expect(new Set(alarm.overdue)).toEqual(new Set(late.map(({ id }) => id)));
        const known = waiting.map((one) => ({ ...one, isAcknowledged: true }));
        expect(waitAlarm(known, targetS, now).state).not.toBe('sounding');
      }),
    );
  });
});
