import { randomInt } from 'node:crypto';
import type { ActionContext } from '#platform/server/action.ts';
import { clearDeadline, type DeadlineHandler, setDeadline } from '#platform/server/timers/deadlines.ts';
import { newId } from '#platform/shared/ids.ts';
import { present } from '#platform/shared/result.ts';
import { dayOf, dayStart, type Instant, monthBounds, msBetween, plusMs } from '#platform/shared/time.ts';
import { type DrillId, type DrillScenario, drillScenarios } from '../../drill.ts';
import { countFor, drawMoments, drillNumber, stretchesOf, whenDue, whyMissed } from '../../drill-rules.ts';
import { lineState } from '../call-test-store.ts';
import * as store from './drill-store.ts';
import { drillOverDeadline, endDrill } from './end-drill.ts';
import { tellDrill } from './tell-drill.ts';

export const drillDueDeadline = 'drill.due';
/** Telephony looks every second; a restart of its connection takes a few. */
const takeUpMs = 12_000;

/** Nobody can work out when the next drill is: of the system's own chance. */
export const chance = (): number => randomInt(2 ** 47) / 2 ** 47;

export async function planOne(
  ctx: ActionContext,
  drill: { readonly scenario: DrillScenario; readonly dueAt: Instant; readonly by: string | null },
): Promise<DrillId> {
  const id: DrillId = newId<'drill'>();
  const { scenario, dueAt, by } = drill;
  await store.insertDrill(ctx, { id, scenario, planned_by: by, due_at: dueAt, caller: drillNumber(chance) });
  await setDeadline(ctx, drillDueDeadline, id, dueAt);
  // The moment is in no event: it would be told to whoever reads them.
  await tellDrill(ctx, id, 'drill.planned', { scenario, bySchedule: by === null });
  return id;
}

/** The schedule was changed, or a month began: what is left of the month is drawn anew, and nothing of what is past is made up for. */
export const drawMonth: DeadlineHandler = async (ctx) => {
  for (const { id } of await store.cancelDrawn(ctx)) await clearDeadline(ctx, drillDueDeadline, id);
  const { content, zone } = await store.drillSettingOf(ctx, 'lock');
  if (!content.active) return;
  const today = dayOf(ctx.now, zone);
  const { from, to } = monthBounds(today.slice(0, 7), zone);
  const had = await store.hadSince(ctx, from);
  const share = msBetween(ctx.now, to) / msBetween(from, to);
  const stretches = stretchesOf({ from: ctx.now, to }, dayStart(today, zone), content);
  for (const scenario of drillScenarios) {
    const count = countFor(content.perMonth[scenario], { share, had: had.get(scenario) ?? 0 });
    for (const dueAt of drawMoments(stretches, count, chance)) await planOne(ctx, { scenario, dueAt, by: null });
  }
  await setDeadline(ctx, store.drillMonthDeadline, ctx.tenantId, to);
};

/** Its moment has come: it begins if the room is quiet, looks again if not, and is let go of when its hour is over. */
export const drillDue: DeadlineHandler = async (ctx, id) => {
  const drill = await store.lockDrill(ctx, id);
  if (drill === null || drill.ended_at !== null || drill.asked_at !== null) return;
  const line = await lineState(ctx.tx, ctx.tenantId);
  const room = { ready: line?.ready ?? 0, waiting: line?.waiting ?? 0 };
  const next = whenDue({ dueAt: drill.due_at, runs: await store.isAnyRunning(ctx) }, room, ctx.now);
  if (next.kind !== 'begin' && next.obstacle !== null) await store.saveLook(ctx, id, next.obstacle);
  if (next.kind === 'later') return setDeadline(ctx, drillDueDeadline, id, next.at);
  if (next.kind === 'missed') {
    const { looks } = present(await store.lockDrill(ctx, id), 'locked above');
    return endDrill(ctx, drill, 'missed', whyMissed(looks));
  }
  await store.saveAsked(ctx, id);
  await setDeadline(ctx, drillOverDeadline, id, plusMs(ctx.now, takeUpMs));
  await tellDrill(ctx, id, 'drill.asked', {});
};
