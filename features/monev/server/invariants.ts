import type { Db } from '#platform/server/db/database.ts';
import type { Finding } from './verify.ts';
import { auditDifferences } from './verify-audit-store.ts';
import { carrierDifferences } from './verify-carrier-store.ts';
import { hintDifferences } from './verify-hint-store.ts';
import { judgementDifferences } from './verify-judgement-store.ts';
import { linkDifferences } from './verify-link-store.ts';
import { mergeDifferences, misplacedIncidents } from './verify-merge-store.ts';
import { silentDifferences } from './verify-silent-store.ts';
import {
  callsWithoutLadder,
  desksWithStrayCalls,
  ladderWithoutStep,
  strangeContents,
  unprotectedTables,
  unwatchedAssignments,
} from './verify-store.ts';
import { supervisionDifferences } from './verify-supervision-store.ts';
import { unitDifferences } from './verify-units-store.ts';

/** Invariant 4: every open assignment has a next deadline, and none is long overdue (then nobody works the deadlines). */
export async function openWithoutDeadline(systemDb: Db, tenantId: string): Promise<Finding[]> {
  const found = await unwatchedAssignments(systemDb, tenantId);
  return found.map((one) => ({
    invariant: 4,
    subject: `assignment of incident ${one.number} (${one.id})`,
    expected: 'a next deadline that is worked',
    found: one.due === null ? 'none' : `due since ${one.due}`,
  }));
}

/** Invariant 2: no desk has two live calls that it did not ask for, for one of the callers would talk to nobody. */
export async function strayCalls(systemDb: Db, tenantId: string): Promise<Finding[]> {
  const found = await desksWithStrayCalls(systemDb, tenantId);
  return found.map((one) => ({
    invariant: 2,
    subject: `desk of user ${one.user_id}`,
    expected: 'the call it talks in and at most one it put aside',
    found: `${one.calls} calls`,
  }));
}

/** Invariant 2: a call ends in a human answer or in a completed follow-up ladder, and an open ladder is led on. */
export async function lostWithoutLadder(systemDb: Db, tenantId: string, limit: number): Promise<Finding[]> {
  const none = await callsWithoutLadder(systemDb, tenantId, limit);
  const still = await ladderWithoutStep(systemDb, tenantId, limit);
  const about = (expected: string) => (one: { id: string; number: number; found: string }) => ({
    invariant: 2,
    subject: `lost call ${one.number} (${one.id})`,
    expected,
    found: one.found,
  });
  return [...none.map(about('a follow-up ladder')), ...still.map(about('a next step that is worked'))];
}

/** Invariant 8 for what was heard and done on silent calls: rows of their own, each with its event. */
export async function silentRows(systemDb: Db, tenantId: string, limit: number): Promise<Finding[]> {
  const found = await silentDifferences(systemDb, tenantId, limit);
  return found.map((one) => ({
    invariant: 8,
    subject: `${one.about} of silent call ${one.call}`,
    expected: one.event ?? 'no row',
    found: one.row ?? 'none',
  }));
}

const besideCalls = [
  auditDifferences,
  hintDifferences,
  supervisionDifferences,
  linkDifferences,
  carrierDifferences,
  mergeDifferences,
  unitDifferences,
  judgementDifferences,
];

/** Invariant 8 for what is kept beside calls and incidents (supervising, judgements, audits, hints, callers' links, operators' tests, merges, units): rows recomputed from their events. */
export async function rowsBesideCalls(systemDb: Db, tenantId: string, limit: number): Promise<Finding[]> {
  const found = await Promise.all(besideCalls.map((differences) => differences(systemDb, tenantId, limit)));
  return found.flat().map((one) => ({
    invariant: 8,
    subject: `${one.about} ${one.id}`,
    expected: one.event ?? 'no row',
    found: one.row ?? 'none',
  }));
}

/** Invariant 5: merged incidents count once and nobody works on them by themselves; parents and children are one level. */
export async function misplaced(systemDb: Db, tenantId: string, limit: number): Promise<Finding[]> {
  const found = await misplacedIncidents(systemDb, tenantId, limit);
  return found.map((one) => ({
    invariant: 5,
    subject: `incident ${one.number} (${one.id})`,
    expected: 'its place among merged incidents, parents and children',
    found: one.found,
  }));
}

/** Invariant 9: every table with a tenant is closed by row-level security and has the policy that opens one tenant. */
export async function openTables(systemDb: Db): Promise<Finding[]> {
  const found = await unprotectedTables(systemDb);
  return found.map((one) => ({
    invariant: 9,
    subject: `table ${one.name}`,
    expected: 'row-level security with the policy tenant_only',
    found: one.has_security ? 'no such policy' : 'no row-level security',
  }));
}

/**
 * Invariant 11: an event carries ids, codes, times and figures. Finds what looks like free text, a telephone number or a
 * coordinate; a single plain word cannot be told from a code.
 */
export async function forbiddenContents(systemDb: Db, tenantId: string, limit: number): Promise<Finding[]> {
  const found = await strangeContents(systemDb, tenantId, limit);
  return found.map((one) => ({
    invariant: 11,
    subject: `event ${one.seq} ${one.name}, ${one.key}`,
    expected: 'an id, code, time or figure',
    // Not the value itself: a report must not spread what should not be there.
    found: one.shape,
  }));
}
