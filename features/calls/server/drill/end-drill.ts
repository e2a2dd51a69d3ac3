import type { ActionContext, Listener } from '#platform/server/action.ts';
import { appendEvents } from '#platform/server/events/event.ts';
import { clearDeadline, type DeadlineHandler, setDeadline } from '#platform/server/timers/deadlines.ts';
import { ok, type Result } from '#platform/shared/result.ts';
import { plusMs } from '#platform/shared/time.ts';
import { type DrillOutcome, drillRingSeconds, drillTalkSeconds, type MissedReason } from '../../drill.ts';
import { isTold, judgeAfterMs, judgeLookMs, outcomeOfDrill, phaseOf, stepsBack } from '../../drill-rules.ts';
import { callEvent } from '../call-event.ts';
import { endCall } from '../end-call.ts';
import type { IncidentsBehind } from '../recording/incidents-behind.ts';
import { finishWrapUpOf } from '../set-presence.ts';
import { lockCall, saveDisposition, talkingDesk } from '../store.ts';
import * as store from './drill-store.ts';
import { tellDrill } from './tell-drill.ts';

export const judgeDeadline = 'drill.judge';
/** Ends a drill that no telephony took up, or whose process is gone. */
export const drillOverDeadline = 'drill.over';
/** Everything a drill may last, with what its desk writes down afterwards and the time to tell so. */
const longestMs = (drillRingSeconds + drillTalkSeconds + 60) * 1000 + judgeAfterMs;

/** A drill is over, by whatever way: its outcome stands, and whoever talked in it is told. */
export async function endDrill(
  ctx: ActionContext,
  drill: Pick<store.DrillRow, 'id' | 'scenario' | 'call_id'>,
  outcome: DrillOutcome,
  why: MissedReason | null = null,
): Promise<void> {
  await store.saveDrillEnd(ctx, { id: drill.id, outcome, isTold: isTold(outcome) || outcome === 'gave_way' });
  for (const kind of [drillOverDeadline, judgeDeadline, store.stepBackDeadline])
    await clearDeadline(ctx, kind, drill.id);
  await tellDrill(ctx, drill.id, 'drill.ended', { outcome, why });
  if (drill.call_id === null) return;
  await tellDrill(ctx, drill.id, 'drill.revealed', { callId: drill.call_id, scenario: drill.scenario, outcome });
}

/**
 * A real call has no desk, or the drill itself has none: it ends at once. Its desk rings for the real call next; one that talked is
 * told what it was and is ready without a wrap-up.
 */
export const stepBack: DeadlineHandler = async (ctx, id) => {
  const drill = await store.lockDrill(ctx, id);
  if (drill === null || drill.ended_at !== null || drill.call_id === null) return;
  const call = await lockCall(ctx.tx, drill.call_id);
  const phase = call === null ? null : phaseOf(call.state);
  if (call === null || phase === null || !stepsBack(phase, await store.besideDrill(ctx))) return;
  const desk = phase === 'talks' ? await talkingDesk(ctx.tx, call.id) : null;
  const ended = await endCall(ctx, { callId: call.id, by: 'system', cause: 16, at: ctx.now, unanswered: 'lose' });
  if (!ended.ok) return;
  await endDrill(ctx, drill, 'gave_way');
  if (desk === null) return;
  const after = await lockCall(ctx.tx, call.id);
  if (after === null) return;
  if (after.disposition === null) await classifyAsTest(ctx, after.id);
  await finishWrapUpOf(ctx, desk.user_id, { ...after, disposition: after.disposition ?? 'TEST' });
};

/** Nobody need say what a drill was that ended before anybody could. */
async function classifyAsTest(ctx: ActionContext, callId: string): Promise<void> {
  await saveDisposition(ctx.tx, callId, 'TEST', null, ctx.now);
  await appendEvents(ctx, [callEvent(callId, 'call.classified', { code: 'TEST', userId: null })]);
}

/** The call of a drill is over: what its desk writes down now decides. */
export const onCallOver: Listener = async (ctx, event) => {
  const drill = await store.drillOfCall(ctx, event.subject.id);
  if (drill !== null && drill.ended_at === null) await setDeadline(ctx, judgeDeadline, drill.id, ctx.now);
};

/** Look at a call that is over until its desk is done with it. */
export const judgeDrill =
  (incidents: IncidentsBehind): DeadlineHandler =>
  async (ctx, id) => {
    const drill = await store.lockDrill(ctx, id);
    if (drill === null || drill.ended_at !== null || drill.call_id === null) return;
    const call = await store.callOfDrill(ctx, drill.call_id);
    if (call === null) return;
    const facts = {
      state: call.state,
      answered: call.answered_at !== null,
      endedAt: call.ended_at,
      disposition: call.disposition,
      silentResult: call.silent_result,
      hasIncident: (await incidents.incidentsOf(ctx, [call.id])).has(call.id),
      wrappedUp: call.wrapped_up_at !== null,
    };
    const outcome = outcomeOfDrill(drill.scenario, facts, ctx.now);
    if (outcome === null) return setDeadline(ctx, judgeDeadline, id, plusMs(ctx.now, judgeLookMs));
    await endDrill(ctx, drill, outcome);
  };

/** This process has it: the rest of its time begins. */
export async function beginDrillCall(ctx: ActionContext, id: string): Promise<Result<null, never>> {
  await setDeadline(ctx, drillOverDeadline, id, plusMs(ctx.now, longestMs));
  return ok(null);
}

/** The calling side is done. One that never became a call here has nothing to be judged by. */
export async function endDrillCall(ctx: ActionContext, id: string): Promise<Result<null, never>> {
  const drill = await store.lockDrill(ctx, id);
  if (drill === null || drill.ended_at !== null) return ok(null);
  if (drill.call_id === null) await endDrill(ctx, drill, 'not_placed');
  else await setDeadline(ctx, judgeDeadline, id, ctx.now);
  return ok(null);
}

/** Nobody took it up, or its process is gone: nobody speaks in its call any more, which ends too. */
export const expireDrill: DeadlineHandler = async (ctx, id) => {
  const drill = await store.lockDrill(ctx, id);
  if (drill === null || drill.ended_at !== null) return;
  const call = drill.call_id === null ? null : await lockCall(ctx.tx, drill.call_id);
  if (call !== null && phaseOf(call.state) !== null)
    await endCall(ctx, { callId: call.id, by: 'system', cause: 16, at: ctx.now, unanswered: 'lose' });
  await endDrill(ctx, drill, drill.call_id === null ? 'not_placed' : 'cut_short');
};
