import type { ActionContext, Listener } from '#platform/server/action.ts';
import { clearDeadline, setDeadline } from '#platform/server/timers/deadlines.ts';
import { newId } from '#platform/shared/ids.ts';
import { type Instant, plusMs } from '#platform/shared/time.ts';
import type { CallerCaseId, CaseEndReason } from '../case.ts';
import { confirmedOf, endsAt, opensCase } from '../case-rules.ts';
import { isConfirmedNuisance } from '../rules.ts';
import { appendCaseEvent } from './case-event.ts';
import { caseSettingOf } from './case-setting-store.ts';
import {
  type CaseRow,
  entriesOf,
  eraseCase,
  insertCase,
  lastEndOf,
  lockCase,
  openCaseOf,
  raiseVersion,
  saveEnd,
  saveLastNuisance,
} from './case-store.ts';
import { findAskedCall, knownCalls } from './facts-store.ts';
import { eraseLanes } from './lane-store.ts';
import { endLaneWithCase } from './lanes.ts';
import { numberDeadline } from './notes.ts';
import { findNumber, keepNumber } from './number-store.ts';
import { erasePacks, withdrawWithCase } from './pack/end-pack.ts';

export const cleanDeadline = 'caller_case.clean';
export const eraseDeadline = 'caller_case.erase';
const dayMs = 86_400_000;

/**
 * A call was judged, or judged anew: whatever counts the number's nuisance counts again. It opens a case for people, moves its end or
 * takes it back; no call is ever touched by it (design.md invariant 2).
 */
export const followNuisance: Listener = async (ctx, event) => {
  const call = await findAskedCall(ctx, event.subject.id);
  // A drill or a test says nothing about a number.
  if (call?.e164 == null || !call.is_public) return;
  const known = await findNumber(ctx, call.e164);
  const open = known === null ? null : await openCaseOf(ctx, known.id);
  const isNuisance = isConfirmedNuisance(typeof event.content.code === 'string' ? event.content.code : null);
  if (open === null && !isNuisance) return;
  const setting = await caseSettingOf(ctx);
  const since = known === null ? null : await lastEndOf(ctx, known.id);
  // Later than any call of the number that was judged in this transaction.
  const calls = await knownCalls(ctx, call.e164, plusMs(ctx.now, 1));
  const confirmed = confirmedOf(calls, setting, { now: ctx.now, since });
  if (open !== null)
    return followOpen(ctx, open.id, calls.find(({ disposition }) => isConfirmedNuisance(disposition))?.at ?? null, {
      callId: call.id,
      isNuisance,
      stillOpens: opensCase(confirmed, setting),
    });
  if (!opensCase(confirmed, setting)) return;
  const number = known ?? (await keepNumber(ctx, call.e164));
  await makeCase(ctx, {
    numberId: number.id,
    cause: 'rule',
    lastNuisanceAt: confirmed.lastAt ?? ctx.now,
    ...confirmed,
  });
};

/** Open a case and let it end by itself. */
export async function makeCase(
  ctx: ActionContext,
  made: {
    readonly numberId: string;
    readonly cause: 'rule' | 'hand';
    readonly lastNuisanceAt: Instant;
    readonly calls: number;
    readonly takers: number;
  },
): Promise<CallerCaseId> {
  const id: CallerCaseId = newId();
  await insertCase(ctx, { id, ...made });
  await clearDeadline(ctx, numberDeadline, made.numberId);
  await setDeadline(ctx, cleanDeadline, id, endsAt(made.lastNuisanceAt, await caseSettingOf(ctx)));
  const { cause, calls, takers } = made;
  await appendCaseEvent(ctx, 'caller_case.opened', id, { cause, calls, takers });
  return id;
}

async function followOpen(
  ctx: ActionContext,
  caseId: string,
  lastAt: Instant | null,
  judged: { readonly callId: string; readonly isNuisance: boolean; readonly stillOpens: boolean },
): Promise<void> {
  const found = await lockCase(ctx, caseId);
  if (found === null || found.state === 'ended') return;
  // Corrected away before anybody did anything with it: as if it had never been opened. Otherwise people decide.
  const isUntouched =
    found.cause === 'rule' && found.assignee_id === null && (await entriesOf(ctx, caseId)).length === 0;
  if (!judged.isNuisance && !judged.stillOpens && isUntouched) return finishCase(ctx, found, 'corrected', null);
  if (lastAt === null || lastAt === found.last_nuisance_at) return;
  await saveLastNuisance(ctx, caseId, lastAt);
  await setDeadline(ctx, cleanDeadline, caseId, endsAt(lastAt, await caseSettingOf(ctx)));
  if (lastAt < found.last_nuisance_at) return;
  await raiseVersion(ctx, caseId);
  await appendCaseEvent(ctx, 'caller_case.nuisance_again', caseId, { callId: judged.callId });
}

/** End a case; its words are erased when they are no longer kept, and with the last of them the number. */
export async function finishCase(
  ctx: ActionContext,
  found: CaseRow,
  reason: CaseEndReason,
  entryId: string | null,
): Promise<void> {
  const setting = await caseSettingOf(ctx);
  await endLaneWithCase(ctx, found.id);
  await withdrawWithCase(ctx, found.id);
  await saveEnd(ctx, found.id, reason);
  await raiseVersion(ctx, found.id);
  await clearDeadline(ctx, cleanDeadline, found.id);
  await setDeadline(ctx, eraseDeadline, found.id, plusMs(ctx.now, setting.keepEndedDays * dayMs));
  await appendCaseEvent(ctx, 'caller_case.ended', found.id, { reason, entryId });
}

/** So many clean days: it is over, whoever works on it. */
export async function endClean(ctx: ActionContext, caseId: string): Promise<void> {
  const found = await lockCase(ctx, caseId);
  if (found === null || found.state === 'ended') return;
  const due = endsAt(found.last_nuisance_at, await caseSettingOf(ctx));
  // The setting asks for more days than when the deadline was set.
  if (due > ctx.now) return setDeadline(ctx, cleanDeadline, caseId, due);
  await finishCase(ctx, found, 'clean', null);
}

export async function eraseEnded(ctx: ActionContext, caseId: string): Promise<void> {
  const found = await lockCase(ctx, caseId);
  if (found === null || found.state === 'open') return;
  await eraseCase(ctx, caseId);
  await eraseLanes(ctx, caseId);
  await erasePacks(ctx, caseId);
  await appendCaseEvent(ctx, 'caller_case.erased', caseId, {});
  await setDeadline(ctx, numberDeadline, found.number_id, ctx.now);
}
