import type { Action, ActionContext } from '#platform/server/action.ts';
import { clearDeadline, setDeadline } from '#platform/server/timers/deadlines.ts';
import { newId } from '#platform/shared/ids.ts';
import { ok, type Result, refuse } from '#platform/shared/result.ts';
import { dayStart, plusMs } from '#platform/shared/time.ts';
import type { ObstacleActionId, ObstacleContent, ObstacleId, Owner } from '../../obstacle.ts';
import type * as routes from '../../obstacle-contract.ts';
import { stepObstacle as decideStep, type Stepped } from '../../obstacle-steps.ts';
import { loadRegion } from '../store.ts';
import { insertAction, insertComment, markAction } from './action-store.ts';
import { tellMonev } from './obstacle-event.ts';
import * as store from './obstacle-store.ts';
import { selectObstacleSetting } from './setting-store.ts';

export const overdueDeadline = 'obstacles.overdue';
const dayMs = 86_400_000;

export const createObstacle: Action<typeof routes.createObstacle> = async (ctx, { body: { content } }) => {
  const known = await judgeAgency(ctx, content);
  if (!known.ok) return known;
  const id: ObstacleId = newId();
  await store.insertObstacle(ctx, { id, content, evidence: null, proposalKey: null });
  await tellMonev(ctx, 'obstacle.entered', { type: 'obstacle', id }, { code: content.code });
  return ok({ id, version: 1 });
};

export const changeObstacle: Action<typeof routes.changeObstacle> = async (ctx, { params, body }) => {
  const found = await store.lockObstacle(ctx, params.id);
  if (found === null) return refuse('obstacle.not_found');
  if (found.version !== body.version) return refuse('obstacle.stale', { version: found.version });
  const known = await judgeAgency(ctx, body.content);
  if (!known.ok) return known;
  const version = found.version + 1;
  await store.saveContent(ctx, found.id, version, body.content);
  await tellMonev(ctx, 'obstacle.changed', { type: 'obstacle', id: found.id }, { version });
  return ok({ id: found.id, version });
};

export const stepObstacle: Action<typeof routes.stepObstacle> = async (ctx, { params, body }) => {
  const found = await store.lockObstacle(ctx, params.id);
  if (found === null) return refuse('obstacle.not_found');
  const into = body.into === null ? null : await store.findObstacle(ctx, body.into);
  const moved = decideStep({ ...found, owner: ownerOf(found) }, { ...body, into });
  if (!moved.ok) return moved;
  const { owner } = moved.value;
  if (body.owner !== null && owner !== null && !(await store.isOwner(ctx, owner)))
    return refuse('obstacle.owner_unknown');
  const version = found.version + 1;
  await store.saveStep(ctx, found.id, version, moved.value);
  await awaitOverdue(ctx, found.id, moved.value);
  await tellMonev(
    ctx,
    'obstacle.moved',
    { type: 'obstacle', id: found.id },
    { step: body.step, state: moved.value.state, version },
  );
  return ok({ id: found.id, version });
};

function ownerOf(found: store.ObstacleRow): Owner | null {
  if (found.ownerId !== null) return { kind: 'user', id: found.ownerId };
  return found.ownerAgencyId === null ? null : { kind: 'agency', id: found.ownerAgencyId };
}

/** The day after it was due, and as many more as the regency waits; at once where that has been. */
async function awaitOverdue(ctx: ActionContext, id: string, { state, dueOn }: Stepped): Promise<void> {
  if (dueOn === null || (state !== 'open' && state !== 'in_progress')) return clearDeadline(ctx, overdueDeadline, id);
  const { zone } = await loadRegion(ctx.tx, ctx.tenantId);
  const { content } = await selectObstacleSetting(ctx);
  await setDeadline(ctx, overdueDeadline, id, plusMs(dayStart(dueOn, zone), (1 + content.escalateAfterDays) * dayMs));
}

export const commentObstacle: Action<typeof routes.commentObstacle> = async (ctx, { params, body }) => {
  if ((await store.findObstacle(ctx, params.id)) === null) return refuse('obstacle.not_found');
  const id = newId();
  await insertComment(ctx, id, params.id, body.words);
  await tellMonev(ctx, 'obstacle.commented', { type: 'obstacle', id: params.id });
  return ok({ id });
};

export const addObstacleAction: Action<typeof routes.addObstacleAction> = async (ctx, { params, body }) => {
  if ((await store.findObstacle(ctx, params.id)) === null) return refuse('obstacle.not_found');
  const id: ObstacleActionId = newId();
  await insertAction(ctx, id, { obstacleId: params.id, itemId: null }, body);
  await tellMonev(ctx, 'obstacle.action_added', { type: 'obstacle', id: params.id }, { actionId: id });
  return ok({ id });
};

export const markObstacleAction: Action<typeof routes.markObstacleAction> = async (ctx, { params, body }) => {
  const about = await markAction(ctx, params.id, body);
  if (about === null) return refuse('action.not_found');
  const content = { actionId: params.id, isDone: body.isDone };
  const { obstacleId, meetingId } = about;
  if (obstacleId !== null)
    await tellMonev(ctx, 'obstacle.action_marked', { type: 'obstacle', id: obstacleId }, content);
  if (meetingId !== null) await tellMonev(ctx, 'meeting.action_marked', { type: 'meeting', id: meetingId }, content);
  return ok({ id: params.id });
};

async function judgeAgency(
  ctx: ActionContext,
  { agencyId }: ObstacleContent,
): Promise<Result<null, 'obstacle.agency_unknown'>> {
  if (agencyId === null || (await store.isOwner(ctx, { kind: 'agency', id: agencyId }))) return ok(null);
  return refuse('obstacle.agency_unknown');
}
