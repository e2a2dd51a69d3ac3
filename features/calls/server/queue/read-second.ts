import type { z } from 'zod';
import type { ActionContext } from '#platform/server/action.ts';
import type { CallId } from '../../call.ts';
import type { deskView } from '../../contract.ts';
import { secondCallOf } from '../../queue-rules.ts';
import { orderReason, presenceOrderId } from '../../queue-words.ts';
import type { PresenceRow } from '../presence-store.ts';
import { callView } from '../view-store.ts';
import { callViewOf } from '../views.ts';
import { unseenOrder } from './order-store.ts';
import { peekQueue } from './queue-store.ts';
import { lineOf } from './second-store.ts';

type DeskView = z.output<typeof deskView>;

/** The calls beside the one a desk has: put aside, or waiting while it talks. */
export async function readSecond(ctx: ActionContext, presence: PresenceRow): Promise<DeskView['second']> {
  const { user_id: userId, parked_call_id: parkedId } = presence;
  if (presence.state !== 'talking') return { parked: null, waiting: null, line: null };
  const viewOf = async (id: string | null) => {
    const found = id === null ? null : await callView(ctx.tx, id, userId);
    return found === null ? null : callViewOf(found);
  };
  const waiting = parkedId === null ? secondCallOf(await peekQueue(ctx.tx, ctx.tenantId)) : null;
  // Made by newId alone.
  const line = (await lineOf(ctx.tx, presence.call_id)) as CallId | null;
  return { parked: await viewOf(parkedId), waiting: await viewOf(waiting), line };
}

export async function readOrder(ctx: ActionContext, userId: string): Promise<DeskView['order']> {
  const found = await unseenOrder(ctx.tx, ctx.tenantId, userId);
  if (found === null) return null;
  const { state, note, ordered_by_name: by, ordered_at: at } = found;
  return { id: presenceOrderId.parse(found.id), state, reason: orderReason.parse(found.reason), note, by, at };
}
