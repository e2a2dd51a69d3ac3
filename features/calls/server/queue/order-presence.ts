import { audience } from '#features/people/audience.ts';
import type { Action } from '#platform/server/action.ts';
import { appendEvent } from '#platform/server/events/event.ts';
import { newId } from '#platform/shared/ids.ts';
import { ok, present, refuse } from '#platform/shared/result.ts';
import type { orderPresence as orderRoute, seeOrder as seeRoute } from '../../queue-contract.ts';
import { presenceOf } from '../presence-store.ts';
import { movePresence } from '../set-presence.ts';
import { insertOrder, saveSeen } from './order-store.ts';

/** A supervisor sets somebody's presence: a chair that is empty, a break that never ends. Nobody is torn out of a call. */
export const orderPresence: Action<typeof orderRoute> = async (ctx, { params, body }) => {
  const by = present(ctx.actor.id, 'presence.order needs a session');
  if (params.id === by) return refuse('presence.own');
  if (body.state === 'break' && body.breakReason === undefined) return refuse('presence.reason_missing');
  if ((await presenceOf(ctx.tx, ctx.tenantId, params.id)) === null) return refuse('presence.unknown');
  const moved = await movePresence(ctx, params.id, body.state, body.breakReason ?? null, 'ordered');
  if (!moved.ok) return refuse('presence.they_talk');
  const { state, reason } = body;
  const note = body.note === undefined || body.note === '' ? null : body.note;
  const order = { id: newId<'presence_order'>(), userId: params.id, by, at: ctx.now, state, reason, note };
  await insertOrder(ctx.tx, ctx.tenantId, order);
  await appendEvent(ctx, {
    name: 'presence.ordered',
    subject: { type: 'user', id: params.id },
    audience: [audience.tenant(), audience.user(params.id)],
    content: { state, reason },
  });
  return ok({});
};

export const seeOrder: Action<typeof seeRoute> = async (ctx, { params }) => {
  const userId = present(ctx.actor.id, 'presence.set needs a session');
  const seen = await saveSeen(ctx.tx, ctx.tenantId, userId, params.id, ctx.now);
  return seen ? ok({}) : refuse('presence.order_unknown');
};
