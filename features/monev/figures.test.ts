import { describe, expect, test } from 'vitest';
import { monthCsv, verifyMonthFile } from './csv.ts';
import { figuresOf, percentile, violationsOf } from './figures.ts';
import { kpiCodes } from './kpi.ts';
import type { AssignmentRow, CallRow, Figure, IncidentRow, MonthRows } from './month.ts';

const octoberBounds = { from: '2026-09-30T17:00:00.000Z', to: '2026-10-31T17:00:00.000Z' };

const id = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
/** Seconds after noon of a fixed day. */
const at = (seconds: number | null) =>
  seconds === null ? null : new Date(Date.parse('2026-10-10T05:00:00.000Z') + seconds * 1000).toISOString();
const moment = (seconds: number) => new Date(Date.parse('2026-10-10T05:00:00.000Z') + seconds * 1000).toISOString();

function call(number: number, given: Partial<CallRow> = {}): CallRow {
  return {
    id: id(number),
    number,
    direction: 'inbound',
    purpose: 'public',
    state: 'ended',
    arrivedAt: moment(0),
    queuedAt: at(0),
    answeredAt: at(4),
    endedAt: at(64),
    wrappedUpAt: at(84),
    disposition: 'EMERGENCY_NEW',
    nuisanceNo: null,
    ...given,
  };
}
const unanswered = { answeredAt: null, wrappedUpAt: null, disposition: null } as const;

function incident(number: number, given: Partial<IncidentRow> = {}): IncidentRow {
  return {
    id: id(100 + number),
    number,
    source: 'call',
    purpose: 'public',
    state: 'CLOSED',
    typeCode: 'FIRE_BUILDING',
    priority: 'P1',
    districtCode: '35.15.01',
    reportedAt: moment(0),
    firstAnsweredAt: at(4),
    verifiedAt: moment(64),
    resolvedAt: at(1804),
    closedAt: at(2000),
    reopenedCount: 0,
    callerInformedResult: 'informed',
    ...given,
  };
}

function assignment(number: number, of: number, given: Partial<AssignmentRow> = {}): AssignmentRow {
  return {
    id: id(200 + number),
    incidentId: id(100 + of),
    agencyCode: 'DAMKAR',
    part: 'lead',
    state: 'DONE',
    sentAt: moment(94),
    acknowledgedAt: at(134),
    enRouteAt: at(200),
    arrivedAt: at(604),
    finishedAt: at(1804),
    endedAt: at(1804),
    acknowledgeDueAt: at(154),
    arriveDueAt: at(904),
    resolveDueAt: at(7204),
    ...given,
  };
}

/** Small enough to be computed by hand; every figure below was. */
const october: MonthRows = {
  calls: [
    call(1),
    call(2, { answeredAt: at(9), disposition: 'PRANK_CHILD', endedAt: at(29), wrappedUpAt: null }),
    call(3, { answeredAt: at(12), disposition: 'GHOST', endedAt: at(32), wrappedUpAt: at(33) }),
    call(4, { answeredAt: at(40), disposition: null, state: 'answered', endedAt: null, wrappedUpAt: null }),
    call(5, { ...unanswered, state: 'lost', endedAt: at(8) }),
    call(6, { ...unanswered, state: 'lost', endedAt: at(25) }),
    call(7, { ...unanswered, state: 'lost', endedAt: at(3), queuedAt: null }),
    call(8, { ...unanswered, state: 'overflowed', endedAt: at(50) }),
    call(9, { ...unanswered, state: 'failed', endedAt: at(50) }),
    call(10, { ...unanswered, state: 'queued', endedAt: null }),
    call(11, { purpose: 'canary' }),
    call(12, { direction: 'outbound' }),
  ],
  incidents: [
    incident(1),
    incident(2, {
      source: 'radio',
      firstAnsweredAt: at(500),
      priority: 'P2',
      typeCode: 'FLOOD',
      resolvedAt: at(3600),
      callerInformedResult: null,
      reopenedCount: 1,
    }),
    incident(3, {
      priority: 'P4',
      typeCode: 'STREETLIGHT',
      resolvedAt: at(90_000),
      callerInformedResult: 'not_needed',
    }),
    incident(4, { state: 'MERGED', resolvedAt: null, closedAt: null }),
    incident(5, { purpose: 'drill' }),
  ],
  assignments: [
    assignment(1, 1),
    assignment(2, 1, {
      agencyCode: 'PSC119',
      part: 'support',
      sentAt: moment(90),
      acknowledgedAt: at(190),
      arrivedAt: at(404),
      finishedAt: at(1204),
      acknowledgeDueAt: at(150),
    }),
    assignment(3, 2, {
      agencyCode: 'BPBD',
      sentAt: moment(100),
      acknowledgedAt: null,
      enRouteAt: null,
      arrivedAt: null,
      finishedAt: null,
      endedAt: null,
      state: 'DELIVERED',
    }),
    assignment(4, 2, {
      state: 'REJECTED',
      acknowledgedAt: null,
      enRouteAt: null,
      arrivedAt: null,
      finishedAt: null,
      endedAt: at(120),
    }),
    assignment(5, 3, {
      agencyCode: 'DISHUB',
      acknowledgedAt: at(50_000),
      acknowledgeDueAt: at(86_400),
      arriveDueAt: null,
      arrivedAt: null,
      enRouteAt: null,
      finishedAt: at(90_000),
      endedAt: at(90_000),
      resolveDueAt: at(400_000),
    }),
    assignment(6, 5, { agencyCode: 'POLRES' }),
  ],
};

function find(figures: readonly Figure[], code: string, by = 'all', key: string | null = null): Figure | undefined {
  return figures.find((figure) => figure.code === code && figure.by === by && figure.key === key);
}
/** A count, a rate as `part/whole`, a duration as seconds `count: p50 p90 mean`. */
function said(
  figures: readonly Figure[],
  code: string,
  by = 'all',
  key: string | null = null,
): number | string | undefined {
  const figure = find(figures, code, by, key);
  if (figure === undefined) return undefined;
  if (figure.kind === 'count') return figure.value;
  if (figure.kind === 'rate') return `${figure.part}/${figure.whole}`;
  const seconds = (ms: number | null) => (ms === null ? '-' : ms / 1000);
  return `${figure.count}: ${seconds(figure.p50)} ${seconds(figure.p90)} ${seconds(figure.mean)}`;
}

describe('a month computed by hand', () => {
  const figures = figuresOf(october);

  test.each([
    ['OFFERED', 10],
    ['ANSWERED', 4],
    ['ABANDONED', 2],
    ['IVR_ENDED', 1],
    ['OVERFLOWED', 1],
    ['FAILED', 1],
    ['WAITING', 1],
    ['DISPOSITIONS', 3],
    ['UNCLASSIFIED', 1],
    ['ANSWER_RATE', '4/9'],
    // Answered in 10 s: 4 and 9 s. The call that left after 8 s could not be answered in time by anybody; 25 s could.
    ['SERVICE_LEVEL', '2/5'],
    ['SERVICE_LEVEL_30', '3/4'],
    ['ANSWER_TIME', '4: 9 40 16.25'],
    ['HANDLE_TIME', '3: 21 80 40.333'],
    ['NUISANCE', 1],
    ['NUISANCE_RATE', '1/4'],
    ['GHOST', 1],
    ['NUISANCE_WIDE', 2],
    ['INCIDENTS', 3],
    ['MERGED', 1],
    ['REOPENED', 1],
    ['FEEDBACK_RATE', '1/2'],
    // Radio has no ticket time, P4 is apart.
    ['T_TICKET', '1: 60 60 60'],
    ['T_DISPATCH', '2: 26 30 28'],
    ['T_ACK', '2: 40 100 70'],
    // First unit: PSC119 at 404 s, counted from the answer at 4 s.
    ['T_ARRIVAL', '1: 400 400 400'],
    // The radio incident starts when it was reported, not when somebody called later.
    ['T_RESOLVE', '2: 1800 3600 2700'],
    ['ASSIGNED', 5],
    ['SLA_ACK', '2/4'],
    ['SLA_ARRIVE', '2/3'],
    ['SLA_RESOLVE', '3/4'],
    ['REJECTED', 1],
    ['UNACKNOWLEDGED', 1],
  ])('%s is %s', (code, expected) => expect(said(figures, code)).toBe(expected));

  test('broken down', () => {
    expect(said(figures, 'DISPOSITIONS', 'disposition', 'PRANK_CHILD')).toBe(1);
    expect(said(figures, 'T_RESOLVE', 'priority', 'P4')).toBe('1: 89996 89996 89996');
    expect(said(figures, 'T_ARRIVAL', 'agency', 'DAMKAR')).toBe('1: 600 600 600');
    expect(said(figures, 'T_RESOLVE', 'agency', 'PSC119')).toBe('1: 1200 1200 1200');
    expect(said(figures, 'T_ACK', 'agency', 'DISHUB')).toBe('0: - - -');
    expect(said(figures, 'SLA_ACK', 'agency', 'DAMKAR')).toBe('1/1');
    expect(said(figures, 'SLA_ACK', 'agency', 'BPBD')).toBe('0/1');
    expect(said(figures, 'REJECTED', 'agency', 'DAMKAR')).toBe(1);
    expect(said(figures, 'INCIDENTS', 'type', 'FLOOD')).toBe(1);
    expect(said(figures, 'INCIDENTS', 'source', 'radio')).toBe(1);
  });

  test('what breaks the rules is named, row by row', () => {
    expect(violationsOf(october, octoberBounds, '2026-10-20T00:00:00.000Z')).toEqual([]);
    expect(violationsOf(october, octoberBounds, octoberBounds.to)).toEqual([
      { code: 'UNCLASSIFIED', table: 'calls', id: id(4), number: 4 },
      { code: 'WAITING', table: 'calls', id: id(10), number: 10 },
    ]);
    const broken: MonthRows = {
      calls: [
        call(1, { answeredAt: at(-1) }),
        call(2, { disposition: 'ABANDONED_QUEUE' }),
        call(3, { ...unanswered, state: 'lost', disposition: 'GHOST' }),
        call(4, { state: 'queued' }),
        call(5, {
          arrivedAt: octoberBounds.to,
          queuedAt: null,
          answeredAt: null,
          endedAt: null,
          wrappedUpAt: null,
          disposition: null,
          state: 'arrived',
        }),
      ],
      incidents: [incident(1, { resolvedAt: at(10) })],
      assignments: [assignment(1, 1, { acknowledgedAt: at(0) })],
    };
    expect(
      violationsOf(broken, octoberBounds, '2026-10-20T00:00:00.000Z').map((one) => `${one.code} ${one.number}`),
    ).toEqual([
      'CALL_ORDER 1',
      'DISPOSITION 2',
      'DISPOSITION 3',
      'FUNNEL 4',
      'DISPOSITION 4',
      'MONTH 5',
      'INCIDENT_ORDER 1',
      'ASSIGNMENT_ORDER 1',
    ]);
  });
});

test('percentiles by nearest rank', () => {
  expect([percentile([], 0.9), percentile([7], 0.5), percentile([1, 2], 0.5), percentile([1, 2, 3], 0.5)]).toEqual([
    null,
    7,
    1,
    2,
  ]);
  const ten = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
  expect([percentile(ten, 0.5), percentile(ten, 0.9), percentile(ten, 1)]).toEqual([5, 9, 10]);
});

test('a file in which somebody improved a figure, or a row, is found out', () => {
  const file = monthCsv(october, 'sigap monev 2026-10');
  const better = file.replace('OFFERED,all,,count,10', 'OFFERED,all,,count,12');
  expect(verifyMonthFile(better).differing).toEqual([
    { figure: 'OFFERED/all/', stated: 'count,12,,,,,,', recomputed: 'count,10,,,,,,' },
  ]);
  const faster = file.replace(at(40) ?? '', moment(5));
  expect(verifyMonthFile(faster).differing.map((one) => one.figure)).toEqual([
    'SERVICE_LEVEL/all/',
    'SERVICE_LEVEL_30/all/',
    'ANSWER_TIME/all/',
  ]);
  expect(() => verifyMonthFile(file.replace('# incidents', '# other'))).toThrow('no section "# incidents"');
  expect(() => verifyMonthFile(file.replace(',public,ended,', ',public,finished,'))).toThrow(/calls, row 1, state/);
});

test('every figure of the dictionary appears, also in an empty month', () => {
  const figures = figuresOf({ calls: [], incidents: [], assignments: [] });
  expect(figures.map((figure) => figure.code)).toEqual(kpiCodes);
});
