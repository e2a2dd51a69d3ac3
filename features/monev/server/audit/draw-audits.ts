import { randomBytes } from 'node:crypto';
import type { ActionContext } from '#platform/server/action.ts';
import { commitmentOf } from '#platform/server/committed-draw.ts';
import { enqueueJob, type JobHandler } from '#platform/server/jobs/jobs.ts';
import { type DeadlineHandler, setDeadline } from '#platform/server/timers/deadlines.ts';
import { newId } from '#platform/shared/ids.ts';
import { dayOf, nextMidnight, plusMs, type Zone } from '#platform/shared/time.ts';
import { loadRegion } from '../store.ts';
import { tellAudit } from './audit-event.ts';
import { type ClosedCall, closedOn, insertAudit, markRandom } from './audit-store.ts';
import { insertDay, lastDay, readSetting, saveDraw, undrawnDays } from './day-store.ts';
import { drawCalls } from './draw.ts';
import { matchTask } from './match-audits.ts';

export const auditDayDeadline = 'monev.audit_day';
export const drawTask = 'monev.draw_audits';
/** After midnight, so that what was closed just before it is in the day. */
const afterMidnightMs = 120_000;
const dayMs = 86_400_000;

/** A day is over: seeds for the days to come, the draw of those that ended, and the next night. */
export const auditDayEnded: DeadlineHandler = async (ctx) => {
  await awaitAuditDay(ctx);
  await enqueueJob(ctx, drawTask, {}, { key: 'audit-draw' });
  await enqueueJob(ctx, matchTask, {}, { key: 'audit-match' });
};

/** For a new regency: its first seed, and the first night. */
export async function awaitAuditDay(ctx: ActionContext): Promise<void> {
  const { zone } = await loadRegion(ctx.tx, ctx.tenantId);
  await commitSeeds(ctx);
  await setDeadline(ctx, auditDayDeadline, ctx.tenantId, plusMs(nextMidnight(ctx.now, zone), afterMidnightMs));
}

/** Draw every day that has ended. Repeating it changes nothing. */
export const drawAudits: JobHandler = async (ctx) => {
  const { zone } = await loadRegion(ctx.tx, ctx.tenantId);
  await commitSeeds(ctx);
  for (const { day, seed, share } of await undrawnDays(ctx, dayOf(ctx.now, zone))) {
    const closed = await closedOn(ctx, day);
    const drawn = drawCalls(closed, seed, share);
    for (const call of drawn) await openDrawn(ctx, call, day);
    await saveDraw(ctx, day, closed.length, drawn.length);
    const said = {
      from: startOf(day, zone),
      seed: seed.toString('hex'),
      share,
      eligible: closed.length,
      drawn: drawn.length,
    };
    await tellAudit(ctx, 'audit.drawn', null, said);
  }
};

async function openDrawn(ctx: ActionContext, call: ClosedCall, day: string): Promise<void> {
  const was = await markRandom(ctx, call.id);
  if (was !== null) {
    const { id, ...content } = was;
    return tellAudit(ctx, 'audit.widened', id, { callId: call.id, ...content });
  }
  const id = newId<'audit'>();
  const first = { firstCode: call.disposition, firstBy: call.disposition_by };
  await insertAudit(ctx, { id, callId: call.id, day, isRandom: true, match: null, ...first });
  await tellAudit(ctx, 'audit.opened', id, { callId: call.id, isRandom: true, incidentId: null, matchBy: null });
}

/**
 * Every day up to tomorrow has a seed, and tomorrow's is committed to while today still runs. A day on which nothing ran gets its
 * seed late, and the event says so.
 */
async function commitSeeds(ctx: ActionContext): Promise<void> {
  const { zone } = await loadRegion(ctx.tx, ctx.tenantId);
  const today = dayOf(ctx.now, zone);
  const { content } = await readSetting(ctx);
  const last = await lastDay(ctx);
  for (let day = last === null ? today : dayAfter(last); day <= dayAfter(today); day = dayAfter(day)) {
    const seed = randomBytes(32);
    const made = { day, seed, commitment: commitmentOf(seed), share: content.share };
    if (!(await insertDay(ctx, made))) continue;
    const { commitment, share } = made;
    const told = { from: startOf(day, zone), commitment, share, isLate: day <= today };
    await tellAudit(ctx, 'audit.seed_committed', null, told);
  }
}

/** A moment and no date: `verify` takes digits and dashes for a telephone number. */
const startOf = (day: string, zone: Zone) => nextMidnight(plusMs(`${day}T00:00:00.000Z`, -dayMs), zone);

const dayAfter = (day: string) => new Date(Date.parse(day) + dayMs).toISOString().slice(0, 10);
