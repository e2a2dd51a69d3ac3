import type { Action } from '#platform/server/action.ts';
import { ok, present } from '#platform/shared/result.ts';
import type { readDeskSupervision as deskRoute, FloorCall, readFloor as floorRoute } from '../../supervise-contract.ts';
import { isShown } from '../../supervise-rules.ts';
import { presenceOf } from '../presence-store.ts';
import { readQueueSettings } from '../queue/queue-store.ts';
import { callViewsOf } from '../view-store.ts';
import { callViewOf } from '../views.ts';
import { unseenMessages } from './alarm-store.ts';
import { messageViewOf } from './desk-messages.ts';
import { floorRows, openSupervisionOf, watchersOf } from './supervise-store.ts';
import { supervisionViewOf, watcherViewOf } from './supervision-views.ts';

/** All running calls with the people in them, and on whose line one is oneself. */
export const readFloor: Action<typeof floorRoute> = async (ctx) => {
  const userId = present(ctx.actor.id, 'call.supervise needs a session');
  const rows = await floorRows(ctx.tx);
  const ids = rows.map(({ id }) => id);
  const calls = new Map((await callViewsOf(ctx.tx, ids, userId)).map((call) => [call.id, call]));
  const watchers = await watchersOf(ctx.tx, ids);
  const mine = await openSupervisionOf(ctx.tx, userId);
  return ok({
    calls: rows.flatMap((each): FloorCall[] => {
      const call = calls.get(each.id);
      if (call === undefined) return [];
      const on = watchers.filter((one) => one.call_id === each.id);
      // A user's id comes from the users table alone.
      const deskId = each.desk_id as NonNullable<FloorCall['desk']>['id'] | null;
      return [
        {
          call: callViewOf(call),
          desk: deskId === null ? null : { id: deskId, displayName: each.desk_name ?? '' },
          isParked: each.parked,
          isOutside: each.outside,
          watchers: on.map(watcherViewOf),
        },
      ];
    }),
    mine: mine === null ? null : supervisionViewOf(mine),
  });
};

/** For the call taker: who is on the line, as far as the regency shows it, and what was written to the desk. */
export const readDeskSupervision: Action<typeof deskRoute> = async (ctx) => {
  const userId = present(ctx.actor.id, 'call.take needs a session');
  const desk = await presenceOf(ctx.tx, ctx.tenantId, userId);
  const isTalking = desk?.state === 'talking';
  const calls = isTalking ? [desk.call_id, desk.parked_call_id].filter((id) => id !== null) : [];
  const on = calls.length === 0 ? [] : await watchersOf(ctx.tx, calls);
  const { settings } = await readQueueSettings(ctx.tx, ctx.tenantId);
  const shown = on.filter(({ mode }) => isShown(mode, settings.showListening)).map(watcherViewOf);
  return ok({
    watchers: shown.map(({ id, user, mode, since }) => ({ id, name: user.displayName, mode, since })),
    messages: (await unseenMessages(ctx.tx, ctx.tenantId, userId)).map(messageViewOf),
  });
};
