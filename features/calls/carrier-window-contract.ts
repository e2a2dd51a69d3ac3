import { z } from 'zod';
import { settingRefusals } from '#features/people/setting-contract.ts';
import { instant, pick, route } from '#platform/shared/contract.ts';
import { callId, callState, endedBy } from './call.ts';
import { carrierWindowId, windowRequest, windowStates } from './carrier-window.ts';
import { carrierRefusals } from './carrier-window-texts.ts';
import { personRef } from './contract.ts';
import { lineId } from './line.ts';

export const carrierWindowView = z.object({
  id: carrierWindowId,
  lineId,
  lineName: z.string(),
  state: z.enum(windowStates),
  numbers: z.array(z.string()),
  askedBy: z.string(),
  reason: z.string(),
  opensAt: instant,
  closesAt: instant,
  openedBy: personRef,
  closedAt: instant.nullable(),
  /** Null with `closedAt` set: by its own end. */
  closedBy: personRef.nullable(),
  calls: z.number().int(),
});
export type CarrierWindowView = z.output<typeof carrierWindowView>;

export const listCarrierWindows = route({
  method: 'GET',
  path: '/api/carrier-windows',
  summary: 'Times in which operators test their lines, the newest first; of one line or of all',
  permission: 'call.test',
  query: z.object({ lineId: lineId.optional() }),
  output: z.object({ items: z.array(carrierWindowView) }),
});

export const openCarrierWindow = route({
  method: 'POST',
  path: '/api/lines/:id/open-test',
  summary: 'Let an operator test its line: calls from its test numbers are answered by the exchange, not by a desk',
  permission: 'call.test',
  params: z.object({ id: lineId }),
  body: windowRequest,
  output: z.object({ id: carrierWindowId }),
  refusals: {
    ...pick(settingRefusals, 'setting.not_found'),
    ...pick(
      carrierRefusals,
      'carrier.line_inactive',
      'carrier.window_there',
      'carrier.too_far',
      'carrier.not_a_number',
      'carrier.citizen_number',
    ),
  },
});

export const closeCarrierWindow = route({
  method: 'POST',
  path: '/api/carrier-windows/:id/close',
  summary: 'End a test before its time: calls of those numbers ring at the desks again',
  permission: 'call.test',
  params: z.object({ id: carrierWindowId }),
  output: z.object({ id: carrierWindowId }),
  refusals: pick(carrierRefusals, 'carrier.window_not_found', 'carrier.window_closed'),
});

export const carrierCallView = z.object({
  id: callId,
  number: z.number().int(),
  state: callState,
  arrivedAt: instant,
  answeredAt: instant.nullable(),
  /** Milliseconds from INVITE to the answer; null: busy, or the caller gave up. */
  answerMs: z.number().int().nullable(),
  endedAt: instant.nullable(),
  /** Milliseconds from INVITE to the end. */
  durationMs: z.number().int().nullable(),
  codec: z.string(),
  /** As the operator delivered it; null: withheld. */
  callerRaw: z.string().nullable(),
  /** The same in E.164, by the line's rules. */
  callerE164: z.string().nullable(),
  dialled: z.string(),
  endedBy: endedBy.nullable(),
  /** Q.850. */
  cause: z.number().int().nullable(),
});
export type CarrierCallView = z.output<typeof carrierCallView>;

export const listCarrierCalls = route({
  method: 'GET',
  path: '/api/carrier-windows/:id/calls',
  summary: 'The calls of an operator’s test, in their order, to lay beside its own record',
  permission: 'call.test',
  params: z.object({ id: carrierWindowId }),
  output: z.object({ window: carrierWindowView, items: z.array(carrierCallView) }),
  refusals: pick(carrierRefusals, 'carrier.window_not_found'),
});
