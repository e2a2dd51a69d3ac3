import type { Action, ActionContext, Listener } from '#platform/server/action.ts';
import { appendEvents, type NewEvent } from '#platform/server/events/event.ts';
import { ok, present, type Result, refuse } from '#platform/shared/result.ts';
import type { Instant } from '#platform/shared/time.ts';
import type { SuperviseOutcome } from '../../supervise.ts';
import type { changeSupervision as changeRoute, leaveSupervision as leaveRoute } from '../../supervise-contract.ts';
import { mayChange } from '../../supervise-rules.ts';
import { changePresence } from '../change-presence.ts';
import { offerWaiting } from '../offer-waiting.ts';
import { lockPresence } from '../presence-store.ts';
import { lockCall } from '../store.ts';
import {
  conversationOf,
  lockSupervision,
  openSupervisions,
  type SupervisionRow,
  saveConnected,
  saveEnded,
  saveMode,
  supervisionById,
} from './supervise-store.ts';
import { supervisionEvent } from './supervision-event.ts';
import { supervisionViewOf } from './supervision-views.ts';

/** The supervisor's telephone is up, at `at` by Asterisk's clock. Refused when they left meanwhile. */
export async function connectSupervision(
  ctx: ActionContext,
  told: { readonly id: string; readonly channel: string; readonly at: Instant },
): Promise<Result<null, 'supervision.not_found'>> {
  const found = await lockWithCall(ctx, told.id);
  if (found === null) return refuse('supervision.not_found');
  if (found.began_at !== null) return ok(null);
  await saveConnected(ctx.tx, found.id, told.channel, told.at);
  const content = { supervisionId: found.id, userId: found.user_id };
  const connected = await supervisionEvent(ctx, found.call_id, 'call.supervision_connected', content, found.mode);
  // Asked for by our clock and up by Asterisk's, which may be a little behind.
  const occurredAt = told.at < found.asked_at ? found.asked_at : told.at;
  await appendEvents(ctx, [{ ...connected, occurredAt, clock: 'asterisk' }]);
  return ok(null);
}

export const changeSupervision: Action<typeof changeRoute> = async (ctx, { params, body }) => {
  const userId = present(ctx.actor.id, 'call.supervise needs a session');
  const found = await lockWithCall(ctx, params.id);
  if (found === null || found.user_id !== userId) return refuse('supervision.not_found');
  const call = present(await lockCall(ctx.tx, found.call_id), 'a supervision has a call');
  const decided = mayChange(await conversationOf(ctx.tx, call), body.mode);
  if (!decided.ok) return decided;
  if (found.mode !== body.mode) {
    await saveMode(ctx.tx, found.id, body.mode);
    const content = { supervisionId: found.id, userId, mode: body.mode };
    const louder = body.mode === 'listen' ? found.mode : body.mode;
    await appendEvents(ctx, [await supervisionEvent(ctx, call.id, 'call.supervision_changed', content, louder)]);
  }
  return ok(supervisionViewOf({ ...found, mode: body.mode }));
};

export const leaveSupervision: Action<typeof leaveRoute> = async (ctx, { params }) => {
  const userId = present(ctx.actor.id, 'call.listen needs a session');
  const known = await supervisionById(ctx.tx, params.id);
  if (known === null || known.user_id !== userId) return refuse('supervision.not_found');
  const found = await lockWithCall(ctx, params.id);
  if (found !== null) await finish(ctx, found, 'left', ctx.now);
  return ok({});
};

/** The telephone of a supervisor is gone from the line, or never came up. */
export async function loseSupervision(
  ctx: ActionContext,
  { id, at }: { readonly id: string; readonly at: Instant },
): Promise<Result<null, 'supervision.not_found'>> {
  const found = await lockWithCall(ctx, id);
  if (found === null) return refuse('supervision.not_found');
  await finish(ctx, found, found.began_at === null ? 'not_reached' : 'left', at);
  return ok(null);
}

/** The call is over, and with it whoever was on its line. */
export const endWithCall: Listener = async (ctx, { subject }) => {
  for (const found of await openSupervisions(ctx.tx, subject.id)) await finish(ctx, found, 'call_ended', ctx.now);
};

async function finish(ctx: ActionContext, found: SupervisionRow, outcome: SuperviseOutcome, at: Instant) {
  await appendEvents(ctx, [await closeSupervision(ctx, found, outcome, at), ...(await backInLine(ctx, found))]);
  await offerWaiting(ctx);
}

/** End a locked supervision and return its event. */
export async function closeSupervision(
  ctx: ActionContext,
  found: SupervisionRow,
  outcome: SuperviseOutcome,
  at: Instant,
): Promise<NewEvent> {
  // Clocks differ by a little; nothing ends before it began.
  const endedAt = [found.asked_at, found.began_at ?? found.asked_at, at].toSorted().at(-1) ?? at;
  await saveEnded(ctx.tx, found.id, outcome, endedAt);
  const content = { supervisionId: found.id, userId: found.user_id, outcome };
  const event = await supervisionEvent(ctx, found.call_id, 'call.supervision_ended', content, found.mode);
  return { ...event, occurredAt: endedAt };
}

/** Ready again who was ready before, unless they chose something else meanwhile. */
async function backInLine(ctx: ActionContext, found: SupervisionRow): Promise<NewEvent[]> {
  if (!found.was_ready) return [];
  const desk = await lockPresence(ctx.tx, ctx.tenantId, found.user_id);
  if (desk?.state !== 'break' || desk.break_reason !== 'supervision') return [];
  return [await changePresence(ctx, { userId: found.user_id, state: 'ready', callId: null, isResumeKept: true })];
}

/** Calls are locked before everything that hangs on them. */
async function lockWithCall(ctx: ActionContext, id: string): Promise<SupervisionRow | null> {
  const known = await supervisionById(ctx.tx, id);
  if (known === null || (await lockCall(ctx.tx, known.call_id)) === null) return null;
  return lockSupervision(ctx.tx, id);
}
