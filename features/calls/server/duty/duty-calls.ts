import { channelPlan } from '#features/agencies/server/channels/channel-store.ts';
import { audience } from '#features/people/audience.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { appendEvent } from '#platform/server/events/event.ts';
import type { FeaturePart } from '#platform/server/join-parts.ts';
import { clearDeadline, type DeadlineHandler, setDeadline } from '#platform/server/timers/deadlines.ts';
import { newId } from '#platform/shared/ids.ts';
import { ok, type Result, refuse } from '#platform/shared/result.ts';
import { type Instant, plusMs } from '#platform/shared/time.ts';
import {
  type DutyCallEvents,
  type DutyCallId,
  type DutyKey,
  type DutyResult,
  dutyKeys,
  resultOfDutyCall,
} from '../../duty-call.ts';
import {
  countRepeat,
  type DutyCallRow,
  eraseDutyWords,
  insertDutyCall,
  lockDutyCall,
  openDutyCalls,
  saveDutyEnd,
  savePickUp,
  savePress,
} from './duty-store.ts';

const giveUpDeadline = 'duty_call.give_up';
const eraseDeadline = 'duty_call.erase';

/** Beyond ringing and pressing: the wait for a free line, and what is spoken. */
const slackMs = 120_000;

export interface DutyCallWanted {
  readonly subject: { readonly type: string; readonly id: string };
  readonly agencyId: string;
  /** Whose telephone it is; null: the agency's own. */
  readonly contactId: string | null;
  /** As people write it. */
  readonly number: string;
  /** Spoken in Indonesian, before the question for a key. */
  readonly text: string;
  /** Who hears what became of it; the control room where left out. */
  readonly topics?: readonly [string, ...string[]];
}

/**
 * Ask, in the caller's transaction, for a call to a telephone on duty. A telephony process dials it within a second or two;
 * `duty_call.pressed` (key 1 or 2) and `duty_call.ended` (result) tell what became of it, by listeners, with the subject in their content.
 */
export async function askForDutyCall(ctx: ActionContext, wanted: DutyCallWanted): Promise<DutyCallId> {
  const { telephone } = (await channelPlan(ctx)).content;
  const id: DutyCallId = newId();
  const { subject, agencyId, contactId, number, text } = wanted;
  const { ringSeconds, pressSeconds } = telephone;
  const giveUpAt = plusMs(ctx.now, (ringSeconds + 2 * pressSeconds) * 1000 + slackMs);
  const topics = wanted.topics ?? ([audience.tenant()] as const);
  await insertDutyCall(ctx, {
    ...{ id, subject, agencyId, contactId, number, text, ringSeconds, pressSeconds, giveUpAt },
    audience: topics,
  });
  await setDeadline(ctx, giveUpDeadline, id, giveUpAt);
  await tell(ctx, { ...aboutOf(wanted), id, audience: [...topics] }, 'duty_call.asked', {});
  return id;
}

/** Nobody needs to be rung about this any more. */
export async function cancelDutyCalls(ctx: ActionContext, subjectId: string): Promise<void> {
  // Whoever has pressed is told so and hangs up; that ends it.
  for (const call of await openDutyCalls(ctx, subjectId))
    if (call.pressed === null) await end(ctx, call, 'cancelled', ctx.now);
}

/** Somebody, or something, picked up. Refused where it is over by now. */
export async function pickUpDutyCall(
  ctx: ActionContext,
  id: string,
  at: Instant,
): Promise<Result<null, 'call.not_possible'>> {
  const call = await lockDutyCall(ctx, id);
  if (call === null || call.ended_at !== null) return refuse('call.not_possible');
  if (call.picked_up_at === null) {
    await savePickUp(ctx, id, at);
    await tellRow(ctx, call, 'duty_call.picked_up', {}, at);
  }
  return ok(null);
}

/** The first 1 or 2 counts, 9 hears it again as often as wanted. */
export async function pressDutyKey(
  ctx: ActionContext,
  id: string,
  key: DutyKey,
): Promise<Result<'accepted' | 'rejected' | 'again', 'call.not_possible'>> {
  const call = await lockDutyCall(ctx, id);
  if (call === null || call.ended_at !== null || call.pressed !== null) return refuse('call.not_possible');
  if (key === dutyKeys.repeat) {
    await countRepeat(ctx, id);
    await tellRow(ctx, call, 'duty_call.repeated', {});
    return ok('again');
  }
  await savePress(ctx, id, key);
  await tellRow(ctx, call, 'duty_call.pressed', { key });
  return ok(key === dutyKeys.accept ? 'accepted' : 'rejected');
}

export async function endDutyCall(
  ctx: ActionContext,
  id: string,
  told: { readonly byUs: boolean; readonly cause: number | null; readonly at: Instant; readonly hasLine?: false },
): Promise<Result<null, never>> {
  const call = await lockDutyCall(ctx, id);
  if (call === null || call.ended_at !== null) return ok(null);
  const { pressed, picked_up_at: pickedUpAt } = call;
  const known = { pressed, pickedUp: pickedUpAt !== null, byUs: told.byUs, cause: told.cause };
  await end(ctx, call, told.hasLine === false ? 'no_line' : resultOfDutyCall(known), told.at);
  return ok(null);
}

/** Whoever dialled it is gone, or nobody had a line for it. */
const giveUpDutyCall: DeadlineHandler = async (ctx, id) => {
  const call = await lockDutyCall(ctx, id);
  if (call === null || call.ended_at !== null) return;
  const unknown = { pressed: call.pressed, pickedUp: call.picked_up_at !== null, byUs: true, cause: null };
  await end(ctx, call, call.placed_at === null ? 'no_line' : resultOfDutyCall(unknown), ctx.now);
};

async function end(ctx: ActionContext, call: DutyCallRow, result: DutyResult, at: Instant): Promise<void> {
  await saveDutyEnd(ctx, call.id, result, at);
  await clearDeadline(ctx, giveUpDeadline, call.id);
  const { keepDays } = (await channelPlan(ctx)).content;
  await setDeadline(ctx, eraseDeadline, call.id, plusMs(at, keepDays * 86_400_000));
  await tellRow(ctx, call, 'duty_call.ended', { result }, at);
}

const aboutOf = ({ subject, agencyId, contactId }: Pick<DutyCallWanted, 'subject' | 'agencyId' | 'contactId'>) => ({
  about: { subjectType: subject.type, subjectId: subject.id, agencyId, contactId },
});

type More<Name extends keyof DutyCallEvents> = Omit<
  DutyCallEvents[Name],
  'subjectType' | 'subjectId' | 'agencyId' | 'contactId'
>;

function tellRow<Name extends keyof DutyCallEvents>(
  ctx: ActionContext,
  row: DutyCallRow,
  name: Name,
  more: More<Name>,
  at?: Instant,
): Promise<void> {
  const about = {
    subjectType: row.subject_type,
    subjectId: row.subject_id,
    agencyId: row.agency_id,
    contactId: row.contact_id,
  };
  return tell(ctx, { id: row.id, audience: row.audience, about }, name, more, at);
}

async function tell<Name extends keyof DutyCallEvents>(
  ctx: ActionContext,
  call: {
    readonly id: string;
    readonly audience: readonly [string, ...string[]];
    readonly about: ReturnType<typeof aboutOf>['about'];
  },
  name: Name,
  more: More<Name>,
  at?: Instant,
): Promise<void> {
  await appendEvent(ctx, {
    name,
    subject: { type: 'duty_call', id: call.id },
    audience: call.audience,
    content: { ...call.about, ...more },
    ...(at === undefined || at === ctx.now ? {} : { occurredAt: at, clock: 'asterisk' as const }),
  });
}

export const dutyPart: FeaturePart = {
  deadlines: { [giveUpDeadline]: giveUpDutyCall, [eraseDeadline]: (ctx, id) => eraseDutyWords(ctx, id) },
};
