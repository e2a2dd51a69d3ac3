import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answerSetting, shiftOf } from './answer.ts';
import {
  type AnswerFacts,
  answerBehind,
  answerFigures,
  answersUntil,
  byPerson,
  byShift,
  countOf,
  dueFor,
  middleOf,
  missedOf,
  monthAfter,
  narrow,
  refusedBy,
  targetsOf,
} from './answer-rules.ts';
import { figuresOf } from './figures.ts';
import { agencyShares } from './goals.ts';
import type { AssignmentRow, Figure, IncidentRow } from './month.ts';

const agencies = ['DAMKAR', 'PSC119', 'DISHUB', 'BPBD', 'POLRES'];
const zone = 'Asia/Jakarta';
const seeds = answerSetting.parse({});
const startMs = Date.parse('2026-10-31T17:00:00.000Z');
const at = (minutes: number) => new Date(startMs + minutes * 60_000).toISOString();
const id = (kind: string, index: number) => `${kind}0000000-0000-7000-8000-${String(index).padStart(12, '0')}`;

const drawn = fc.record({
  minute: fc.integer({ min: 0, max: 43_000 }),
  priority: fc.constantFrom('P1', 'P2', 'P4'),
  state: fc.constantFrom('DISPATCHED', 'MERGED', 'CLOSED'),
  purpose: fc.constantFrom('public', 'drill'),
  assignments: fc.array(
    fc.record({
      agency: fc.constantFrom(...agencies),
      state: fc.constantFrom('SENT', 'ACKNOWLEDGED', 'DONE', 'REJECTED', 'REROUTED', 'CANCELLED'),
      acknowledgedAfter: fc.option(fc.integer({ min: 0, max: 30 })),
      arrivedAfter: fc.option(fc.integer({ min: 0, max: 60 })),
      person: fc.constantFrom('user:a', 'contact:b', 'phone', null),
      isEscalated: fc.boolean(),
    }),
    { maxLength: 4 },
  ),
});
type Drawn = (typeof drawn extends fc.Arbitrary<infer Value> ? Value : never)[];

/** A month of incidents and their assignments as they were drawn. */
function monthOf(incidentsDrawn: Drawn) {
  const incidents: IncidentRow[] = [];
  const assignments: AssignmentRow[] = [];
  const facts = new Map<string, AnswerFacts>();
  for (const [index, one] of incidentsDrawn.entries()) {
    const incidentId = id('1', index);
    incidents.push({
      id: incidentId,
      number: index + 1,
      source: 'radio',
      purpose: one.purpose as 'public',
      state: one.state as 'CLOSED',
      typeCode: 'FLOOD',
      priority: one.priority as 'P1',
      districtCode: null,
      reportedAt: at(one.minute),
      firstAnsweredAt: null,
      verifiedAt: at(one.minute),
      resolvedAt: null,
      closedAt: null,
      reopenedCount: 0,
      callerInformedResult: null,
    });
    for (const [place, assigned] of one.assignments.entries()) {
      const own = id('2', index * 10 + place);
      const after = (minutes: number | null) => (minutes === null ? null : at(one.minute + minutes));
      assignments.push({
        id: own,
        incidentId,
        agencyCode: assigned.agency,
        part: 'lead',
        state: assigned.state as 'DONE',
        sentAt: at(one.minute),
        acknowledgedAt: after(assigned.acknowledgedAfter),
        enRouteAt: null,
        arrivedAt: after(assigned.arrivedAfter),
        finishedAt: null,
        endedAt: null,
        acknowledgeDueAt: at(one.minute + 2),
        arriveDueAt: at(one.minute + 20),
        resolveDueAt: null,
      });
      const person = assigned.acknowledgedAfter === null ? null : assigned.person;
      const isRefused = ['REJECTED', 'REROUTED'].includes(assigned.state);
      facts.set(own, {
        id: own,
        person,
        reason: isRefused ? 'no_crew' : null,
        escalatedAt: assigned.isEscalated ? at(one.minute + 1) : null,
      });
    }
  }
  return { calls: [], incidents, assignments, facts };
}
const months = fc.array(drawn, { maxLength: 25 }).map(monthOf);

describe('the figures of an agency', () => {
  test('are those of the dictionary for it, whatever else is in the month', () => {
    fc.assert(
      fc.property(months, fc.constantFrom(...agencies), (month, agency) => {
        const whole = figuresOf(month).filter((one) => one.by === 'agency' && one.key === agency);
        for (const figure of answerFigures(month, agency)) {
          const same = whole.find((one) => one.code === figure.code);
          if (same !== undefined) expect(figure).toEqual(same);
        }
      }),
    );
  });

  test('have as many rows behind them as they count', () => {
    fc.assert(
      fc.property(months, fc.constantFrom(...agencies), (month, agency) => {
        for (const figure of answerFigures(month, agency)) {
          // The codes of answerFigures are those of the page.
          const behind = answerBehind(month, agency, figure.code as 'ASSIGNED');
          const counted = figure.kind === 'count' ? figure.value : figure.kind === 'rate' ? figure.whole : figure.count;
          expect(behind.length, figure.code).toBe(counted);
        }
      }),
    );
  });

  test('add up: the shifts to the whole, the people to what was acknowledged, the reasons to what was refused', () => {
    fc.assert(
      fc.property(months, fc.constantFrom(...agencies), (month, agency) => {
        const figures = answerFigures(month, agency);
        const sum = (parts: readonly { figures: readonly Figure[] }[], code: 'ASSIGNED' | 'ESCALATED') =>
          parts.reduce((total, part) => total + countOf(part.figures, code), 0);
        for (const code of ['ASSIGNED', 'ESCALATED'] as const)
          expect(sum(byShift(month, agency, zone), code)).toBe(countOf(figures, code));
        const named = narrow(month, (one) => month.facts.get(one.id)?.person !== null);
        expect(sum(byPerson(month, agency), 'ASSIGNED')).toBe(countOf(answerFigures(named, agency), 'ASSIGNED'));
        const refused = refusedBy(month, agency).reduce((total, one) => total + one.count, 0);
        expect(refused).toBe(countOf(figures, 'REJECTED'));
        expect(countOf(figures, 'TURNED_DOWN') + countOf(figures, 'REROUTED')).toBe(countOf(figures, 'REJECTED'));
      }),
    );
  });

  test('say nothing of another agency', () => {
    fc.assert(
      fc.property(months, (month) => {
        const without = narrow(month, (one) => one.agencyCode !== 'DAMKAR');
        expect(answerFigures(without, 'DAMKAR').every((one) => one.kind !== 'count' || one.value === 0)).toBe(true);
        const alone = narrow(month, (one) => one.agencyCode === 'DAMKAR');
        expect(answerFigures(alone, 'DAMKAR')).toEqual(answerFigures(month, 'DAMKAR'));
      }),
    );
  });
});

const rate = (part: number, whole: number): Figure[] => [
  { code: 'SLA_ACK', by: 'agency', key: 'X', kind: 'rate', part, whole },
];

describe('the middle of the others', () => {
  const middle = (...sets: Figure[][]) => middleOf(sets).find((one) => one.code === 'SLA_ACK')?.value;
  test.each([
    ['of three is the second', [rate(1, 10), rate(9, 10), rate(5, 10)], 0.5],
    ['of four is the lower of the two', [rate(1, 10), rate(9, 10), rate(5, 10), rate(7, 10)], 0.5],
    ['leaves out those of which nothing was owed', [rate(1, 10), rate(0, 0), rate(5, 10), rate(7, 10)], 0.5],
    ['of two is not told: it would say what one of them did', [rate(1, 10), rate(9, 10)], null],
    ['of none is none', [], null],
  ])('%s', (_, sets, expected) => expect(middle(...sets)).toBe(expected));
});

test.each([
  ['below is missed', rate(89, 100), agencyShares, ['SLA_ACK']],
  ['the target itself is reached', rate(90, 100), agencyShares, []],
  ['nothing owed is not missed', rate(0, 0), agencyShares, []],
  ['without a goal of the month nothing is missed', rate(0, 100), [], []],
])('a target: %s', (_, figures, goals, expected) => expect(missedOf(figures, targetsOf(goals))).toEqual(expected));

test.each([
  ['06:59 belongs to the night', '2026-11-10T23:59:59.999Z', 'night'],
  ['07:00 begins the morning', '2026-11-11T00:00:00.000Z', 'morning'],
  ['14:00 begins the afternoon', '2026-11-11T07:00:00.000Z', 'afternoon'],
  ['20:59 is still afternoon', '2026-11-11T13:59:59.999Z', 'afternoon'],
  ['21:00 begins the night', '2026-11-11T14:00:00.000Z', 'night'],
  ['midnight is night', '2026-11-10T17:00:00.000Z', 'night'],
] as const)('shift: %s', (_, moment, shift) => expect(shiftOf(moment, zone)).toBe(shift));

test('a moment lies in another shift where the clock is another', () => {
  expect(shiftOf('2026-11-11T05:30:00.000Z', 'Asia/Jakarta')).toBe('morning');
  expect(shiftOf('2026-11-11T05:30:00.000Z', 'Asia/Jayapura')).toBe('afternoon');
});

test.each([
  ['2026-11', -1, '2026-10'],
  ['2026-01', -1, '2025-12'],
  ['2026-12', 1, '2027-01'],
  ['2026-03', -11, '2025-04'],
])('%s and %i is %s', (month, count, expected) => expect(monthAfter(month, count)).toBe(expected));

describe('what is due for a month', () => {
  test.each([
    ['on the first', '2026-11-30T17:00:00.000Z', false, false],
    ['after three days the reminder', '2026-12-03T17:00:00.000Z', false, true],
    ['on the fifth the brief as well', '2026-12-04T17:00:00.000Z', true, true],
    ['after the time to explain no reminder', '2026-12-14T17:00:00.000Z', true, false],
  ])('%s', (_, now, brief, reminder) => expect(dueFor(now, '2026-11', zone, seeds)).toEqual({ brief, reminder }));

  test('a regency in the east closes two hours earlier', () => {
    expect(answersUntil('2026-11', 'Asia/Jayapura', seeds)).toBe('2026-12-14T15:00:00.000Z');
    expect(answersUntil('2026-11', zone, seeds)).toBe('2026-12-14T17:00:00.000Z');
  });
});
