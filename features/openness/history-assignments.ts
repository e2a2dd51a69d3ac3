import {
  type AssignmentState,
  assignmentStates,
  cancelReasons,
  type DueTimes,
  type Part,
  part,
  rejectReasons,
  rerouteReasons,
} from '#features/dispatch/assignment.ts';
import { isTerminal } from '#features/dispatch/rules.ts';
import type { Instant } from '#platform/shared/time.ts';
import type { RawRow, RowProblem } from './history.ts';
import { type Cells, cellsOf, checkOrder } from './history-cells.ts';
import type { HistoryReading, KnownAgency } from './history-reading.ts';

/** An assignment of another system, in our words. */
export interface HistoricAssignment extends DueTimes {
  readonly externalId: string;
  readonly line: number;
  /** Its incident as the other system numbers it. */
  readonly incident: string;
  readonly agency: KnownAgency;
  readonly part: Part;
  readonly state: AssignmentState;
  readonly reason: string | null;
  readonly result: 'DONE' | 'NOT_FOUND' | null;
  readonly sentAt: Instant;
  readonly deliveredAt: Instant | null;
  readonly acknowledgedAt: Instant | null;
  readonly enRouteAt: Instant | null;
  readonly arrivedAt: Instant | null;
  readonly finishedAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly changedAt: Instant | null;
}

const reasons: Readonly<Partial<Record<AssignmentState, readonly string[]>>> = {
  REJECTED: rejectReasons,
  REROUTED: rerouteReasons,
  CANCELLED: cancelReasons,
};

/** Read one assignment of a file; the row, or everything that is wrong with it. */
export function readAssignmentRow(
  raw: RawRow,
  reading: HistoryReading,
): { readonly row: HistoricAssignment } | { readonly problems: readonly RowProblem[] } {
  const cells = cellsOf(raw, reading);
  cells.needed('externalId', cells.externalId || null);
  const incident = cells.needed('incident', cells.text('incident', 120));
  const agency = agencyOf(cells, reading);
  const state = cells.needed('state', cells.code('state', assignmentStates));
  const times = timesOf(cells);
  const due = {
    acknowledgeDueAt: cells.time('acknowledgeDueAt'),
    arriveDueAt: cells.time('arriveDueAt'),
    resolveDueAt: cells.time('resolveDueAt'),
  };
  const allowed = state === null ? undefined : reasons[state];
  const reason = allowed === undefined ? null : cells.needed('reason', cells.code('reason', allowed));
  const chosen = cells.code('part', part.options);
  const changedAt = cells.time('changedAt');
  const end = state === null ? null : endOf(cells, state, times, reading.open);
  const { problems, externalId } = cells;
  if (incident === null || agency === null || state === null || end === null || times.sentAt === null)
    return { problems };
  if (problems.length > 0) return { problems };
  return {
    row: {
      ...{ externalId, line: raw.line, incident, agency, state, reason, changedAt },
      part: chosen ?? 'lead',
      result: state === 'DONE' || state === 'NOT_FOUND' ? state : null,
      ...{ ...times, ...due, ...end, sentAt: times.sentAt },
    },
  };
}

function agencyOf(cells: Cells, { known }: HistoryReading): KnownAgency | null {
  const word = cells.word('agency');
  if (word === null) return cells.needed('agency', null);
  return known.agencies.get(word.toLowerCase()) ?? cells.fail('agency', 'unknown_value');
}

function timesOf(cells: Cells) {
  const times = {
    sentAt: cells.needed('sentAt', cells.time('sentAt')),
    deliveredAt: cells.time('deliveredAt'),
    acknowledgedAt: cells.time('acknowledgedAt'),
    enRouteAt: cells.time('enRouteAt'),
    arrivedAt: cells.time('arrivedAt'),
    finishedAt: cells.time('finishedAt'),
    endedAt: cells.time('endedAt'),
  };
  const { sentAt, deliveredAt, acknowledgedAt, enRouteAt, arrivedAt, finishedAt, endedAt } = times;
  checkOrder(cells, [
    ['sentAt', sentAt],
    ['enRouteAt', enRouteAt],
    ['arrivedAt', arrivedAt],
    ['finishedAt', finishedAt],
    ['endedAt', endedAt],
  ]);
  checkOrder(cells, [
    ['sentAt', sentAt],
    ['deliveredAt', deliveredAt],
  ]);
  checkOrder(cells, [
    ['sentAt', sentAt],
    ['acknowledgedAt', acknowledgedAt],
    ['endedAt', endedAt],
  ]);
  return times;
}

/** When it ended: of what was done or found nothing its finishing, of what was given back its end. Null: it may not come. */
function endOf(
  cells: Cells,
  state: AssignmentState,
  times: ReturnType<typeof timesOf>,
  open: boolean,
): { finishedAt: Instant | null; endedAt: Instant | null } | null {
  if (!isTerminal(state)) {
    if (!open) return cells.fail('state', 'not_ended');
    if (times.endedAt !== null || times.finishedAt !== null)
      return cells.fail('state', 'out_of_order', `${state}, endedAt`);
    return { finishedAt: null, endedAt: null };
  }
  if (state === 'DONE' || state === 'NOT_FOUND') {
    const finishedAt = cells.needed('finishedAt', times.finishedAt ?? times.endedAt);
    return finishedAt === null ? null : { finishedAt, endedAt: times.endedAt ?? finishedAt };
  }
  const endedAt = cells.needed('endedAt', times.endedAt ?? times.finishedAt);
  return endedAt === null ? null : { finishedAt: null, endedAt };
}
