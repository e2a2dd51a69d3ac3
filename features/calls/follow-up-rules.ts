import { ok, type Result, refuse } from '#platform/shared/result.ts';
import { type Instant, msBetween, plusMs } from '#platform/shared/time.ts';
import type { CallState, EndedBy } from './call.ts';
import type { CallResult, FollowUp, FollowUpCause, FollowUpContent, FollowUpOutcome } from './follow-up.ts';

/** What the rules need of the settings. */
export type FollowUpPlan = Pick<
  FollowUpContent,
  'active' | 'stepSeconds' | 'ringSeconds' | 'pressSeconds' | 'lines' | 'personSeconds'
>;

/** A machine that calls back after longer than this frightens more than it helps: people decide. */
export const staleMs = 3_600_000;
/** While all lines are taken, a step is put off by this much. */
export const lineWaitMs = 5000;
/** After a person's own try the machine waits at least this long. */
export const handPauseMs = 30_000;
/** What placing a call may take beyond its ring, before it counts as broken off. */
export const placingMs = 15_000;

/** Codes by which a call taker says that the caller must be called back (domain.md §5.1). */
const codeCauses: Readonly<Record<string, FollowUpCause>> = { GHOST: 'silent', DROPPED_EARLY: 'dropped' };

export const causeOfCode = (code: string | null): FollowUpCause | null =>
  code === null ? null : (codeCauses[code] ?? null);
/** Whether a ladder stands on the classification alone, and falls with it. */
export const isByCode = (cause: FollowUpCause): boolean => Object.values(codeCauses).includes(cause);

/** How a call ended, as far as it matters here. */
export interface EndedCall {
  readonly state: CallState;
  readonly endedBy: EndedBy | null;
  /** Q.850. */
  readonly cause: number | null;
  readonly disposition: string | null;
  /** No desk was in it any more when it ended. */
  readonly wasAlone: boolean;
}

/** Q.850 of a line that broke: 27 out of order, 38 network, 41 temporary failure, 42 congestion, 44 no sound, 47 no resource. */
const brokenLine = [27, 38, 41, 42, 44, 47];

/** Why a call that is over must be called back; null: somebody helped, or took it outside the centre. */
export function causeOfEnd(call: EndedCall): FollowUpCause | null {
  if (call.state === 'lost') return 'left_queue';
  if (call.state === 'failed') return 'failed';
  if (call.state !== 'ended') return null;
  const isBroken = call.endedBy === 'caller' && call.cause !== null && brokenLine.includes(call.cause);
  if (call.wasAlone || call.endedBy === 'system' || isBroken) return 'cut';
  return causeOfCode(call.disposition);
}

/** A new ladder for a call that ended at `lostAt`. */
export function openFollowUp(
  given: {
    readonly canCall: boolean;
    readonly lostAt: Instant;
    /** The caller could not speak, or writes: a telephone that rings may give somebody away who hides. */
    readonly mayHarm?: boolean;
  },
  plan: FollowUpPlan,
  now: Instant,
): FollowUp {
  const { canCall, lostAt } = given;
  const opened: FollowUp = {
    state: 'person',
    canCall,
    step: 0,
    openedAt: now,
    dueAt: null,
    overdueAt: null,
    outcome: null,
  };
  // Read from Asterisk's own record long after: no machine calls then.
  const isStale = msBetween(lostAt, now) > staleMs;
  return isStale || !plan.active || given.mayHarm === true ? toPerson(opened, plan, now) : nextStep(opened, plan, now);
}

export type FollowUpStep =
  /** Its time has come. */
  | { readonly type: 'due'; readonly freeLines: number }
  | { readonly type: 'call_by_hand' }
  /** The caller picked up and is asked for a key. */
  | { readonly type: 'picked_up' }
  /** Somebody wants help, or a person called: the call waits for a desk as every call does. */
  | { readonly type: 'queued' }
  | { readonly type: 'try_ended'; readonly result: CallResult; readonly byHand: boolean }
  | { readonly type: 'called_again' }
  /** The caller wrote by the link. Who asks for help that way may be unable to speak: then no machine calls. */
  | { readonly type: 'wrote'; readonly wants: 'help' | 'call_back' }
  | { readonly type: 'reclassified' }
  /** A second listener says that the caller was in need: people see to it, no machine rings at somebody who may hide. */
  | { readonly type: 'audited' }
  /** A desk had talked, and the line broke or the taker says nobody was there. */
  | { readonly type: 'cut_again' }
  | { readonly type: 'close' }
  | { readonly type: 'reopen' };

export interface Decided {
  readonly next: FollowUp;
  /** What must be done with it: place a call, tell the supervisors. */
  readonly does: 'call' | 'alarm' | null;
}

/**
 * What happens to a ladder. Every open one that comes out of here has a next deadline, a call-back under way (which has its
 * own end), or lies before people.
 */
export function decideFollowUp(
  was: FollowUp,
  step: FollowUpStep,
  plan: FollowUpPlan,
  now: Instant,
): Result<Decided, 'follow_up.not_possible' | 'follow_up.under_way' | 'follow_up.no_number'> {
  const moves = (next: FollowUp, does: Decided['does'] = null) => ok({ next, does });
  const impossible = refuse('follow_up.not_possible');
  const isOpen = was.state !== 'done';
  switch (step.type) {
    case 'due':
      return decideDue(was, step.freeLines, plan, now);
    case 'call_by_hand':
      if (!isOpen) return impossible;
      if (!was.canCall) return refuse('follow_up.no_number');
      return was.state === 'trying' ? refuse('follow_up.under_way') : moves(trying(was, plan, now), 'call');
    case 'picked_up':
      return was.state === 'trying' ? moves({ ...was, dueAt: plusMs(now, plan.pressSeconds * 1000) }) : impossible;
    case 'queued':
      return was.state === 'trying' ? moves({ ...was, dueAt: null }) : impossible;
    case 'try_ended':
      return was.state === 'trying' ? moves(afterTry(was, step, plan, now)) : impossible;
    case 'wrote':
      return moves(afterWords(was, step.wants, plan, now));
    case 'audited':
      return moves(was.state === 'trying' ? was : atOnce(was, now), 'alarm');
    case 'called_again':
    case 'reclassified':
      return isOpen ? moves(done(was, step.type)) : impossible;
    case 'cut_again':
      return was.outcome === 'reached' ? moves(nextStep({ ...was, outcome: null }, plan, now)) : impossible;
    case 'close':
      if (!isOpen) return impossible;
      // Its caller may be waiting for a desk at this moment.
      return was.state === 'trying' ? refuse('follow_up.under_way') : moves(done(was, 'closed'));
    case 'reopen':
      return was.outcome === 'closed' || was.outcome === 'reclassified'
        ? moves(toPerson({ ...was, outcome: null }, plan, now))
        : impossible;
  }
}

/** Words end no ladder; they open one that was done. Asked for a call, the machine calls at once where it would have later. */
function afterWords(was: FollowUp, wanted: 'help' | 'call_back', plan: FollowUpPlan, now: Instant): FollowUp {
  if (was.state === 'done') return toPerson({ ...was, outcome: null }, plan, now);
  if (was.state !== 'scheduled') return was;
  return wanted === 'call_back' ? { ...was, dueAt: now } : toPerson(was, plan, now);
}

function decideDue(
  was: FollowUp,
  freeLines: number,
  plan: FollowUpPlan,
  now: Instant,
): Result<Decided, 'follow_up.not_possible'> {
  if (was.state === 'person')
    return was.overdueAt === null && was.dueAt !== null
      ? ok({ next: { ...was, dueAt: null, overdueAt: now }, does: 'alarm' })
      : refuse('follow_up.not_possible');
  if (was.state !== 'scheduled') return refuse('follow_up.not_possible');
  // Switched off, or shortened, since it was planned.
  if (!plan.active || was.step >= plan.stepSeconds.length) return ok({ next: toPerson(was, plan, now), does: null });
  if (freeLines <= 0) return ok({ next: { ...was, dueAt: plusMs(now, lineWaitMs) }, does: null });
  return ok({ next: trying({ ...was, step: was.step + 1 }, plan, now), does: 'call' });
}

/** When a call-back that nobody took up, or whose process is gone, is given up. */
function trying(was: FollowUp, plan: FollowUpPlan, now: Instant): FollowUp {
  return { ...was, state: 'trying', dueAt: plusMs(now, plan.ringSeconds * 1000 + placingMs), overdueAt: null };
}

function afterTry(
  was: FollowUp,
  { result, byHand }: { readonly result: CallResult; readonly byHand: boolean },
  plan: FollowUpPlan,
  now: Instant,
): FollowUp {
  if (result === 'reached' || result === 'not_needed') return done(was, result);
  // No way out of the centre: waiting does not mend that.
  if (result === 'no_line') return toPerson(was, plan, now);
  return nextStep(was, plan, now, byHand ? handPauseMs : 0);
}

/** The machine's next call, or people when it has none left. */
function nextStep(was: FollowUp, plan: FollowUpPlan, now: Instant, pauseMs = 0): FollowUp {
  const after = plan.stepSeconds[was.step];
  if (!was.canCall || !plan.active || after === undefined) return toPerson(was, plan, now);
  const planned = plusMs(was.openedAt, after * 1000);
  const earliest = plusMs(now, pauseMs);
  return { ...was, state: 'scheduled', dueAt: planned > earliest ? planned : earliest, overdueAt: null };
}

function toPerson(was: FollowUp, plan: FollowUpPlan, now: Instant): FollowUp {
  return { ...was, state: 'person', dueAt: plusMs(now, plan.personSeconds * 1000), overdueAt: null };
}

/** Overdue from the first moment: the caller has waited since the call was put aside. */
function atOnce(was: FollowUp, now: Instant): FollowUp {
  return { ...was, state: 'person', dueAt: null, overdueAt: now, outcome: null };
}

function done(was: FollowUp, outcome: FollowUpOutcome): FollowUp {
  return { ...was, state: 'done', dueAt: null, overdueAt: null, outcome };
}

/** How far a call-back came, as its row and its try say. */
export interface EndedTry {
  readonly pressed: '1' | '3' | null;
  readonly pickedUp: boolean;
  /** It waited for a desk. */
  readonly queued: boolean;
  readonly failed: boolean;
  readonly endedBy: EndedBy | null;
  /** Q.850. */
  readonly cause: number | null;
}

/** How a call-back without an answer of a desk ended. */
export function resultOfTry(call: EndedTry): CallResult {
  if (call.pressed === '3') return 'not_needed';
  if (call.queued) return 'left_queue';
  if (call.pickedUp) return call.endedBy === 'caller' ? 'hung_up' : 'no_press';
  if (call.failed) return 'no_line';
  if (call.cause === null) return 'broken_off';
  if (call.cause === 17) return 'busy';
  if (call.cause === 21) return 'declined';
  // 16 and 26: we hung up while it rang. 18, 19, 102: it rang to the end.
  return [16, 18, 19, 26, 102].includes(call.cause) ? 'no_answer' : 'unreachable';
}
