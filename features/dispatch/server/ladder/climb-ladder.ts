import type { ActionContext } from '#platform/server/action.ts';
import { type DeadlineHandler, setDeadline } from '#platform/server/timers/deadlines.ts';
import { present } from '#platform/shared/result.ts';
import { climb, isSendFailed, isWaiting, nextRung, withTaken } from '../../ladder-rules.ts';
import { decide } from '../../rules.ts';
import { appendAssignmentEvent } from '../assignment-event.ts';
import type { AssignmentRow } from '../store.ts';
import { lockWithIncident, writeStep } from '../take-step.ts';
import {
  type LadderRow,
  locateLadder,
  lockLadderOf,
  resultsOf,
  type Surroundings,
  saveLadder,
  surroundingsOf,
} from './ladder-store.ts';
import { climberOf, rungDeadline } from './ladder-times.ts';
import { takeRung } from './take-rung.ts';

/** A rung's time has come: take it and every other that is due, and set the time of the next. */
export const climbLadder =
  (publicUrl: string | null): DeadlineHandler =>
  async (ctx, id) => {
    const located = await locateLadder(ctx, id);
    if (located === null) return;
    const { assignment } = await lockWithIncident(ctx, located.assignmentId, located.incidentId);
    const ladder = present(await lockLadderOf(ctx, assignment.id), 'it was just located');
    const around = await surroundingsOf(ctx, assignment);
    if (around !== null) await goOn(ctx, { assignment, ladder, around, publicUrl });
  };

interface Climbing {
  readonly assignment: AssignmentRow;
  readonly ladder: LadderRow;
  readonly around: Surroundings;
}

async function goOn(
  ctx: ActionContext,
  { assignment, around, publicUrl, ...given }: Climbing & { readonly publicUrl: string | null },
): Promise<void> {
  const climber = climberOf(assignment, around);
  let ladder = given.ladder;
  for (let next = climb(ladder, climber, ctx.now); ; next = climb(ladder, climber, ctx.now)) {
    if (next.kind === 'take') {
      const taken = { ...ladder, ...withTaken(ladder, next.rung) };
      await takeRung(ctx, { assignment, ladder: taken, around, rung: next.rung, publicUrl });
      ladder = taken;
      continue;
    }
    if (next.kind === 'wait') await setDeadline(ctx, rungDeadline, ladder.id, next.dueAt);
    else if (next.why !== ladder.stopped && (isWaiting(assignment.state) || next.why === 'old')) {
      ladder = { ...ladder, stopped: next.why };
      await appendAssignmentEvent(ctx, 'assignment.ladder_stopped', assignment, { why: next.why });
    }
    break;
  }
  await saveLadder(ctx, ladder);
  await failIfUnheard(ctx, { assignment, ladder, around });
}

/** Nobody there can have heard of it: it is said at once, so that a person reaches them. */
async function failIfUnheard(ctx: ActionContext, { assignment, ladder, around }: Climbing): Promise<void> {
  const climber = climberOf(assignment, around);
  if (assignment.state !== 'SENT' || nextRung(ladder, climber) !== null) return;
  const results = (await resultsOf(ctx, assignment.id)).map(({ result }) => result);
  if (!isSendFailed(ladder, climber, results)) return;
  const decided = decide(assignment, { kind: 'fail_send' });
  if (decided.ok) await writeStep(ctx, assignment, decided.value);
}

/** An attempt ended, and it may have been the last hope. */
export async function lookForUnheard(ctx: ActionContext, assignment: AssignmentRow): Promise<void> {
  const ladder = assignment.state === 'SENT' ? await lockLadderOf(ctx, assignment.id) : null;
  const around = ladder === null ? null : await surroundingsOf(ctx, assignment);
  if (ladder !== null && around !== null) await failIfUnheard(ctx, { assignment, ladder, around });
}
