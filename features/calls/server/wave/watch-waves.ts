import { type ActionContext, bind } from '#platform/server/action.ts';
import type { FeaturePart } from '#platform/server/join-parts.ts';
import { type DeadlineHandler, setDeadline } from '#platform/server/timers/deadlines.ts';
import { newId } from '#platform/shared/ids.ts';
import { plusMs } from '#platform/shared/time.ts';
import type { WaveId } from '../../wave.ts';
import * as routes from '../../wave-contract.ts';
import * as history from '../../wave-history-contract.ts';
import { countWaves, followWaves, type Usual, usualWeeks } from '../../wave-rules.ts';
import type { IncidentsBehind } from '../recording/incidents-behind.ts';
import { tellWave } from './tell-wave.ts';
import * as actions from './wave-actions.ts';
import * as store from './wave-store.ts';

/** The next look at a regency's calls. */
export const waveDeadline = 'wave.look';
const lookMs = 60_000;
const hourMs = 3_600_000;
const weekMs = 7 * 24 * hourMs;

/** Look at the last hour against what is usual, and say what began and what is over. No call is touched by it. */
export const lookForWaves =
  (incidents: IncidentsBehind): DeadlineHandler =>
  async (ctx) => {
    await setDeadline(ctx, waveDeadline, ctx.tenantId, plusMs(ctx.now, lookMs));
    const recent = await store.callsSince(ctx, plusMs(ctx.now, -hourMs));
    const open = await store.lockOpenWaves(ctx);
    // A quiet hour asks nothing further.
    if (recent.length === 0 && open.length === 0) return;
    const districts = await incidents.districtsOf(
      ctx,
      recent.map(({ id }) => id),
    );
    const calls = recent.map(({ id, ...call }) => ({ ...call, district: districts.get(id) ?? null }));
    const counted = countWaves(calls, await usualOf(ctx, incidents), ctx.now, await store.zoneOf(ctx));
    const { begin, keep, end } = followWaves(open, counted);
    for (const wave of begin) {
      const id: WaveId = newId<'wave'>();
      const { kind, calls: count, usual, beyond } = wave;
      if (await store.insertWave(ctx, id, wave))
        await tellWave(ctx, id, 'wave.began', { kind, calls: count, usual: Math.round(usual * 10) / 10, beyond });
    }
    for (const { open: kept, wave } of keep) await store.saveGoing(ctx, kept.id, wave);
    if (begin.length + end.length > 0) await store.forgetNumbers(ctx);
    for (const { id, kind, calls: count } of end) {
      await store.saveWaveEnd(ctx, id);
      await tellWave(ctx, id, 'wave.ended', { kind, calls: count });
    }
  };

/** Means of the hour up to now, on this weekday, over the weeks that there were. */
async function usualOf(ctx: ActionContext, incidents: IncidentsBehind): Promise<Usual> {
  const hours = Array.from({ length: usualWeeks }, (_, week) => {
    const to = plusMs(ctx.now, -(week + 1) * weekMs);
    return { from: plusMs(to, -hourMs), to };
  });
  const counts = await store.countsIn(ctx, hours);
  const weeks = Math.max(1, counts.length);
  const mean = (values: readonly number[]) => values.reduce((sum, each) => sum + each, 0) / weeks;
  const byDistrict = await incidents.districtCounts(ctx, hours);
  return {
    silent: mean(counts.map(({ silent }) => silent)),
    childPranks: mean(counts.map(({ child_pranks: pranks }) => pranks)),
    byDistrict: new Map([...byDistrict].map(([code, count]) => [code, count / weeks])),
  };
}

/** Bursts of calls, told to supervisors. */
export function wavePart(incidents: IncidentsBehind): FeaturePart {
  return {
    routes: [
      bind(routes.listWaves, actions.listWaves),
      bind(history.listAllWaves, actions.listAllWaves),
      bind(routes.acknowledgeWave, actions.acknowledgeWave),
      bind(history.noteWave, actions.noteWave),
    ],
    deadlines: { [waveDeadline]: lookForWaves(incidents) },
    seedTenant: (ctx) => setDeadline(ctx, waveDeadline, ctx.tenantId, plusMs(ctx.now, lookMs)),
  };
}
