import type { ActionContext } from '#platform/server/action.ts';
import { appendEvents, type NewEvent } from '#platform/server/events/event.ts';
import { newId } from '#platform/shared/ids.ts';
import { decide } from '../rules.ts';
import { answerCall, answeredBy } from './answer-call.ts';
import { callEvent } from './call-event.ts';
import { recordCarrierCall } from './carrier/record-carrier-call.ts';
import type { CelCall } from './cel-call.ts';
import { changePresence } from './change-presence.ts';
import { classifyTest } from './classify-test.ts';
import { endCall } from './end-call.ts';
import { normaliseNumber } from './normalise-number.ts';
import { lockPresence } from './presence-store.ts';
import { openOffers } from './queue/queue-store.ts';
import { type CallRow, callByLinkedid, insertImported, insertLeg, saveAnswer } from './store.ts';

/**
 * Bring one call of Asterisk's record into the tables: as a new row where nobody recorded it, or only what is missing of a
 * row that its process left behind. What is there already stays as it is, so importing twice changes nothing.
 * True when something was written.
 */
export async function recordFromCel(
  ctx: ActionContext,
  pbxSystem: string,
  call: CelCall,
  userId: string | null,
): Promise<boolean> {
  if (call.carrierTest !== null) return recordCarrierCall(ctx, pbxSystem, call, call.carrierTest);
  const before = await callByLinkedid(ctx.tx, pbxSystem, call.linkedid);
  let row = before ?? (await insertFrom(ctx, pbxSystem, call));
  if (row === null) return false;
  let written = before === null;
  if (call.answered !== null && row.answered_at === null && decide(row.state, 'answer').ok) {
    await answerFrom(ctx, row, call.answered, userId, call.ended === null);
    written = true;
  }
  row = (await callByLinkedid(ctx.tx, pbxSystem, call.linkedid)) ?? row;
  if (call.ended !== null && ['arrived', 'queued', 'offered', 'answered'].includes(row.state)) {
    if (call.outside !== null && call.ended.unanswered === 'overflow' && decide(row.state, 'overflow').ok) {
      const { at, channel } = call.outside;
      const leg = { tenantId: ctx.tenantId, callId: row.id, kind: 'outside', userId: null, channel, at } as const;
      await insertLeg(ctx.tx, { id: newId<'leg'>(), ...leg });
    }
    await endCall(ctx, { callId: row.id, ...call.ended });
    written = true;
  }
  return written;
}

async function insertFrom(ctx: ActionContext, pbxSystem: string, call: CelCall): Promise<CallRow | null> {
  const id = newId<'call'>();
  const inserted = await insertImported(ctx.tx, {
    id,
    tenant_id: ctx.tenantId,
    purpose: call.purpose,
    pbx_system: pbxSystem,
    pbx_linkedid: call.linkedid,
    dialled: call.dialled,
    caller_raw: call.callerRaw,
    caller_e164: normaliseNumber(call.callerOnLine ?? call.callerRaw),
    arrived_at: call.arrivedAt,
  });
  if (inserted === null) return null;
  await appendEvents(ctx, [
    callEvent(
      id,
      'call.arrived',
      call.purpose === 'public' ? { number: inserted.number } : { number: inserted.number, purpose: call.purpose },
      call.arrivedAt,
    ),
    callEvent(id, 'call.queued', {}, call.arrivedAt),
  ]);
  return callByLinkedid(ctx.tx, pbxSystem, call.linkedid);
}

/** The answer of a call that our telephony did not write when it happened. */
export async function answerFrom(
  ctx: ActionContext,
  row: CallRow,
  answered: Pick<NonNullable<CelCall['answered']>, 'at' | 'channel'>,
  userId: string | null,
  goesOn: boolean,
): Promise<void> {
  const { at, channel } = answered;
  const offer = (await openOffers(ctx.tx, row.id)).find((each) => each.user_id === userId);
  if (offer !== undefined) {
    const answered = await answerCall(ctx, { offerId: offer.id, channel, at });
    if (answered.ok) return;
  }
  await saveAnswer(ctx.tx, { callId: row.id, userId, at });
  const classified = await classifyTest(ctx, row);
  const events: NewEvent[] = [
    row.answered_at !== null && userId !== null
      ? callEvent(row.id, 'call.joined', { userId }, at)
      : callEvent(row.id, 'call.answered', answeredBy(row, userId, at), at),
    ...classified,
  ];
  if (userId !== null) {
    await insertLeg(ctx.tx, {
      id: newId<'leg'>(),
      tenantId: ctx.tenantId,
      callId: row.id,
      kind: 'desk',
      userId,
      channel,
      at,
    });
    const presence = goesOn ? await lockPresence(ctx.tx, ctx.tenantId, userId) : null;
    // It talks in Asterisk's own queue: no second call may ring there.
    if (presence?.state === 'ready')
      events.push(await changePresence(ctx, { userId, state: 'talking', callId: row.id }));
  }
  await appendEvents(ctx, events);
}
