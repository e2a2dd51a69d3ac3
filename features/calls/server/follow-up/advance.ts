import { audience } from '#features/people/audience.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { appendEvent, type EventContent } from '#platform/server/events/event.ts';
import { clearDeadline, setDeadline } from '#platform/server/timers/deadlines.ts';
import { newId } from '#platform/shared/ids.ts';
import { present, type Result } from '#platform/shared/result.ts';
import type { Instant } from '#platform/shared/time.ts';
import type { CallResult, CloseReason, FollowUp, FollowUpEvents, TryKind } from '../../follow-up.ts';
import { type Decided, decideFollowUp, type FollowUpPlan, type FollowUpStep } from '../../follow-up-rules.ts';
import {
  type FollowUpRow,
  followUpOf,
  insertTry,
  lockFollowUp,
  openTry,
  saveFollowUp,
  saveTryEnd,
  type TryRow,
} from './follow-up-store.ts';
import { readPlan } from './settings-store.ts';

/** The next step of a ladder, or the time by which people should have done it; subject is the ladder. */
export const followUpDeadline = 'follow_up.due';
/** A call-back that nobody took up, or a key that nobody pressed; subject is the try. */
export const tryDeadline = 'follow_up.try';

type Refused = 'follow_up.not_possible' | 'follow_up.under_way' | 'follow_up.no_number';

interface Advance {
  readonly step: FollowUpStep;
  readonly name: keyof FollowUpEvents;
  readonly about?: EventContent;
  readonly reason?: CloseReason;
  readonly plan?: FollowUpPlan;
}

/** One step of a locked ladder: the rules decide; row, event and deadline are written together. */
export async function advance(
  ctx: ActionContext,
  found: FollowUpRow,
  { step, name, about = {}, reason, plan }: Advance,
): Promise<Result<Decided, Refused>> {
  const decided = decideFollowUp(followUpOf(found), step, plan ?? (await readPlan(ctx)), ctx.now);
  if (!decided.ok) return decided;
  const { next, does } = decided.value;
  const kept = next.outcome === 'closed' ? (reason ?? null) : null;
  await saveFollowUp(ctx.tx, found.id, next, { at: ctx.now, reason: kept, by: ctx.actor.id });
  // A call that arrives waits for no timer: a deadline that comes to an ended ladder finds nothing to do.
  if (step.type !== 'called_again') await watch(ctx, found.id, next);
  await tellFollowUp(ctx, found.id, next, { name, about, reason: kept, isAlarm: does === 'alarm' });
  return decided;
}

/** A call-back under way has a deadline of its own. */
export async function watch(ctx: ActionContext, id: string, next: FollowUp): Promise<void> {
  if (next.dueAt !== null && next.state !== 'trying') await setDeadline(ctx, followUpDeadline, id, next.dueAt);
  else await clearDeadline(ctx, followUpDeadline, id);
}

export function tellFollowUp(
  ctx: ActionContext,
  id: string,
  next: FollowUp,
  said: {
    readonly name: keyof FollowUpEvents;
    readonly about: EventContent;
    readonly reason: CloseReason | null;
    readonly isAlarm: boolean;
  },
): Promise<void> {
  const { state, step, dueAt, overdueAt, outcome } = next;
  return appendEvent(ctx, {
    name: said.name,
    subject: { type: 'follow_up', id },
    audience: said.isAlarm ? [audience.tenant(), audience.supervisors()] : [audience.tenant()],
    content: { state, step, dueAt, overdueAt, outcome, reason: said.reason, ...said.about },
  });
}

/** Ask for a call-back; telephony, in this process or another, takes it up within a second (call-back-line.ts). */
export async function askForCall(
  ctx: ActionContext,
  found: FollowUpRow,
  asked: { readonly kind: Exclude<TryKind, 'sms'>; readonly step: FollowUpStep; readonly plan: FollowUpPlan },
): Promise<Result<Decided, Refused>> {
  const id = newId<'follow_up_try'>();
  const about = { tryId: id, kind: asked.kind };
  const { step, plan } = asked;
  const decided = await advance(ctx, found, { step, plan, name: 'follow_up.calling', about });
  if (!decided.ok) return decided;
  const by = asked.kind === 'hand' ? present(ctx.actor.id, 'a call by hand has a person') : null;
  await insertTry(ctx.tx, ctx.tenantId, { id, follow_up_id: found.id, kind: asked.kind, asked_by: by }, ctx.now);
  await setDeadline(ctx, tryDeadline, id, dueOf(decided.value));
  return decided;
}

const dueOf = ({ next }: Decided): Instant => present(next.dueAt, 'a call-back that begins has an end');

/** A call-back is over: its result, and what follows from it. Nothing where it was noted before. */
export async function endTry(ctx: ActionContext, tried: TryRow, result: CallResult): Promise<void> {
  const found = present(await lockFollowUp(ctx.tx, tried.follow_up_id), 'a try has its ladder');
  await clearDeadline(ctx, tryDeadline, tried.id);
  const isStill = found.state === 'trying' && (await openTry(ctx.tx, found.id))?.id === tried.id;
  // The ladder ended first: the caller called again while we rang.
  if (!(await saveTryEnd(ctx.tx, tried.id, isStill ? result : settledResult(result), ctx.now))) return;
  const { id: tryId, kind, call_id: callId } = tried;
  if (isStill) {
    const step = { type: 'try_ended', result, byHand: kind === 'hand' } as const;
    await advance(ctx, found, { step, name: 'follow_up.tried', about: { tryId, kind, callId, result } });
    return;
  }
  const next = followUpOf(found);
  const about = { tryId, kind, callId, result: settledResult(result) };
  await tellFollowUp(ctx, found.id, next, { name: 'follow_up.tried', about, reason: found.reason, isAlarm: false });
}

/** What a call-back whose ladder is over by something else still says of itself. */
function settledResult(result: CallResult): CallResult {
  return result === 'reached' || result === 'not_needed' || result === 'left_queue' ? result : 'cancelled';
}
