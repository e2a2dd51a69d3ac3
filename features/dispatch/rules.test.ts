import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Calendar } from '#features/agencies/agency.ts';
import { plusMs } from '#platform/shared/time.ts';
import {
  type Assignment,
  type AssignmentCommand,
  type AssignmentState,
  assignmentStates,
  type CommandKind,
  commandKinds,
} from './assignment.ts';
import { clockSeeds } from './dispatch-seeds.ts';
import {
  afterEvent,
  assignmentCan,
  chooseClock,
  decide,
  dueTimes,
  isTerminal,
  nextEscalationAt,
  quietLimitMs,
  runningClock,
  tighten,
} from './rules.ts';
import { plusWorkingDays } from './working-days.ts';

const sentAt = '2026-11-21T10:00:00.000Z';
const base: Assignment = {
  state: 'SENT',
  sentAt,
  acknowledgedAt: null,
  arrivedAt: null,
  escalationStep: 0,
  acknowledgeDueAt: plusMs(sentAt, 60_000),
  arriveDueAt: plusMs(sentAt, 900_000),
  resolveDueAt: plusMs(sentAt, 7_200_000),
};
const commands: Record<CommandKind, AssignmentCommand> = {
  deliver: { kind: 'deliver' },
  fail_send: { kind: 'fail_send' },
  acknowledge: { kind: 'acknowledge' },
  reject: { kind: 'reject', reason: 'not_our_authority' },
  reroute: { kind: 'reroute', reason: 'nearer_agency' },
  en_route: { kind: 'en_route' },
  arrive: { kind: 'arrive' },
  handle: { kind: 'handle' },
  finish: { kind: 'finish', result: 'DONE' },
  cancel: { kind: 'cancel', reason: 'not_needed' },
};

describe('every state × every command', () => {
  // Written out a second time on purpose: the table in rules.ts must not be its own judge.
  const next: Partial<Record<`${AssignmentState} ${CommandKind}`, AssignmentState>> = {
    'SENT deliver': 'DELIVERED',
    'SENT fail_send': 'SEND_FAILED',
    'SENT acknowledge': 'ACKNOWLEDGED',
    'SENT reject': 'REJECTED',
    'SENT reroute': 'REROUTED',
    'SENT en_route': 'EN_ROUTE',
    'SENT cancel': 'CANCELLED',
    'DELIVERED acknowledge': 'ACKNOWLEDGED',
    'DELIVERED reject': 'REJECTED',
    'DELIVERED reroute': 'REROUTED',
    'DELIVERED en_route': 'EN_ROUTE',
    'DELIVERED cancel': 'CANCELLED',
    'SEND_FAILED deliver': 'DELIVERED',
    'SEND_FAILED acknowledge': 'ACKNOWLEDGED',
    'SEND_FAILED reject': 'REJECTED',
    'SEND_FAILED reroute': 'REROUTED',
    'SEND_FAILED en_route': 'EN_ROUTE',
    'SEND_FAILED cancel': 'CANCELLED',
    'ACKNOWLEDGED reject': 'REJECTED',
    'ACKNOWLEDGED reroute': 'REROUTED',
    'ACKNOWLEDGED en_route': 'EN_ROUTE',
    'ACKNOWLEDGED arrive': 'ON_SCENE',
    'ACKNOWLEDGED finish': 'DONE',
    'ACKNOWLEDGED cancel': 'CANCELLED',
    'EN_ROUTE reject': 'REJECTED',
    'EN_ROUTE reroute': 'REROUTED',
    'EN_ROUTE arrive': 'ON_SCENE',
    'EN_ROUTE finish': 'DONE',
    'EN_ROUTE cancel': 'CANCELLED',
    'ON_SCENE reject': 'REJECTED',
    'ON_SCENE reroute': 'REROUTED',
    'ON_SCENE handle': 'HANDLING',
    'ON_SCENE finish': 'DONE',
    'ON_SCENE cancel': 'CANCELLED',
    'HANDLING finish': 'DONE',
    'HANDLING cancel': 'CANCELLED',
  };
  const all = assignmentStates.flatMap((state) => commandKinds.map((kind) => [state, kind] as const));
  test.each(all)('%s %s', (state, kind) => {
    const decided = decide({ ...base, state }, commands[kind]);
    const wanted = next[`${state} ${kind}`];
    if (wanted === undefined)
      expect(decided).toEqual({ ok: false, refusal: { code: 'assignment.not_possible', detail: { state } } });
    else expect(decided).toMatchObject({ ok: true, value: { state: wanted } });
  });
});

describe('what a step writes', () => {
  test('a crew that leaves at once has acknowledged', () => {
    const decided = decide(base, { kind: 'en_route' });
    expect(decided).toMatchObject({ ok: true, value: { sets: ['acknowledgedAt', 'enRouteAt'] } });
    expect(decided.ok && decided.value.events.map((event) => event.name)).toEqual([
      'assignment.acknowledged',
      'assignment.en_route',
    ]);
    expect(decide({ ...base, state: 'ACKNOWLEDGED', acknowledgedAt: sentAt }, { kind: 'en_route' })).toMatchObject({
      ok: true,
      value: { sets: ['enRouteAt'] },
    });
  });

  test('whatever ends it has an end and says why', () => {
    for (const state of assignmentStates) {
      for (const kind of assignmentCan[state]) {
        const decided = decide({ ...base, state }, commands[kind]);
        if (!decided.ok) throw new Error('the table allows it');
        const step = decided.value;
        expect(step.sets.includes('endedAt')).toBe(isTerminal(step.state));
        const gaveUp = step.state === 'REJECTED' || step.state === 'REROUTED' || step.state === 'CANCELLED';
        expect(step.reason !== null).toBe(gaveUp);
        expect(step.result !== null).toBe(step.state === 'DONE' || step.state === 'NOT_FOUND');
        expect(step.events.length).toBeGreaterThan(0);
      }
    }
  });
});

describe('what the name of an event alone tells a screen', () => {
  test('is the state that the step wrote; what ended is gone from among the open ones; other events tell nothing', () => {
    const other = { id: 'other', state: 'SENT' as const };
    for (const state of assignmentStates) {
      for (const kind of assignmentCan[state]) {
        const decided = decide({ ...base, state }, commands[kind]);
        if (!decided.ok) throw new Error('the table allows it');
        const open = [other, { id: 'one', state }];
        const after = decided.value.events.reduce<typeof open>(
          (rows, { name }) => [...afterEvent(rows, { name, subjectId: 'one' })],
          open,
        );
        const left = isTerminal(decided.value.state) ? [] : [{ id: 'one', state: decided.value.state }];
        expect(after, `${state} ${kind}`).toEqual([other, ...left]);
      }
    }
    expect(afterEvent([other], { name: 'assignment.escalated', subjectId: 'other' })).toEqual([other]);
  });
});

describe('clocks', () => {
  test.each([
    ['P1', 'FIRE', 60, 900, 7200],
    ['P1', 'HEALTH', 60, 600, 7200],
    ['P2', 'HEALTH', 120, 1200, 14_400],
    ['P3', null, 900, 28_800, 86_400],
  ] as const)('%s %s', (priority, category, ack, arrive, resolve) => {
    const due = dueTimes(chooseClock(clockSeeds, priority, category), sentAt, { calendar: null, zone: 'Asia/Jakarta' });
    expect(due).toEqual({
      acknowledgeDueAt: plusMs(sentAt, ack * 1000),
      arriveDueAt: plusMs(sentAt, arrive * 1000),
      resolveDueAt: plusMs(sentAt, resolve * 1000),
    });
  });
  test('no clock for a priority: no targets, and still looked at after a day', () => {
    const due = dueTimes(chooseClock([], 'P1', null), sentAt, { calendar: null, zone: 'Asia/Jakarta' });
    expect(due).toEqual({ acknowledgeDueAt: null, arriveDueAt: null, resolveDueAt: null });
    expect(runningClock({ ...base, ...due })).toEqual({
      clock: 'acknowledge',
      dueAt: plusMs(sentAt, quietLimitMs),
      hasTarget: false,
    });
  });
  test.each([
    ['SENT', 'acknowledge'],
    ['DELIVERED', 'acknowledge'],
    ['SEND_FAILED', 'acknowledge'],
    ['ACKNOWLEDGED', 'arrive'],
    ['EN_ROUTE', 'arrive'],
    ['ON_SCENE', 'resolve'],
    ['HANDLING', 'resolve'],
    ['DONE', undefined],
    ['NOT_FOUND', undefined],
    ['REJECTED', undefined],
    ['REROUTED', undefined],
    ['CANCELLED', undefined],
  ] as const)('in %s runs %s', (state, clock) => expect(runningClock({ ...base, state })?.clock).toBe(clock));
  test('without an arrival target (P4) resolving runs after the acknowledgement', () => {
    expect(runningClock({ ...base, state: 'ACKNOWLEDGED', arriveDueAt: null })?.clock).toBe('resolve');
  });
  test('raised priority takes the earlier of both targets', () => {
    const fresh = { acknowledgeDueAt: plusMs(sentAt, 90_000), arriveDueAt: plusMs(sentAt, 60_000), resolveDueAt: null };
    expect(tighten(base, fresh)).toEqual({
      acknowledgeDueAt: base.acknowledgeDueAt,
      arriveDueAt: fresh.arriveDueAt,
      resolveDueAt: base.resolveDueAt,
    });
    expect(tighten({ ...base, arriveDueAt: null }, fresh).arriveDueAt).toBe(fresh.arriveDueAt);
  });
  test('escalations come back, slower each time, at least once a day', () => {
    const gaps = [1, 2, 3, 4, 30].map(
      (step) => Date.parse(nextEscalationAt(base, plusMs(sentAt, 60_000), step, sentAt)) - Date.parse(sentAt),
    );
    expect(gaps).toEqual([120_000, 240_000, 480_000, 960_000, quietLimitMs]);
    const slow = nextEscalationAt(base, plusMs(sentAt, 900_000), 1, sentAt);
    expect(slow).toBe(plusMs(sentAt, 900_000));
  });
});

describe('working days', () => {
  const office: Calendar = {
    hours: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '07:30', to: weekday === 5 ? '14:30' : '16:00' })),
    holidays: ['2026-12-25'],
  };
  // 21 November 2026 is a Saturday; WIB is UTC+7.
  test.each([
    ['a Tuesday morning, one day', '2026-11-24T02:00:00.000Z', 1, '2026-11-25T02:00:00.000Z'],
    ['a Saturday counts from Monday 07.30', '2026-11-21T10:00:00.000Z', 1, '2026-11-24T00:30:00.000Z'],
    ['after hours counts from the next opening', '2026-11-24T13:00:00.000Z', 1, '2026-11-26T00:30:00.000Z'],
    ['before hours counts from the opening', '2026-11-23T23:00:00.000Z', 1, '2026-11-25T00:30:00.000Z'],
    ['Thursday 15.30 to Friday, which closes at 14.30', '2026-11-26T08:30:00.000Z', 1, '2026-11-27T07:30:00.000Z'],
    ['five days pass a weekend', '2026-11-24T02:00:00.000Z', 5, '2026-12-01T02:00:00.000Z'],
    ['a holiday is skipped', '2026-12-24T02:00:00.000Z', 1, '2026-12-28T02:00:00.000Z'],
  ] as const)('%s', (_name, from, days, wanted) =>
    expect(plusWorkingDays(from, days, office, 'Asia/Jakarta')).toBe(wanted),
  );
  test('around the clock a day is a day', () => {
    expect(plusWorkingDays(sentAt, 5, null, 'Asia/Jakarta')).toBe(plusMs(sentAt, 5 * 86_400_000));
  });
  test('P4 of the seed runs on the calendar and has no arrival', () => {
    const due = dueTimes(chooseClock(clockSeeds, 'P4', 'UTILITY'), sentAt, { calendar: office, zone: 'Asia/Jakarta' });
    expect(due).toEqual({
      acknowledgeDueAt: '2026-11-24T00:30:00.000Z',
      arriveDueAt: null,
      resolveDueAt: '2026-11-30T00:30:00.000Z',
    });
  });
  test('the result is always later, inside hours, on a working day', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2026-01-01'), max: new Date('2027-06-01'), noInvalidDate: true }),
        fc.integer({ min: 1, max: 20 }),
        (date, days) => {
          const due = new Date(
            Date.parse(plusWorkingDays(date.toISOString(), days, office, 'Asia/Jakarta')) + 7 * 3_600_000,
          );
          const hours = office.hours.find((one) => one.weekday === due.getUTCDay());
          const clock = due.toISOString().slice(11, 16);
          expect(hours !== undefined && clock >= hours.from && clock <= hours.to).toBe(true);
          expect(office.holidays).not.toContain(due.toISOString().slice(0, 10));
          expect(due.getTime() - 7 * 3_600_000).toBeGreaterThan(date.getTime());
        },
      ),
    );
  });
});
