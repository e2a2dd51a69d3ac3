import type { ActionContext } from '#platform/server/action.ts';
import { appendEvents } from '#platform/server/events/event.ts';
import { newId } from '#platform/shared/ids.ts';
import type { Instant } from '#platform/shared/time.ts';
import { callEvent } from '../call-event.ts';
import type { CelCall } from '../cel-call.ts';
import { classifyTest } from '../classify-test.ts';
import { endCall } from '../end-call.ts';
import { normaliseNumber } from '../normalise-number.ts';
import { callByLinkedid, insertImported, saveAnswer } from '../store.ts';
import { insertCarrierCall } from './carrier-store.ts';

/** What Asterisk's record says of an operator's test call that is over. */
export interface CarrierTest {
  readonly windowId: string;
  readonly codec: string;
  /** By the exchange itself. */
  readonly answeredAt: Instant | null;
}

/**
 * Bring an operator's test call into the tables, as a call of purpose `test` that no person answered. It comes from Asterisk's record
 * alone, once it is over: the exchange answers it without us, and until its end the caller may still ask for a person and
 * becomes a caller like any other. True when it was new.
 */
export async function recordCarrierCall(
  ctx: ActionContext,
  pbxSystem: string,
  call: CelCall,
  test: CarrierTest,
): Promise<boolean> {
  if (call.ended === null) return false;
  const id = newId<'call'>();
  const inserted = await insertImported(ctx.tx, {
    id,
    tenant_id: ctx.tenantId,
    purpose: 'test',
    pbx_system: pbxSystem,
    pbx_linkedid: call.linkedid,
    dialled: call.dialled,
    caller_raw: call.callerRaw,
    caller_e164: normaliseNumber(call.callerOnLine ?? call.callerRaw),
    arrived_at: call.arrivedAt,
  });
  if (inserted === null) return false;
  const { windowId, codec, answeredAt } = test;
  const events = [
    callEvent(id, 'call.arrived', { number: inserted.number, purpose: 'test' }, call.arrivedAt),
    callEvent(id, 'call.queued', {}, call.arrivedAt),
  ];
  if (await insertCarrierCall(ctx, { callId: id, windowId, codec }))
    events.push(callEvent(id, 'call.carrier_tested', { windowId, codec }, call.arrivedAt));
  if (answeredAt !== null) {
    await saveAnswer(ctx.tx, { callId: id, userId: null, at: answeredAt });
    const answerMs = Math.max(0, Date.parse(answeredAt) - Date.parse(call.arrivedAt));
    events.push(callEvent(id, 'call.answered', { userId: null, answerMs }, answeredAt));
    const row = await callByLinkedid(ctx.tx, pbxSystem, call.linkedid);
    if (row !== null) events.push(...(await classifyTest(ctx, row)));
  }
  await appendEvents(ctx, events);
  await endCall(ctx, { callId: id, ...call.ended, cause: causeOf(call.ended) });
  return true;
}

/** A BYE without a reason is normal clearing (RFC 3398 §8.1.5), which Asterisk's record leaves at 0. */
function causeOf({ by, cause }: NonNullable<CelCall['ended']>): number | null {
  return cause === 0 && by === 'caller' ? 16 : cause;
}
