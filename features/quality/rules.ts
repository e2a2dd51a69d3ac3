import { ok, type Result, refuse } from '#platform/shared/result.ts';
import { type Answer, type AnswerSet, answersTo, type Criterion, criteriaOf, type Scorecard } from './scorecard.ts';

/** What is worth: 0 to 1; null: does not apply. */
export function worthOf(answer: Answer): number | null {
  if (answer === 'na') return null;
  if (answer === 'yes') return 1;
  return answer === 'no' ? 0 : Number(answer) / 2;
}

/** Score of one sheet. */
export interface SheetScore {
  /** 0 to 1: the weighted share of what applied; null where nothing applied. */
  readonly score: number | null;
  /** A critical criterion was not done: the score is 0. */
  readonly isFailed: boolean;
}

export function scoreOf(card: Scorecard, answers: AnswerSet): SheetScore {
  let [part, whole, isFailed] = [0, 0, false];
  for (const { id, weight, isCritical } of criteriaOf(card)) {
    const value = worthOf(answers[id] ?? 'na');
    if (value === null) continue;
    part += weight * value;
    whole += weight;
    if (isCritical && value === 0) isFailed = true;
  }
  if (isFailed) return { score: 0, isFailed };
  return { score: whole === 0 ? null : part / whole, isFailed };
}

/** Every criterion has one of its own answers, and there is no other. */
export function judgeAnswers(card: Scorecard, answers: AnswerSet): Result<null, 'quality.incomplete'> {
  const criteria = criteriaOf(card);
  const missing = criteria.filter((each) => !isAnswered(each, answers[each.id])).length;
  const foreign = Object.keys(answers).filter((id) => !criteria.some((each) => each.id === id)).length;
  return missing + foreign === 0 ? ok(null) : refuse('quality.incomplete', { missing: missing + foreign });
}

const isAnswered = (criterion: Criterion, given: Answer | undefined) =>
  given !== undefined && answersTo(criterion).includes(given);

/** Criteria that two assessors answered otherwise. */
export function disagreements(card: Scorecard, one: AnswerSet, other: AnswerSet): string[] {
  return criteriaOf(card)
    .map(({ id }) => id)
    .filter((id) => one[id] !== other[id]);
}

/**
 * Where the assessment of a call stands: `assess` sheets are missing, `settle` two assessors differ, `shown` the call taker has seen it
 * and may answer, `appealed` somebody else decides, `counted`, `set_aside` it could not be assessed.
 */
export const sampleStates = ['assess', 'settle', 'shown', 'appealed', 'counted', 'set_aside'] as const;
export type SampleState = (typeof sampleStates)[number];

/** Of which sheets a sample has one or two. */
export const sheetKinds = ['assessment', 'settlement', 'decision'] as const;
export type SheetKind = (typeof sheetKinds)[number];

/** A sample as a sheet comes to it. */
export interface SampleNow {
  readonly state: SampleState;
  /** Assessments it needs: 2 where it calibrates. */
  readonly needs: number;
  /** The assessment that is there. */
  readonly first: AnswerSet | null;
}

/** What a sheet does to its sample. `differing` only where a second assessment came. */
export interface SheetEffect {
  readonly kind: SheetKind;
  readonly state: SampleState;
  readonly differing: readonly string[];
}

/** A talk of two assessors is settled with its note; the same answers of both need none. */
export function takeSheet(
  now: SampleNow,
  card: Scorecard,
  filled: { readonly answers: AnswerSet; readonly note: string },
): Result<SheetEffect, 'quality.done' | 'quality.incomplete' | 'quality.note_missing'> {
  const judged = judgeAnswers(card, filled.answers);
  if (!judged.ok) return judged;
  if (now.state === 'assess') {
    if (now.first === null) return ok({ kind: 'assessment', state: now.needs > 1 ? 'assess' : 'shown', differing: [] });
    const differing = disagreements(card, now.first, filled.answers);
    return ok({ kind: 'assessment', state: differing.length === 0 ? 'shown' : 'settle', differing });
  }
  if (now.state !== 'settle' && now.state !== 'appealed') return refuse('quality.done');
  if (filled.note.length < leastNote) return refuse('quality.note_missing');
  return now.state === 'settle'
    ? ok({ kind: 'settlement', state: 'shown', differing: [] })
    : ok({ kind: 'decision', state: 'counted', differing: [] });
}

/** Letters by which a talk, an appeal or a decision says something. */
export const leastNote = 5;

/** The call taker's answer to a sheet that is shown. */
export function answerSheet(state: SampleState, answer: 'accept' | 'appeal'): Result<SampleState, 'quality.not_shown'> {
  if (state !== 'shown') return refuse('quality.not_shown');
  return ok(answer === 'accept' ? 'counted' : 'appealed');
}
