import type { ActionContext } from '#platform/server/action.ts';
import { appendEvents, type NewEvent } from '#platform/server/events/event.ts';
import { clearDue, type DeadlineHandler, setDeadline, setDeadlines } from '#platform/server/timers/deadlines.ts';
import { newId } from '#platform/shared/ids.ts';
import { type Instant, plusMs } from '#platform/shared/time.ts';
import type { Passing } from '../history.ts';
import { firstLook, type NewOffer, planQueue, type Queue, type QueuePlan } from '../queue-rules.ts';
import type { Waiting } from '../rules.ts';
import { callEvent } from './call-event.ts';
import { presenceChanged } from './change-presence.ts';
import { askToStepBack } from './drill/drill-store.ts';
import { brokenPass, savePassing, stopHistory } from './queue/history-store.ts';
import { insertOutsideOffer } from './queue/outside-store.ts';
import {
  claimDesk,
  claimPlan,
  insertOffer,
  lockQueue,
  readQueueDesks,
  readQueueSettings,
  ringForReadyDesk,
} from './queue/queue-store.ts';
import { lockCallUnlessBusy } from './store.ts';

export const ringDeadline = 'call.ring';
/** The next step of a waiting call begins. */
export const stepDeadline = 'call.step';

/** What could not be planned at once, because somebody else was planning. */
export const planDeadline = 'queue.plan';

/**
 * Give waiting calls the desks and numbers that the rules name now; the number of new offers. Harmless at any time and from any
 * process. Sets the time of the next step of every call that waits.
 *
 * One plan of a regency at a time: two at once would each see a part of the queue, and give a desk to whoever of that part comes
 * first. Who finds another at it leaves the plan to a deadline that is due at once and comes after its own commit: to wait here, with
 * a call locked, would be a deadlock.
 */
export async function offerWaiting(ctx: ActionContext): Promise<number> {
  if (await claimPlan(ctx.tx, ctx.tenantId)) return plan(ctx);
  await setDeadline(ctx, planDeadline, newId(), ctx.now);
  return 0;
}

/** Milliseconds after which it is tried again where somebody else is at work. */
const busyMs = 25;

/** All that were left to this are done by one plan: what each of them saw to is committed. */
export const planLeft: DeadlineHandler = async (ctx, subjectId) => {
  if (!(await claimPlan(ctx.tx, ctx.tenantId)))
    return setDeadline(ctx, planDeadline, subjectId, plusMs(ctx.now, busyMs));
  await clearDue(ctx, planDeadline);
  await plan(ctx);
};

async function plan(ctx: ActionContext): Promise<number> {
  const calls = await lockQueue(ctx.tx, ctx.tenantId);
  if (calls.length === 0) return 0;
  const known = await readQueueSettings(ctx.tx, ctx.tenantId);
  let queue: Queue = { calls, desks: await readQueueDesks(ctx.tx, ctx.tenantId), ...known };
  const events: NewEvent[] = [];
  let offered = 0;
  for (;;) {
    const next = planQueue(queue, ctx.now);
    const lost: string[] = [];
    const made: NewOffer[] = [];
    for (const offer of next.offers) {
      // The rules choose, the database decides: a desk that is being taken elsewhere is left out and the rules choose again.
      if (!(await claimDesk(ctx.tx, ctx.tenantId, offer, ctx.now))) lost.push(offer.userId);
      else {
        events.push(...(await makeOffer(ctx, offer, known.settings.ringS * 1000)));
        made.push(offer);
        offered++;
      }
    }
    const passed = made.some(({ callId }) => callId === next.passing?.byCallId) ? next.passing : null;
    if (passed !== null) events.push(await pass(ctx, passed));
    if (lost.length === 0) {
      for (const each of next.outside) events.push(await dialOutside(ctx, each));
      await setDeadlines(ctx, stepDeadline, next.lookAt);
      if (queue.calls.some((call) => isUnserved(call, next.offers))) await askToStepBack(ctx);
      break;
    }
    queue = without(queue, next.offers, { lost, passed: passed?.callId ?? null, now: ctx.now });
  }
  events.push(...(await stopIfBroken(ctx)));
  await appendEvents(ctx, events);
  return offered;
}

/** A real call for which nothing rings, after this plan too. */
function isUnserved(call: Queue['calls'][number], offers: readonly NewOffer[]): boolean {
  return call.isTest !== true && call.ringing.length === 0 && !offers.some(({ callId }) => callId === call.id);
}

/** Its number's history keeps a call waiting: written down, so that what it costs is measured and not believed. */
async function pass(ctx: ActionContext, passing: Passing): Promise<NewEvent> {
  await savePassing(ctx.tx, passing, ctx.now);
  return callEvent(passing.callId, 'call.passed', { byCallId: passing.byCallId });
}

/** The bound of invariant 2 was broken, whoever is to blame: history orders nothing here until a person saves the settings again. */
async function stopIfBroken(ctx: ActionContext): Promise<NewEvent[]> {
  const broken = await brokenPass(ctx.tx, ctx.tenantId, ctx.now);
  if (broken === null || !(await stopHistory(ctx.tx, ctx.tenantId, ctx.now))) return [];
  ctx.log.error(
    { callId: broken.id, lateMs: broken.late_ms },
    'a call waited over 5 s because of its history; ordering by history is off',
  );
  return [callEvent(broken.id, 'call.pass_broken', { lateMs: broken.late_ms })];
}

/** The queue after these offers were made, without the desks that somebody else has. */
function without(
  queue: Queue,
  offers: readonly NewOffer[],
  { lost, passed, now }: { readonly lost: readonly string[]; readonly passed: string | null; readonly now: Instant },
): Queue {
  const made = offers.filter((offer) => !lost.includes(offer.userId));
  return {
    ...queue,
    desks: queue.desks.filter(({ userId }) => !offers.some((offer) => offer.userId === userId)),
    calls: queue.calls.map((call) => ({
      ...call,
      ...(call.id === passed ? { passedAt: now } : {}),
      ringing: [...call.ringing, ...made.filter((offer) => offer.callId === call.id)],
    })),
  };
}

async function makeOffer(ctx: ActionContext, { callId, userId, step }: NewOffer, ringMs: number): Promise<NewEvent[]> {
  const offerId = newId<'offer'>();
  await insertOffer(ctx.tx, ctx.tenantId, { id: offerId, callId, userId, step }, ctx.now);
  await setDeadline(ctx, ringDeadline, offerId, plusMs(ctx.now, ringMs));
  return [callEvent(callId, 'call.offered', { offerId, userId, step }), presenceChanged(userId, 'offered')];
}

async function dialOutside(ctx: ActionContext, { callId, step }: QueuePlan['outside'][number]): Promise<NewEvent> {
  const outsideOfferId = newId<'outside_offer'>();
  await insertOutsideOffer(ctx.tx, ctx.tenantId, { id: outsideOfferId, callId, step }, ctx.now);
  return callEvent(callId, 'call.outside_offered', { outsideOfferId, step });
}

/**
 * A call has come and found no desk. It is not planned here: its transaction holds the counter of the calls, on which the next
 * arrival waits, and plans that are made at once, for each call of a flood, see a part of the queue each. Whoever follows the
 * tables plans once for all that came (follow-tables.ts), should a desk be ready by now; the first step begins by its deadline.
 */
export async function awaitFirstStep(
  ctx: ActionContext,
  call: Pick<Waiting, 'id' | 'arrivedAt' | 'isTest'>,
): Promise<void> {
  const waiting = { ...call, callerE164: null, unattendedSince: null };
  const at = firstLook(await readQueueSettings(ctx.tx, ctx.tenantId), waiting, ctx.now);
  if (at !== null) await setDeadline(ctx, stepDeadline, call.id, at);
  await ringForReadyDesk(ctx.tx, ctx.tenantId);
  if (call.isTest !== true) await askToStepBack(ctx);
}

/**
 * Whoever works on the call at this moment plans for it when done, and may be about to move this very deadline: it is not waited
 * for here, where the deadline is locked (two that wait for each other are a deadlock), but looked at again, so that no step is lost.
 */
export const beginStep: DeadlineHandler = async (ctx, callId) => {
  const found = await lockCallUnlessBusy(ctx.tx, callId);
  if (found === 'busy') await setDeadline(ctx, stepDeadline, callId, plusMs(ctx.now, busyMs));
  else if (found !== null) await offerWaiting(ctx);
};
