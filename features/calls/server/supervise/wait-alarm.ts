import type { Action } from '#platform/server/action.ts';
import { appendEvents } from '#platform/server/events/event.ts';
import { ok, present, refuse } from '#platform/shared/result.ts';
import type { CallId } from '../../call.ts';
import type { acknowledgeWait as acknowledgeRoute, readWaitAlarm as readRoute } from '../../supervise-contract.ts';
import { callEvent } from '../call-event.ts';
import { readQueueSettings } from '../queue/queue-store.ts';
import { areCalls, insertAcknowledgements, waitingForAlarm } from './alarm-store.ts';

/** What the alarm stands on. Whether it sounds at a moment is `waitAlarm` of the rules, on each screen by the server's clock. */
export const readWaitAlarm: Action<typeof readRoute> = async (ctx) => {
  const { settings } = await readQueueSettings(ctx.tx, ctx.tenantId);
  const waiting = await waitingForAlarm(ctx.tx);
  return ok({
    targetS: settings.alarmAfterS,
    waiting: waiting.map((call) => ({
      // Made by newId alone.
      id: call.id as CallId,
      since: call.since,
      isAcknowledged: call.is_acknowledged,
      isTest: call.is_test,
    })),
  });
};

/** For all supervisors: one of them knows. Calls that somebody has taken meanwhile are left out. */
export const acknowledgeWait: Action<typeof acknowledgeRoute> = async (ctx, { body }) => {
  const userId = present(ctx.actor.id, 'call.supervise needs a session');
  const { tenantId, now: at } = ctx;
  if (!(await areCalls(ctx.tx, body.callIds))) return refuse('call.not_found');
  const known = await insertAcknowledgements(ctx.tx, { callIds: body.callIds, tenantId, userId, at });
  await appendEvents(
    ctx,
    known.map(({ id, wait_ms: waitMs }) => callEvent(id, 'call.wait_acknowledged', { userId, waitMs })),
  );
  return ok({});
};
