import type { ActionContext } from '#platform/server/action.ts';
import { appendEvents } from '#platform/server/events/event.ts';
import { clearDeadline, setDeadline } from '#platform/server/timers/deadlines.ts';
import { ok, present, type Result, refuse } from '#platform/shared/result.ts';
import type { Instant } from '#platform/shared/time.ts';
import { callEvent } from '../call-event.ts';
import { ownCall } from '../lease/lease-store.ts';
import { offerWaiting } from '../offer-waiting.ts';
import { lockCall } from '../store.ts';
import { advance, endTry, tryDeadline } from './advance.ts';
import {
  type FollowUpRow,
  insertCallBack,
  lockFollowUp,
  queueCallBack,
  savePickUp,
  savePress,
  type TakenTry,
  type TryRow,
  tryById,
  tryOfCall,
} from './follow-up-store.ts';

/** A call-back as it is about to be dialled. */
export interface DialledCallBack {
  readonly callId: string;
  readonly pbxSystem: string;
  readonly channel: string;
  readonly app: string;
  /** As it is dialled within the country. */
  readonly dialled: string;
}

/** Its row, before Asterisk hears of it. Refused where the ladder went on without it. */
export async function beginCallBack(
  ctx: ActionContext,
  taken: TakenTry,
  dialled: DialledCallBack,
): Promise<Result<null, 'follow_up.not_possible'>> {
  const { callId: id, ...where } = dialled;
  const call = { ...where, id, tenantId: ctx.tenantId, tryId: taken.id, number: taken.number, at: ctx.now };
  // The series of numbers first and the ladder after it, as a call that arrives takes them.
  const { number } = present(await insertCallBack(ctx.tx, call), 'an insert returns its row');
  const tried = present(await tryById(ctx.tx, taken.id), 'it was taken from there');
  const found = await lockFollowUp(ctx.tx, tried.follow_up_id);
  if (found?.state !== 'trying' || tried.ended_at !== null) return refuse('follow_up.not_possible');
  await appendEvents(ctx, [callEvent(id, 'call.arrived', { number, direction: 'outbound' })]);
  return ok(null);
}

/** It cannot be placed at all. */
export async function failTry(ctx: ActionContext, id: string): Promise<Result<null, never>> {
  const tried = await tryById(ctx.tx, id);
  if (tried !== null && tried.ended_at === null) await endTry(ctx, tried, 'no_line');
  return ok(null);
}

/** Lead a call-back that nobody leads; how often it went over by then. */
export async function ownCallBack(
  ctx: ActionContext,
  callId: string,
  app: string,
): Promise<Result<{ readonly token: number; readonly callerNumber: string | null }, 'call.not_possible'>> {
  const call = await lockCall(ctx.tx, callId);
  if (call?.state !== 'arrived' || (call.pbx_app !== null && call.pbx_app !== app)) return refuse('call.not_possible');
  const token = await ownCall(ctx.tx, callId, app);
  await appendEvents(ctx, [callEvent(callId, 'call.lease_taken', { app, token })]);
  return ok({ token, callerNumber: call.caller_raw });
}

/**
 * The citizen picked up: asked for a key by the machine, or about to talk with the person who had them called. Also for one who was
 * asked, or thanked, as another process took the call over: then it is done again.
 */
export async function pickUpCallBack(
  ctx: ActionContext,
  told: { readonly callId: string; readonly at: Instant },
): Promise<Result<TryRow['kind'] | 'declined' | 'waits', 'call.not_possible'>> {
  // They pressed their key in the moment in which another process took them over.
  const call = await lockCall(ctx.tx, told.callId);
  if (call !== null && ['queued', 'offered', 'answered'].includes(call.state)) return ok('waits');
  const talk = await lockTry(ctx, told.callId);
  if (!talk.ok) return talk;
  const { tried, found } = talk.value;
  if (tried.pressed === '3') return ok('declined');
  await savePickUp(ctx.tx, tried.id, told.at);
  if (tried.kind === 'hand') {
    await queueIt(ctx, told.callId, tried, found);
    return ok(tried.kind);
  }
  const picked = await advance(ctx, found, { step: { type: 'picked_up' }, name: 'follow_up.moved' });
  const dueAt = picked.ok ? picked.value.next.dueAt : null;
  if (dueAt !== null) await setDeadline(ctx, tryDeadline, tried.id, dueAt);
  return ok(tried.kind);
}

/** One: somebody needs help, and waits for a desk as an emergency call does. Three: nobody does. */
export async function pressKey(
  ctx: ActionContext,
  call: { readonly callId: string; readonly key: '1' | '3' },
): Promise<Result<'queued' | 'declined', 'call.not_possible'>> {
  const talk = await lockTry(ctx, call.callId);
  if (!talk.ok) return talk;
  const { tried, found } = talk.value;
  // The first key counts.
  if (tried.pressed !== null) return refuse('call.not_possible');
  await savePress(ctx.tx, tried.id, call.key);
  if (call.key === '3') return ok('declined');
  await queueIt(ctx, call.callId, tried, found);
  return ok('queued');
}

/** A call-back that nobody waits in yet, locked with its ladder, the call first. */
async function lockTry(
  ctx: ActionContext,
  callId: string,
): Promise<Result<{ readonly tried: TryRow; readonly found: FollowUpRow }, 'call.not_possible'>> {
  const call = await lockCall(ctx.tx, callId);
  const tried = call === null ? null : await tryOfCall(ctx.tx, callId);
  if (call?.state !== 'arrived' || tried === null || tried.ended_at !== null) return refuse('call.not_possible');
  return ok({ tried, found: present(await lockFollowUp(ctx.tx, tried.follow_up_id), 'a try has its ladder') });
}

async function queueIt(ctx: ActionContext, callId: string, tried: TryRow, found: FollowUpRow): Promise<void> {
  await queueCallBack(ctx.tx, callId, ctx.now);
  await clearDeadline(ctx, tryDeadline, tried.id);
  // Refused where the ladder is over: whoever presses 1 has a desk all the same.
  await advance(ctx, found, { step: { type: 'queued' }, name: 'follow_up.moved' });
  await appendEvents(ctx, [callEvent(callId, 'call.queued', {})]);
  await offerWaiting(ctx);
}
