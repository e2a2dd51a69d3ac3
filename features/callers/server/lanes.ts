import { randomBytes } from 'node:crypto';
import type { Action, ActionContext } from '#platform/server/action.ts';
import { clearDeadline, setDeadline } from '#platform/server/timers/deadlines.ts';
import { newId } from '#platform/shared/ids.ts';
import { ok, present, refuse } from '#platform/shared/result.ts';
import { plusMs } from '#platform/shared/time.ts';
import { type CaseLaneId, type LaneEndReason, maySign } from '../lane.ts';
import type * as routes from '../lane-contract.ts';
import { begin } from './begin-change.ts';
import { appendCaseEvent, digestOf } from './case-event.ts';
import { insertLane, type LaneRow, laneOfCase, lockLane, openLanes, saveLaneEnd, saveSignature } from './lane-store.ts';
import { dropNotice, tellHeads } from './signature/signatures.ts';
import { laneViewOf } from './views.ts';

export const laneDeadline = 'caller_case.lane';
const dayMs = 86_400_000;

export const askLane: Action<typeof routes.askLane> = async (ctx, { params, body }) => {
  const begun = await begin(ctx, params.id, body.version);
  if (!begun.ok) return begun;
  if ((await laneOfCase(ctx, params.id)) !== null) return refuse('case_lane.open_already');
  const id: CaseLaneId = newId();
  const salt = randomBytes(16);
  const { days, reason } = body;
  await insertLane(ctx, { id, caseId: params.id, days, reason, salt });
  await appendCaseEvent(ctx, 'caller_case.lane_wanted', params.id, {
    laneId: id,
    days,
    digest: digestOf(salt, reason),
  });
  await tellHeads(ctx, 'case_lane', id);
  return ok({ id });
};

export const listLanes: Action<typeof routes.listLanes> = async (ctx) =>
  ok({ items: (await openLanes(ctx)).map(laneViewOf) });

/** From now on the desk says so, until its days are over. */
export const signLane: Action<typeof routes.signLane> = async (ctx, { params }) => {
  const lane = await lockLane(ctx, params.id);
  if (lane === null) return refuse('case_lane.not_found');
  const now = { askedBy: lane.asked_by, signedAt: lane.signed_at, endedAt: lane.ended_at };
  const may = maySign(now, present(ctx.actor.id, 'lane.sign needs a session'));
  if (!may.ok) return may;
  const expiresAt = plusMs(ctx.now, lane.days * dayMs);
  await saveSignature(ctx, lane.id, expiresAt);
  await setDeadline(ctx, laneDeadline, lane.id, expiresAt);
  await appendCaseEvent(ctx, 'caller_case.lane_signed', lane.case_id, { laneId: lane.id, days: lane.days });
  await dropNotice(ctx, lane.id);
  return ok({ id: lane.id });
};

export const endLane: Action<typeof routes.endLane> = async (ctx, { params }) => {
  const lane = await lockLane(ctx, params.id);
  if (lane === null) return refuse('case_lane.not_found');
  if (lane.ended_at !== null) return refuse('case_lane.over');
  await finishLane(ctx, lane, lane.signed_at === null ? 'refused' : 'by_hand');
  return ok({ id: lane.id });
};

async function finishLane(ctx: ActionContext, lane: LaneRow, reason: LaneEndReason): Promise<void> {
  await saveLaneEnd(ctx, lane.id, reason);
  await clearDeadline(ctx, laneDeadline, lane.id);
  await appendCaseEvent(ctx, 'caller_case.lane_ended', lane.case_id, { laneId: lane.id, reason });
  await dropNotice(ctx, lane.id);
}

/** Its days are over. */
export async function expireLane(ctx: ActionContext, laneId: string): Promise<void> {
  const lane = await lockLane(ctx, laneId);
  if (lane !== null && lane.ended_at === null) await finishLane(ctx, lane, 'expired');
}

/** No lane outlives its case. */
export async function endLaneWithCase(ctx: ActionContext, caseId: string): Promise<void> {
  const lane = await laneOfCase(ctx, caseId);
  if (lane !== null) await finishLane(ctx, lane, 'case_ended');
}
