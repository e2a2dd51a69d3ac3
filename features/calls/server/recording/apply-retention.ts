import type { ActionContext } from '#platform/server/action.ts';
import { enqueueJob, type JobHandler } from '#platform/server/jobs/jobs.ts';
import { type DeadlineHandler, setDeadline } from '#platform/server/timers/deadlines.ts';
import { nextMidnight, plusMs } from '#platform/shared/time.ts';
import type { RecordingPolicy } from '../../recording.ts';
import { fewestDays, keepingOf } from '../../recording-rules.ts';
import { eraseRecording } from './erase-recording.ts';
import { type KeptRow, lockOld, openHolds, zoneOf } from './hold-store.ts';
import type { IncidentsBehind } from './incidents-behind.ts';
import { policyOf } from './policy-store.ts';
import { sealOldTask } from './seal-old.ts';

export const retentionDeadline = 'calls.recording_retention';
export const retentionTask = 'calls.apply_retention';

/** At half past three, after the nightly backup. */
const afterMidnightMs = 3.5 * 3_600_000;
const dayMs = 86_400_000;
const pageSize = 500;
/** Deletions of one transaction; the rest follows in the next. */
const mostAtOnce = 1000;

/** Each night the job, and the next night. */
export const retentionNight: DeadlineHandler = async (ctx) => {
  await enqueueJob(ctx, retentionTask, {}, { key: 'recording-retention' });
  await enqueueJob(ctx, sealOldTask, {}, { key: 'seal-old-recordings' });
  await awaitNight(ctx);
};

export async function awaitNight(ctx: ActionContext): Promise<void> {
  const zone = await zoneOf(ctx);
  await setDeadline(ctx, retentionDeadline, ctx.tenantId, plusMs(nextMidnight(ctx.now, zone), afterMidnightMs));
}

/** Delete what the rules of the regency no longer keep. Repeating it changes nothing. */
export function applyRetention(incidents: IncidentsBehind): JobHandler {
  return async (ctx) => {
    const policy = await policyOf(ctx);
    const before = plusMs(ctx.now, -fewestDays(policy) * dayMs);
    let [after, erased]: [{ storedAt: string; id: string } | null, number] = [null, 0];
    for (;;) {
      const page: KeptRow[] = await lockOld(ctx, before, after, pageSize);
      erased += await judgePage(ctx, page, policy, incidents);
      const last = page.at(-1);
      if (last === undefined || page.length < pageSize) break;
      if (erased >= mostAtOnce) {
        await enqueueJob(ctx, retentionTask, {});
        break;
      }
      after = { storedAt: last.stored_at, id: last.id };
    }
    if (erased > 0) ctx.log.info({ erased }, 'recordings whose time was over were deleted');
  };
}

async function judgePage(
  ctx: ActionContext,
  page: readonly KeptRow[],
  policy: RecordingPolicy,
  incidents: IncidentsBehind,
): Promise<number> {
  const callIds = page.map((row) => row.call_id);
  const behind = await incidents.incidentsOf(ctx, callIds);
  const held = new Set((await openHolds(ctx, [...callIds, ...behind.values()])).map((hold) => hold.subjectId));
  let erased = 0;
  for (const row of page) {
    const incidentId = behind.get(row.call_id);
    const isHeld = held.has(row.call_id) || (incidentId !== undefined && held.has(incidentId));
    const call = { purpose: row.purpose, disposition: row.disposition, hasIncident: incidentId !== undefined };
    const keeping = keepingOf({ from: row.stored_at, call, isHeld }, policy, ctx.now);
    if (keeping.keep) continue;
    await eraseRecording(ctx, row, { rule: keeping.rule, days: keeping.days });
    erased += 1;
  }
  return erased;
}
