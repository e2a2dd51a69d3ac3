import { createHash } from 'node:crypto';
import { canonicalJson } from '#platform/server/events/link.ts';
import { dictionaryVersion, kpiVersions } from '../../dictionary.ts';
import type { Goal } from '../../goals.ts';
import { changedFigures, changedRows, type FigureChange, redefined, type Snapshot } from '../../lock.ts';
import type { Figure, MonthRows } from '../../month.ts';
import type { Region } from '../store.ts';
import type { KeptMonth } from './lock-store.ts';

export const digestOf = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
export const rowsDigest = (rows: MonthRows): string => digestOf(canonicalJson(rows));

/** What a screen shows of a month, in one number: it is sent back by whoever locks it. */
export const figuresDigest = (figures: readonly Figure[], goals: readonly Goal[]): string =>
  digestOf(canonicalJson({ figures, goals }));

/** What will be kept of a month. */
export function snapshotOf(
  region: Pick<Region, 'zone'>,
  month: { readonly month: string; readonly from: string; readonly to: string },
  found: {
    readonly rows: MonthRows;
    readonly figures: readonly Figure[];
    readonly goals: readonly Goal[];
    readonly violations: number;
  },
): Snapshot {
  const { rows, figures, goals, violations } = found;
  return {
    ...month,
    zone: region.zone,
    dictionary: { version: dictionaryVersion, kpis: kpiVersions },
    goals: [...goals],
    figures: [...figures],
    violations,
    rows: { calls: rows.calls.length, incidents: rows.incidents.length, assignments: rows.assignments.length },
    rowsDigest: rowsDigest(rows),
  };
}

export interface Correction {
  readonly rows: number;
  readonly figures: FigureChange[];
  readonly redefined: string[];
}

/** What is otherwise now than when this edition was locked. `now` was computed with the edition's own goals. */
export function correctionOf(kept: KeptMonth, rows: MonthRows, now: readonly Figure[]): Correction {
  return {
    rows: kept.snapshot.rowsDigest === rowsDigest(rows) ? 0 : changedRows(kept.rows, rows).length,
    figures: changedFigures(kept.snapshot, now, kpiVersions),
    redefined: redefined(kept.snapshot, kpiVersions),
  };
}
