import type { ActionContext } from '#platform/server/action.ts';
import type { NewEvent } from '#platform/server/events/event.ts';
import { type Instant, plusMs } from '#platform/shared/time.ts';
import type { BreakReason } from '../../call.ts';
import type { QueueContent } from '../../queue.ts';
import { graceMs, wrapUpDue } from '../../queue-rules.ts';
import { changePresence } from '../change-presence.ts';
import type { PresenceRow } from '../presence-store.ts';
import { readQueueSettings } from './queue-store.ts';

type Resting = Pick<PresenceRow, 'user_id' | 'owed_calls' | 'due_at' | 'resume_state' | 'resume_reason'>;

/**
 * What somebody does next whose ring came to nothing, or whose wrap-up is done: the call they still have to wrap up, else what
 * the ring had called them from (a break, another task), else ready.
 */
export async function restDesk(ctx: ActionContext, desk: Resting, idleSince?: Instant): Promise<NewEvent> {
  const line = { userId: desk.user_id, ...(idleSince === undefined ? {} : { idleSince }) };
  const owed = desk.owed_calls.at(-1);
  if (owed !== undefined) {
    const earliest = plusMs(ctx.now, graceMs);
    const dueAt = desk.due_at !== null && desk.due_at > earliest ? desk.due_at : earliest;
    const owedCalls = desk.owed_calls.slice(0, -1);
    return changePresence(ctx, { ...line, state: 'wrap_up', callId: owed, owedCalls, dueAt, isResumeKept: true });
  }
  if (desk.resume_state === null) return changePresence(ctx, { ...line, state: 'ready', callId: null });
  const { resume_state: state, resume_reason: reason } = desk;
  const dueAt = desk.due_at ?? (await breakDue(ctx, reason));
  return changePresence(ctx, { ...line, state, reason, callId: null, ...(dueAt === null ? {} : { dueAt }) });
}

/** When a break that begins now has lasted as long as it should; null: no limit. */
export async function breakDue(ctx: ActionContext, reason: string | null): Promise<Instant | null> {
  if (reason === null) return null;
  const { settings } = await readQueueSettings(ctx.tx, ctx.tenantId);
  // Written through the schema of reasons alone.
  const minutes = settings.breakMinutes[reason as BreakReason];
  return minutes === null || minutes === undefined ? null : plusMs(ctx.now, minutes * 60_000);
}

/** The call is over and its desk writes down what is left; it is ready by itself when the time is up (presence-due.ts). */
export async function beginWrapUp(
  ctx: ActionContext,
  wrapUp: {
    readonly userId: string;
    readonly callId: string;
    readonly disposition: string | null;
    readonly endedAt: Instant;
  },
): Promise<NewEvent> {
  const { settings }: { settings: QueueContent } = await readQueueSettings(ctx.tx, ctx.tenantId);
  const { userId, callId, disposition, endedAt } = wrapUp;
  const dueAt = wrapUpDue(settings, disposition, endedAt);
  return changePresence(ctx, { userId, state: 'wrap_up', callId, dueAt, isResumeKept: true });
}
