import type { Action } from '#platform/server/action.ts';
import { ok } from '#platform/shared/result.ts';
import type { CallId } from '../call.ts';
import type { listPresences as presencesRoute, readQueue as queueRoute } from '../contract.ts';
import { isOwed } from '../history-rules.ts';
import { stepOfCall } from '../queue-rules.ts';
import { orderQueue } from '../rules.ts';
import { listPresenceRows } from './presence-store.ts';
import { peekQueue, readQueueDesks, readQueueSettings } from './queue/queue-store.ts';
import { waitingRows } from './view-store.ts';
import { callerOf, presenceViewOf } from './views.ts';

export const readQueue: Action<typeof queueRoute> = async (ctx) => {
  const waiting = await waitingRows(ctx.tx);
  const desks = await readQueueDesks(ctx.tx, ctx.tenantId);
  const known = await readQueueSettings(ctx.tx, ctx.tenantId);
  const queued = new Map((await peekQueue(ctx.tx, ctx.tenantId)).map((call) => [call.id, call]));
  const byId = new Map(waiting.map((call) => [call.id, call]));
  const ordered = orderQueue(
    waiting.map((call) => ({
      id: call.id,
      number: call.number,
      arrivedAt: call.arrived_at,
      callerE164: call.caller_e164,
      unattendedSince: call.unattended_since,
      isTest: call.purpose === 'test',
      isCallBack: call.direction === 'outbound',
      // What else orders it, for those that rules give desks to.
      ...queued.get(call.id),
      ...(known.settings.historyOrder ? {} : { history: 'none' as const }),
    })),
  );
  return ok({
    waiting: ordered.flatMap((each) => {
      const call = byId.get(each.id);
      if (call === undefined) return [];
      const unattended = call.unattended_since !== null;
      const { number, state, arrived_at: arrivedAt } = call;
      const found = queued.get(each.id);
      const ringing = found?.ringing.length ?? 0;
      const outside = found?.outside != null;
      const passed = found !== undefined && isOwed(found);
      const step = stepOfCall(known, each, ctx.now);
      // Made by newId alone.
      const id = each.id as CallId;
      return [{ id, number, state, arrivedAt, caller: callerOf(call), unattended, ringing, outside, passed, ...step }];
    }),
    longestWaitSince: waiting[0]?.arrived_at ?? null,
    ready: desks.filter((desk) => desk.state === 'ready' && desk.reachable).length,
    talking: desks.filter((desk) => desk.state === 'talking').length,
  });
};

export const listPresences: Action<typeof presencesRoute> = async (ctx) => {
  const found = await listPresenceRows(ctx.tx, ctx.tenantId);
  return ok({ items: found.map(presenceViewOf) });
};
