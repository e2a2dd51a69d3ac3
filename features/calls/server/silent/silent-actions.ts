import { changeSetting } from '#features/people/server/setting-versions.ts';
import { type Action, type ActionContext, type BoundRoute, bind } from '#platform/server/action.ts';
import { appendEvent } from '#platform/server/events/event.ts';
import { ok, present, type Result, refuse } from '#platform/shared/result.ts';
import type { SilentEndReason, SilentResult } from '../../silent.ts';
import type { SilentView } from '../../silent-contract.ts';
import * as routes from '../../silent-contract.ts';
import { callEvent } from '../call-event.ts';
import { mayAct } from '../classify-call.ts';
import { judge } from '../closing/judge.ts';
import { endCall } from '../end-call.ts';
import { type CallRow, lockCall } from '../store.ts';
import { callView } from '../view-store.ts';
import { isCallThrough, promptMs, settingsOf } from './heard-call.ts';
import { markSilent } from './mark-silent.ts';
import { insertStep, saveSilentResult, silentCallOf, silentKind, silentSettingsOf } from './silent-store.ts';

/** The routes of silent calls, for the feature. */
export const silentRoutes = (): BoundRoute[] => [
  bind(routes.readSilence, readSilence),
  bind(routes.startSilence, startSilence),
  bind(routes.doSilentStep, doSilentStep),
  bind(routes.answerSilentQuestion, answerSilentQuestion),
  bind(routes.settleSilence, settleSilence),
  bind(routes.endSilentCall, endSilentCall),
  bind(routes.readSilentSettings, readSilentSettings),
  bind(routes.changeSilentSettings, changeSilentSettings),
];

const readSilence: Action<typeof routes.readSilence> = async (ctx, { params }) => {
  const call = await callView(ctx.tx, params.id, ctx.actor.id);
  return call === null ? refuse('call.not_found') : ok(await viewOf(ctx, call));
};

const startSilence: Action<typeof routes.startSilence> = async (ctx, { params }) => {
  const call = await lockCall(ctx.tx, params.id);
  if (call === null) return refuse('call.not_found');
  if (!(await mayAct(ctx, call.id))) return refuse('call.not_yours');
  if (call.silent_since === null) {
    const userId = present(ctx.actor.id, 'call.take needs a session');
    const told = { callId: call.id, since: ctx.now, media: 'unknown', userId, signs: [] } as const;
    const marked = await markSilent(ctx, told);
    if (!marked.ok) return refuse('call.not_possible', { state: call.state, step: 'silent' });
  }
  return ok(await viewNow(ctx, call.id));
};

const doSilentStep: Action<typeof routes.doSilentStep> = async (ctx, { params, body }) => {
  const found = await lockSilent(ctx, params.id);
  if (!found.ok) return found;
  const { call, userId } = found.value;
  await insertStep(ctx, { callId: call.id, userId, step: body.step });
  await appendEvent(ctx, callEvent(call.id, 'call.silent_step', { step: body.step, userId }));
  return ok(await viewNow(ctx, call.id));
};

const answerSilentQuestion: Action<typeof routes.answerSilentQuestion> = async (ctx, { params, body }) => {
  const found = await lockSilent(ctx, params.id);
  if (!found.ok) return found;
  const { call, userId } = found.value;
  await insertStep(ctx, { callId: call.id, userId, ...body });
  await appendEvent(ctx, callEvent(call.id, 'call.silent_answered', { ...body, userId }));
  return ok(await viewNow(ctx, call.id));
};

const settleSilence: Action<typeof routes.settleSilence> = async (ctx, { params, body }) => {
  const found = await lockSilent(ctx, params.id);
  if (!found.ok) return found;
  await settle(ctx, found.value.call, { result: body.result, reason: null, isThrough: false });
  return ok(await viewNow(ctx, found.value.call.id));
};

/** Ending, classifying and the fact that it was silent are one act of one person. */
const endSilentCall: Action<typeof routes.endSilentCall> = async (ctx, { params, body }) => {
  const found = await lockSilent(ctx, params.id);
  if (!found.ok) return found;
  const ended = await endAsSilent(ctx, found.value.call, body.reason ?? null);
  return ended.ok ? ok(await viewNow(ctx, found.value.call.id)) : ended;
};

/** For a plain hang-up too: it ends a silent call only when the procedure is through. */
export async function endAsSilent(
  ctx: ActionContext,
  call: CallRow,
  reason: SilentEndReason | null,
): Promise<Result<null, 'call.silent_unsettled' | 'call.not_found' | 'call.not_possible'>> {
  const through = await isCallThrough(ctx, call);
  if (!through && reason === null) return refuse('call.silent_unsettled');
  await settle(ctx, call, { result: 'no_sign', reason, isThrough: through });
  const ended = await endCall(ctx, { callId: call.id, by: 'desk', cause: 16, at: ctx.now });
  if (!ended.ok) return ended;
  // Said already while the caller was on the line, after the whole procedure.
  if (call.disposition !== 'GHOST') await judge(ctx, call, { code: 'GHOST' });
  return ok(null);
}

/** Whether a plain hang-up must be asked for again: silent, and neither settled nor through. */
export async function mustBeSettled(ctx: ActionContext, call: CallRow): Promise<boolean> {
  if (call.silent_since === null || call.silent_result !== null) return false;
  const silent = await silentCallOf(ctx.tx, call);
  return !silent.signs.some((sign) => sign.kind === 'voice') || silent.steps.length > 0;
}

async function settle(
  ctx: ActionContext,
  call: CallRow,
  said: {
    readonly result: SilentResult;
    readonly reason: SilentEndReason | null;
    readonly isThrough: boolean;
  },
): Promise<void> {
  const userId = present(ctx.actor.id, 'call.take needs a session');
  // A key pressed twice is one finding; another one corrects it.
  if (call.silent_result === said.result) return;
  await saveSilentResult(ctx.tx, call.id, said.result);
  await appendEvent(ctx, callEvent(call.id, 'call.silent_settled', { ...said, userId }));
}

/** The call of a desk that goes through the procedure, locked. */
async function lockSilent(
  ctx: ActionContext,
  id: string,
): Promise<
  Result<
    { readonly call: CallRow; readonly userId: string },
    'call.not_found' | 'call.not_possible' | 'call.not_yours' | 'call.not_silent'
  >
> {
  const call = await lockCall(ctx.tx, id);
  if (call === null) return refuse('call.not_found');
  if (!(await mayAct(ctx, call.id))) return refuse('call.not_yours');
  if (call.silent_since === null) return refuse('call.not_silent');
  if (call.state !== 'answered') return refuse('call.not_possible', { state: call.state, step: 'silent' });
  return ok({ call, userId: present(ctx.actor.id, 'call.take needs a session') });
}

async function viewNow(ctx: ActionContext, callId: string): Promise<SilentView> {
  return viewOf(ctx, present(await callView(ctx.tx, callId, ctx.actor.id), 'locked above'));
}

async function viewOf(ctx: ActionContext, call: CallRow): Promise<SilentView> {
  const silent = await silentCallOf(ctx.tx, call);
  const settings = await settingsOf(ctx);
  return {
    // Written by newId alone.
    callId: call.id as SilentView['callId'],
    since: call.silent_since,
    media: call.silent_media,
    result: call.silent_result,
    signs: [...silent.signRows],
    steps: [...silent.stepRows],
    settings,
    promptMs: await promptMs(ctx, settings),
  };
}

const readSilentSettings: Action<typeof routes.readSilentSettings> = async (ctx) => {
  const found = await silentSettingsOf(ctx);
  // Made by newId in the seed, or by the migration.
  return found === null ? refuse('setting.not_found') : ok({ ...found, id: found.id as routes.SilentSetting['id'] });
};

const changeSilentSettings: Action<typeof routes.changeSilentSettings> = (ctx, { params, body }) =>
  changeSetting(ctx, silentKind, { id: params.id, ...body });
