import { audience } from '#features/people/audience.ts';
import type { Action, ActionContext } from '#platform/server/action.ts';
import { appendEvent } from '#platform/server/events/event.ts';
import { ok, refuse } from '#platform/shared/result.ts';
import type * as routes from '../leave-contract.ts';
import { daysBetween } from '../rota-rules.ts';
import { insertLeave, markWithdrawn } from './leave-store.ts';
import { plannable } from './rota-store.ts';

/** Longest leave that is noted at once: maternity leave is three months (UU 13/2003 art. 82), a year leaves room. */
const mostDays = 366;

export const noteLeave: Action<typeof routes.noteLeave> = async (ctx, { body }) => {
  const days = daysBetween(body.fromDay, body.toDay).length;
  if (days === 0 || days > mostDays) return refuse('leave.range', { most: mostDays });
  if (!(await plannable(ctx, [body.userId])).has(body.userId)) return refuse('shift.person_unknown');
  const id = await insertLeave(ctx, body);
  await tell(ctx, 'rota.leave_noted', id, body.userId);
  return ok({ id });
};

export const withdrawLeave: Action<typeof routes.withdrawLeave> = async (ctx, { params }) => {
  const found = await markWithdrawn(ctx, params.id);
  if (found === null) return refuse('leave.not_found');
  await tell(ctx, 'rota.leave_withdrawn', params.id, found.userId);
  return ok({ id: params.id });
};

/** Whose, never which kind: that somebody was sick does not belong into what is never erased. */
const tell = (ctx: ActionContext, name: string, id: string, userId: string) =>
  appendEvent(ctx, { name, subject: { type: 'leave', id }, audience: [audience.supervisors()], content: { userId } });
