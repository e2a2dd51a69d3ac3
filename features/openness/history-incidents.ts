import {
  callerResults,
  type IncidentState,
  incidentStates,
  type LifeAtRisk,
  lifeAtRisk,
  type Priority,
  priorities,
} from '#features/incidents/incident.ts';
import { priorityOf } from '#features/incidents/rules.ts';
import { type Instant, plusMs } from '#platform/shared/time.ts';
import type { RawRow, RowProblem } from './history.ts';
import { type Cells, cellsOf, checkOrder } from './history-cells.ts';
import type { HistoryReading, KnownType, KnownVillage } from './history-reading.ts';

/** An incident of another system, in our words. */
export interface HistoricIncident {
  readonly externalId: string;
  readonly line: number;
  readonly state: IncidentState;
  readonly type: KnownType;
  readonly priority: Priority;
  readonly lifeAtRisk: LifeAtRisk | null;
  readonly reportedAt: Instant;
  readonly verifiedAt: Instant | null;
  readonly dispatchedAt: Instant | null;
  readonly resolvedAt: Instant | null;
  readonly closedAt: Instant | null;
  readonly informedAt: Instant | null;
  readonly informedResult: (typeof callerResults)[number] | null;
  readonly village: KnownVillage | null;
  readonly point: { readonly latitude: number; readonly longitude: number } | null;
  readonly placeText: string | null;
  readonly landmark: string | null;
  readonly callerName: string | null;
  readonly callbackNumber: string | null;
  readonly description: string | null;
  readonly changedAt: Instant | null;
}

const dayMs = 24 * 3_600_000;
/** Nobody works on these any more. */
const ended: readonly IncidentState[] = ['CLOSED', 'FALSE_REPORT', 'CANCELLED', 'REFERRED_LAPOR', 'REFERRED_REGION'];
/** A draft is nobody's incident yet; what is merged is told by the incident it counts for. */
const never: readonly IncidentState[] = ['DRAFT', 'MERGED'];
const withoutVerification: readonly IncidentState[] = ['CANCELLED', 'FALSE_REPORT'];

/** Read one incident of a file; the row, or everything that is wrong with it. */
export function readIncidentRow(
  raw: RawRow,
  reading: HistoryReading,
): { readonly row: HistoricIncident } | { readonly problems: readonly RowProblem[] } {
  const cells = cellsOf(raw, reading);
  cells.needed('externalId', cells.externalId || null);
  const type = typeOf(cells, reading);
  const said = cells.needed('state', cells.code('state', incidentStates));
  const times = timesOf(cells);
  const state = said === null ? null : stateOf(cells, said, times, reading);
  const place = placeOf(cells, reading);
  const risk = cells.code('lifeAtRisk', lifeAtRisk.options);
  const priority = cells.code('priority', priorities);
  const informedResult = cells.code('callerInformed', callerResults);
  const texts = {
    callerName: cells.text('callerName', 120),
    callbackNumber: cells.text('callbackNumber', 40),
    description: cells.text('description', 4000),
  };
  const { problems, externalId } = cells;
  if (type === null || state === null || times.reportedAt === null || problems.length > 0) return { problems };
  const row = {
    ...{ externalId, line: raw.line, type, state: state.state },
    ...{ priority: priority ?? priorityOf(type.defaultPriority, risk), lifeAtRisk: risk },
    ...{ ...times, reportedAt: times.reportedAt, closedAt: state.closedAt },
    ...{ informedResult, informedAt: informedResult === null ? null : (times.informedAt ?? state.closedAt) },
    ...{ ...place, ...texts },
  };
  return row.informedResult !== null && row.informedAt === null
    ? { problems: [{ line: raw.line, externalId, code: 'missing', field: 'callerInformedAt', said: '' }] }
    : { row };
}

type Times = ReturnType<typeof timesOf>;

function timesOf(cells: Cells) {
  const times = {
    reportedAt: cells.needed('reportedAt', cells.time('reportedAt')),
    verifiedAt: cells.time('verifiedAt'),
    dispatchedAt: cells.time('dispatchedAt'),
    resolvedAt: cells.time('resolvedAt'),
    closedAt: cells.time('closedAt'),
    informedAt: cells.time('callerInformedAt'),
    changedAt: cells.time('changedAt'),
  };
  const { reportedAt, verifiedAt, dispatchedAt, resolvedAt, closedAt } = times;
  checkOrder(cells, [
    ['reportedAt', reportedAt],
    ['verifiedAt', verifiedAt],
    ['resolvedAt', resolvedAt],
    ['closedAt', closedAt],
  ]);
  if (reportedAt !== null && dispatchedAt !== null && dispatchedAt < reportedAt)
    cells.fail('dispatchedAt', 'out_of_order', 'dispatchedAt < reportedAt');
  return times;
}

/**
 * What is over comes as it is; what was resolved is closed as our own timer would have closed it a day later. What is still open
 * comes only when it is asked for: somebody has to go on with it here.
 */
function stateOf(
  cells: Cells,
  said: IncidentState,
  times: Times,
  { open, now }: HistoryReading,
): { state: IncidentState; closedAt: Instant | null } | null {
  if (never.includes(said)) return cells.fail('state', 'cannot_come');
  if (!withoutVerification.includes(said)) cells.needed('verifiedAt', times.verifiedAt);
  const byTimer = times.resolvedAt === null ? null : plusMs(times.resolvedAt, dayMs);
  if (said === 'CLOSED') {
    const closedAt = times.closedAt ?? (byTimer !== null && byTimer <= now ? byTimer : times.resolvedAt);
    return cells.needed('closedAt', closedAt) === null ? null : { state: said, closedAt };
  }
  if (ended.includes(said)) return { state: said, closedAt: times.closedAt };
  if (said === 'RESOLVED') {
    if (cells.needed('resolvedAt', times.resolvedAt) === null) return null;
    if (byTimer !== null && byTimer <= now) return { state: 'CLOSED', closedAt: times.closedAt ?? byTimer };
  }
  if (!open) return cells.fail('state', 'not_ended');
  if (said === 'DISPATCHED') cells.needed('dispatchedAt', times.dispatchedAt);
  return { state: said, closedAt: null };
}

function typeOf(cells: Cells, { known }: HistoryReading): KnownType | null {
  const word = cells.word('type');
  if (word === null) return cells.needed('type', null);
  return known.types.get(word.toLowerCase()) ?? cells.fail('type', 'unknown_value');
}

function placeOf(cells: Cells, { known, mapping }: HistoryReading) {
  const [latitude, longitude] = [cells.number('latitude', -90, 90), cells.number('longitude', -180, 180)];
  const isHalf = (latitude === null) !== (longitude === null);
  if (isHalf && !cells.problems.some(({ field }) => field === 'latitude' || field === 'longitude'))
    cells.fail('latitude', 'half_point');
  const point = latitude === null || longitude === null ? null : { latitude, longitude };
  const placeText = cells.text('placeText', 500);
  const landmark = cells.text('landmark', 200);
  const name = cells.text('village', 120);
  if (name === null) return { point, placeText, landmark, village: null };
  const found = known.villages(name, cells.text('district', 120));
  if (found.length === 1) return { point, placeText, landmark, village: found[0] ?? null };
  if (mapping.unknownVillage === 'words') {
    const words = [placeText, name].filter((one) => one !== null).join(', ');
    return { point, placeText: words.slice(0, 500), landmark, village: null };
  }
  cells.fail('village', found.length === 0 ? 'village_unknown' : 'village_ambiguous');
  return { point, placeText, landmark, village: null };
}
