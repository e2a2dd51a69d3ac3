import type { Db } from '#platform/server/db/database.ts';
import { kpiVersions } from '../../dictionary.ts';
import { figuresOf } from '../../figures.ts';
import { changedFigures, changedRows, type RowChange, sayingOf } from '../../lock.ts';
import type { MonthRows } from '../../month.ts';
import { loadMonthRows, type Region } from '../store.ts';
import type { Finding } from '../verify.ts';
import { digestOf, rowsDigest } from './keep-month.ts';
import { type KeptMonth, lockedEditions, shownEdition } from './lock-store.ts';
import { hadBatchSince, lockEvents, sourcesOf, withEventSince } from './verify-lock-store.ts';

/**
 * Invariant 8 for locked months: what is kept is what was signed and what the chain was told, its figures follow from its rows,
 * and where today's rows differ an event since the lock says why.
 */
export async function lockFindings(systemDb: Db, region: Region, limit: number): Promise<Finding[]> {
  const told = new Map((await lockEvents(systemDb, region.id)).map((one) => [one.id, one.digest]));
  const findings: Finding[] = [];
  for (const { month, edition } of await lockedEditions(systemDb, region.id)) {
    const kept = await shownEdition({ tx: systemDb, tenantId: region.id }, month, edition);
    if (kept === null || kept === 'unknown') continue;
    findings.push(...keptFindings(kept, told.get(kept.id) ?? null));
    findings.push(...(await unexplained(systemDb, region, kept)));
  }
  return findings.slice(0, limit);
}

const about = (kept: KeptMonth) => `locked month ${kept.month}, edition ${kept.edition}`;

/** A lock by itself and against the event that told of it. */
export function keptFindings(kept: KeptMonth, told: string | null): Finding[] {
  const finding = (what: string, expected: string, found: string): Finding[] =>
    expected === found ? [] : [{ invariant: 8, subject: `${about(kept)}: ${what}`, expected, found }];
  const recomputed = changedFigures(kept.snapshot, figuresOf(kept.rows, kept.snapshot.goals), kpiVersions);
  return [
    ...finding('digest', kept.digest, digestOf(kept.text)),
    ...finding('digest in its event', kept.digest, told ?? 'no event'),
    ...finding('digest of its rows', kept.snapshot.rowsDigest, rowsDigest(kept.rows)),
    ...recomputed.flatMap(({ before, after }) => {
      const { code, by, key } = before ?? after ?? { code: '', by: '', key: null };
      return finding(`${code} ${by} ${key ?? ''}`.trimEnd(), sayingOf(after), sayingOf(before));
    }),
  ];
}

/** Rows that are not as they were locked, and of which no event since says anything. */
async function unexplained(systemDb: Db, region: Region, kept: KeptMonth): Promise<Finding[]> {
  const now = await loadMonthRows(systemDb, region, kept.month);
  const changes = changedRows(kept.rows, now);
  if (changes.length === 0) return [];
  const incidentsOf = incidentsBehind(kept.rows, now);
  const behind = new Map(changes.map((one) => [one, incidentsOf(one)]));
  const sources = new Map(
    (await sourcesOf(systemDb, region.id, [...behind.values()].flat())).map((one) => [one.id, one.sources]),
  );
  const idsOf = (one: RowChange) => [
    one.id,
    ...(behind.get(one) ?? []),
    ...(behind.get(one) ?? []).flatMap((id) => sources.get(id) ?? []),
  ];
  const told = await withEventSince(systemDb, region.id, kept.lockedAt, changes.flatMap(idsOf));
  const hadBatch = await hadBatchSince(systemDb, region.id, kept.lockedAt);
  return changes
    .filter((one) => !(one.kind !== 'changed' && hadBatch) && !idsOf(one).some((id) => told.has(id)))
    .map((one) => ({
      invariant: 8,
      subject: `${about(kept)}: ${one.table} ${one.number} (${one.id})`,
      expected: 'as it was locked, or an event since that says why not',
      found: one.kind === 'changed' ? one.fields.map((each) => each.name).join(', ') : one.kind,
    }));
}

/** The incidents that a row's columns hang on: an incident its own, an assignment that it was and is counted for. */
function incidentsBehind(before: MonthRows, after: MonthRows): (change: RowChange) => string[] {
  const incidentOf = Map.groupBy([...before.assignments, ...after.assignments], (one) => one.id);
  return ({ table, id }) => {
    if (table === 'calls') return [];
    if (table === 'incidents') return [id];
    return [...new Set((incidentOf.get(id) ?? []).map((one) => one.incidentId))];
  };
}
