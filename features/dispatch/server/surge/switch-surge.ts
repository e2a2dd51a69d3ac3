import { channelPlan, subscriptionsFor } from '#features/agencies/server/channels/channel-store.ts';
import { queueMessage } from '#features/agencies/server/channels/queue-message.ts';
import { centreOf } from '#features/calls/server/link/link-store.ts';
import { audience } from '#features/people/audience.ts';
import { reachFor } from '#features/people/server/reach.ts';
import type { Action, ActionContext } from '#platform/server/action.ts';
import { clearDeadline, type DeadlineHandler, setDeadline } from '#platform/server/timers/deadlines.ts';
import { newId } from '#platform/shared/ids.ts';
import { ok, present, type Result, refuse } from '#platform/shared/result.ts';
import { fill } from '#platform/shared/texts.ts';
import { plusMs } from '#platform/shared/time.ts';
import type { SurgeId } from '../../surge.ts';
import type * as routes from '../../surge-contract.ts';
import { askAgainMs, decideChange, decideStart, nextQuestion, type Switcher } from '../../surge-rules.ts';
import { questionWords, surgeKindTexts } from '../../surge-texts.ts';
import { dropUnsent } from './broadcast.ts';
import { viewSurge } from './read-surge.ts';
import { guardScope } from './scope.ts';
import { appendSurgeEvent, questionDeadline } from './surge-event.ts';
import {
  activeSurge,
  insertSurge,
  leaderIsThere,
  lockSurge,
  type SurgeRow,
  type SurgeValues,
  saveAsked,
  saveEnd,
  updateSurge,
} from './surge-store.ts';

/** How this person stands to the switch. */
export async function switcherOf(ctx: ActionContext): Promise<Switcher> {
  const leads = reachFor(ctx.actor, 'surge.lead') === 'tenant';
  return { leads, leaderIsThere: !leads && (await leaderIsThere(ctx)) };
}

export const startSurge: Action<typeof routes.startSurge> = async (ctx, { body }) => {
  const { now } = ctx;
  const decided = decideStart(await switcherOf(ctx), await activeSurge(ctx), { now, expectedEnd: body.expectedEnd });
  if (!decided.ok) return decided;
  const guarded = await guardScope(ctx, body.scope);
  if (!guarded.ok) return guarded;
  const id: SurgeId = newId();
  if (!(await insertSurge(ctx, id, body))) return refuse('surge.already_on');
  await appendSurgeEvent(ctx, 'surge.started', id, factsOf(body));
  await setDeadline(ctx, questionDeadline, id, nextQuestion(now, body.askAfterHours, body.expectedEnd));
  return ok(await view(ctx, id));
};

export const changeSurge: Action<typeof routes.changeSurge> = async (ctx, { params, body }) => {
  const locked = await lockFor(ctx, params.id, body.version);
  if (!locked.ok) return locked;
  if (body.expectedEnd !== null && body.expectedEnd <= ctx.now && body.expectedEnd !== locked.value.expectedEnd)
    return refuse('surge.end_in_past');
  const guarded = await guardScope(ctx, body.scope);
  if (!guarded.ok) return guarded;
  await hold(ctx, locked.value, body, 'surge.changed');
  return ok(await view(ctx, params.id));
};

export const confirmSurge: Action<typeof routes.confirmSurge> = async (ctx, { params, body }) => {
  const locked = await lockFor(ctx, params.id, body.version);
  if (!locked.ok) return locked;
  await hold(ctx, locked.value, locked.value, 'surge.confirmed');
  return ok(await view(ctx, params.id));
};

export const endSurge: Action<typeof routes.endSurge> = async (ctx, { params, body }) => {
  const locked = await lockFor(ctx, params.id, body.version);
  if (!locked.ok) return locked;
  await saveEnd(ctx, params.id, { ...body, version: locked.value.version + 1 });
  await clearDeadline(ctx, questionDeadline, params.id);
  await dropUnsent(ctx, params.id);
  await appendSurgeEvent(ctx, 'surge.ended', params.id, { kind: locked.value.kind, reasonCode: body.reason });
  return ok(await view(ctx, params.id));
};

/** Still on, as it is said now; the question is put off. */
async function hold(ctx: ActionContext, was: SurgeRow, values: SurgeValues, event: string): Promise<void> {
  const version = was.version + 1;
  await updateSurge(ctx, was.id, values, version);
  await setDeadline(ctx, questionDeadline, was.id, nextQuestion(ctx.now, values.askAfterHours, values.expectedEnd));
  await appendSurgeEvent(ctx, event, was.id, { ...factsOf(values), version });
}

async function lockFor(
  ctx: ActionContext,
  id: string,
  version: number,
): Promise<Result<SurgeRow, 'surge.not_found' | 'surge.over' | 'surge.stale' | 'surge.supervisor_there'>> {
  const found = await lockSurge(ctx, id);
  if (found === null) return refuse('surge.not_found');
  const decided = decideChange(await switcherOf(ctx), found, version);
  return decided.ok ? ok(found) : decided;
}

/** Codes and figures: the sentence is somebody's free words, the shape has coordinates. */
function factsOf({ kind, scope, expectedEnd }: SurgeValues) {
  const { districtCodes, areaIds, geometry } = scope;
  return { kind, districtCodes, areaIds, drawn: geometry !== null, expectedEnd };
}

async function view(ctx: ActionContext, id: string) {
  return viewSurge(ctx, present(await lockSurge(ctx, id), 'it was written in this transaction'));
}

/** Nobody has said for hours that it still holds: the question stands on the supervisors' screens, and in their pockets. */
export const askWhetherItHolds: DeadlineHandler = async (ctx, id) => {
  const surge = await lockSurge(ctx, id);
  if (surge === null || surge.endedAt !== null) return;
  await saveAsked(ctx, id);
  await appendSurgeEvent(ctx, 'surge.questioned', surge.id, { kind: surge.kind });
  await setDeadline(ctx, questionDeadline, id, plusMs(ctx.now, askAgainMs));
  const { content } = await channelPlan(ctx);
  if (!content.push.active) return;
  const { name: regency } = await centreOf(ctx);
  const kind = surgeKindTexts[surge.kind].id;
  for (const browser of await subscriptionsFor(ctx, { role: 'SUPERVISOR' }))
    await queueMessage(ctx, {
      channel: 'push',
      purpose: 'surge_question',
      subject: { type: 'surge', id },
      to: browser.id,
      title: fill(questionWords.title, 'id', { regency }),
      text: fill(questionWords.text, 'id', { kind }),
      path: '/surge',
      giveUpAt: plusMs(ctx.now, askAgainMs),
      topics: [audience.supervisors()],
    });
};
