import type { ActionContext, Listener } from '#platform/server/action.ts';
import type { DeadlineHandler } from '#platform/server/timers/deadlines.ts';
import { newId } from '#platform/shared/ids.ts';
import type { FollowUpCause } from '../../follow-up.ts';
import { causeOfCode, causeOfEnd, isByCode, openFollowUp, resultOfTry } from '../../follow-up-rules.ts';
import { messageKind } from '../../link.ts';
import { wants } from '../../link-rules.ts';
import { endCall } from '../end-call.ts';
import { runningCallsOf } from '../link/link-store.ts';
import { lockCall } from '../store.ts';
import { advance, askForCall, endTry, tellFollowUp, watch } from './advance.ts';
import {
  type EndedCallRow,
  endedCall,
  followUpOf,
  insertFollowUp,
  lockFollowUp,
  lockFollowUpOfCall,
  lockFollowUpsOfCaller,
  openTries,
  saveWanted,
  tryById,
  tryOfCall,
} from './follow-up-store.ts';
import { askForSms } from './send-sms.ts';
import { readPlan } from './settings-store.ts';

/** A public call ended without help: its ladder opens in the transaction that ends it, so that neither is without the other. */
const onEnd: Listener = async (ctx, event) => {
  const call = await endedCall(ctx.tx, event.subject.id);
  if (call === null) return;
  const cause = causeOfEnd({
    state: call.state,
    endedBy: call.ended_by,
    cause: call.hangup_cause,
    disposition: call.disposition,
    wasAlone: call.was_alone,
  });
  if (call.try_id !== null) await endCallBack(ctx, call, cause);
  else if (cause !== null) await open(ctx, call, cause);
};

async function open(ctx: ActionContext, call: EndedCallRow, cause: FollowUpCause): Promise<void> {
  if (call.direction !== 'inbound' || call.purpose !== 'public') return;
  const known = await lockFollowUpOfCall(ctx.tx, call.id);
  if (known !== null) {
    // Classified as silent, then as something else, then as silent after all.
    if (known.outcome === 'reclassified')
      await advance(ctx, known, { step: { type: 'reopen' }, name: 'follow_up.reopened' });
    return;
  }
  const plan = await readPlan(ctx);
  const canCall = call.caller_e164 !== null;
  const mayHarm = call.silent_result === 'cannot_speak' || cause === 'wrote';
  const opened = openFollowUp({ canCall, lostAt: call.ended_at ?? ctx.now, mayHarm }, plan, ctx.now);
  const id = newId<'follow_up'>();
  await insertFollowUp(ctx.tx, ctx.tenantId, { ...opened, id, callId: call.id, cause });
  await watch(ctx, id, opened);
  const about = { callId: call.id, cause, canCall };
  await tellFollowUp(ctx, id, opened, { name: 'follow_up.opened', about, reason: null, isAlarm: false });
  if (plan.smsActive && canCall && !mayHarm) await askForSms(ctx, id);
}

/** A call-back is over. Answered by a desk it has reached the caller, unless the line broke or the taker says nobody was there. */
async function endCallBack(ctx: ActionContext, call: EndedCallRow, cause: FollowUpCause | null): Promise<void> {
  const tried = await tryOfCall(ctx.tx, call.id);
  if (tried === null) return;
  if (call.state !== 'ended') {
    const { pressed, picked_up_at: pickedUpAt } = tried;
    const result = resultOfTry({
      pressed,
      pickedUp: pickedUpAt !== null,
      queued: call.queued_at !== null,
      failed: call.state === 'failed',
      endedBy: call.ended_by,
      cause: call.hangup_cause,
    });
    return endTry(ctx, tried, result);
  }
  if (cause === null) return;
  const found = await lockFollowUp(ctx.tx, tried.follow_up_id);
  if (found !== null) await advance(ctx, found, { step: { type: 'cut_again' }, name: 'follow_up.reopened' });
}

const onAnswer: Listener = async (ctx, event) => {
  // The answer of an ordinary call waits for nothing here.
  if (event.content.direction !== 'outbound') return;
  const tried = await tryOfCall(ctx.tx, event.subject.id);
  if (tried !== null) await endTry(ctx, tried, 'reached');
};

/** Who calls again is in the queue, and needs no call-back; should that call be lost too, it has a ladder of its own. */
const onArrival: Listener = async (ctx, event) => {
  if (event.content.direction === 'outbound' || event.content.purpose !== undefined) return;
  for (const found of await lockFollowUpsOfCaller(ctx.tx, event.subject.id))
    await advance(ctx, found, { step: { type: 'called_again' }, name: 'follow_up.ended' });
};

/** A person says how it was: silent and dropped calls are called back, whatever else is not. */
const onClassified: Listener = async (ctx, event) => {
  const { code, userId } = event.content;
  if (typeof code !== 'string' || userId === null) return;
  const call = await endedCall(ctx.tx, event.subject.id);
  // While they talk, nobody calls them.
  if (call === null || call.state !== 'ended') return;
  const cause = causeOfCode(code);
  if (cause !== null) {
    if (call.try_id === null) await open(ctx, call, cause);
    else await endCallBack(ctx, call, cause);
    return;
  }
  const found = await lockFollowUpOfCall(ctx.tx, call.id);
  if (found !== null && isByCode(found.cause))
    await advance(ctx, found, { step: { type: 'reclassified' }, name: 'follow_up.ended' });
};

/**
 * The caller wrote by the link. While a desk has the call it sees the words there; else they are work for people: the ladder
 * goes to them, is opened again, or begins, and says so. That somebody is safe closes nothing: a person reads it and decides.
 */
const onWritten: Listener = async (ctx, event) => {
  const kind = messageKind.safeParse(event.content.kind);
  if (event.content.userId !== null || !kind.success) return;
  const wanted = wants(kind.data);
  if (wanted === null || (await runningCallsOf(ctx.tx, event.subject.id)).length > 0) return;
  const known = await lockFollowUpOfCall(ctx.tx, event.subject.id);
  const about = { wantedAt: ctx.now, kind: kind.data };
  if (known === null) {
    const call = await endedCall(ctx.tx, event.subject.id);
    if (call === null) return;
    await open(ctx, call, 'wrote');
  } else {
    const name = known.state === 'done' ? 'follow_up.reopened' : 'follow_up.moved';
    await advance(ctx, known, { step: { type: 'wrote', wants: wanted }, name });
  }
  const found = await lockFollowUpOfCall(ctx.tx, event.subject.id);
  if (found === null) return;
  await saveWanted(ctx.tx, found.id, ctx.now);
  const { reason } = found;
  // Supervisors hear it too: somebody asks for help whom nobody talks with.
  await tellFollowUp(ctx, found.id, followUpOf(found), { name: 'follow_up.wanted', about, reason, isAlarm: true });
};

/** Heard in the transaction of the call itself. */
export const followUpListeners: Readonly<Record<string, Listener>> = {
  'call.lost': onEnd,
  'call.failed': onEnd,
  'call.ended': onEnd,
  'call.answered': onAnswer,
  'call.arrived': onArrival,
  'call.classified': onClassified,
  'call.link_written': onWritten,
};

/** A ladder's time has come: call, wait for a line, or tell the supervisors that people have let it lie. */
export const dueFollowUp: DeadlineHandler = async (ctx, id) => {
  const found = await lockFollowUp(ctx.tx, id);
  if (found === null) return;
  const plan = await readPlan(ctx);
  const freeLines = plan.lines - (await openTries(ctx.tx, ctx.tenantId));
  const step = { type: 'due', freeLines } as const;
  if (found.state === 'person') {
    await advance(ctx, found, { step, plan, name: 'follow_up.overdue' });
  } else if (found.state === 'scheduled') {
    const calls = freeLines > 0 && plan.active && found.step < plan.stepSeconds.length;
    if (calls) await askForCall(ctx, found, { kind: 'auto', step, plan });
    else await advance(ctx, found, { step, plan, name: 'follow_up.moved' });
  }
};

/** Nobody took it up, its process is gone, or no key was pressed in time. The call is locked before its ladder. */
export const expireTry: DeadlineHandler = async (ctx, id) => {
  const tried = await tryById(ctx.tx, id);
  if (tried === null || tried.ended_at !== null) return;
  const call = tried.call_id === null ? null : await lockCall(ctx.tx, tried.call_id);
  if (call === null) return endTry(ctx, tried, 'no_line');
  // It waits for a desk: the queue's rules lead it on.
  if (call.state !== 'arrived') return;
  await endCall(ctx, { callId: call.id, by: 'system', cause: tried.picked_up_at === null ? 19 : 16, at: ctx.now });
};
