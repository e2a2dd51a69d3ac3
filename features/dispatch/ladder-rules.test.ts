import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Calendar } from '#features/agencies/agency.ts';
import { type Priority, priorities } from '#features/incidents/incident.ts';
import { type Instant, msBetween, plusMs } from '#platform/shared/time.ts';
import { type AssignmentCommand, type AssignmentState, type DueTimes, terminalStates } from './assignment.ts';
import { clockSeeds } from './dispatch-seeds.ts';
import { type AlertResult, type Ladder, type LadderContent, ladderActs, ladderContent, ladderSeed } from './ladder.ts';
import {
  type Climber,
  climb,
  isOld,
  isSendFailed,
  isWaiting,
  maxReminders,
  nextRung,
  onDuty,
  startOf,
  stepsOf,
  withTaken,
} from './ladder-rules.ts';
import { chooseClock, decide, dueTimes, isTerminal, runningClock } from './rules.ts';

const sentAt = '2026-11-20T10:00:00.000Z';
const calendar: Calendar = {
  hours: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '08:00', to: '16:00' })),
  holidays: ['2026-11-23'],
};
const zone = 'Asia/Jakarta';
const climber = (given: Partial<Climber> = {}): Climber => ({
  state: 'SENT',
  sentAt,
  acknowledgedAt: null,
  arriveDueAt: plusMs(sentAt, 900_000),
  priority: 'P1',
  calendar,
  zone,
  ...given,
});
const ladder = (given: Partial<Ladder> = {}): Ladder => ({
  content: ladderSeed,
  startAt: sentAt,
  taken: [],
  reminded: 0,
  stopped: null,
  ...given,
});

describe('the steps', () => {
  test('each has its time by the priority; a priority without one leaves it out', () => {
    expect(stepsOf(ladderSeed, 'P1').map(({ act, seconds }) => `${act} ${seconds}`)).toEqual([
      'push 0',
      'whatsapp 20',
      'sms 30',
      'email 30',
      'call 60',
      'call 120',
      'superior 180',
      'supervisor 240',
    ]);
    expect(stepsOf(ladderSeed, 'P4').map(({ act }) => act)).not.toContain('call');
  });

  test('the seed is one that an administrator could have entered', () => {
    expect(ladderContent.parse(ladderSeed)).toEqual(ladderSeed);
  });

  test('a step that would come after the assignment is old is refused', () => {
    const late = { ...ladderSeed, oldMinutes: 15 };
    expect(ladderContent.safeParse(late).success).toBe(false);
  });

  test('a raised priority goes on with its own times and repeats none that was taken', () => {
    const taken = ladder({ taken: [0] });
    expect(nextRung(taken, climber({ priority: 'P3' }))).toMatchObject({ dueAt: plusMs(sentAt, 300_000) });
    expect(nextRung(taken, climber({ priority: 'P1' }))).toMatchObject({
      act: 'whatsapp',
      dueAt: plusMs(sentAt, 20_000),
    });
  });
});

describe('it stops', () => {
  test.each<AssignmentState>([...terminalStates, 'EN_ROUTE', 'ON_SCENE', 'HANDLING'])(
    'in %s nothing comes any more',
    (state) => {
      expect(nextRung(ladder(), climber({ state, acknowledgedAt: sentAt }))).toBeNull();
    },
  );

  test('acknowledged and not set out: half-way, at the time of arrival, and after it, ever slower, four times', () => {
    const acknowledged = climber({ state: 'ACKNOWLEDGED', acknowledgedAt: plusMs(sentAt, 60_000) });
    const minutes: number[] = [];
    let now = ladder();
    for (let rung = nextRung(now, acknowledged); rung !== null; rung = nextRung(now, acknowledged)) {
      minutes.push(msBetween(sentAt, rung.dueAt) / 60_000);
      now = withTaken(now, rung);
    }
    expect(minutes).toEqual([8, 17, 30, 60]);
    expect(minutes).toHaveLength(maxReminders);
  });

  test('without a time of arrival nobody is reminded', () => {
    const acknowledged = climber({ state: 'ACKNOWLEDGED', acknowledgedAt: sentAt, arriveDueAt: null });
    expect(nextRung(ladder(), acknowledged)).toBeNull();
  });
});

describe('who sleeps is left in peace', () => {
  test('a server that was away for a day wakes nobody afterwards', () => {
    expect(climb(ladder(), climber(), plusMs(sentAt, 86_400_000))).toEqual({ kind: 'stop', why: 'old' });
    expect(climb(ladder(), climber(), plusMs(sentAt, 3_600_000))).toMatchObject({ kind: 'take' });
  });

  test('P4 on a Friday evening before a free Monday begins on Tuesday at eight, a fire does not wait', () => {
    const evening = '2026-11-20T14:00:00.000Z';
    const p4 = climber({ priority: 'P4', sentAt: evening, arriveDueAt: null });
    expect(startOf(p4)).toBe('2026-11-24T01:00:00.000Z');
    const rung = nextRung(ladder({ startAt: startOf(p4) }), p4);
    expect(rung?.dueAt).toBe('2026-11-24T01:00:00.000Z');
    expect(startOf(climber({ sentAt: evening }))).toBe(evening);
    expect(startOf({ ...p4, calendar: null })).toBe(evening);
  });

  test('P4 that is due on Tuesday is not old on Tuesday', () => {
    const p4 = climber({ priority: 'P4', arriveDueAt: null });
    const late = ladder({ startAt: '2026-11-24T01:00:00.000Z', taken: [0, 3, 1] });
    const rung = nextRung(late, p4);
    expect(rung).toMatchObject({ act: 'superior', dueAt: '2026-11-26T01:00:00.000Z' });
    expect(rung === null || isOld(late, rung, 'P4', '2026-11-26T01:00:01.000Z')).toBe(false);
  });
});

describe('not sent', () => {
  const all = ladder({ taken: ladderSeed.steps.map((_, index) => index) });
  test.each<[string, Ladder, Climber, (AlertResult | null)[], boolean]>([
    ['every attempt failed', all, climber(), ['failed', 'skipped', 'no_line'], true],
    ['nothing could be tried at all', all, climber(), [], true],
    ['one was taken by its gateway', all, climber(), ['failed', 'sent'], false],
    ['a telephone rang', all, climber(), ['failed', 'no_answer'], false],
    ['one runs still', all, climber(), ['failed', null], false],
    ['a step is left', ladder(), climber(), ['failed'], false],
    ['its screen has shown it', all, climber({ state: 'DELIVERED' }), ['failed'], false],
  ])('%s', (_what, tried, who, results, isSo) => {
    expect(isSendFailed(tried, who, results)).toBe(isSo);
  });
});

describe('the rota', () => {
  const always = { name: 'Selalu', superior: false, windows: null };
  const night = {
    name: 'Malam',
    superior: false,
    windows: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '22:00', to: '06:00' })),
  };
  const head = { name: 'Kepala', superior: true, windows: null };
  // 2026-11-20 is a Friday; Jakarta is seven hours ahead.
  const at = (hour: string, day = '2026-11-20') => new Date(`${day}T${hour}:00.000+07:00`).toISOString();

  test('over midnight, until the morning of the day after', () => {
    const names = (now: Instant) => onDuty([always, night, head], now, zone).map(({ name }) => name);
    expect(names(at('21:59'))).toEqual(['Selalu']);
    expect(names(at('22:00'))).toEqual(['Selalu', 'Malam']);
    expect(names(at('05:59', '2026-11-21'))).toEqual(['Selalu', 'Malam']);
    expect(names(at('06:00', '2026-11-21'))).toEqual(['Selalu']);
    expect(names(at('23:00', '2026-11-21'))).toEqual(['Selalu']);
  });

  test('where nobody is on duty all are asked, but never the superior', () => {
    expect(onDuty([night, head], at('12:00'), zone).map(({ name }) => name)).toEqual(['Malam']);
    expect(onDuty([head], at('12:00'), zone)).toEqual([]);
  });
});

/** A whole assignment with clock and ladder, driven by anything in any order, as the server drives it. */
class Model {
  now: Instant = sentAt;
  ladder: Ladder;
  state: AssignmentState = 'SENT';
  acknowledgedAt: Instant | null = null;
  priority: Priority;
  readonly due: DueTimes;
  readonly taken: { readonly kind: 'step' | 'remind'; readonly state: AssignmentState; readonly ageMs: number }[] = [];
  readonly #calendar: Calendar | null;

  constructor(priority: Priority, content: LadderContent, open: Calendar | null) {
    this.priority = priority;
    this.#calendar = open;
    this.due = dueTimes(chooseClock(clockSeeds, priority, null), sentAt, { calendar: open, zone });
    this.ladder = { content, startAt: startOf(this.climber()), taken: [], reminded: 0, stopped: null };
  }

  climber(): Climber {
    const { state, acknowledgedAt, priority } = this;
    return {
      state,
      sentAt,
      acknowledgedAt,
      arriveDueAt: this.due.arriveDueAt,
      priority,
      calendar: this.#calendar,
      zone,
    };
  }

  command(command: AssignmentCommand): void {
    const { state, acknowledgedAt, due } = this;
    const decided = decide({ state, sentAt, acknowledgedAt, arrivedAt: null, escalationStep: 0, ...due }, command);
    if (!decided.ok) return;
    this.state = decided.value.state;
    if (decided.value.sets.includes('acknowledgedAt')) this.acknowledgedAt = this.now;
  }

  /** The timer: everything that is due, until the next lies ahead. */
  fire(): void {
    for (let round = 0; round < 100; round++) {
      const next = climb(this.ladder, this.climber(), this.now);
      if (next.kind === 'wait') return;
      if (next.kind === 'stop') {
        if (isWaiting(this.state) || next.why === 'old') this.ladder = { ...this.ladder, stopped: next.why };
        return;
      }
      this.ladder = withTaken(this.ladder, next.rung);
      this.taken.push({ kind: next.rung.kind, state: this.state, ageMs: msBetween(this.ladder.startAt, this.now) });
    }
    throw new Error('A ladder without end');
  }
}

const content: fc.Arbitrary<LadderContent> = fc.record({
  active: fc.constant(true),
  oldMinutes: fc.integer({ min: 120, max: 600 }),
  reminders: fc.boolean(),
  steps: fc.array(
    fc.record({
      act: fc.constantFrom(...ladderActs),
      after: fc.record({
        P1: fc.option(fc.integer({ min: 0, max: 7200 })),
        P2: fc.option(fc.integer({ min: 0, max: 7200 })),
        P3: fc.option(fc.integer({ min: 0, max: 7200 })),
        P4: fc.option(fc.integer({ min: 0, max: 300_000 })),
      }),
    }),
    { minLength: 1, maxLength: 8 },
  ),
});
const commands: fc.Arbitrary<AssignmentCommand> = fc.constantFrom<AssignmentCommand>(
  { kind: 'deliver' },
  { kind: 'fail_send' },
  { kind: 'acknowledge' },
  { kind: 'reject', reason: 'not_our_authority' },
  { kind: 'reroute', reason: 'no_answer' },
  { kind: 'en_route' },
  { kind: 'arrive' },
  { kind: 'handle' },
  { kind: 'finish', result: 'DONE' },
  { kind: 'cancel', reason: 'not_needed' },
);
type Move = { wait: number } | { command: AssignmentCommand } | { raise: Priority };
const move: fc.Arbitrary<Move> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ wait: fc.integer({ min: 1, max: 90_000 }) }) },
  { weight: 2, arbitrary: fc.record({ command: commands }) },
  { weight: 1, arbitrary: fc.record({ raise: fc.constantFrom(...priorities) }) },
);

test('whatever happens in whatever order: an open assignment has a next time, people are told only while it waits, never twice the same, never late', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...priorities),
      content,
      fc.constantFrom(null, calendar),
      fc.array(move, { maxLength: 30 }),
      (priority, given, open, moves) => {
        const model = new Model(priority, given, open);
        model.fire();
        for (const one of moves) {
          if ('wait' in one) model.now = plusMs(model.now, one.wait * 1000);
          else if ('command' in one) model.command(one.command);
          else model.priority = one.raise < model.priority ? one.raise : model.priority;
          model.fire();
          const { state, ladder: now, due } = model;
          // Invariant 4: the clock runs until the end, whatever becomes of the ladder.
          expect(runningClock({ state, sentAt, ...due }) !== null).toBe(!isTerminal(state));
          const next = nextRung(now, model.climber());
          // What comes next lies ahead: nothing is due and left lying.
          if (next !== null && now.stopped === null) expect(next.dueAt > model.now).toBe(true);
          expect(new Set(now.taken).size).toBe(now.taken.length);
          expect(now.reminded).toBeLessThanOrEqual(maxReminders);
          if (isTerminal(state)) expect(next).toBeNull();
        }
        for (const told of model.taken) {
          if (told.kind === 'step') expect(isWaiting(told.state)).toBe(true);
          else expect(told.state).toBe('ACKNOWLEDGED');
        }
      },
    ),
    { numRuns: 1000 },
  );
});

test('a fire of P1 to P3 wakes nobody once it is old, however the timers come', () => {
  fc.assert(
    fc.property(
      fc.constantFrom<Priority>('P1', 'P2', 'P3'),
      content,
      fc.array(fc.integer({ min: 1, max: 90_000 }), { minLength: 1, maxLength: 20 }),
      (priority, given, waits) => {
        const model = new Model(priority, given, null);
        for (const seconds of waits) {
          model.now = plusMs(model.now, seconds * 1000);
          model.fire();
        }
        for (const told of model.taken) expect(told.ageMs).toBeLessThanOrEqual(given.oldMinutes * 60_000);
      },
    ),
    { numRuns: 500 },
  );
});
