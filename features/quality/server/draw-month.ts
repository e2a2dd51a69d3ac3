import { randomBytes } from 'node:crypto';
import type { ActionContext } from '#platform/server/action.ts';
import { commitmentOf, placeUnder } from '#platform/server/committed-draw.ts';
import { enqueueJob, type JobHandler } from '#platform/server/jobs/jobs.ts';
import { type DeadlineHandler, setDeadline } from '#platform/server/timers/deadlines.ts';
import { newId } from '#platform/shared/ids.ts';
import { dayOf, monthBounds, plusMs } from '#platform/shared/time.ts';
import { drawSample } from '../draw-rules.ts';
import { drawableCalls, insertMonth, insertSample, lastMonth, saveDraw, undrawnMonths, zoneOf } from './draw-store.ts';
import { tellQuality, tellQueue } from './quality-event.ts';
import { readSetting } from './setting-store.ts';

export const monthDeadline = 'quality.month';
export const drawTask = 'quality.draw';
/** After midnight, so that what was closed just before it is in the month. */
const afterMidnightMs = 300_000;

/** A month is over: seeds for those to come, the draw of those that ended, and the next one. */
export const monthEnded: DeadlineHandler = async (ctx) => {
  await awaitMonth(ctx);
  await enqueueJob(ctx, drawTask, {}, { key: 'quality-draw' });
};

/** For a new regency: its first seed, and the first end of a month. */
export async function awaitMonth(ctx: ActionContext): Promise<void> {
  const zone = await zoneOf(ctx);
  await commitSeeds(ctx);
  const { to } = monthBounds(dayOf(ctx.now, zone).slice(0, 7), zone);
  await setDeadline(ctx, monthDeadline, ctx.tenantId, plusMs(to, afterMidnightMs));
}

/** Draw every month that has ended. Repeating it changes nothing. */
export const drawMonths: JobHandler = async (ctx) => {
  const zone = await zoneOf(ctx);
  await commitSeeds(ctx);
  for (const { month, seed, perTaker, doubleShare } of await undrawnMonths(ctx, dayOf(ctx.now, zone).slice(0, 7))) {
    const bounds = monthBounds(month, zone);
    const calls = await drawableCalls(ctx, bounds);
    const drawn = drawSample(calls, placeUnder(seed), { perTaker, doubleShare });
    for (const call of drawn) {
      const id = newId<'quality_sample'>();
      await insertSample(ctx, id, month, call);
      const { stratum, isDouble } = call;
      await tellQuality(
        ctx,
        'quality.sample_opened',
        { type: 'quality_sample', id },
        { callId: call.id, stratum, isDouble },
      );
    }
    await saveDraw(ctx, month, calls.length, drawn.length);
    const figures = { perTaker, doubleShare, eligible: calls.length, drawn: drawn.length };
    await tellQuality(ctx, 'quality.drawn', null, { from: bounds.from, seed: seed.toString('hex'), ...figures });
    if (drawn.length > 0) await tellQueue(ctx);
  }
};

/** Every month up to the next has a seed, and the next one's is committed to while this one still runs. */
async function commitSeeds(ctx: ActionContext): Promise<void> {
  const zone = await zoneOf(ctx);
  const current = dayOf(ctx.now, zone).slice(0, 7);
  const { perTaker, doubleShare } = (await readSetting(ctx)).content;
  const last = await lastMonth(ctx);
  for (
    let month = last === null ? current : monthAfter(last);
    month <= monthAfter(current);
    month = monthAfter(month)
  ) {
    const seed = randomBytes(32);
    const commitment = commitmentOf(seed);
    if (!(await insertMonth(ctx, { month, seed, commitment, perTaker, doubleShare }))) continue;
    const { from } = monthBounds(month, zone);
    const told = { from, commitment, perTaker, doubleShare, isLate: month <= current };
    await tellQuality(ctx, 'quality.seed_committed', null, told);
  }
}

/** `2026-12` → `2027-01`. */
function monthAfter(month: string): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
}
