import type { Action } from '#platform/server/action.ts';
import { ok } from '#platform/shared/result.ts';
import type { listPresences as presencesRoute, readQueue as queueRoute } from '../contract.ts';
import { orderQueue } from '../rules.ts';
import { listPresenceRows, readDesks } from './presence-store.ts';
import { waitingRows } from './view-store.ts';
import { callerOf, presenceViewOf } from './views.ts';

export const readQueue: Action<typeof queueRoute> = async (ctx) => {
  const waiting = await waitingRows(ctx.tx);
  const desks = await readDesks(ctx.tx, ctx.tenantId);
  const byId = new Map(waiting.map((call) => [call.id, call]));
  const ordered = orderQueue(
    waiting.map((call) => ({
      id: call.id,
      number: call.number,
      arrivedAt: call.arrived_at,
      callerE164: call.caller_e164,
      unattendedSince: call.unattended_since,
    })),
  );
  return ok({
    waiting: ordered.flatMap(({ id }) => {
      const call = byId.get(id);
      if (call === undefined) return [];
      const unattended = call.unattended_since !== null;
      return [
        { id, number: call.number, state: call.state, arrivedAt: call.arrived_at, caller: callerOf(call), unattended },
      ];
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
