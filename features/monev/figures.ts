import { type Formula, funnel, isCounted, type Kpi, type KpiCode, kpiCodes, kpis } from './kpi.ts';
import { type LinkedAssignment, type LinkedIncident, linkRows } from './link-rows.ts';
import type { Dimension, Figure, MonthRows, Table, Violation } from './month.ts';
import { type LinkedCall, linkNumbers } from './nuisance-numbers.ts';

/** Nearest rank: of n sorted values the ceil(p × n)-th. Null for none. */
export function percentile(sorted: readonly number[], p: number): number | null {
  return sorted[Math.ceil(p * sorted.length) - 1] ?? null;
}

type Scope = { readonly by: Dimension; readonly key: string | null };
type LinkedMonth = ReturnType<typeof linkRows> & { readonly calls: readonly LinkedCall[] };

const link = (rows: MonthRows): LinkedMonth => ({ ...linkRows(rows), calls: linkNumbers(rows.calls) });

/** A figure's share within so many seconds, as a goal asks for it. */
export interface Within {
  readonly code: KpiCode;
  readonly seconds: number | null;
}

/** All figures of a month from its rows: the only place where they are computed. `goals`: what is asked for besides, as shares within seconds. */
export function figuresOf(rows: MonthRows, goals: readonly Within[] = []): Figure[] {
  const month = link(rows);
  return [
    ...breakdowns(month),
    ...goals.flatMap((one) => (one.seconds === null ? [] : [within(month, one.code, one.seconds)])),
  ];
}

function within(month: LinkedMonth, code: KpiCode, seconds: number): Figure {
  const kpi = atSeconds(kpis[code], seconds);
  return withTable(kpi, month, (formula, all) => {
    const members = all.filter((row) => !isApart(row, kpi, 'within'));
    return measure(code, { by: 'within', key: String(seconds) }, formula, members);
  });
}

/** The figure as a share of its rows within so many seconds. */
function atSeconds(kpi: Kpi, seconds: number): Kpi {
  if (kpi.table === 'calls') return { ...kpi, formula: kpi.at?.(seconds) ?? shareWithin(kpi.formula, seconds) };
  if (kpi.table === 'incidents') return { ...kpi, formula: shareWithin(kpi.formula, seconds) };
  return { ...kpi, formula: shareWithin(kpi.formula, seconds) };
}

function shareWithin<Row>(formula: Formula<Row>, seconds: number): Formula<Row> {
  if (formula.kind !== 'duration') return formula;
  return {
    kind: 'rate',
    whole: (row) => formula.ms(row, null) !== null,
    part: (row) => (formula.ms(row, null) ?? Number.POSITIVE_INFINITY) <= seconds * 1000,
  };
}

function breakdowns(month: LinkedMonth): Figure[] {
  return kpiCodes.flatMap((code) => {
    const kpi: Kpi = kpis[code];
    return kpi.by.flatMap((by) =>
      withTable(kpi, month, (formula, all) =>
        [...groupsOf(all, kpi, formula, by)].map(([key, members]) => measure(code, { by, key }, formula, members)),
      ),
    );
  });
}

/** The rows behind one figure, oldest first. */
export interface RowBehind {
  readonly table: Table;
  readonly id: string;
  /** Milliseconds, for a duration. */
  readonly ms: number | null;
  /** For a rate: whether it is in the part, or only in the whole. */
  readonly inPart: boolean | null;
}
export function rowsBehind(rows: MonthRows, code: KpiCode, scope: Scope): RowBehind[] {
  const kpi = scope.by === 'within' ? atSeconds(kpis[code], Number(scope.key)) : kpis[code];
  return withTable(kpi, link(rows), (formula, all) =>
    all
      .filter((row) => isIn(row, kpi, scope))
      .flatMap((row) => {
        const found = weigh(formula, row, agencyOf(scope));
        return found === null ? [] : [{ table: kpi.table, id: row.id, ...found }];
      }),
  );
}

type AnyRow = LinkedCall | LinkedIncident | LinkedAssignment;

/** Pair a formula with the rows of its table: each branch knows both types. */
function withTable<Value>(
  kpi: Kpi,
  month: LinkedMonth,
  work: <Row extends AnyRow>(formula: Formula<Row>, rows: readonly Row[]) => Value,
): Value {
  if (kpi.table === 'calls') return work(kpi.formula, month.calls);
  if (kpi.table === 'incidents') return work(kpi.formula, month.incidents);
  return work(kpi.formula, month.assignments);
}

const agencyOf = (scope: Scope) => (scope.by === 'agency' ? scope.key : null);

/** Whether and how a row counts in a figure; null when it does not. */
function weigh<Row>(
  formula: Formula<Row>,
  row: Row,
  agency: string | null,
): { ms: number | null; inPart: boolean | null } | null {
  if (formula.kind === 'count') return formula.counts(row) ? { ms: null, inPart: null } : null;
  if (formula.kind === 'rate') return formula.whole(row) ? { ms: null, inPart: formula.part(row) } : null;
  const ms = formula.ms(row, agency);
  return ms === null ? null : { ms, inPart: null };
}

function measure<Row>(code: KpiCode, scope: Scope, formula: Formula<Row>, rows: readonly Row[]): Figure {
  const counted = rows.map((row) => weigh(formula, row, agencyOf(scope))).filter((one) => one !== null);
  if (formula.kind === 'count') return { code, ...scope, kind: 'count', value: counted.length };
  if (formula.kind === 'rate') {
    return { code, ...scope, kind: 'rate', part: counted.filter((one) => one.inPart).length, whole: counted.length };
  }
  const sorted = counted.map((one) => one.ms ?? 0).sort((a, b) => a - b);
  const sum = sorted.reduce((total, ms) => total + ms, 0);
  return {
    code,
    ...scope,
    kind: 'duration',
    count: sorted.length,
    p50: percentile(sorted, 0.5),
    p90: percentile(sorted, 0.9),
    mean: sorted.length === 0 ? null : Math.round(sum / sorted.length),
  };
}

/** The rows by each value of a dimension that occurs in the month, sorted by it; `all` has one group, null. */
function groupsOf<Row extends AnyRow>(
  rows: readonly Row[],
  kpi: Kpi,
  formula: Formula<Row>,
  by: Dimension,
): Map<string | null, Row[]> {
  if (by === 'all') return new Map([[null, rows.filter((row) => !isApart(row, kpi, by))]]);
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    // An agency with nothing rejected shows a zero; a disposition nobody chose is no line.
    if (by === 'disposition' && weigh(formula, row, null) === null) continue;
    for (const key of keysOfRow(row, by)) {
      const members = groups.get(key) ?? [];
      if (!isApart(row, kpi, by)) members.push(row);
      groups.set(key, members);
    }
  }
  return new Map([...groups].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function keysOfRow(row: AnyRow, by: Dimension): string[] {
  if ('direction' in row) return by === 'disposition' && row.disposition !== null ? [row.disposition] : [];
  if ('incident' in row) return by === 'agency' ? [row.agencyCode] : keysOfRow(row.incident, by);
  if (by === 'priority') return [row.priority];
  if (by === 'type') return [row.typeCode];
  if (by === 'source') return [row.source];
  if (by === 'agency') return [...new Set(row.assignments.map((assignment) => assignment.agencyCode))];
  return [];
}

function isIn(row: AnyRow, kpi: Kpi, scope: Scope): boolean {
  const isWhole = scope.by === 'all' || scope.by === 'within';
  return !isApart(row, kpi, scope.by) && (isWhole || keysOfRow(row, scope.by).includes(scope.key ?? ''));
}

/** P4 is seen only as a priority of its own where its clocks are of another kind. */
function isApart(row: AnyRow, kpi: Kpi, by: Dimension): boolean {
  if (kpi.withoutP4 !== true || by === 'priority' || 'direction' in row) return false;
  return ('incident' in row ? row.incident.priority : row.priority) === 'P4';
}

/** A closed month has no call that still waits and none without a disposition. */
export function violationsOf(
  rows: MonthRows,
  bounds: { readonly from: string; readonly to: string },
  now: string,
): Violation[] {
  const isClosed = now >= bounds.to;
  const violations: Violation[] = [];
  for (const call of rows.calls) {
    const add = (code: Violation['code']) =>
      violations.push({ code, table: 'calls', id: call.id, number: call.number });
    if (call.arrivedAt < bounds.from || call.arrivedAt >= bounds.to) add('MONTH');
    if (isUnordered(call.arrivedAt, call.answeredAt, call.endedAt)) add('CALL_ORDER');
    if (!isCounted(call)) continue;
    if (Object.values(funnel).filter((isThere) => isThere(call)).length !== 1) add('FUNNEL');
    const isSystemSet = call.disposition === 'ABANDONED_QUEUE' || call.disposition === 'IVR_ENDED';
    if (call.disposition !== null && isSystemSet === funnel.ANSWERED(call)) add('DISPOSITION');
    if (isClosed && funnel.WAITING(call)) add('WAITING');
    if (isClosed && funnel.ANSWERED(call) && call.disposition === null) add('UNCLASSIFIED');
  }
  const { incidents, assignments } = linkRows(rows);
  for (const incident of incidents) {
    const add = (code: Violation['code']) =>
      violations.push({ code, table: 'incidents', id: incident.id, number: incident.number });
    if (incident.verifiedAt < bounds.from || incident.verifiedAt >= bounds.to) add('MONTH');
    if (isUnordered(incident.startAt, incident.resolvedAt) || isUnordered(incident.verifiedAt, incident.resolvedAt))
      add('INCIDENT_ORDER');
  }
  for (const one of assignments) {
    const isBroken =
      isUnordered(one.sentAt, one.acknowledgedAt) || isUnordered(one.sentAt, one.arrivedAt, one.finishedAt);
    if (isBroken)
      violations.push({ code: 'ASSIGNMENT_ORDER', table: 'assignments', id: one.id, number: one.incident.number });
  }
  return violations;
}

function isUnordered(...times: readonly (string | null)[]): boolean {
  const known = times.filter((at) => at !== null);
  return known.some((at, index) => index > 0 && at < (known[index - 1] ?? at));
}
