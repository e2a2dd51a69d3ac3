import type { ActionContext } from '#platform/server/action.ts';
import { appendEvents, type NewEvent } from '#platform/server/events/event.ts';
import { setDeadline } from '#platform/server/timers/deadlines.ts';
import { newId } from '#platform/shared/ids.ts';
import { plusMs } from '#platform/shared/time.ts';
import { type Desk, ringMs } from '../call.ts';
import { chooseDesk, isFree, orderQueue, type PastOffer, type Waiting } from '../rules.ts';
import { callEvent } from './call-event.ts';
import { presenceChanged } from './change-presence.ts';
import { claimDesk, readDesks } from './presence-store.ts';
import { insertOffer, lockWaiting, pastOffers } from './store.ts';

export const ringDeadline = 'call.ring';

/** Give waiting calls the desks that are free now; the number of new offers. Harmless at any time and from any process. */
export async function offerWaiting(ctx: ActionContext): Promise<number> {
  const waiting = orderQueue(await lockWaiting(ctx.tx, ctx.tenantId));
  if (waiting.length === 0) return 0;
  let desks = await readDesks(ctx.tx, ctx.tenantId);
  let offered = 0;
  for (const call of waiting) {
    const chosen = await claimFor(ctx, call, desks);
    desks = chosen.left;
    if (chosen.userId === null) continue;
    await appendEvents(ctx, await offer(ctx, call, chosen.userId));
    offered++;
  }
  return offered;
}

/** The rules choose, the database decides: a desk that is being taken elsewhere is left out and the rules choose again. */
async function claimFor(
  ctx: ActionContext,
  call: Waiting,
  desks: readonly Desk[],
): Promise<{ userId: string | null; left: readonly Desk[] }> {
  const past = await pastOffers(ctx.tx, call.id);
  let left = desks;
  for (;;) {
    const userId = askedFor(call, left, past) ?? chooseDesk(left, past, ctx.now);
    if (userId === null) return { userId, left };
    left = left.filter((desk) => desk.userId !== userId);
    if (await claimDesk(ctx.tx, ctx.tenantId, userId, call.id, ctx.now)) return { userId, left };
  }
}

/** Whoever had somebody called talks with them, if their desk is free still and did not let it ring already. */
function askedFor(call: Waiting, desks: readonly Desk[], past: readonly PastOffer[]): string | null {
  const asked = desks.find((desk) => desk.userId === call.calledBy);
  if (asked === undefined || !isFree(asked)) return null;
  return past.some((offer) => offer.userId === asked.userId) ? null : asked.userId;
}

async function offer(ctx: ActionContext, call: Waiting, userId: string): Promise<NewEvent[]> {
  const offerId = newId<'offer'>();
  await insertOffer(ctx.tx, ctx.tenantId, { id: offerId, callId: call.id, userId }, ctx.now);
  await setDeadline(ctx, ringDeadline, offerId, plusMs(ctx.now, ringMs));
  return [callEvent(call.id, 'call.offered', { offerId, userId }), presenceChanged(userId, 'offered')];
}
