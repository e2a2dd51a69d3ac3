import { cancelMessages } from '#features/agencies/server/channels/queue-message.ts';
import { cancelDutyCalls } from '#features/calls/server/duty/duty-calls.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { clearDeadline, setDeadline } from '#platform/server/timers/deadlines.ts';
import { newId } from '#platform/shared/ids.ts';
import type { Instant } from '#platform/shared/time.ts';
import type { AssignmentState } from '../../assignment.ts';
import { ladderContent } from '../../ladder.ts';
import { type Climber, isWaiting, nextRung, startOf } from '../../ladder-rules.ts';
import type { AssignmentRow } from '../store.ts';
import { beginningOf, insertLadder, lockLadderOf, type Surroundings, surroundingsOf } from './ladder-store.ts';

/** Of the next rung. Its subject is the ladder, so that an assignment keeps exactly one deadline: its clock's. */
export const rungDeadline = 'ladder.rung';

/** An assignment was sent: its ladder begins, with the steps as they stand now. What was entered afterwards wakes nobody. */
export async function beginLadder(
  ctx: ActionContext,
  sent: Pick<AssignmentRow, 'id' | 'incidentId' | 'agencyId'> & Pick<Climber, 'priority' | 'calendar' | 'zone'>,
): Promise<void> {
  const beginning = await beginningOf(ctx, sent);
  const content = ladderContent.safeParse(beginning?.content);
  if (beginning === null || !content.success || !content.data.active) return;
  const id = newId<'assignment_ladder'>();
  const startAt = startOf({ ...sent, sentAt: ctx.now });
  const isImport = beginning.source === 'import';
  await insertLadder(ctx, {
    ...{ id, assignmentId: sent.id, content: content.data, startAt },
    stopped: isImport ? 'import' : null,
  });
  if (isImport) return;
  const ladder = { content: content.data, startAt, taken: [], reminded: 0, stopped: null };
  const waiting = { state: 'SENT' as const, sentAt: ctx.now, acknowledgedAt: null, arriveDueAt: null };
  const first = nextRung(ladder, { ...sent, ...waiting });
  if (first !== null) await setDeadline(ctx, rungDeadline, id, first.dueAt);
}

export const climberOf = (
  { state, sentAt, acknowledgedAt, arriveDueAt }: AssignmentRow,
  around: Surroundings,
): Climber => ({
  ...{ state, sentAt, acknowledgedAt, arriveDueAt },
  ...{ priority: around.priority, calendar: around.calendar, zone: around.zone },
});

/**
 * After every step of an assignment: whoever is being told need not be once it is read or over, and who has read it is reminded.
 * `at`: when it was acknowledged, where this step did so.
 */
export async function followStep(
  ctx: ActionContext,
  assignment: AssignmentRow,
  after: { readonly state: AssignmentState; readonly acknowledgedAt: Instant | null },
): Promise<void> {
  const isOver = !isWaiting(after.state);
  if (!isOver || (!isWaiting(assignment.state) && assignment.state !== 'ACKNOWLEDGED')) return;
  const ladder = await lockLadderOf(ctx, assignment.id);
  if (ladder === null) return;
  if (isWaiting(assignment.state)) {
    await cancelMessages(ctx, assignment.id);
    await cancelDutyCalls(ctx, assignment.id);
  }
  const around = await surroundingsOf(ctx, assignment);
  const climber = around === null ? null : { ...climberOf(assignment, around), ...after };
  const next = climber === null ? null : nextRung(ladder, climber);
  if (next === null) await clearDeadline(ctx, rungDeadline, ladder.id);
  else await setDeadline(ctx, rungDeadline, ladder.id, next.dueAt);
}

/**
 * The next step anew: at its earlier time, where the priority was raised; where it had stopped, when a merge that ended the
 * assignment is undone. What was told before is not told again.
 */
export async function setNextRung(ctx: ActionContext, assignment: AssignmentRow): Promise<void> {
  const ladder = await lockLadderOf(ctx, assignment.id);
  const around = ladder === null ? null : await surroundingsOf(ctx, assignment);
  if (ladder === null || around === null) return;
  const next = nextRung(ladder, climberOf(assignment, around));
  if (next === null) await clearDeadline(ctx, rungDeadline, ladder.id);
  else await setDeadline(ctx, rungDeadline, ladder.id, next.dueAt);
}
