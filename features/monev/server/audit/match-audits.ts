import type { ActionContext, Listener } from '#platform/server/action.ts';
import { enqueueJob, type JobHandler } from '#platform/server/jobs/jobs.ts';
import { newId } from '#platform/shared/ids.ts';
import { plusMs } from '#platform/shared/time.ts';
import { type Match, matchOf, matchWindowMs } from '../../audit-rules.ts';
import { tellAudit } from './audit-event.ts';
import { insertAudit, markMatched } from './audit-store.ts';
import { incidentsSince, type MatchableCall, putAside } from './match-store.ts';

export const matchTask = 'monev.match_audits';

/** A real incident may speak against a call that was put aside before: looked at in a job of its own, nobody waits for it. */
export const onIncident: Listener = (ctx) => enqueueJob(ctx, matchTask, {}, { key: 'audit-match' });

/** Twice the window: a call that was closed late is looked at by the night's run. */
const lookBackMs = 2 * matchWindowMs;

/** Every call that was put aside and that a real incident of the next 24 hours speaks against is audited. Repeating it changes nothing. */
export const matchAudits: JobHandler = async (ctx) => {
  const since = plusMs(ctx.now, -lookBackMs);
  const calls = await putAside(ctx, since);
  if (calls.length === 0) return;
  const incidents = await incidentsSince(ctx, since);
  let count = 0;
  for (const call of calls) {
    const match = matchOf(call, incidents);
    if (match !== null && (await openMatched(ctx, call, match))) count += 1;
  }
  if (count > 0) await tellAudit(ctx, 'audit.queued', null, { count });
};

/** True: one more waits. */
async function openMatched(ctx: ActionContext, call: MatchableCall, match: Match): Promise<boolean> {
  const was = await markMatched(ctx, call.id, match);
  if (was !== null) {
    const { id, ...content } = was;
    await tellAudit(ctx, 'audit.widened', id, { callId: call.id, ...content });
    return false;
  }
  const id = newId<'audit'>();
  const first = { firstCode: call.code, firstBy: call.by };
  const opened = { id, callId: call.id, day: call.day, isRandom: false, match, ...first };
  if (!(await insertAudit(ctx, opened))) return false;
  const about = { incidentId: match.incidentId, matchBy: match.by };
  await tellAudit(ctx, 'audit.opened', id, { callId: call.id, isRandom: false, ...about });
  return true;
}
