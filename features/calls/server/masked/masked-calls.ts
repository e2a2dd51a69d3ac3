import { audience } from '#features/people/audience.ts';
import { overflowNumber } from '#features/people/overflow.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { appendEvent, appendEvents } from '#platform/server/events/event.ts';
import type { FeaturePart } from '#platform/server/join-parts.ts';
import { clearDeadline, type DeadlineHandler, setDeadline } from '#platform/server/timers/deadlines.ts';
import { newId } from '#platform/shared/ids.ts';
import { ok, type Result, refuse } from '#platform/shared/result.ts';
import { type Instant, msBetween, plusMs } from '#platform/shared/time.ts';
import {
  longestTalkSeconds,
  type MaskedCallEvents,
  type MaskedCallId,
  maskedPerHour,
  maskedRing,
  maskedWaitSeconds,
  resultOfMaskedCall,
} from '../../masked-call.ts';
import { dialledOut } from '../../party-rules.ts';
import { callEvent } from '../call-event.ts';
import { keepRecording } from '../end-call.ts';
import { normaliseNumber } from '../normalise-number.ts';
import { maskedRecording } from '../pbx/masked-lines.ts';
import {
  callerDialled,
  countMaskedCalls,
  insertMaskedCall,
  insertTalk,
  isTelephonyThere,
  lockMaskedCall,
  type MaskedCallRow,
  saveCallerThere,
  saveCrewThere,
  saveMaskedEnd,
} from './masked-store.ts';

const giveUpDeadline = 'masked_call.give_up';
const hourMs = 3_600_000;
/** Beyond both rings and the longest talk: what is spoken to each. */
const slackMs = 120_000;

export interface MaskedCallWanted {
  readonly incidentId: string;
  readonly assignmentId: string;
  readonly unitId: string;
  readonly agencyId: string;
  /** Who asked. */
  readonly userId: string;
  /** As people wrote them. */
  readonly crew: string;
  readonly caller: string;
}

export type MaskedCallRefusal =
  | 'masked_call.running'
  | 'masked_call.too_many'
  | 'masked_call.no_telephony'
  | 'masked_call.crew_number'
  | 'masked_call.caller_number';

/**
 * Ask, in the caller's transaction, for a talk between a crew and the caller of its incident. A telephony process dials the crew
 * within a second or two. `masked_call.ended` says what became of it; who may ask is for the feature that knows incidents.
 */
export async function askForMaskedCall(
  ctx: ActionContext,
  wanted: MaskedCallWanted,
): Promise<Result<MaskedCallId, MaskedCallRefusal>> {
  if (!(await isTelephonyThere(ctx))) return refuse('masked_call.no_telephony');
  const [crew, caller] = [overflowNumber(wanted.crew), overflowNumber(wanted.caller)];
  if (crew === null) return refuse('masked_call.crew_number');
  // One's own number would ring the crew at itself, three digits are a service and no caller.
  if (caller === null || caller === crew || caller.length < 5) return refuse('masked_call.caller_number');
  const before = await countMaskedCalls(ctx, wanted.incidentId, plusMs(ctx.now, -hourMs));
  if (before >= maskedPerHour) return refuse('masked_call.too_many', { limit: maskedPerHour });
  const id: MaskedCallId = newId();
  const longest = (maskedWaitSeconds + maskedRing.crew + maskedRing.caller + longestTalkSeconds) * 1000 + slackMs;
  const { incidentId, assignmentId, unitId, agencyId, userId: askedBy } = wanted;
  const about = { id, incidentId, assignmentId, unitId, agencyId, askedBy };
  if (!(await insertMaskedCall(ctx, { ...about, crew, caller, giveUpAt: plusMs(ctx.now, longest) })))
    return refuse('masked_call.running');
  await setDeadline(ctx, giveUpDeadline, id, plusMs(ctx.now, maskedWaitSeconds * 1000));
  await tell(ctx, wanted, 'masked_call.asked', { ...aboutOf(id, wanted) });
  return ok(id);
}

/** The crew picked up. */
export async function crewIsThere(ctx: ActionContext, id: string, at: Instant): Promise<Result<null, never>> {
  const call = await lockMaskedCall(ctx, id);
  if (call === null || call.ended_at !== null || call.crew_at !== null) return ok(null);
  const since = later(call.asked_at, at);
  await saveCrewThere(ctx, id, since);
  await tellRow(ctx, call, 'masked_call.crew_there', {}, since);
  return ok(null);
}

/** The caller has heard who calls: from now on they talk. */
export async function callerIsThere(ctx: ActionContext, id: string, at: Instant): Promise<Result<null, never>> {
  const call = await lockMaskedCall(ctx, id);
  if (call === null || call.ended_at !== null || call.caller_at !== null) return ok(null);
  const since = later(call.crew_at ?? call.asked_at, at);
  await saveCallerThere(ctx, id, since);
  await tellRow(ctx, call, 'masked_call.caller_there', {}, since);
  return ok(null);
}

/** What is known of an end. */
export interface MaskedEnd {
  readonly status: string | null;
  readonly cause: number | null;
  readonly at: Instant;
  readonly hasLine?: false;
}

/** It is over. The first to say so counts. */
export async function endMaskedCall(ctx: ActionContext, id: string, told: MaskedEnd): Promise<Result<null, never>> {
  const call = await lockMaskedCall(ctx, id);
  if (call === null || call.ended_at !== null) return ok(null);
  await end(ctx, call, told);
  return ok(null);
}

/** Nobody has dialled it in time; or, at its longest, nobody has said what became of it. */
const giveUpMaskedCall: DeadlineHandler = async (ctx, id) => {
  const call = await lockMaskedCall(ctx, id);
  if (call === null || call.ended_at !== null) return;
  if (call.placed_at !== null && ctx.now < call.give_up_at)
    return setDeadline(ctx, giveUpDeadline, id, call.give_up_at);
  await end(ctx, call, {
    ...{ status: null, cause: null, at: ctx.now },
    ...(call.placed_at === null ? { hasLine: false } : {}),
  });
};

async function end(ctx: ActionContext, call: MaskedCallRow, told: MaskedEnd): Promise<void> {
  const { crew_at: crewAt, caller_at: began } = call;
  const known = { isCrewThere: crewAt !== null, isCallerThere: began !== null, status: told.status, cause: told.cause };
  const result = told.hasLine === false ? 'no_line' : resultOfMaskedCall(known);
  const at = began === null ? told.at : later(began, told.at);
  const talkMs = began === null ? null : msBetween(began, at);
  const callId = began === null ? null : await keepTalk(ctx, call, { began, at });
  await saveMaskedEnd(ctx, { id: call.id, result, talkMs, callId, at });
  await clearDeadline(ctx, giveUpDeadline, call.id);
  await tellRow(ctx, call, 'masked_call.ended', { result, seconds: Math.round((talkMs ?? 0) / 1000), callId }, at);
}

/** The dialplan notes whole seconds, so that something may seem to be before what it follows. */
const later = (first: Instant, second: Instant): Instant => (first > second ? first : second);

/** A call of the centre's own, over already: on it hang the recording and how long that is kept. */
async function keepTalk(
  ctx: ActionContext,
  call: MaskedCallRow,
  { began, at }: { readonly began: Instant; readonly at: Instant },
): Promise<string> {
  const id = newId<'call'>();
  const caller = await callerDialled(ctx, call.id);
  const linkedid = maskedRecording(call.id);
  const number = await insertTalk(ctx, {
    ...{ id, linkedid, pbxSystem: call.pbx_system ?? '', dialled: dialledOut, number: caller },
    ...{ e164: normaliseNumber(caller), arrivedAt: began, answeredAt: began, endedAt: at },
  });
  await keepRecording(ctx, { id, arrived_at: began, pbx_linkedid: linkedid });
  await appendEvents(ctx, [
    callEvent(id, 'call.arrived', { number, direction: 'outbound' }, began),
    callEvent(id, 'call.classified', { code: 'INTERNAL', userId: null }, at),
  ]);
  return id;
}

const aboutOf = (maskedCallId: string, { incidentId, unitId }: { incidentId: string; unitId: string }) => ({
  maskedCallId,
  incidentId,
  unitId,
});

type More<Name extends keyof MaskedCallEvents> = Omit<MaskedCallEvents[Name], 'maskedCallId' | 'incidentId' | 'unitId'>;

function tellRow<Name extends keyof MaskedCallEvents>(
  ctx: ActionContext,
  row: MaskedCallRow,
  name: Name,
  more: More<Name>,
  at: Instant,
): Promise<void> {
  const whose = { assignmentId: row.assignment_id, agencyId: row.agency_id };
  const about = aboutOf(row.id, { incidentId: row.incident_id, unitId: row.unit_id });
  return tell(ctx, whose, name, { ...about, ...more }, at);
}

/** For the control room and the crew's own agency, as everything of an assignment. */
async function tell(
  ctx: ActionContext,
  whose: { readonly assignmentId: string; readonly agencyId: string },
  name: keyof MaskedCallEvents,
  content: Readonly<Record<string, string | number | null>>,
  at?: Instant,
): Promise<void> {
  await appendEvent(ctx, {
    name,
    subject: { type: 'assignment', id: whose.assignmentId },
    audience: [audience.tenant(), audience.agency(whose.agencyId)],
    content,
    ...(at === undefined || at === ctx.now ? {} : { occurredAt: at, clock: 'asterisk' as const }),
  });
}

export const maskedPart: FeaturePart = { deadlines: { [giveUpDeadline]: giveUpMaskedCall } };
