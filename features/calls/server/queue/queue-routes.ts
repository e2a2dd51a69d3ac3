import { bind } from '#platform/server/action.ts';
import * as routes from '../../queue-contract.ts';
import { orderPresence, seeOrder } from './order-presence.ts';
import { prolongWrapUp } from './presence-due.ts';
import { changeQueueSettings, readQueueSettings } from './queue-settings.ts';
import { switchCalls, takeSecond } from './take-second.ts';

/** The routes of the queue, for `createCalls`. */
export const queueRoutes = [
  bind(routes.takeSecond, takeSecond),
  bind(routes.switchCalls, switchCalls),
  bind(routes.prolongWrapUp, prolongWrapUp),
  bind(routes.orderPresence, orderPresence),
  bind(routes.seeOrder, seeOrder),
  bind(routes.readQueueSettings, readQueueSettings),
  bind(routes.changeQueueSettings, changeQueueSettings),
];
