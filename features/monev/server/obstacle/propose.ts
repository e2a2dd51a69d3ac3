import type { Action, ActionContext } from '#platform/server/action.ts';
import { type DeadlineHandler, setDeadline } from '#platform/server/timers/deadlines.ts';
import { newId } from '#platform/shared/ids.ts';
import { ok, refuse } from '#platform/shared/result.ts';
import { dayOf, monthBounds, plusMs, type Zone } from '#platform/shared/time.ts';
import { FigureSet } from '../../figure-set.ts';
import { figuresOf } from '../../figures.ts';
import type { ObstacleId } from '../../obstacle.ts';
import { catalogue } from '../../obstacle-catalogue.ts';
import type { proposeObstacles as route } from '../../obstacle-contract.ts';
import { type Judgement, judgeMonth, proposalKey } from '../../obstacle-rules.ts';
import { loadMonthRows, loadRegion } from '../store.ts';
import { tellMonev } from './obstacle-event.ts';
import { insertObstacle, selectAgencies } from './obstacle-store.ts';
import { selectObstacleSetting } from './setting-store.ts';

export const monthEndedDeadline = 'obstacles.month_ended';
/** In the early morning, when the last calls of the month have been classified. */
const morningMs = 6 * 3_600_000;

/** Ask all rules about a month; what they propose is entered unless it was before. */
async function propose(ctx: ActionContext, month: string): Promise<{ entered: number; judgements: Judgement[] }> {
  const region = await loadRegion(ctx.tx, ctx.tenantId);
  const rows = await loadMonthRows(ctx.tx, region, month);
  const agencies = await selectAgencies(ctx);
  const { content: setting } = await selectObstacleSetting(ctx);
  const facts = { month, zone: region.zone, rows, agencies, figures: new FigureSet(figuresOf(rows)) };
  const judgements = judgeMonth(facts, setting.thresholds, ctx.now);
  let entered = 0;
  for (const judgement of judgements.filter(({ outcome }) => outcome === 'proposed')) {
    const { code, evidence } = judgement;
    const agency = agencies.find((one) => one.code === judgement.agency) ?? null;
    const name = (setting.words[code] ?? catalogue[code]).id;
    const title = (agency === null ? name : `${agency.name}: ${name}`).slice(0, 160);
    const id: ObstacleId = newId();
    const content = { code, title, description: '', agencyId: agency?.id ?? null };
    if (!(await insertObstacle(ctx, { id, content, evidence, proposalKey: proposalKey(month, judgement) }))) continue;
    entered++;
    await tellMonev(ctx, 'obstacle.proposed', { type: 'obstacle', id }, { code, month });
  }
  return { entered, judgements };
}

export const proposeObstacles: Action<typeof route> = async (ctx, { body: { month } }) => {
  const { zone } = await loadRegion(ctx.tx, ctx.tenantId);
  if (ctx.now < monthBounds(month, zone).to) return refuse('obstacle.month_open');
  return ok(await propose(ctx, month));
};

/** The month that ended before the day of `dueAt`, then the next one. */
export const monthEnded: DeadlineHandler = async (ctx, _id, dueAt) => {
  const { zone } = await loadRegion(ctx.tx, ctx.tenantId);
  const { from } = monthBounds(dayOf(dueAt, zone).slice(0, 7), zone);
  await propose(ctx, dayOf(plusMs(from, -1), zone).slice(0, 7));
  await awaitMonthEnd(ctx, zone);
};

export async function awaitMonthEnd(ctx: ActionContext, zone: Zone): Promise<void> {
  const { to } = monthBounds(dayOf(ctx.now, zone).slice(0, 7), zone);
  await setDeadline(ctx, monthEndedDeadline, ctx.tenantId, plusMs(to, morningMs));
}
