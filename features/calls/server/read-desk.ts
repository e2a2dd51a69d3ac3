import type { Action } from '#platform/server/action.ts';
import { ok, present } from '#platform/shared/result.ts';
import { plusMs } from '#platform/shared/time.ts';
import { type OfferId, ringMs } from '../call.ts';
import type { readDesk as route } from '../contract.ts';
import type { Phones } from './phones.ts';
import { ensurePresence, presenceOf } from './presence-store.ts';
import { ringingOffer, slugOf } from './store.ts';
import { callView, waitingRows } from './view-store.ts';
import { callViewOf, presenceViewOf } from './views.ts';

/** One request gives a reloaded page everything: presence, ringing or running call, and its telephone. */
export function readDesk(phonesNow: () => Phones | null): Action<typeof route> {
  return async (ctx) => {
    const phones = phonesNow();
    const userId = present(ctx.actor.id, 'call.take needs a session');
    await ensurePresence(ctx.tx, ctx.tenantId, userId);
    const presence = present(await presenceOf(ctx.tx, ctx.tenantId, userId), 'ensured above');
    const held = presence.call_id === null ? null : await callView(ctx.tx, presence.call_id, userId);
    const offer = held === null ? null : await ringingOffer(ctx.tx, held.id);
    const waiting = await waitingRows(ctx.tx);
    const phone =
      phones === null || ctx.actor.sessionId === null
        ? null
        : await phones.issue(userId, ctx.actor.sessionId, await slugOf(ctx.tx, ctx.tenantId));
    const rings = presence.state === 'offered' && offer?.user_id === userId && held !== null;
    return ok({
      presence: presenceViewOf(presence),
      offer: rings
        ? {
            // The id was made by offer-waiting.ts as an OfferId.
            id: offer.id as OfferId,
            offeredAt: offer.offered_at,
            ringsUntil: plusMs(offer.offered_at, ringMs),
            call: callViewOf(held),
          }
        : null,
      call: held !== null && presence.state !== 'offered' ? callViewOf(held) : null,
      queue: { waiting: waiting.length, longestWaitSince: waiting[0]?.arrived_at ?? null },
      phone: phone === null ? null : { ...phone, iceServers: [...phone.iceServers] },
    });
  };
}
