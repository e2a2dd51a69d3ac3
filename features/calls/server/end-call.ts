import type { ActionContext } from '#platform/server/action.ts';
import { appendEvents, type NewEvent } from '#platform/server/events/event.ts';
import { enqueueJob } from '#platform/server/jobs/jobs.ts';
import { newId } from '#platform/shared/ids.ts';
import { type Result, refuse } from '#platform/shared/result.ts';
import { type Instant, plusMs } from '#platform/shared/time.ts';
import type { CallState, EndedBy } from '../call.ts';
import { isCalledOut } from '../party-rules.ts';
import { decide } from '../rules.ts';
import { callEvent } from './call-event.ts';
import { closeOffers } from './end-offer.ts';
import { wasPickedUp } from './follow-up/follow-up-store.ts';
import { offerWaiting } from './offer-waiting.ts';
import { closeLastParty } from './party/close-party.ts';
import { closeOutside } from './queue/close-outside.ts';
import { leaveTalk } from './queue/leave-talk.ts';
import { lockWithPartner } from './queue/second-store.ts';
import { recordingPath, storeRecordingTask } from './recording/recording-path.ts';
import { insertRecording } from './recording/recording-store.ts';
import { silenceAtEnd } from './silent/mark-silent.ts';
import { type CallRow, closeLegs, saveEnd, talkingDesk } from './store.ts';

export interface CallEnd {
  readonly callId: string;
  readonly by: EndedBy;
  /** Q.850, null where Asterisk could not say. */
  readonly cause: number | null;
  readonly at: Instant;
  /** Only where no other telephone of the house talks in the call by now: a supervisor may have taken it over. */
  readonly channel?: string;
  /** What an unanswered call becomes; `fail` when it was our fault. */
  readonly unanswered?: 'lose' | 'overflow' | 'fail';
}

/** The call is over: ended when somebody answered it, else lost. Whatever it held is free again. */
export async function endCall(
  ctx: ActionContext,
  end: CallEnd,
): Promise<Result<CallState, 'call.not_found' | 'call.not_possible'>> {
  const call = await lockWithPartner(ctx.tx, end.callId);
  if (call === null) return refuse('call.not_found');
  // Nobody waited in a call that a desk made: it is never lost in the queue.
  const lost = isCalledOut(call) ? 'fail' : call.outside_since === null ? 'lose' : 'overflow';
  const next = decide(call.state, call.state === 'answered' ? 'end' : (end.unanswered ?? lost));
  if (!next.ok) return next;
  if (end.channel !== undefined && (await isOthers(ctx, call.id, end.channel)))
    return refuse('call.not_possible', { taken: true });
  // Asterisk's clock and ours may differ by a little; a call never ends before it was answered.
  const at = end.at < (call.answered_at ?? call.arrived_at) ? (call.answered_at ?? call.arrived_at) : end.at;
  const freed = await freeDesks(ctx, call, at);
  const parted = await closeLastParty(ctx, call.id, at, end.cause);
  await closeLegs(ctx.tx, call.id, at, end.cause);
  // A call-back that nobody took is no abandoned call.
  const disposition =
    next.value !== 'lost' || call.direction === 'outbound'
      ? null
      : call.purpose === 'test' || call.purpose === 'drill'
        ? 'TEST'
        : 'ABANDONED_QUEUE';
  await saveEnd(ctx.tx, { ...end, at, state: next.value, disposition });
  const classified =
    disposition === null ? [] : [callEvent(call.id, 'call.classified', { code: disposition, userId: null })];
  const silence = next.value === 'ended' ? await silenceAtEnd(ctx, call) : {};
  await appendEvents(ctx, [...freed, ...parted, endEvent(call.id, next.value, { ...end, at }, silence), ...classified]);
  if (await wasRecorded(ctx, call)) await keepRecording(ctx, call);
  if (freed.length > 0) await offerWaiting(ctx);
  return next;
}

async function isOthers(ctx: ActionContext, callId: string, channel: string): Promise<boolean> {
  const desk = await talkingDesk(ctx.tx, callId);
  return desk !== null && desk.pbx_channel !== channel;
}

/** Who was called, by the machine or by a desk, is recorded from the moment they are there. */
async function wasRecorded(ctx: ActionContext, call: CallRow): Promise<boolean> {
  if (isCalledOut(call)) return call.answered_at !== null;
  return call.direction === 'inbound' || (await wasPickedUp(ctx.tx, call.id));
}

/** A desk that rang is ready again and keeps its place; one that talked wraps up, or goes back to the call it put aside. */
async function freeDesks(ctx: ActionContext, call: CallRow, at: Instant): Promise<NewEvent[]> {
  const events = [
    ...(await closeOffers(ctx, call.id, 'caller_left')),
    ...(await closeOutside(ctx, call.id, 'caller_left')),
  ];
  const desk = await talkingDesk(ctx.tx, call.id);
  if (desk !== null) events.push(...(await leaveTalk(ctx, { call, userId: desk.user_id, at })));
  return events;
}

function endEvent(
  callId: string,
  state: CallState,
  end: CallEnd,
  silence: Awaited<ReturnType<typeof silenceAtEnd>>,
): NewEvent {
  const { cause, by, at } = end;
  if (state === 'ended') return callEvent(callId, 'call.ended', { endedBy: by, cause, ...silence }, at);
  if (state === 'overflowed') return callEvent(callId, 'call.overflowed', { cause }, at);
  if (state === 'failed') return callEvent(callId, 'call.failed', { cause }, at);
  return callEvent(callId, 'call.lost', { cause }, at);
}

/** Asterisk closes its files a moment after the hang-up; the job waits that long and repeats itself if need be. */
export async function keepRecording(
  ctx: ActionContext,
  call: Pick<CallRow, 'id' | 'arrived_at' | 'pbx_linkedid'>,
): Promise<void> {
  await insertRecording(ctx.tx, {
    id: newId<'recording'>(),
    tenantId: ctx.tenantId,
    callId: call.id,
    path: recordingPath(call.id, call.arrived_at),
  });
  await enqueueJob(
    ctx,
    storeRecordingTask,
    { callId: call.id, channel: call.pbx_linkedid },
    { runAt: plusMs(ctx.now, 1500), key: `recording:${call.id}` },
  );
}
