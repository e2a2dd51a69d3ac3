import { hintFeatureNames, hintModel } from '#features/calls/hint.ts';
import { type Hint, type HintFacts, hintOf, historyFactsOf } from '#features/calls/hint-rules.ts';
import { historyOf } from '#features/calls/history.ts';
import { planQueue } from '#features/calls/queue-rules.ts';
import { insertHint } from '#features/calls/server/hint/hint-store.ts';
import { peekQueue, readQueueDesks, readQueueSettings } from '#features/calls/server/queue/queue-store.ts';
import type { ActionContext, Listener } from '#platform/server/action.ts';
import type { EventContent } from '#platform/server/events/event.ts';
import { type DeadlineHandler, setDeadline } from '#platform/server/timers/deadlines.ts';
import { metresBetween } from '#platform/shared/sphere.ts';
import { msBetween, plusMs } from '#platform/shared/time.ts';
import { tellScored } from './hint-event.ts';
import {
  earlierCalls,
  hasVulnerable,
  otherPlaces,
  type RingingCall,
  ringingCall,
  villagePoints,
} from './hint-facts-store.ts';
import { beginShadow, readOrder } from './hint-order-store.ts';

export const hintDeadline = 'monev.hint';

/**
 * A call has come: its hint is worked out right after the commit, in a transaction of its own. Nobody waits for it: the call rings
 * before, and a fault in it touches nothing of the call.
 */
export const onArrival: Listener = async (ctx, { content, subject }) => {
  if (content.direction === 'outbound' || content.purpose === 'test') return;
  await setDeadline(ctx, hintDeadline, subject.id, ctx.now);
};

/** Later than this it would not be what was known at the ring: a call that Asterisk took while we were down is left out. */
const latestMs = 60_000;
/** Who reports the same within these minutes and metres reports it independently. */
const reportMs = 10 * 60_000;
const reportM = 1000;

/** Work out the hint of a call that rings, once, and keep it. What is done with it, if anything, is the queue's (calls/server/hint). */
export const scoreCall: DeadlineHandler = async (ctx, callId) => {
  const call = await ringingCall(ctx, callId);
  if (call === null || msBetween(call.arrivedAt, ctx.now) > latestMs) return;
  const { content } = await readOrder(ctx);
  const facts = await factsOf(ctx, call);
  const hint = hintOf(facts, content, call.arrivedAt);
  const byHistory = historyOf(historyFactsOf(facts.earlier, call.arrivedAt)) === 'pranks';
  const wouldPass = hint.isLikely && (await passes(ctx, callId));
  if (!(await insertHint(ctx, { callId, hint, byHistory, wouldPass }))) return;
  await beginShadow(ctx);
  await tellScored(ctx, callId, { ...toldOf(hint), byHistory, wouldPass });
};

async function factsOf(ctx: ActionContext, call: RingingCall): Promise<HintFacts> {
  const { caller, arrivedAt, place } = call;
  const [earlier, isVulnerable] =
    caller === null ? [null, false] : [await earlierCalls(ctx, caller, arrivedAt), await hasVulnerable(ctx, caller)];
  if (place === null) return { earlier, isVulnerable, metresOutside: null, otherReports: null };
  const others = await otherPlaces(ctx, call, plusMs(arrivedAt, -reportMs));
  const near = others.filter(({ point }) => metresBetween(place, point) <= reportM);
  const villages = (await villagePoints(ctx)).map((village) => metresBetween(place, village));
  return {
    earlier,
    isVulnerable,
    metresOutside: villages.length === 0 ? null : Math.round(Math.min(...villages)),
    otherReports: new Set(near.map(({ about }) => about)).size,
  };
}

/**
 * Whether the queue's own rules would keep this call waiting at this moment if its number had pranks behind it: what ordering would have
 * done, and done by nothing else than what would do it.
 */
async function passes(ctx: ActionContext, callId: string): Promise<boolean> {
  const queued = await peekQueue(ctx.tx, ctx.tenantId);
  const calls = queued.map((call) => (call.id === callId ? { ...call, history: 'pranks' as const } : call));
  const { settings, reachableOutside } = await readQueueSettings(ctx.tx, ctx.tenantId);
  const desks = await readQueueDesks(ctx.tx, ctx.tenantId);
  const plan = planQueue({ calls, desks, reachableOutside, settings: { ...settings, historyOrder: true } }, ctx.now);
  return plan.passing?.callId === callId;
}

/** Whole numbers: the score in points of ten thousand, the features in hundredths (`verify` takes decimals for a coordinate). */
function toldOf({ score, cue, confirmed, people, isLikely, signals }: Hint): EventContent {
  const features = hintFeatureNames.flatMap((name) => {
    const value = signals[name];
    return value === null ? [] : [[name, Math.round(value * 100)] as const];
  });
  const about = { model: hintModel, points: Math.round(score * 10_000), cue, confirmed, people, isLikely };
  return { ...about, ...Object.fromEntries(features) };
}
