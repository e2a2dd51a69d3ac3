import type { Action, ActionContext } from '#platform/server/action.ts';
import { ok, present } from '#platform/shared/result.ts';
import { plusMs } from '#platform/shared/time.ts';
import type { CallId, OfferId } from '../call.ts';
import type { readDesk as route } from '../contract.ts';
import { deskPhoneOf } from './desk-phone/desk-phone-store.ts';
import type { Phones } from './phones.ts';
import { ensurePresence, presenceOf } from './presence-store.ts';
import { openOffers, readQueueSettings } from './queue/queue-store.ts';
import { readOrder, readSecond } from './queue/read-second.ts';
import { slugOf } from './store.ts';
import { openSupervisionOf } from './supervise/supervise-store.ts';
import { type CallViewRow, callView, waitingRows } from './view-store.ts';
import { callViewOf, presenceViewOf } from './views.ts';

/** One request gives a reloaded page everything: presence, ringing or running calls, and its telephone. */
export function readDesk(phonesNow: () => Phones | null): Action<typeof route> {
  return async (ctx) => {
    const phones = phonesNow();
    const userId = present(ctx.actor.id, 'call.take needs a session');
    await ensurePresence(ctx.tx, ctx.tenantId, userId);
    const presence = present(await presenceOf(ctx.tx, ctx.tenantId, userId), 'ensured above');
    const held = presence.call_id === null ? null : await callView(ctx.tx, presence.call_id, userId);
    const waiting = await waitingRows(ctx.tx);
    const { settings } = await readQueueSettings(ctx.tx, ctx.tenantId);
    const device = await deskPhoneOf(ctx, userId);
    const phone =
      device?.in_use === true || phones === null || ctx.actor.sessionId === null
        ? null
        : await phones.issue(userId, ctx.actor.sessionId, await slugOf(ctx.tx, ctx.tenantId));
    return ok({
      presence: presenceViewOf(presence),
      offer: presence.state === 'offered' && held !== null ? await offerOf(ctx, userId, held, settings.ringS) : null,
      call: held !== null && presence.state !== 'offered' ? callViewOf(held) : null,
      second: await readSecond(ctx, presence),
      prolongsLeft: presence.state === 'wrap_up' ? Math.max(0, settings.prolongTimes - presence.prolonged) : 0,
      order: await readOrder(ctx, userId),
      queue: { waiting: waiting.length, longestWaitSince: waiting[0]?.arrived_at ?? null },
      // Made by newId alone.
      supervises: ((await openSupervisionOf(ctx.tx, userId))?.call_id ?? null) as CallId | null,
      phone: phone === null ? null : { ...phone, iceServers: [...phone.iceServers] },
      deskPhone: device === null ? null : { inUse: device.in_use, registered: device.registered },
    });
  };
}

async function offerOf(ctx: ActionContext, userId: string, held: CallViewRow, ringS: number) {
  const offer = (await openOffers(ctx.tx, held.id)).find((each) => each.user_id === userId);
  if (offer === undefined) return null;
  // The id was made by offer-waiting.ts as an OfferId.
  const id = offer.id as OfferId;
  const ringsUntil = plusMs(offer.offered_at, ringS * 1000);
  return { id, offeredAt: offer.offered_at, ringsUntil, call: callViewOf(held) };
}
