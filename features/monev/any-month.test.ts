import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dispositions } from '#features/calls/call.ts';
import { assignmentStates } from '#features/dispatch/assignment.ts';
import { priorities, sources } from '#features/incidents/incident.ts';
import { monthCsv, recomputeFromCsv, rowsFromCsv, tableCsv, verifyMonthFile } from './csv.ts';
import { dictionaryVersion } from './dictionary.ts';
import { figuresOf, rowsBehind, violationsOf } from './figures.ts';
import { funnelParts, isKpiCode } from './kpi.ts';
import type { AssignmentRow, CallRow, Figure, IncidentRow, MonthRows } from './month.ts';

/** Months as the schema allows them, for property tests: every state, with the times that state must have. */
const from = Date.parse('2026-09-30T17:00:00.000Z');
const to = Date.parse('2026-10-31T17:00:00.000Z');
const octoberBounds = { from: new Date(from).toISOString(), to: new Date(to).toISOString() };

const iso = (ms: number) => new Date(ms).toISOString();
const after = (longestS: number) => fc.integer({ min: 0, max: longestS * 1000 });
const often = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { freq: 4, nil: null });

const call: fc.Arbitrary<CallRow> = fc
  .record({
    id: fc.uuid(),
    number: fc.nat(1_000_000),
    direction: fc.constantFrom('inbound' as const, 'inbound' as const, 'outbound' as const),
    purpose: fc.constantFrom(
      'public' as const,
      'public' as const,
      'public' as const,
      'canary' as const,
      'drill' as const,
      'test' as const,
    ),
    at: fc.integer({ min: from, max: to - 1 }),
    queue: often(after(2)),
    wait: after(60),
    talk: after(900),
    wrap: often(after(300)),
    end: fc.constantFrom('waiting', 'lost', 'overflowed', 'failed', 'answered', 'ended', 'ended', 'ended'),
    waitingState: fc.constantFrom('arrived' as const, 'queued' as const, 'offered' as const),
    disposition: often(fc.constantFrom(...dispositions)),
    nuisanceNo: often(fc.integer({ min: 1, max: 14 })),
  })
  .map(({ at, queue, wait, talk, wrap, end, waitingState, disposition, ...rest }) => {
    const none = {
      queuedAt: queue === null ? null : iso(at + queue),
      answeredAt: null,
      endedAt: null,
      wrappedUpAt: null,
      disposition: null,
    };
    const answer = at + (queue ?? 0) + wait;
    const base = { ...rest, arrivedAt: iso(at), ...none };
    if (end === 'waiting') return { ...base, state: waitingState };
    if (end === 'lost' || end === 'overflowed' || end === 'failed')
      return { ...base, state: end, endedAt: iso(answer) };
    const answered = { ...base, answeredAt: iso(answer), disposition };
    if (end === 'answered') return { ...answered, state: 'answered' as const };
    return {
      ...answered,
      state: 'ended' as const,
      endedAt: iso(answer + talk),
      wrappedUpAt: wrap === null ? null : iso(answer + talk + wrap),
    };
  });

const incident: fc.Arbitrary<IncidentRow> = fc
  .record({
    id: fc.uuid(),
    number: fc.nat(1_000_000),
    source: fc.constantFrom(...sources),
    purpose: fc.constantFrom('public' as const, 'public' as const, 'drill' as const),
    state: fc.constantFrom(
      'VERIFIED' as const,
      'DISPATCHED' as const,
      'RESOLVED' as const,
      'CLOSED' as const,
      'MERGED' as const,
      'FALSE_REPORT' as const,
    ),
    typeCode: fc.constantFrom('FIRE_BUILDING', 'TRAFFIC_INJURY', 'STREETLIGHT', 'a "quoted", code'),
    priority: fc.constantFrom(...priorities),
    districtCode: fc.option(fc.constantFrom('35.15.01', '35.15.10'), { nil: null }),
    at: fc.integer({ min: from, max: to - 1 }),
    before: after(300),
    answer: often(after(60)),
    resolve: after(86_400),
    reopenedCount: fc.nat(2),
    callerInformedResult: fc.option(fc.constantFrom('informed' as const, 'tried' as const, 'not_needed' as const), {
      nil: null,
    }),
  })
  .map(({ at, before, answer, resolve, ...rest }) => {
    const isResolved = rest.state === 'RESOLVED' || rest.state === 'CLOSED';
    const reported = at - before;
    return {
      ...rest,
      reportedAt: iso(reported),
      firstAnsweredAt: answer === null ? null : iso(Math.min(reported + answer, at)),
      verifiedAt: iso(at),
      resolvedAt: isResolved ? iso(at + resolve) : null,
      closedAt: rest.state === 'CLOSED' ? iso(at + resolve) : null,
    };
  });

const assignmentOf = (of: IncidentRow): fc.Arbitrary<AssignmentRow> =>
  fc
    .record({
      id: fc.uuid(),
      agencyCode: fc.constantFrom('DAMKAR', 'PSC119', 'POLRES', 'DISHUB'),
      part: fc.constantFrom('lead' as const, 'support' as const),
      state: fc.constantFrom(...assignmentStates),
      send: after(600),
      steps: fc.array(after(1800), { minLength: 4, maxLength: 4 }),
      due: often(after(1200)),
    })
    .map(({ send, steps, due, ...rest }) => {
      const sent = Date.parse(of.verifiedAt) + send;
      const at = (upTo: number) => iso(sent + steps.slice(0, upTo).reduce((sum, one) => sum + one, 0));
      // How many of acknowledged, en route, on scene, finished this state has behind it.
      const done =
        { ACKNOWLEDGED: 1, EN_ROUTE: 2, ON_SCENE: 3, HANDLING: 3, DONE: 4, NOT_FOUND: 4, CANCELLED: 1 }[
          rest.state as string
        ] ?? 0;
      const isOver = ['DONE', 'NOT_FOUND', 'REJECTED', 'REROUTED', 'CANCELLED'].includes(rest.state);
      const dueAt = due === null ? null : iso(sent + due);
      return {
        ...rest,
        incidentId: of.id,
        sentAt: iso(sent),
        acknowledgedAt: done >= 1 ? at(1) : null,
        enRouteAt: done >= 2 ? at(2) : null,
        arrivedAt: done >= 3 ? at(3) : null,
        finishedAt: done >= 4 ? at(4) : null,
        endedAt: isOver ? at(4) : null,
        acknowledgeDueAt: dueAt,
        arriveDueAt: dueAt,
        resolveDueAt: dueAt,
      };
    });

/** Any valid October 2026 in the western zone. */
const anyMonth: fc.Arbitrary<MonthRows> = fc
  .record({
    calls: fc.uniqueArray(call, { maxLength: 60, selector: (one) => one.id }),
    incidents: fc.uniqueArray(incident, { maxLength: 12, selector: (one) => one.id }),
  })
  .chain(({ calls, incidents }) =>
    fc
      .tuple(
        ...incidents.map((one) => fc.uniqueArray(assignmentOf(one), { maxLength: 3, selector: (made) => made.id })),
      )
      .map((lists) => ({
        calls,
        incidents,
        assignments: lists.flat(),
      })),
  );

function countOf(figures: readonly Figure[], code: string): number {
  const figure = figures.find((one) => one.code === code && one.by === 'all');
  if (figure?.kind !== 'count') throw new Error(`${code} is not a count`);
  return figure.value;
}

describe('for any valid month', () => {
  test('the funnel adds up, and the dispositions do (design.md invariant 3)', () => {
    fc.assert(
      fc.property(anyMonth, (month) => {
        const figures = figuresOf(month);
        const count = (code: string) => countOf(figures, code);
        expect(funnelParts.reduce((sum, part) => sum + count(part), 0)).toBe(count('OFFERED'));
        expect(count('DISPOSITIONS') + count('UNCLASSIFIED')).toBe(count('ANSWERED'));
        const byCode = figures.filter((figure) => figure.code === 'DISPOSITIONS' && figure.by === 'disposition');
        expect(byCode.reduce((sum, figure) => sum + (figure.kind === 'count' ? figure.value : 0), 0)).toBe(
          count('DISPOSITIONS'),
        );
        const rulesOfAMonthThatRuns = violationsOf(month, octoberBounds, '2026-10-31T00:00:00.000Z');
        expect(rulesOfAMonthThatRuns).toEqual([]);
      }),
    );
  });

  test('every breakdown that splits rows adds up to the whole', () => {
    fc.assert(
      fc.property(anyMonth, (month) => {
        const figures = figuresOf(month);
        for (const [code, by] of [
          ['INCIDENTS', 'priority'],
          ['INCIDENTS', 'type'],
          ['INCIDENTS', 'source'],
          ['ASSIGNED', 'agency'],
          ['REJECTED', 'priority'],
        ] as const) {
          const parts = figures.filter((figure) => figure.code === code && figure.by === by);
          expect(
            parts.reduce((sum, figure) => sum + (figure.kind === 'count' ? figure.value : 0), 0),
            `${code} by ${by}`,
          ).toBe(countOf(figures, code));
        }
      }),
    );
  });

  test('the rows behind a figure are as many as it says', () => {
    fc.assert(
      fc.property(anyMonth, (month) => {
        for (const figure of figuresOf(month)) {
          if (!isKpiCode(figure.code)) throw new Error(figure.code);
          const behind = rowsBehind(month, figure.code, figure);
          if (figure.kind === 'count') expect(behind).toHaveLength(figure.value);
          else if (figure.kind === 'duration') expect(behind).toHaveLength(figure.count);
          else expect([behind.filter((one) => one.inPart).length, behind.length]).toEqual([figure.part, figure.whole]);
        }
      }),
      { numRuns: 50 },
    );
  });

  test('the export gives exactly the page’s rows and figures, as one file and as three', () => {
    fc.assert(
      fc.property(anyMonth, (month) => {
        const file = monthCsv(month, 'sigap monev 2026-10');
        expect(rowsFromCsv(file)).toEqual(month);
        expect(recomputeFromCsv(file)).toEqual(figuresOf(month));
        const three = {
          calls: tableCsv(month, 'calls'),
          incidents: tableCsv(month, 'incidents'),
          assignments: tableCsv(month, 'assignments'),
        };
        expect(recomputeFromCsv(three)).toEqual(figuresOf(month));
        expect(verifyMonthFile(file)).toMatchObject({
          heading: `sigap monev 2026-10 dictionary ${dictionaryVersion}`,
          differing: [],
        });
      }),
    );
  });
});
