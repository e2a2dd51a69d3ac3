import { type Instant, monthBounds, plusMs, type Zone } from '#platform/shared/time.ts';
import {
  type AgencyTargets,
  type AnswerCode,
  type AnswerExtra,
  type AnswerSetting,
  answerCodes,
  isExtra,
  shiftNames,
  shiftOf,
  type TargetCode,
  targetCodes,
} from './answer.ts';
import { figuresOf, type RowBehind, rowsBehind } from './figures.ts';
import { type Goal, shareWanted } from './goals.ts';
import type { AssignmentRow, Figure, MonthRows } from './month.ts';

const dayMs = 86_400_000;

/** What figures of an agency know of an assignment beside its row. */
export interface AnswerFacts {
  readonly id: string;
  /** Who acknowledged: `user:…`, `contact:…`, or `link` and `phone` where nobody is named; null: nobody yet. */
  readonly person: string | null;
  /** Why it was rejected or rerouted. */
  readonly reason: string | null;
  readonly escalatedAt: Instant | null;
}
export interface AnswerRows extends MonthRows {
  readonly facts: ReadonlyMap<string, AnswerFacts>;
}

/** The assignments that are kept with their incidents, and nothing else: the dictionary then counts as it always does. */
export function narrow(rows: AnswerRows, keep: (one: AssignmentRow) => boolean): AnswerRows {
  const assignments = rows.assignments.filter(keep);
  const wanted = new Set(assignments.map((one) => one.incidentId));
  return {
    facts: rows.facts,
    calls: [],
    incidents: rows.incidents.filter((one) => wanted.has(one.id)),
    assignments,
  };
}

/** Of these rows, the figures of one agency; all of answerCodes, also where there is nothing. */
export function answerFigures(rows: AnswerRows, agency: string): Figure[] {
  const own = narrow(rows, (one) => one.agencyCode === agency);
  const known = new Map(
    figuresOf(own)
      .filter((one) => one.by === 'agency' && one.key === agency)
      .map((one) => [one.code, one]),
  );
  return answerCodes.map((code) => {
    if (isExtra(code))
      return { code, by: 'agency', key: agency, kind: 'count', value: behindExtra(own, code).length } satisfies Figure;
    return known.get(code) ?? emptyFigure(code, agency);
  });
}

function emptyFigure(code: AnswerCode, key: string): Figure {
  const scope = { code, by: 'agency' as const, key };
  if (code.startsWith('SLA_')) return { ...scope, kind: 'rate', part: 0, whole: 0 };
  if (code.startsWith('T_')) return { ...scope, kind: 'duration', count: 0, p50: null, p90: null, mean: null };
  return { ...scope, kind: 'count', value: 0 };
}

const extras: Readonly<Record<AnswerExtra, (one: AssignmentRow, facts: AnswerFacts | undefined) => boolean>> = {
  TURNED_DOWN: (one) => one.state === 'REJECTED',
  REROUTED: (one) => one.state === 'REROUTED',
  ESCALATED: (_, facts) => facts !== undefined && facts.escalatedAt !== null,
};

/** Drills and what was merged away count nowhere, as in the dictionary. */
function behindExtra(rows: AnswerRows, code: AnswerExtra): RowBehind[] {
  const counted = new Set(
    rows.incidents.filter((one) => one.purpose === 'public' && one.state !== 'MERGED').map((one) => one.id),
  );
  return rows.assignments
    .filter((one) => counted.has(one.incidentId) && extras[code](one, rows.facts.get(one.id)))
    .map((one) => ({ table: 'assignments', id: one.id, ms: null, inPart: null }));
}

/** The rows behind a figure of an agency, oldest first. */
export function answerBehind(rows: AnswerRows, agency: string, code: AnswerCode): RowBehind[] {
  const own = narrow(rows, (one) => one.agencyCode === agency);
  return isExtra(code) ? behindExtra(own, code) : rowsBehind(own, code, { by: 'agency', key: agency });
}

/** The figures of each shift, by when an assignment was sent. */
export function byShift(rows: AnswerRows, agency: string, zone: Zone) {
  return shiftNames.map((shift) => ({
    key: shift,
    figures: answerFigures(
      narrow(rows, (one) => shiftOf(one.sentAt, zone) === shift),
      agency,
    ),
  }));
}

/** The figures of whoever acknowledged; what nobody did is in none. The busiest first. */
export function byPerson(rows: AnswerRows, agency: string) {
  const own = narrow(rows, (one) => one.agencyCode === agency);
  const people = new Set(own.assignments.map((one) => rows.facts.get(one.id)?.person ?? null));
  return [...people]
    .filter((person) => person !== null)
    .map((key) => ({
      key,
      figures: answerFigures(
        narrow(own, (one) => rows.facts.get(one.id)?.person === key),
        agency,
      ),
    }))
    .sort((a, b) => countOf(b.figures, 'ASSIGNED') - countOf(a.figures, 'ASSIGNED') || (a.key < b.key ? -1 : 1));
}

export function countOf(figures: readonly Figure[], code: AnswerCode): number {
  const found = figures.find((one) => one.code === code);
  return found?.kind === 'count' ? found.value : 0;
}

/** Why it was turned down or sent on, each reason with its count, the most frequent first. */
export function refusedBy(rows: AnswerRows, agency: string) {
  const counts = new Map<string, { state: 'REJECTED' | 'REROUTED'; reason: string; count: number }>();
  for (const [code, state] of [
    ['TURNED_DOWN', 'REJECTED'],
    ['REROUTED', 'REROUTED'],
  ] as const)
    for (const { id } of answerBehind(rows, agency, code)) {
      const reason = rows.facts.get(id)?.reason ?? '';
      const key = `${state} ${reason}`;
      counts.set(key, { state, reason, count: (counts.get(key)?.count ?? 0) + 1 });
    }
  return [...counts.values()].sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1));
}

/** A figure as one number to compare: a share, a median in milliseconds, a count. Null: nothing was measured. */
export function numberIn(figure: Figure | undefined): number | null {
  if (figure === undefined) return null;
  if (figure.kind === 'count') return figure.value;
  if (figure.kind === 'rate') return figure.whole === 0 ? null : figure.part / figure.whole;
  return figure.p50;
}

/** With fewer the middle would say what one of them did. */
export const leastOthers = 3;

/** The median of what the others reached in each figure, by nearest rank; null where too few of them have one. */
export function middleOf(others: readonly (readonly Figure[])[]): { code: AnswerCode; value: number | null }[] {
  return answerCodes.map((code) => {
    const values = others
      .map((figures) => numberIn(figures.find((one) => one.code === code)))
      .filter((value) => value !== null)
      .sort((a, b) => a - b);
    const isEnough = values.length >= leastOthers;
    return { code, value: isEnough ? (values[Math.ceil(values.length / 2) - 1] ?? null) : null };
  });
}

/** What agencies should reach by the goals of a month. */
export const targetsOf = (goals: readonly Goal[]): AgencyTargets => ({
  SLA_ACK: shareWanted(goals, 'SLA_ACK'),
  SLA_ARRIVE: shareWanted(goals, 'SLA_ARRIVE'),
  SLA_RESOLVE: shareWanted(goals, 'SLA_RESOLVE'),
});

/** Figures below their target; one of which nothing was owed, or for which nobody set a target, is not. */
export function missedOf(figures: readonly Figure[], targets: AgencyTargets): TargetCode[] {
  return targetCodes.filter((code) => {
    const value = numberIn(figures.find((one) => one.code === code));
    const target = targets[code];
    return value !== null && target !== null && value < target;
  });
}

/** `2026-03` and -2 is `2026-01`. */
export function monthAfter(month: string, count: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const index = year * 12 + number - 1 + count;
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
}

/** Until when an agency may explain the figures of a month. */
export function answersUntil(month: string, zone: Zone, { answerDays }: AnswerSetting): Instant {
  return plusMs(monthBounds(month, zone).to, answerDays * dayMs);
}

/** What is due for the month before this moment: its brief, its reminder. After an outage both are still due. */
export function dueFor(now: Instant, month: string, zone: Zone, setting: AnswerSetting) {
  const end = monthBounds(month, zone).to;
  return {
    brief: now >= plusMs(end, (setting.briefDay - 1) * dayMs),
    reminder: now >= plusMs(end, setting.remindDays * dayMs) && now < answersUntil(month, zone, setting),
  };
}
