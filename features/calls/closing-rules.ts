import { ok, type Result, refuse } from '#platform/shared/result.ts';
import { type Instant, plusMs } from '#platform/shared/time.ts';
import type { CallState, Disposition, EndedBy } from './call.ts';
import type { ClosingContent } from './closing-settings.ts';
import { type EvidenceCode, fittingEvidence, leastEvidence } from './evidence.ts';
import type { SilentCall } from './silent.ts';

/** The evidence for a class, each code once and in the order of the table; refused when it does not fit or is too little. */
export function evidenceFor(
  code: Disposition,
  given: readonly EvidenceCode[],
): Result<EvidenceCode[], 'call.evidence_unfit' | 'call.evidence_missing'> {
  const fitting = fittingEvidence[code] ?? [];
  if (given.some((each) => !fitting.includes(each))) return refuse('call.evidence_unfit');
  const kept = fitting.filter((each) => given.includes(each));
  const least = leastEvidence[code] ?? 0;
  return kept.length < least ? refuse('call.evidence_missing', { least, count: kept.length }) : ok(kept);
}

/** Whether the same was said already: the same class on the same evidence. A key pressed twice is one judgement. */
export function isSame(
  before: { readonly code: string | null; readonly evidence: readonly string[] },
  after: { readonly code: string | null; readonly evidence: readonly string[] },
): boolean {
  return (
    before.code === after.code &&
    before.evidence.length === after.evidence.length &&
    before.evidence.every((each) => after.evidence.includes(each))
  );
}

/** Who judges a call: whoever talked in it, and who leads the room. */
export interface Judge {
  readonly isTaker: boolean;
  readonly isLead: boolean;
  readonly reason: string | null;
}

/**
 * The first judgement belongs to the call's taker, whenever it comes; a lead may give it for them. What stands already is
 * corrected by its taker within a shift, later and by others only by a lead who says why.
 */
export function mayJudge(
  call: { readonly disposition: string | null; readonly endedAt: Instant | null },
  { isTaker, isLead, reason }: Judge,
  { correctHours }: Pick<ClosingContent, 'correctHours'>,
  now: Instant,
): Result<null, 'call.not_yours' | 'call.correct_too_late' | 'call.reason_missing'> {
  if (!isTaker && !isLead) return refuse('call.not_yours');
  if (call.disposition === null) return ok(null);
  const isInShift = call.endedAt === null || now <= plusMs(call.endedAt, correctHours * 3_600_000);
  if (isTaker && isInShift) return ok(null);
  if (!isLead) return refuse('call.correct_too_late', { hours: correctHours });
  return reason === null || reason.trim().length < 3 ? refuse('call.reason_missing') : ok(null);
}

/** A call as far as its silence asks. */
export interface HeardCall {
  readonly state: CallState;
  readonly direction: 'inbound' | 'outbound';
  readonly endedBy: EndedBy | null;
  readonly answeredAt: Instant | null;
  readonly endedAt: Instant | null;
  /** A process of ours led it and could hear that nobody spoke. */
  readonly wasListenedTo: boolean;
  readonly silent: Pick<SilentCall, 'since' | 'result' | 'signs' | 'steps'>;
  /** The procedure is done to its end and brought nothing. */
  readonly isThrough: boolean;
}

/** Nobody needs help: such a class ends the care for the caller. */
const nuisance: readonly string[] = [
  'PRANK_CHILD',
  'PRANK_ADULT',
  'PRANK_ABUSIVE',
  'ACCIDENTAL',
  'WRONG_NUMBER',
  'TEST',
];

/**
 * No class is a way around the procedure for silent calls (standards.md §5D stage 3): while a caller who is not heard is on the
 * line, neither "silent" nor a nuisance can be said of them before it is through. A caller who left by themselves cannot be asked
 * any more; theirs is "silent", which opens the ladder of call-backs. One who was heard, or settled as unable to speak, is not.
 */
export function maySay(
  code: Disposition,
  call: HeardCall,
  { silentAfterS }: { readonly silentAfterS: number },
): Result<null, 'call.silent_first' | 'call.never_silent' | 'call.was_heard'> {
  const { silent, state } = call;
  const hasVoice = silent.signs.some((sign) => sign.kind === 'voice');
  const isOpen = state === 'answered' && silent.since !== null && silent.result === null && !call.isThrough;
  if (code !== 'GHOST') {
    const isUnheard = isOpen && (!hasVoice || silent.steps.length > 0);
    return isUnheard && nuisance.includes(code) ? refuse('call.silent_first') : ok(null);
  }
  // A person ended it by the procedure, or said why it had to end before.
  if (silent.result === 'no_sign') return ok(null);
  if (silent.result !== null || hasVoice) return refuse('call.was_heard');
  if (silent.since !== null) return isOpen ? refuse('call.silent_first') : ok(null);
  return wasTooShort(call, silentAfterS) ? ok(null) : refuse('call.never_silent');
}

/** Nobody could have found it silent: over before that takes, or nobody of ours listened. A call of ours that nobody spoke on is none. */
function wasTooShort(call: HeardCall, silentAfterS: number): boolean {
  if (call.direction === 'outbound' || !call.wasListenedTo) return true;
  if (call.endedAt === null || call.answeredAt === null || call.endedBy === 'desk') return false;
  return call.endedAt <= plusMs(call.answeredAt, silentAfterS * 1000);
}

/** Whether a call taker has had so much abuse that they are asked whether they want a break. Care, and never a figure of performance. */
export function needsCare(abusive: number, { abuseThreshold }: Pick<ClosingContent, 'abuseThreshold'>): boolean {
  return abusive >= abuseThreshold;
}
