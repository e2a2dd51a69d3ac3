import type { Action, ActionContext } from '#platform/server/action.ts';
import { ok } from '#platform/shared/result.ts';
import { dayOf, dayStart } from '#platform/shared/time.ts';
import { goalsOf, shareWanted } from '../../goals.ts';
import { answerSeconds } from '../../kpi.ts';
import type { WallAlarm, readWall as wallRoute } from '../../wall-contract.ts';
import { countTotal } from '../analysis/analysis-store.ts';
import { readGoals } from '../lock/goal-store.ts';
import { loadRegion } from '../store.ts';
import * as store from './wall-store.ts';

export const readWall: Action<typeof wallRoute> = async (ctx) => {
  const desks = await store.loadDesks(ctx);
  const ready = desks.find(({ state }) => state === 'ready')?.reachable ?? 0;
  const waiting = await store.loadWaiting(ctx);
  return ok({
    computedAt: ctx.now,
    waiting,
    desks: desks.map(({ state, count }) => ({ state, count })),
    ready,
    today: await countToday(ctx),
    open: await store.loadOpen(ctx),
    overdue: await store.loadOverdue(ctx),
    alarms: await findAlarms(ctx, ready === 0),
    recent: await store.loadRecent(ctx),
  });
};

/** Of the tenant's own day, by the same formulas as the month page. */
async function countToday(ctx: ActionContext) {
  const region = await loadRegion(ctx.tx, ctx.tenantId);
  const from = dayStart(dayOf(ctx.now, region.zone), region.zone);
  const count = (measure: 'OFFERED' | 'ANSWERED' | 'ABANDONED' | 'SERVICE_LEVEL') =>
    // A call of this very millisecond has arrived too.
    countTotal(ctx.tx, region, { measure, from, to: new Date(Date.parse(ctx.now) + 1).toISOString(), filters: {} });
  return {
    offered: (await count('OFFERED')).whole,
    answered: (await count('ANSWERED')).whole,
    abandoned: (await count('ABANDONED')).whole,
    serviceLevel: {
      ...(await count('SERVICE_LEVEL')),
      seconds: answerSeconds,
      target: shareWanted(
        goalsOf((await readGoals(ctx)).content, dayOf(ctx.now, region.zone).slice(0, 7)),
        'SERVICE_LEVEL',
      ),
    },
  };
}

/** In the order of what they cost: no line, nobody there, a disaster, a wave, an agency that cannot come. */
async function findAlarms(ctx: ActionContext, isNobodyReady: boolean): Promise<WallAlarm[]> {
  return [
    ...(await store.loadLinesDown(ctx)).map((one) => ({ kind: 'line_down' as const, ...one })),
    ...(isNobodyReady ? [{ kind: 'nobody_ready' as const, since: null }] : []),
    ...(await store.loadSurges(ctx)).map((one) => ({ kind: 'surge' as const, ...one })),
    ...(await store.loadWaves(ctx)).map((one) => ({ kind: 'wave' as const, ...one })),
    ...(await store.loadOutages(ctx)).map((one) => ({ kind: 'agency_out' as const, ...one })),
  ];
}
