import { audience } from '#features/people/audience.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { appendEvent } from '#platform/server/events/event.ts';
import { endOffer } from './end-offer.ts';
import { offerWaiting } from './offer-waiting.ts';
import { presenceOf, saveReachable } from './presence-store.ts';
import { openOffers } from './queue/queue-store.ts';

/**
 * A desk's telephone registered or went away. A call that rings at a telephone that is gone goes to the next desk at once;
 * a call that is talked on is left alone, because the sound may well go on without the registration.
 */
export async function setReachable(ctx: ActionContext, userId: string, reachable: boolean): Promise<void> {
  const before = await presenceOf(ctx.tx, ctx.tenantId, userId);
  if (before === null || before.reachable === reachable) return;
  if (!reachable && before.state === 'offered' && before.call_id !== null) {
    const offer = (await openOffers(ctx.tx, before.call_id)).find((each) => each.user_id === userId);
    if (offer !== undefined) await endOffer(ctx, offer.id, 'desk_gone');
  }
  if (!(await saveReachable(ctx.tx, ctx.tenantId, userId, reachable))) return;
  await appendEvent(ctx, {
    name: 'presence.reach_changed',
    subject: { type: 'user', id: userId },
    audience: [audience.tenant()],
    content: { reachable },
  });
  if (reachable) await offerWaiting(ctx);
}
