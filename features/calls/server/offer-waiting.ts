import type { ActionContext } from '#platform/server/action.ts';
import { appendEvents, type NewEvent } from '#platform/server/events/event.ts';
import { type DeadlineHandler, setDeadline, setDeadlines } from '#platform/server/timers/deadlines.ts';
import { newId } from '#platform/shared/ids.ts';
import { plusMs } from '#platform/shared/time.ts';
import { firstLook, type NewOffer, planQueue, type Queue, type QueuePlan } from '../queue-rules.ts';
import type { Waiting } from '../rules.ts';
import { callEvent } from './call-event.ts';
import { presenceChanged } from './change-presence.ts';
import { insertOutsideOffer } from './queue/outside-store.ts';
import { claimDesk, insertOffer, lockQueue, readQueueDesks, readQueueSettings } from './queue/queue-store.ts';
import { lockCallUnlessBusy } from './store.ts';

export const ringDeadline = 'call.ring';
/** The next step of a waiting call begins. */
export const stepDeadline = 'call.step';

/**
 * Give waiting calls the desks and numbers that the rules name now; the number of new offers. Harmless at any time and from any
 * process. Sets the time of the next step of every call that waits.
 */
export async function offerWaiting(ctx: ActionContext): Promise<number> {
  const calls = await lockQueue(ctx.tx, ctx.tenantId);
  if (calls.length === 0) return 0;
  const known = await readQueueSettings(ctx.tx, ctx.tenantId);
  let queue: Queue = { calls, desks: await readQueueDesks(ctx.tx, ctx.tenantId), ...known };
  const events: NewEvent[] = [];
  let offered = 0;
  for (;;) {
    const plan = planQueue(queue, ctx.now);
    const lost: string[] = [];
    for (const offer of plan.offers) {
      // The rules choose, the database decides: a desk that is being taken elsewhere is left out and the rules choose again.
      if (!(await claimDesk(ctx.tx, ctx.tenantId, offer, ctx.now))) lost.push(offer.userId);
      else {
        events.push(...(await makeOffer(ctx, offer, known.settings.ringS * 1000)));
        offered++;
      }
    }
    if (lost.length === 0) {
      for (const each of plan.outside) events.push(await dialOutside(ctx, each));
      await setDeadlines(ctx, stepDeadline, plan.lookAt);
      break;
    }
    queue = without(queue, plan.offers, lost);
  }
  await appendEvents(ctx, events);
  return offered;
}

/** The queue after these offers were made, without the desks that somebody else has. */
function without(queue: Queue, offers: readonly NewOffer[], lost: readonly string[]): Queue {
  const made = offers.filter((offer) => !lost.includes(offer.userId));
  return {
    ...queue,
    desks: queue.desks.filter(({ userId }) => !offers.some((offer) => offer.userId === userId)),
    calls: queue.calls.map((call) => ({
      ...call,
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

/** The time of its first step, for a call that is not planned when it arrives (`crowd`). */
export async function awaitFirstStep(
  ctx: ActionContext,
  call: Pick<Waiting, 'id' | 'arrivedAt' | 'isTest'>,
): Promise<void> {
  const at = firstLook(
    await readQueueSettings(ctx.tx, ctx.tenantId),
    { ...call, callerE164: null, unattendedSince: null },
    ctx.now,
  );
  if (at !== null) await setDeadline(ctx, stepDeadline, call.id, at);
}

/** Milliseconds after which a step is tried again whose call somebody works on. */
const busyCallMs = 25;

/**
 * Whoever works on the call at this moment plans for it when done, and may be about to move this very deadline: it is not waited
 * for here, where the deadline is locked (two that wait for each other are a deadlock), but looked at again, so that no step is lost.
 */
export const beginStep: DeadlineHandler = async (ctx, callId) => {
  const found = await lockCallUnlessBusy(ctx.tx, callId);
  if (found === 'busy') await setDeadline(ctx, stepDeadline, callId, plusMs(ctx.now, busyCallMs));
  else if (found !== null) await offerWaiting(ctx);
};
