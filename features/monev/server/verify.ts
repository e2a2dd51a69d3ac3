import type { Db } from '#platform/server/db/database.ts';
import { type ChainReport, verifyChain } from '#platform/server/events/verify-chain.ts';
import { monthBounds } from '#platform/shared/time.ts';
import { violationsOf } from '../figures.ts';
import {
  assignmentReplay,
  callReplay,
  differences,
  followUpReplay,
  incidentReplay,
  partyReplay,
  type Replay,
  type ReplayedEvent,
} from '../replay.ts';
import { violationTexts } from '../violation-texts.ts';
import {
  forbiddenContents,
  lostWithoutLadder,
  misplaced,
  openTables,
  openWithoutDeadline,
  rowsBesideCalls,
  silentRows,
  strayCalls,
} from './invariants.ts';
import { lockFindings } from './lock/verify-locks.ts';
import { loadMonthRows, loadMonths, loadRegion } from './store.ts';
import { historyBatches } from './verify-history.ts';
import { historyOf } from './verify-history-store.ts';
import { type RecordingCheck, type RecordingPlace, verifyRecordings } from './verify-recordings.ts';
import { batchedRows, databaseTime, eventsOf, type ReplayedTable, replayedPage } from './verify-store.ts';

/** Something on live data that is not as it must be. `invariant` is its number in the design. */
export interface Finding {
  readonly invariant: number;
  /** What it is about: `calls 4711 answered_at`, `table notes`, `event 99`. */
  readonly subject: string;
  readonly expected: string;
  readonly found: string;
}

export interface VerifyReport {
  readonly chain: ChainReport;
  readonly checked: {
    readonly calls: number;
    readonly incidents: number;
    readonly assignments: number;
    readonly followUps: number;
  };
  /** Null where no folder was given. */
  readonly recordings: RecordingCheck | null;
  readonly findings: readonly Finding[];
}

export type VerifyStep =
  | 'chain'
  | 'calls'
  | 'incidents'
  | 'assignments'
  | 'follow_ups'
  | 'months'
  | 'rules'
  | 'recordings';
export type OnProgress = (step: VerifyStep, done: number, of?: number) => void;

/** More of one kind say nothing new. */
const mostFindings = 200;

/**
 * Verify one region on live data: the event chain, every column that figures are read from recomputed from the events, and
 * the invariants that can be seen in the database (2, 3, 4, 5, 8, 9, 11); and, where their place is given, the recordings.
 * Reads as the machinery, changes nothing.
 */
export async function verifyTenant(
  systemDb: Db,
  tenantId: string,
  onProgress: OnProgress = () => undefined,
  recordings: RecordingPlace | null = null,
): Promise<VerifyReport> {
  const chain = await verifyChain(systemDb, tenantId, (links) => onProgress('chain', links));
  const findings: Finding[] = [];
  if (chain.broken !== null) {
    findings.push({
      invariant: 8,
      subject: 'event chain',
      expected: 'every link holds',
      found: JSON.stringify(chain.broken),
    });
  }
  const checked = { calls: 0, incidents: 0, assignments: 0, followUps: 0 };
  for (const table of ['calls', 'incidents', 'assignments', 'follow_ups'] as const) {
    const outcome = await recomputeTable(systemDb, tenantId, table, (done) => onProgress(table, done));
    checked[table === 'follow_ups' ? 'followUps' : table] = outcome.checked;
    findings.push(...outcome.findings);
  }
  // They belong to their calls, and are counted with them.
  findings.push(...(await recomputeTable(systemDb, tenantId, 'call_parties', () => undefined)).findings);
  findings.push(...(await historyBatches(systemDb, tenantId, mostFindings)));
  findings.push(...(await monthFindings(systemDb, tenantId, (done) => onProgress('months', done))));
  findings.push(...(await lockFindings(systemDb, await loadRegion(systemDb, tenantId), mostFindings)));
  findings.push(...(await openWithoutDeadline(systemDb, tenantId)));
  findings.push(...(await strayCalls(systemDb, tenantId)));
  findings.push(...(await lostWithoutLadder(systemDb, tenantId, mostFindings)));
  findings.push(...(await silentRows(systemDb, tenantId, mostFindings)));
  findings.push(...(await rowsBesideCalls(systemDb, tenantId, mostFindings)));
  findings.push(...(await misplaced(systemDb, tenantId, mostFindings)));
  findings.push(...(await openTables(systemDb)));
  findings.push(...(await forbiddenContents(systemDb, tenantId, mostFindings)));
  onProgress('rules', findings.length);
  if (recordings === null) return { chain, checked, recordings: null, findings };
  const heard = await verifyRecordings(systemDb, tenantId, recordings, mostFindings, (done, of) =>
    onProgress('recordings', done, of),
  );
  findings.push(...heard.findings);
  return { chain, checked, recordings: heard.check, findings };
}

const recomputed = {
  calls: { subject: 'call', replay: callReplay },
  call_parties: { subject: 'party', replay: partyReplay },
  incidents: { subject: 'incident', replay: incidentReplay },
  assignments: { subject: 'assignment', replay: assignmentReplay },
  follow_ups: { subject: 'follow_up', replay: followUpReplay },
} as const satisfies Record<ReplayedTable, { subject: string; replay: Replay }>;

const pageSize = 500;

/** Invariants 5 and 8: what a row says is what its events say. Page by page, so that years fit into memory. */
async function recomputeTable(
  systemDb: Db,
  tenantId: string,
  table: ReplayedTable,
  onProgress: (done: number) => void,
): Promise<{ checked: number; findings: Finding[] }> {
  const { subject, replay } = recomputed[table];
  const findings: Finding[] = [];
  let [after, checked, unrecorded] = ['00000000-0000-0000-0000-000000000000', 0, 0];
  for (;;) {
    const page = await replayedPage(systemDb, tenantId, table, { after, size: pageSize });
    const ids = page.map((one) => one.id);
    const events = await eventsOf(systemDb, tenantId, subject, ids);
    const history = table === 'incidents' || table === 'assignments' ? await historyOf(systemDb, tenantId, ids) : null;
    for (const found of page) {
      const [own, base] = [events.get(found.id), history?.get(found.id)];
      if (own === undefined && base === undefined) unrecorded += 1;
      else if (findings.length < mostFindings) findings.push(...compare(table, replay, own ?? [], found, base));
    }
    checked += page.length;
    onProgress(checked);
    const last = page.at(-1);
    if (last === undefined || page.length < pageSize) break;
    after = last.id;
  }
  findings.push(...(await unrecordedFinding(systemDb, tenantId, table, unrecorded)));
  return { checked, findings };
}

function compare(
  table: string,
  replay: Replay,
  events: readonly ReplayedEvent[],
  found: Readonly<Record<string, unknown>>,
  base: Readonly<Record<string, unknown>> | undefined,
): Finding[] {
  return differences(replay, events, found, base).map((one) => ({
    invariant: 8,
    subject: `${table} ${String(found.number)} ${one.column} (${String(found.id)})`,
    expected: one.expected,
    found: one.found,
  }));
}

/**
 * Generated history has one event per batch (subject type `batch`, content `{table, rows}`) instead of one per row (design.md §1):
 * as many rows may be without events of their own as batches account for. What was brought in is known row by row (verify-history-store.ts).
 */
async function unrecordedFinding(
  systemDb: Db,
  tenantId: string,
  table: ReplayedTable,
  unrecorded: number,
): Promise<Finding[]> {
  const expected = await batchedRows(systemDb, tenantId, table);
  if (unrecorded <= expected) return [];
  return [
    {
      invariant: 5,
      subject: `${table} without events`,
      expected: `at most ${expected}, from recorded batches`,
      found: String(unrecorded),
    },
  ];
}

/** Invariant 3, month by month. */
async function monthFindings(systemDb: Db, tenantId: string, onProgress: (months: number) => void): Promise<Finding[]> {
  const region = await loadRegion(systemDb, tenantId);
  const now = await databaseTime(systemDb);
  const findings: Finding[] = [];
  const months = await loadMonths(systemDb, region);
  for (const [index, { month }] of months.entries()) {
    const broken = violationsOf(await loadMonthRows(systemDb, region, month), monthBounds(month, region.zone), now);
    findings.push(
      ...broken.slice(0, mostFindings).map((one) => ({
        invariant: 3,
        subject: `${one.table} ${one.number ?? ''} (${one.id}), ${month}`,
        expected: 'the rules of the month hold',
        found: `${one.code}: ${violationTexts[one.code].en}`,
      })),
    );
    onProgress(index + 1);
  }
  return findings;
}
