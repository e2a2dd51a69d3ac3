import type { ActionContext } from '#platform/server/action.ts';
import { appendEvents } from '#platform/server/events/event.ts';
import { ok, type Result, refuse } from '#platform/shared/result.ts';
import type { Instant } from '#platform/shared/time.ts';
import { mostSigns, type Sign, type SilentMedia } from '../../silent.ts';
import { endsSilent } from '../../silent-rules.ts';
import { callEvent } from '../call-event.ts';
import { writtenOf } from '../link/link-store.ts';
import { type CallRow, lockCall } from '../store.ts';
import {
  insertSign,
  lockPrompt,
  saveEndedSilent,
  savePromptOutcome,
  saveSilent,
  signCount,
  silentCallOf,
} from './silent-store.ts';

/** A sound or a key as the exchange tells it; `ms` null: a key, or a sound that goes on. */
export interface HeardSign extends Sign {
  readonly ms: number | null;
}

/** Milliseconds are whole and not negative: the exchange reckons a frame too few for a single knock. */
const lengthOf = (ms: number | null) => (ms === null ? null : Math.max(0, Math.round(ms)));
/** A key as a code; an event has no other texts. */
const keyOf = (digit: string | null) =>
  digit === null ? null : digit === '*' ? 'star' : digit === '#' ? 'hash' : `d${digit}`;

/**
 * Nobody is heard on this call since `since`; `userId`: the person who says so, null: the detection. The sounds before count
 * too. Refused where it is so already, or where there is nothing to hear: not answered, on hold, without a desk.
 */
export async function markSilent(
  ctx: ActionContext,
  told: {
    readonly callId: string;
    readonly since: Instant;
    readonly media: SilentMedia;
    readonly userId: string | null;
    readonly signs: readonly HeardSign[];
  },
): Promise<Result<null, 'call.not_possible'>> {
  const call = await lockCall(ctx.tx, told.callId);
  if (call?.state !== 'answered' || call.answered_at === null || call.silent_since !== null)
    return refuse('call.not_possible');
  const isPerson = told.userId !== null;
  if (!isPerson && (call.held_since !== null || call.unattended_since !== null)) return refuse('call.not_possible');
  // Asterisk's clock and ours may differ by a little; nobody is silent before the answer.
  const since = told.since < call.answered_at ? call.answered_at : told.since;
  await saveSilent(ctx.tx, call.id, since, told.media);
  const silent = callEvent(call.id, 'call.silent', { media: told.media, userId: told.userId }, since);
  await appendEvents(ctx, [isPerson ? { ...silent, clock: 'server' } : silent]);
  for (const sign of told.signs) await keepSign(ctx, call.id, sign);
  // What was written while nobody had noticed that the caller is not heard.
  for (const at of await writtenOf(ctx.tx, { id: call.id, answered_at: call.answered_at }))
    await keepSign(ctx, call.id, { kind: 'link', at, digit: null, ms: null });
  return ok(null);
}

/** A sign on a call that is silent. Refused when it is not, is settled, or has had so many that one more says nothing. */
export async function hearSign(
  ctx: ActionContext,
  heard: HeardSign & { readonly callId: string },
): Promise<Result<null, 'call.not_possible'>> {
  const call = await lockCall(ctx.tx, heard.callId);
  if (call?.state !== 'answered' || call.silent_since === null) return refuse('call.not_possible');
  if (call.silent_result !== null && call.silent_result !== 'cannot_speak') return refuse('call.not_possible');
  return keepSign(ctx, call.id, heard);
}

async function keepSign(
  ctx: ActionContext,
  callId: string,
  heard: HeardSign,
): Promise<Result<null, 'call.not_possible'>> {
  const number = (await signCount(ctx.tx, callId)) + 1;
  if (number > mostSigns) return refuse('call.not_possible');
  const { kind, at, digit } = heard;
  const ms = lengthOf(heard.ms);
  await insertSign(ctx, { callId, number, kind, at, digit, ms });
  const event = callEvent(callId, 'call.sign_heard', { kind, count: number, ms, key: keyOf(digit) }, at);
  // What is written does not come by the exchange.
  await appendEvents(ctx, [kind === 'link' ? { ...event, clock: 'server' } : event]);
  return ok(null);
}

/** Have one process play the prompt of a step, and write what became of it. Refused when another one has it. */
export async function takePrompt(
  ctx: ActionContext,
  stepId: string,
  play: () => Promise<boolean>,
): Promise<Result<null, 'call.not_possible'>> {
  const prompt = await lockPrompt(ctx.tx, stepId);
  if (prompt === null) return refuse('call.not_possible');
  const outcome = (await play()) ? 'played' : 'failed';
  await savePromptOutcome(ctx.tx, stepId, outcome);
  await appendEvents(ctx, [callEvent(prompt.call_id, 'call.silent_prompt', { outcome })]);
  return ok(null);
}

/** What the end of an answered call says of its silence, written with it: for the ladder of call-backs, and the figures. */
export async function silenceAtEnd(
  ctx: ActionContext,
  call: CallRow,
): Promise<{ readonly silent?: true; readonly noCallBack?: true }> {
  if (call.silent_since === null) return {};
  const noCallBack = call.silent_result === 'cannot_speak' ? { noCallBack: true as const } : {};
  if (!endsSilent(await silentCallOf(ctx.tx, call))) return noCallBack;
  await saveEndedSilent(ctx.tx, call.id);
  return { silent: true };
}
