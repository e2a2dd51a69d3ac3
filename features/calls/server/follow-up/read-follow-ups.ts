import type { Action } from '#platform/server/action.ts';
import { ok } from '#platform/shared/result.ts';
import type {
  countFollowUps as countRoute,
  FollowUpView,
  listFollowUps as listRoute,
} from '../../follow-up-contract.ts';
import { callViewsOf } from '../view-store.ts';
import { callViewOf } from '../views.ts';
import { readPlan } from './settings-store.ts';
import { countFollowUpRows, type FollowUpViewRow, listFollowUpRows, listTries, type TryViewRow } from './view-store.ts';

export const listFollowUps: Action<typeof listRoute> = async (ctx, { query }) => {
  const found = await listFollowUpRows(ctx.tx, query.group, query.limit);
  const tries = await listTries(
    ctx.tx,
    found.map((each) => each.id),
  );
  const calls = await callViewsOf(
    ctx.tx,
    found.map((each) => each.call_id),
    ctx.actor.id,
  );
  const byCall = new Map(calls.map((each) => [each.id, callViewOf(each)]));
  const items = found.flatMap((each) => {
    const call = byCall.get(each.call_id);
    return call === undefined ? [] : [viewOf(each, call, tries)];
  });
  const { open, overdue } = await countFollowUpRows(ctx.tx);
  const plan = await readPlan(ctx);
  return ok({ items, open, overdue, steps: plan.stepSeconds.length, isActive: plan.active });
};

export const countFollowUps: Action<typeof countRoute> = async (ctx) => {
  const { waiting, overdue } = await countFollowUpRows(ctx.tx);
  return ok({ waiting, overdue });
};

function viewOf(found: FollowUpViewRow, call: FollowUpView['call'], tries: readonly TryViewRow[]): FollowUpView {
  const { ended_by: by, ended_by_name: name } = found;
  return {
    id: found.id,
    call,
    cause: found.cause,
    state: found.state,
    canCall: found.can_call,
    step: found.step,
    openedAt: found.opened_at,
    dueAt: found.due_at,
    overdueAt: found.overdue_at,
    wantedAt: found.wanted_at,
    auditedAt: found.audited_at,
    said: found.said,
    endedAt: found.ended_at,
    // A user's id comes from the users table alone.
    endedBy: by === null ? null : { id: by as NonNullable<FollowUpView['endedBy']>['id'], displayName: name ?? '' },
    outcome: found.outcome,
    reason: found.reason,
    note: found.note,
    tries: tries.filter((each) => each.followUpId === found.id).map(({ followUpId: _of, ...each }) => each),
    version: found.version,
  };
}
