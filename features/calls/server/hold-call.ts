import type { ActionContext } from '#platform/server/action.ts';
import { appendEvent } from '#platform/server/events/event.ts';
import { ok, type Result, refuse } from '#platform/shared/result.ts';
import type { Instant } from '#platform/shared/time.ts';
import { changeHold } from '../rules.ts';
import { callEvent } from './call-event.ts';
import { partyIn } from './party/party-store.ts';
import { callOf, lockCall, saveHold, talkingDesk } from './store.ts';

/** What Asterisk told of the telephone of a desk: this channel holds its caller, or does no more, since `at`. */
export interface HoldChange {
  readonly callId: string;
  readonly channel: string;
  readonly at: Instant;
}

export type TalkOnHold = Extract<Awaited<ReturnType<typeof lockTalk>>, { ok: true }>['value'];

/** The call and the desk that talks in it, locked, where its hold may change to `isHeld`. */
export async function lockTalk(ctx: ActionContext, { callId, channel }: Omit<HoldChange, 'at'>, isHeld: boolean) {
  const call = await lockCall(ctx.tx, callId);
  const desk = call === null ? null : await talkingDesk(ctx.tx, call.id);
  if (call === null || desk?.pbx_channel !== channel) return refuse('call.not_possible');
  const party = await partyIn(ctx.tx, call.id);
  // Whether the caller waits is the third person's affair then, and what the desk's telephone holds is that talk.
  if (party !== null && party.mode !== 'out') return refuse('call.not_possible');
  const decided = changeHold(callOf(call), isHeld);
  return decided.ok ? ok({ call, desk }) : decided;
}

/** The desk put its caller on hold. Refused when it is so already, or when that desk does not talk in the call any more. */
export async function holdCall(
  ctx: ActionContext,
  { callId, channel, at: told }: HoldChange,
): Promise<Result<null, 'call.not_possible'>> {
  const talk = await lockTalk(ctx, { callId, channel }, true);
  if (!talk.ok) return talk;
  await beginHoldOf(ctx, talk.value, told, {});
  return ok(null);
}

/** Write a hold down; the time by which it is known. */
export async function beginHoldOf(
  ctx: ActionContext,
  { call, desk }: TalkOnHold,
  told: Instant,
  content: { readonly by?: 'server' },
): Promise<Instant> {
  // Asterisk's clock and ours may differ by a little; nobody is held before the answer.
  const at = told < (call.answered_at ?? told) ? (call.answered_at ?? told) : told;
  await saveHold(ctx.tx, call.id, at);
  await appendEvent(ctx, callEvent(call.id, 'call.held', { userId: desk.user_id, ...content }, at));
  return at;
}
