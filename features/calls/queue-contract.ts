import { z } from 'zod';
import { userId } from '#features/people/person.ts';
import { changedSetting, changeReason, settingRefusals, shownVersion } from '#features/people/setting-contract.ts';
import { instant, pick, route } from '#platform/shared/contract.ts';
import { breakReason, callId } from './call.ts';
import { queueContent, queueSettingId } from './queue.ts';
import { queueRefusals } from './queue-texts.ts';
import { orderedPresence, orderReason, presenceOrderId } from './queue-words.ts';

/** Hold the caller one talks with and answer this one, in one step and with the telephone that is up. */
export const takeSecond = route({
  method: 'POST',
  path: '/api/desk/second',
  summary: 'Hold my call and answer a waiting one',
  permission: 'call.take',
  body: z.object({ callId }),
  output: z.object({}),
  refusals: pick(
    queueRefusals,
    'call.not_found',
    'call.not_possible',
    'second.not_talking',
    'second.full',
    'second.with_party',
  ),
});

export const switchCalls = route({
  method: 'POST',
  path: '/api/desk/switch',
  summary: 'Hold my call and take the other one back',
  permission: 'call.take',
  output: z.object({}),
  refusals: pick(queueRefusals, 'second.none', 'second.with_party'),
});

export const prolongWrapUp = route({
  method: 'POST',
  path: '/api/desk/wrap-up/prolong',
  summary: 'A little more time to wrap up',
  permission: 'call.take',
  output: z.object({ dueAt: instant, left: z.number().int() }),
  refusals: pick(queueRefusals, 'wrap_up.none', 'wrap_up.no_longer'),
});

/** The person is told at their desk, by whom and why, until they say that they have seen it. */
export const orderPresence = route({
  method: 'POST',
  path: '/api/presences/:id/order',
  summary: "Set somebody else's presence",
  permission: 'presence.order',
  params: z.object({ id: userId }),
  body: z.object({
    state: orderedPresence,
    breakReason: breakReason.optional(),
    reason: orderReason,
    note: z.string().trim().max(300).optional(),
  }),
  output: z.object({}),
  refusals: pick(queueRefusals, 'presence.unknown', 'presence.they_talk', 'presence.own', 'presence.reason_missing'),
});

export const seeOrder = route({
  method: 'POST',
  path: '/api/desk/orders/:id/seen',
  summary: 'I have seen that my presence was set',
  permission: 'presence.set',
  params: z.object({ id: presenceOrderId }),
  output: z.object({}),
  refusals: pick(queueRefusals, 'presence.order_unknown'),
});

export const readQueueSettings = route({
  method: 'GET',
  path: '/api/queue-settings',
  summary: 'Steps, delays and lengths of the queue',
  permission: 'setting.read',
  output: z.object({
    id: queueSettingId,
    version: z.number().int(),
    content: queueContent,
    /** The overflow number of the centre can be dialled. */
    hasOutside: z.boolean(),
    /** What ordering by history has cost in the last 30 days, and whether it was stopped because it cost more than it may. */
    history: z.object({
      stoppedAt: instant.nullable(),
      /** Calls that were kept waiting because of their number. */
      passed: z.number().int(),
      /** Milliseconds from then until it rang; the longest. Null: there was none. */
      longestMs: z.number().int().nullable(),
    }),
  }),
});

export const changeQueueSettings = route({
  method: 'POST',
  path: '/api/queue-settings/change',
  summary: 'Change the steps, delays and lengths of the queue',
  permission: 'setting.change',
  body: z.object({ version: shownVersion, reason: changeReason, content: queueContent }),
  output: changedSetting,
  refusals: { ...settingRefusals, ...pick(queueRefusals, 'queue.neighbour_unfit') },
});
